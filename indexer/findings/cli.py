"""The command ``sightline findings``; what it needs is fetched when it runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlp.console import format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.findings.model import FindingKind
    from indexer.findings.register import Entry

_INSPECTED = ("needs-improvement", "priority-action", "recommendation")
_OWN = ("action", "promise")


@click.command()
@click.option("--document", help="Only the findings of this document id.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([*_INSPECTED, *_OWN]),
    help="Only findings of this kind; may be repeated.",
)
@click.option("--all", "every", is_flag=True, help="Also what councils undertook themselves.")
@home_option
@format_option
def findings(
    document: str | None, kinds: tuple[str, ...], every: bool, home: Path, output: str
) -> None:
    """List what inspectors and reviewers found wanting, as the register holds it.

    These are the points under headings such as "What needs to improve",
    "Areas for priority action" and "Recommendations". What councils resolved
    and promised themselves is left out unless asked for with --all or --kind.
    """
    from indexer.findings.contract import finding_json
    from indexer.findings.register import load_register
    from indexer.home import Home
    from indexer.store.repository import Store

    with Store.open(Home(home).store) as store:
        if document is not None and store.document(document) is None:
            raise click.UsageError(
                f"No document has the id {document}. `sightline documents` lists them."
            )
        wanted: dict[str, Any] = {"documents": [document] if document else None}
        entries = load_register(store, kinds=_kinds(kinds, every=every), **wanted)
    if output == "json":
        print_json([finding_json(entry) for entry in entries])
    else:
        for entry in entries:
            click.echo(_line(entry))


def _kinds(named: tuple[str, ...], *, every: bool) -> "tuple[FindingKind, ...]":
    from indexer.findings.model import INSPECTED, FindingKind

    if named:
        return tuple(FindingKind(name) for name in named)
    return tuple(FindingKind) if every else INSPECTED


def _line(entry: "Entry") -> str:
    """Write a finding for a person: where it stands, what kind it is, its words."""
    finding = entry.finding
    place = entry.document.metadata.title or entry.document.path
    day = entry.date.isoformat() if entry.date else "undated"
    return f"{finding.id}  {day}  {finding.kind}  {place}, page {finding.page}\n  {finding.text}"
