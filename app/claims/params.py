"""Which claims to compare, as the address says it."""

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from app.search.params import LONGEST
from indexer.claims.model import OTHERS
from indexer.claims.themes import Choice
from nlp.types import Speaker

_FIELDS = ("theme", "authority", "voice", "papers", "since", "until")


@dataclass(frozen=True, slots=True)
class ClaimParams:
    """What narrows the comparison; empty means any.

    Attributes:
        voice: whose judgement stands beside the council's.
        papers: kind of the council's own papers.
        since, until: years.
    """

    theme: str = ""
    authority: str = ""
    voice: str = ""
    papers: str = ""
    since: str = ""
    until: str = ""

    def args(self) -> dict[str, str]:
        """Write them as arguments of an address; defaults are left out."""
        return {name: value for name in _FIELDS if (value := getattr(self, name))}

    def of(self, theme: str) -> "ClaimParams":
        """Return the same comparison of one theme, or of all."""
        return replace(self, theme=theme)

    def choice(self) -> Choice:
        """Return which voices count."""
        return Choice(
            since=int(self.since) if self.since else None,
            until=int(self.until) if self.until else None,
            voices=frozenset({Speaker(self.voice)}) if self.voice else frozenset(),
            types=frozenset({self.papers}) if self.papers else frozenset(),
        )


def read_claim_params(args: MultiDict[str, str]) -> ClaimParams:
    """Read which claims to compare; what makes no sense is left out."""
    said = {name: args.get(name, "").strip()[:LONGEST] for name in _FIELDS}
    for year in ("since", "until"):
        said[year] = said[year] if is_year(said[year]) else ""
    said["voice"] = said["voice"] if said["voice"] in OTHERS else ""
    return ClaimParams(**said)


def is_year(text: str) -> bool:
    """Tell whether a text is a year of our time."""
    return len(text) == 4 and text.isascii() and text.isdecimal() and 1900 <= int(text) <= 2100
