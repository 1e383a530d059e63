"""The ``sightline`` command: every layer's commands under one name."""

import sys
from typing import Any

import click

import app.audit.cli
import app.serving
import app.users_cli
import indexer.agreement.cli
import indexer.claims.cli
import indexer.cli
import indexer.comparators.cli
import indexer.council.cli
import indexer.decisions.cli
import indexer.findings.cli
import indexer.meaning.cli
import indexer.measures.cli
import indexer.pack.cli
import indexer.quality.cli
import indexer.search_cli
import nlp.cli
from indexer.errors import IndexerError, QueryError, QuestionsError
from indexer.priority import one_thread
from nlp.console import CANNOT_RUN
from nlp.errors import LabelsError, NlpError


class _Commands(click.Group):
    """Turns errors raised on purpose into a plain message and the right exit status."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (QueryError, QuestionsError, LabelsError) as error:
            raise click.UsageError(str(error)) from error
        except (IndexerError, NlpError) as error:
            click.echo(f"sightline: {error}", err=True)
            sys.exit(CANNOT_RUN)
        except BrokenPipeError:
            raise  # whoever read has enough; click ends quietly
        except OSError as error:
            if error.filename is None:
                raise
            click.echo(f"sightline: {error.filename}: {error.strerror}.", err=True)
            sys.exit(CANNOT_RUN)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sightline")
def main() -> None:
    """Search and tag inspection evidence for children's services.

    Start with `sightline index FOLDER`, then `sightline search "words"` or
    `sightline serve` and open the page in a browser.
    """
    one_thread()


for command in (
    app.serving.serve,
    indexer.cli.index,
    indexer.cli.documents,
    indexer.cli.correct,
    indexer.cli.passages,
    indexer.search_cli.search,
    indexer.search_cli.searches,
    indexer.search_cli.compare,
    indexer.search_cli.like,
    indexer.findings.cli.findings,
    indexer.pack.cli.pack,
    indexer.measures.cli.figures,
    indexer.claims.cli.claims,
    indexer.comparators.cli.comparators,
    indexer.cli.status,
    indexer.cli.train,
    indexer.meaning.cli.models,
    indexer.quality.cli.evaluate,
    nlp.cli.annotate,
    nlp.cli.taxonomy,
    nlp.cli.model,
    app.users_cli.users,
    indexer.council.cli.council,
    indexer.decisions.cli.decisions,
    indexer.agreement.cli.agreement,
    app.audit.cli.audit,
):
    main.add_command(command)
