"""Commands of people's decisions: decisions list, export, report.

Only click is imported here; each command fetches what it needs when it runs.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.plural import plural
from nlp.console import format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.decisions.model import Subject
    from indexer.decisions.reporting import Report


@click.group()
def decisions() -> None:
    """See what people decided of passages, and what became of it."""


@decisions.command("list")
@click.option("--who", help="Only what this person decided.")
@click.option("--passage", help="Only what was decided of the passage of this id.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@home_option
@format_option
def list_(who: str | None, passage: str | None, limit: int, home: Path, output: str) -> None:
    """List decisions, latest first."""
    from indexer.decisions.reporting import decision_json
    from indexer.home import Home
    from indexer.store.repository import Store

    with Store.open(Home(home).store) as store:
        made = store.decisions(who=who, passage=passage)[: -limit - 1 : -1]
        subjects = {subject.id: subject for subject in store.subjects()}
    rows = [decision_json(one, subjects[one.subject]) for one in made]
    if output == "json":
        print_json(rows)
        return
    for one, row in zip(made, rows, strict=True):
        when = one.at.astimezone().isoformat(" ", "seconds")
        click.echo(f"{when}  {one.who}  {one.field} {one.act} {row['value']}")
        click.echo(f"    {row['passage'] or row['state']}: {_short(row['quote'])}")


@decisions.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@home_option
def export(file: Path, home: Path) -> None:
    """Write every decision to FILE, oldest first: .csv, or else JSON lines."""
    import json

    from indexer.decisions.reporting import TITLES, decision_json, decision_rows
    from indexer.export.cells import csv_bytes
    from indexer.home import Home
    from indexer.store.repository import Store

    with Store.open(Home(home).store) as store:
        made = store.decisions()
        subjects = {subject.id: subject for subject in store.subjects()}
    with file.open("wb") as out:
        if file.suffix.lower() == ".csv":
            out.writelines(csv_bytes(TITLES, decision_rows(made, subjects.__getitem__)))
            return
        for one in made:
            row = decision_json(one, subjects[one.subject])
            out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


@decisions.command()
@click.option("--run", type=int, help="Only what this index run found.")
@home_option
@format_option
def report(run: int | None, home: Path, output: str) -> None:
    """Tell what became of the passages that people decided of.

    After every index run they are looked for by their words: in the same place,
    moved, changed, or nowhere. Nothing is dropped.
    """
    from indexer.decisions.reporting import report_decisions, report_json
    from indexer.home import Home
    from indexer.store.repository import Store
    from nlp.taxonomy import load_taxonomy

    place = Home(home)
    with Store.open(place.store) as store:
        found = report_decisions(store, load_taxonomy(own=place.taxonomy), run=run)
    if output == "json":
        print_json(report_json(found))
    else:
        _tell(found)


def _tell(found: "Report") -> None:
    states = ", ".join(f"{count} {state}" for state, count in found.passages.items())
    on = plural(sum(found.passages.values()), "passage")
    click.echo(f"{plural(found.decisions, 'decision')} on {on}: {states}.")
    _tell_subjects("Words that changed since, to be looked at", found.review)
    _tell_subjects("Found nowhere, and kept", found.orphans)
    for label, some in found.gone.items():
        click.echo(f"The taxonomy has no {label} any more; {len(some)} decisions on it are kept.")
    for cut in found.excerpts:
        where = cut.passage or "found nowhere, and kept"
        click.echo(f"Passage made by {cut.who}: {where}: {_short(cut.quote)}")
    for one in found.events:
        where = f"{one.was or 'nowhere'} -> {one.now or 'nowhere'}"
        when = one.at.astimezone().isoformat(" ", "seconds")
        click.echo(f"{when}  run {one.run or '-'}  {one.state}  {where}: {_short(one.before)}")


def _tell_subjects(title: str, some: "tuple[Subject, ...]") -> None:
    if some:
        click.echo(f"{title}:")
    for one in some:
        click.echo(f"    {one.path}, page {one.page}: {_short(one.quote)}")


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."
