"""The ``sightline`` command: every layer's commands under one name."""

import sys
from pathlib import Path
from typing import Any

import click

import indexer.cli
import indexer.meaning.cli
import indexer.quality.cli
import indexer.search_cli
import nlp.cli
from indexer.errors import IndexerError, QueryError, QuestionsError
from nlp.console import CANNOT_RUN, home_option
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


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sightline")
def main() -> None:
    """Search and tag inspection evidence for children's services.

    Start with `sightline index FOLDER`, then `sightline search "words"` or
    `sightline serve` and open the page in a browser.
    """


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@home_option
def serve(home: Path, port: int) -> None:
    """Serve the workplace in a browser, on this machine only."""
    import waitress

    from app import create_app
    from indexer.home import Home

    address = "127.0.0.1"
    application = create_app(Home(home))
    try:
        server = waitress.create_server(application, host=address, port=port, threads=8)
    except OSError as error:
        click.echo(
            f"sightline: port {port} cannot be used ({error.strerror}). Choose another --port.",
            err=True,
        )
        sys.exit(CANNOT_RUN)
    click.echo(f"Sightline is ready: http://{address}:{port}/ (Ctrl+C ends it)", err=True)
    server.run()


for command in (
    indexer.cli.index,
    indexer.cli.documents,
    indexer.cli.correct,
    indexer.cli.passages,
    indexer.search_cli.search,
    indexer.search_cli.searches,
    indexer.search_cli.compare,
    indexer.search_cli.like,
    indexer.cli.status,
    indexer.cli.train,
    indexer.meaning.cli.models,
    indexer.quality.cli.evaluate,
    nlp.cli.annotate,
    nlp.cli.taxonomy,
    nlp.cli.model,
):
    main.add_command(command)
