"""The command ``sightline findings``; what it needs is fetched when it runs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlp.console import format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.findings.evidence import Evidence, Followed
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
@click.option("--evidence", is_flag=True, help="With what came before and after each finding.")
@click.option("--gaps", is_flag=True, help="Only findings after which something is missing.")
@home_option
@format_option
def findings(
    document: str | None,
    kinds: tuple[str, ...],
    every: bool,
    evidence: bool,
    gaps: bool,
    home: Path,
    output: str,
) -> None:
    """List what inspectors and reviewers found wanting, as the register holds it.

    These are the points under headings such as "What needs to improve",
    "Areas for priority action" and "Recommendations". What councils resolved
    and promised themselves is left out unless asked for with --all or --kind.
    With --evidence come earlier findings on the matter and later passages
    that speak to it; they are suggestions until a person confirms them.
    """
    from indexer.findings.contract import finding_json, followed_json
    from indexer.findings.evidence import Following
    from indexer.findings.register import load_register
    from indexer.home import Home
    from indexer.meaning.near import Meaning
    from indexer.store.repository import Store

    near = Meaning(Home(home)).cosines
    with Store.open(Home(home).store) as store:
        if document is not None and store.document(document) is None:
            raise click.UsageError(
                f"No document has the id {document}. `sightline documents` lists them."
            )
        entries = load_register(
            store, documents=[document] if document else None, kinds=_kinds(kinds, every=every)
        )
        following = Following(store) if evidence or gaps else None
        followed = [following.follow(entry, near=near) for entry in entries] if following else []
    if gaps:
        followed = [one for one in followed if one.gaps]
    if output == "json":
        print_json(
            [followed_json(one) for one in followed]
            if following
            else [finding_json(entry) for entry in entries]
        )
    elif following:
        for one in followed:
            click.echo(_followed_lines(one))
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
    day = entry.date.isoformat() if entry.date else "undated"
    place = f"{entry.title}, page {finding.page}"
    return f"{finding.id}  {day}  {finding.kind}  {place}\n  {finding.text}"


def _followed_lines(followed: "Followed") -> str:
    """Write a finding with its chain, its gaps and the best evidence of each paper."""
    lines = [_line(followed.entry)]
    lines += [
        f"    before/after: {link.entry.date}  {link.entry.finding.text}"
        for link in followed.chain
        if link.same
    ]
    if len(followed.years) > 1:
        *first, last = map(str, followed.years)
        lines.append(f"    found in {', '.join(first)} and again in {last}")
    lines += [f"    gap: {gap}" for gap in followed.gaps]
    lines += [_evidence_line(one) for one in followed.shown()]
    return "\n".join(lines)


def _evidence_line(one: "Evidence") -> str:
    found = one.suggestion
    said = one.verdict.judgement.value if one.verdict else "suggested"
    bearing = one.bearing.value if one.bearing else "unclear"
    day = f"{found.paper.day}{' (year of the file name)' if found.paper.estimated else ''}"
    return f"    {said} {one.scale} {bearing}: {day}  {found.passage.id}  {found.passage.text}"
