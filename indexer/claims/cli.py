"""The command ``sightline claims``; what it needs is fetched when it runs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlp.console import check_theme, format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.claims.model import Beside, Clash, Voice


@click.command()
@click.option("--theme", help="Only this theme, by its id.")
@click.option("--authority", help="Whose claims; else of whom the most is said.")
@click.option("--since", type=click.IntRange(1990, 2100), help="First year of the papers.")
@click.option("--until", type=click.IntRange(1990, 2100), help="Last year of the papers.")
@home_option
@format_option
def claims(
    theme: str | None,
    authority: str | None,
    since: int | None,
    until: int | None,
    home: Path,
    output: str,
) -> None:
    """Set what a council says of itself beside what others say of it, by theme.

    An over-claim is a strength that inspectors, auditors, peers, children or
    families later or lately judged to need improvement; an under-claim is the
    reverse. Both are suggestions, with the passages of both sides. Nothing is
    averaged.
    """
    from indexer.claims.contract import beside_json
    from indexer.claims.themes import Choice, load_claims
    from indexer.council.owning import nameless_of, read_owned
    from indexer.home import Home
    from indexer.store.repository import Store

    if theme is not None:
        check_theme(theme, Home(home).taxonomy)
    with Store.open(Home(home).store) as store:
        every = load_claims(store)
        nameless = nameless_of(read_owned(store))
    chosen = authority or next(iter(every.authorities), "")
    if authority and authority not in every.authorities:
        known = ", ".join(every.authorities) or "none"
        raise click.UsageError(
            f"No council's own papers stand beside those of others for {authority}. "
            f"There are such for: {known}."
        )
    found = every.beside(chosen, Choice(since=since, until=until), theme=theme)
    if output == "json":
        print_json([beside_json(one) for one in found])
    else:
        for one in found:
            click.echo(_lines(one))
    for papers in nameless:
        click.echo(f"{papers.what}. {papers.why}", err=True)


def _lines(one: "Beside") -> str:
    """Write a theme for a person: what was read, then each claim with what speaks against it."""
    own, others = one.own_read, one.others_read
    told = [
        f"{one.theme}: {own.passages} passages of {own.documents} papers of the council's own, "
        f"{others.passages} of {others.documents} of others"
    ]
    told += [_clash_lines(clash) for clash in (*one.over, *one.under)]
    return "\n".join(told)


def _clash_lines(clash: "Clash") -> str:
    unsure = ", read it first" if clash.is_unsure else ""
    told = [f"  {clash.kind.value}{unsure}: {_voice(clash.claim)}"]
    told += [f"    against it: {_voice(one.voice)}" for one in clash.against]
    return "\n".join(told)


def _voice(one: "Voice") -> str:
    day = one.day.isoformat() if one.day else "undated"
    unsure = " (unsure)" if one.is_unsure else ""
    return f"{day}  {one.speaker or 'speaker unknown'}{unsure}  {one.passage}  {one.text}"
