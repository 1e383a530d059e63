"""Commands of the indexer: index, documents, correct, passages, status, train.

Only click is imported here; each command fetches what it needs when it runs,
so that ``sightline --help`` answers at once.
"""

import os
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlp.console import PARTLY_FAILED, format_option, home_option, print_json, print_json_lines

if TYPE_CHECKING:
    from indexer.ingest import Summary


_STOPPED = (
    "Stopped. The files that were finished are kept and can be searched; the same command goes on "
    "with the others."
)


@click.command()
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    show_default="one for each core",
    help="How many files are read at once.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "tantivy", "whoosh"]),
    default="auto",
    show_default=True,
    help="Search engine to build the index with.",
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "off", "force"]),
    default="auto",
    show_default=True,
    help="Recognise the words of scanned pages: where there is no text, nowhere, or everywhere.",
)
@click.option("--retry", is_flag=True, help="Try again what hung or crashed its reader before.")
@click.option(
    "--again",
    is_flag=True,
    help="Read all files again, changed or not, as this version of the program reads them.",
)
@click.option(
    "--forget-missing",
    is_flag=True,
    help="Take out of the search what is no longer in the folders; its text is kept.",
)
@click.option("--watch", is_flag=True, help="Go on looking for new and changed files until Ctrl+C.")
@click.option(
    "--vectors/--no-vectors",
    default=True,
    help="Make the vectors by which meaning is searched, when all can be searched by words.",
)
@home_option
@format_option
def index(
    paths: tuple[Path, ...],
    home: Path,
    output: str,
    *,
    ocr: str,
    watch: bool,
    vectors: bool,
    **options: Any,
) -> None:
    """Read the files and folders at PATH and make them searchable.

    Files that have not changed are left alone. A file that cannot be read is
    listed with its reason and never stops the run. A file that is no longer
    there is listed as missing and still found, until --forget-missing.
    """
    from indexer.forking import context_for
    from indexer.home import Home
    from indexer.priority import give_way

    place = Home(home)
    give_way()
    if not place.store.exists():
        # All is to be read, and a second core can load what that takes while this one goes on.
        context_for(place.models)

    from indexer.extract.base import OcrMode
    from indexer.ingest import Summary, ingest
    from indexer.meaning.cli import vectors_after
    from indexer.progress import progress_bar
    from indexer.watch import EVERY, passes

    def run() -> Summary:
        with progress_bar() as progress:
            summary = ingest(paths, home=place, ocr=OcrMode(ocr), progress=progress, **options)
        options["again"] = False  # once, when watching
        return summary

    try:
        if watch:
            idle = partial(vectors_after, place, EVERY) if vectors else None
            for summary in passes(run, idle=idle):
                _show_summary(summary, output)
            return
        summary = run()
        _show_summary(summary, output)
        made = vectors_after(place) if vectors else True
    except KeyboardInterrupt:
        click.echo(_STOPPED, err=True)
        raise SystemExit(PARTLY_FAILED) from None
    if summary.failed or summary.doubts or not made:
        raise SystemExit(PARTLY_FAILED)


def _show_summary(summary: "Summary", output: str) -> None:
    from indexer.contract import summary_json
    from indexer.plain import summary_text

    if output == "json":
        print_json(summary_json(summary))
    else:
        click.echo(summary_text(summary))


@click.command()
@click.option("--failed", is_flag=True, help="Only files that could not be read, with the reason.")
@click.option("--missing", is_flag=True, help="Only files that are no longer where they were.")
@home_option
@format_option
def documents(failed: bool, missing: bool, home: Path, output: str) -> None:
    """List every file of the index with its status and what it says of itself."""
    from indexer.contract import document_json
    from indexer.home import Home
    from indexer.model import FileStatus
    from indexer.store.repository import Store

    with Store.open(Home(home).store) as store:
        entries = store.entries()
        found = {document.id: document for document in store.documents()}
        counts = store.passage_counts()
    rows = [
        document_json(
            entry, found.get(entry.document or ""), passages=counts.get(entry.document or "", 0)
        )
        for entry in entries
        if not failed or entry.status in (FileStatus.FAILED, FileStatus.QUARANTINED)
        if not missing or (entry.missing_since and entry.status is not FileStatus.REMOVED)
    ]
    if output == "json":
        print_json(rows)
        return
    from indexer.plain import document_text

    for row in rows:
        click.echo(document_text(row))


@click.command()
@click.argument("document")
@click.argument("field")
@click.argument("value", required=False)
@click.option("--withdraw", is_flag=True, help="Take a correction back; the reading counts again.")
@click.option("--who", help="Who says so.", show_default="your login name")
@click.option("--note", default="", help="Why, in your words.")
@home_option
@format_option
def correct(
    document: str, field: str, value: str | None, home: Path, output: str, **by: Any
) -> None:
    """Say what is right where the machine misread DOCUMENT.

    FIELD is type, title, authority, published, period, event-start, event-end,
    framework, event, inspectors, or a grade such as grades.overall. Days are
    written 2022-03-03, a period such as "October 2022" or 2021/22; "" as
    VALUE means that the document does not state it. The correction holds when
    the file is read again or replaced by a new version, and what the machine
    read is kept beside it. With --withdraw and no VALUE that counts again.
    """
    from indexer.contract import document_json
    from indexer.corrections import CorrectionError, login_name, take_effect, withdraw
    from indexer.corrections import correct as correct_document
    from indexer.home import Home
    from indexer.store.repository import Store

    if (value is None) is not by["withdraw"]:
        raise click.UsageError('Give a VALUE ("" for not stated) or --withdraw, one of the two.')
    place = Home(home)
    said = {"who": by["who"] or login_name(), "note": by["note"]}
    with Store.open(place.store) as store, place.lock(f"a correction of {document}"):
        try:
            if by["withdraw"]:
                found = withdraw(store, document, field, **said)
            else:
                found = correct_document(store, document, field, value, own=place.taxonomy, **said)
        except CorrectionError as error:
            raise click.UsageError(str(error)) from error
        labelled = take_effect(place, store, document, [field.strip().lower()])
        entry = store.entry(found.path)
        number = store.passage_counts().get(document, 0)
    if output == "json":
        print_json(document_json(entry, found, passages=number) if entry else None)
    else:
        done = "is as the machine read it again" if by["withdraw"] else "is corrected"
        click.echo(f"{field} of {found.metadata.title or found.path} {done}.")
        if labelled:
            click.echo(
                f"Its {labelled} passages were labelled anew, for labels depend on the type."
            )


@click.command()
@click.option("--document", help="Only the passages of this document id.")
@home_option
@format_option
def passages(document: str | None, home: Path, output: str) -> None:
    """Print passages with their place and labels; JSON comes one a line."""
    from indexer.contract import passage_json
    from indexer.home import Home
    from indexer.plain import passage_text
    from indexer.store.repository import Store

    with Store.open(Home(home).store) as store:
        if document is not None and store.document(document) is None:
            raise click.UsageError(
                f"No document has the id {document}. `sightline documents` lists them."
            )
        found = store.passages(document=document, excerpts=True)
        if output == "json":
            print_json_lines(passage_json(passage) for passage in found)
        else:
            for passage in found:
                click.echo(passage_text(passage))


@click.command()
@home_option
@format_option
def status(home: Path, output: str) -> None:
    """Tell what the index holds, its versions, its size and its last run."""
    from indexer.home import Home
    from indexer.status import read_status

    found = read_status(Home(home))
    if output == "json":
        print_json(found)
    else:
        from indexer.plain import status_text

        click.echo(status_text(found))


@click.command()
@click.option(
    "--labels",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines of labelled passages to learn from besides the index.",
)
@click.option("--force", is_flag=True, help="Keep the new model even where it is worse.")
@click.option(
    "--anew",
    is_flag=True,
    help="Learn from nothing instead of from the shipped model; needs twenty authorities.",
)
@home_option
@format_option
def train(labels: Path | None, force: bool, anew: bool, home: Path, output: str) -> None:
    """Teach the model that labels passages what people decided here, and labels given.

    The new model is kept in the home and outranks the shipped one. It is
    refused when it makes a label worse on papers that it has not seen.
    """
    from indexer.corrections import login_name
    from indexer.home import Home
    from indexer.plain import training_text
    from indexer.training import train_from_store

    who = login_name()
    outcome = train_from_store(Home(home), who=who, labels=labels, force=force, anew=anew)
    if output == "json":
        print_json(asdict(outcome))
    else:
        click.echo(training_text(outcome))
    if not outcome.kept:
        raise SystemExit(PARTLY_FAILED)
