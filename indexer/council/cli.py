"""The command ``sightline council``; what it needs is fetched when it runs."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlp.console import format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.council.model import Council


@click.command()
@click.option("--name", help="What the council is called.")
@click.option("--email", help="Where to ask about this Sightline.")
@click.option("--phone", help="Or the telephone number for that.")
@click.option("--address", help="Where to write to.")
@click.option("--clear", is_flag=True, help="Take all of it away.")
@home_option
@format_option
def council(home: Path, output: str, *, clear: bool, **given: str | None) -> None:
    """Show or set whose Sightline this is, and whom to ask about it.

    It stands in the accessibility statement, at the foot of every page and on
    evidence packs.
    """
    from indexer.corrections import login_name
    from indexer.council.model import Council, council_json
    from indexer.home import Home
    from indexer.store.repository import Store

    changes = {field: value for field, value in given.items() if value is not None}
    with Store.open(Home(home).store, create=bool(changes)) as store:
        known = store.council()
        if clear or changes:
            known = replace(Council() if clear else known, **changes)
            known = store.set_council(known, who=login_name())
    if output == "json":
        print_json(council_json(known))
    else:
        click.echo(_text(known))


def _text(council: "Council") -> str:
    if not council.is_set:
        return "Nobody said yet whose Sightline this is. Set it with --name, --email and --phone."
    return "\n".join(filter(None, (council.name, council.email, council.phone, council.address)))
