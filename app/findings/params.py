"""Which findings to list, as the address of the list says it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from app.search.params import LONGEST
from indexer.findings.model import INSPECTED, STATUSES, FindingKind, Scale
from indexer.findings.register import Entry

UNRATED = "unrated"
"""In place of a status: nobody has rated it."""

_FIELDS = ("kind", "area", "theme", "year", "authority", "document", "action", "impact", "words")


@dataclass(frozen=True, slots=True)
class FindingParams:
    """What narrows the register; empty means any.

    Attributes:
        kind: a kind, ``own`` for what councils set themselves; empty: of inspectors.
        area, theme: ids.
        year: when it was found.
        document: id of the only document wanted.
        action, impact: a status, or :data:`UNRATED`.
        words: that its text must contain.
        page: screen of the list, as the address gives it.
    """

    kind: str = ""
    area: str = ""
    theme: str = ""
    year: str = ""
    authority: str = ""
    document: str = ""
    action: str = ""
    impact: str = ""
    words: str = ""
    page: str = ""

    def args(self) -> dict[str, str]:
        """Write them as arguments of an address; defaults are left out."""
        every = {name: getattr(self, name) for name in (*_FIELDS, "page")}
        return {name: value for name, value in every.items() if value}

    def go_to(self, page: int) -> "FindingParams":
        """Return another screen of the same findings."""
        return replace(self, page=str(page))

    def kinds(self) -> tuple[FindingKind, ...]:
        """Return the kinds of finding asked for."""
        if self.kind == "own":
            return (FindingKind.ACTION, FindingKind.PROMISE)
        return (FindingKind(self.kind),) if self.kind else INSPECTED

    def keep(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return those that fit."""
        return [entry for entry in entries if self._fits(entry)]

    def _fits(self, entry: Entry) -> bool:
        year = str(entry.date.year) if entry.date else ""
        return (
            (not self.area or self.area in entry.areas)
            and (not self.theme or self.theme in entry.themes)
            and (not self.year or self.year == year)
            and (not self.authority or self.authority == entry.document.metadata.authority)
            and (not self.document or self.document == entry.document.id)
            and _is_rated(entry, Scale.ACTION, self.action)
            and _is_rated(entry, Scale.IMPACT, self.impact)
            and self.words.lower() in entry.finding.text.lower()
        )


def read_finding_params(args: MultiDict[str, str]) -> FindingParams:
    """Read which findings to list from an address; what makes no sense is left out."""
    said = {name: args.get(name, "").strip()[:LONGEST] for name in (*_FIELDS, "page")}
    if said["kind"] not in {*FindingKind, "own"}:
        said["kind"] = ""
    for scale in Scale:
        if said[scale] not in {*STATUSES[scale], UNRATED}:
            said[scale] = ""
    return FindingParams(**said)


def _is_rated(entry: Entry, scale: Scale, wanted: str) -> bool:
    if not wanted:
        return True
    rating = entry.rating(scale)
    return wanted == (rating.status if rating else UNRATED)
