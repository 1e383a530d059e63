"""The command ``sightline figures``; what it needs is fetched when it runs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlp.console import format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.measures.model import Line, Statement


@click.command()
@click.option("--measure", help="Only measures with these words in their name or wording.")
@click.option("--authority", help="Only figures of this authority.")
@click.option("--conflicts", is_flag=True, help="Only measures whose figures do not agree.")
@click.option("--all", "every", is_flag=True, help="Also measures that one paper alone states.")
@home_option
@format_option
def figures(
    measure: str | None,
    authority: str | None,
    home: Path,
    output: str,
    *,
    conflicts: bool,
    every: bool,
) -> None:
    """Put the same measure of several papers on one line, and tell what does not agree.

    Targets and the figures of others are kept apart from what a paper says is
    so, and nothing is averaged. Figures do not agree where two of one measure,
    of the same people and the same time differ by more than rounding, where
    those asked say otherwise in the same year, or where one without its time is
    that of an older paper and has changed since.
    """
    from indexer.council.owning import nameless_of, read_owned
    from indexer.home import Home
    from indexer.measures.contract import line_json
    from indexer.measures.lines import choose, load_lines
    from indexer.store.repository import Store

    with Store.open(Home(home).store) as store:
        lines = choose(
            load_lines(store),
            words=measure or "",
            authority=authority or "",
            conflicts=conflicts,
            papers=1 if every or conflicts else 2,
        )
        nameless = nameless_of(read_owned(store))
    if output == "json":
        print_json([line_json(line) for line in lines])
    else:
        for line in lines:
            click.echo(_line(line))
    for papers in nameless:
        click.echo(f"{papers.what}. {papers.why}", err=True)


def _line(line: "Line") -> str:
    """Write a line for a person: what is measured, each figure with its source, conflicts."""
    from indexer.measures.saying import conflict_words

    of = ", ".join(filter(None, [line.authority, line.place, *line.people]))
    told = [f"{line.label} ({of or 'authority not stated'})"]
    told += [f"  {_stated(one)}" for one in line.statements]
    told += [f"  {one.kind.value}: {_stated(one)}" for one in (*line.targets, *line.comparators)]
    told += [f"  does not agree: {conflict_words(one)}" for one in line.conflicts]
    return "\n".join(told)


def _stated(one: "Statement") -> str:
    known = one.document.metadata
    title = known.title or one.document.path
    day = known.dated.isoformat() if known.dated else "undated"
    return (
        f"{one.printed}, {one.said_period or 'time not stated'}: {title} ({day}), page {one.page}"
    )
