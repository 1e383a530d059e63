"""Which reports on other authorities to show, as the address says it."""

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from app.claims.params import is_year
from app.search.params import LONGEST
from indexer.comparators.reports import Sought

_FIELDS = (
    "theme",
    "without",
    "authority",
    "framework",
    "grade",
    "since",
    "until",
    "words",
    "page",
)


@dataclass(frozen=True, slots=True)
class ComparatorParams:
    """What is sought; empty means any.

    Attributes:
        without: the authority that asks, left out.
        page: screen of the list, as the address gives it.
    """

    theme: str = ""
    without: str = ""
    authority: str = ""
    framework: str = ""
    grade: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    page: str = ""

    def args(self) -> dict[str, str]:
        """Write them as arguments of an address; defaults are left out.

        Who is left out is always said: nobody is a choice where the council is known.
        """
        said = {name: value for name in _FIELDS if (value := getattr(self, name))}
        return {"without": ""} | said if said else said

    def go_to(self, page: int) -> "ComparatorParams":
        """Return another screen of the same reports."""
        return replace(self, page=str(page))

    def sought(self) -> Sought:
        """Return what is looked for."""
        return Sought(
            theme=self.theme,
            without=self.without,
            framework=self.framework,
            grade=self.grade,
            since=int(self.since) if self.since else None,
            until=int(self.until) if self.until else None,
            authority=self.authority,
            words=self.words,
        )


def read_comparator_params(args: MultiDict[str, str]) -> ComparatorParams:
    """Read which reports to show; what makes no sense is left out."""
    said = {name: args.get(name, "").strip()[:LONGEST] for name in _FIELDS}
    for year in ("since", "until"):
        said[year] = said[year] if is_year(said[year]) else ""
    return ComparatorParams(**said)
