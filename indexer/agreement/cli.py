"""The command that tells how well coders agree.

Only click is imported here; the command fetches what it needs when it runs.
"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlp.console import format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.agreement.model import Round
    from indexer.store.repository import Store
    from nlp.taxonomy import Taxonomy


@click.command()
@click.argument("round_id", metavar="[ROUND]", type=int, required=False)
@format_option
@home_option
def agreement(round_id: int | None, home: Path, output: str) -> None:
    """Show how well coders agree with each other, and with the machine.

    Without a ROUND it lists the rounds of blind coding. With the number of one it shows
    Cohen's kappa and Krippendorff's alpha of each label for every two coders, with 95 %
    intervals.
    """
    from indexer.home import Home
    from indexer.store.repository import Store
    from nlp.taxonomy import load_taxonomy

    with Store.open(Home(home).store) as store:
        if round_id is None:
            _list(store, output)
            return
        found = store.round(round_id)
        if found is None:
            raise click.UsageError(
                f"There is no round {round_id}. `sightline agreement` lists them."
            )
        report = agreement_json(store, found, load_taxonomy(own=Home(home).taxonomy))
    if output == "json":
        print_json(report)
    else:
        for line in _lines(report):
            click.echo(line)


def agreement_json(store: "Store", one: "Round", taxonomy: "Taxonomy") -> dict[str, Any]:
    """Return the figures of a round as JSON: for every pair and question kappa and alpha."""
    from indexer.agreement.coding import codings_in
    from indexer.agreement.figures import compare, pairs_of, questions

    some = codings_in(store, one)
    asked = questions(taxonomy, some)
    pairs = [
        {
            "one": first,
            "other": second,
            "questions": [asdict(compare(some, question, first, second)) for question in asked],
        }
        for first, second in pairs_of(some)
    ]
    return round_json(one) | {"passages": len(some), "pairs": pairs}


def round_json(one: "Round") -> dict[str, Any]:
    """Return a round as JSON."""
    return {
        "round": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "coders": list(one.coders),
        "begun": one.at.isoformat(),
        "closed": one.closed.isoformat() if one.closed else None,
    }


def _list(store: "Store", output: str) -> None:
    rounds = store.rounds()
    if output == "json":
        print_json([round_json(one) for one in rounds])
        return
    for one in rounds:
        coders = ", ".join(one.coders) or "whoever takes a passage"
        click.echo(f"{one.id:>4}  {one.name} ({one.kind.value}): {coders}")
    if not rounds:
        click.echo("There is no round of blind coding yet; a lead starts one in the browser.")


def _lines(report: dict[str, Any]) -> Iterator[str]:
    yield f"{report['name']}: {report['passages']} passages coded"
    for pair in report["pairs"]:
        yield f"\n{pair['one']} and {pair['other']}"
        yield f"  {'':<40}{'n':>5}  {'alike':>5}  {'kappa':<20}  alpha"
        for line in pair["questions"]:
            alike = "" if line["alike"] is None else f"{line['alike']:.0%}"
            yield (
                f"  {line['question']:<40}{line['kappa']['n']:>5}  {alike:>5}  "
                f"{_figure(line['kappa']):<20}  {_figure(line['alpha'])}"
            ).rstrip()


def _figure(one: dict[str, Any]) -> str:
    if one["value"] is None:
        return "cannot be told"
    if one["low"] is None:
        return f"{one['value']:.2f}"
    return f"{one['value']:.2f} ({one['low']:.2f} to {one['high']:.2f})"
