"""What an overview is narrowed to, as its address says it, and the searches behind its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from werkzeug.datastructures import MultiDict

from app.search.params import SearchParams
from app.words import Words
from indexer.coverage import Facts, Narrow

_LONGEST = 200
"""Characters of an authority's name that are read."""


@dataclass(frozen=True, slots=True)
class OverviewParams:
    """What is counted, and how.

    Attributes:
        first_year, last_year: of the documents, both included; None: no bound.
        new: what came in since this day is new; None: since the last run that brought any.
        by_quarter: time is cut into quarters and not into years.
    """

    authority: str | None = None
    type: str | None = None
    speaker: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    new: date | None = None
    by_quarter: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but all passages is counted."""
        return any((self.authority, self.type, self.speaker, self.first_year, self.last_year))

    @property
    def since(self) -> date | None:
        """The first day counted."""
        return date(self.first_year, 1, 1) if self.first_year else None

    @property
    def until(self) -> date | None:
        """The last day counted."""
        return date(self.last_year, 12, 31) if self.last_year else None

    def narrow(self) -> Narrow:
        """Return what the counts are narrowed to."""
        return Narrow(
            authority=self.authority,
            type=self.type,
            speaker=self.speaker,
            since=self.since,
            until=self.until,
        )

    def args(self) -> dict[str, str]:
        """Write them as arguments of an address; defaults are left out."""
        given = {
            "authority": self.authority,
            "type": self.type,
            "speaker": self.speaker,
            "from_year": self.first_year,
            "to_year": self.last_year,
            "new": self.new,
            "by": "quarter" if self.by_quarter else None,
        }
        return {name: str(value) for name, value in given.items() if value}

    def cut(self, *, by_quarter: bool) -> "OverviewParams":
        """Return the same with time cut otherwise."""
        return replace(self, by_quarter=by_quarter)

    def search(
        self,
        facets: Mapping[str, str | None],
        *,
        since: date | None = None,
        until: date | None = None,
    ) -> SearchParams:
        """Return the search that finds what a number counts.

        Args:
            facets: theme, area, stance or speaker, by name; None: any.
            since, until: a stretch of time within what is counted.
        """
        own = {"authority": self.authority, "type": self.type, "speaker": self.speaker}
        wanted = own | {name: value for name, value in facets.items() if value}
        return SearchParams(
            filters={name: (value,) for name, value in wanted.items() if value},
            since=since or self.since,
            until=until or self.until,
        )


def read_overview_params(args: MultiDict[str, str], words: Words, facts: Facts) -> OverviewParams:
    """Read what an overview is narrowed to; what makes no sense is left out."""
    years = [_read_year(args.get(name, "")) for name in ("from_year", "to_year")]
    if years[0] and years[1] and years[0] > years[1]:
        years.reverse()
    authority = args.get("authority", "")[:_LONGEST]
    return OverviewParams(
        authority=authority if authority in facts.authorities else None,
        type=_known(args.get("type", ""), words.known("type")),
        speaker=_known(args.get("speaker", ""), words.known("speaker")),
        first_year=years[0],
        last_year=years[1],
        new=_read_day(args.get("new", "")),
        by_quarter=args.get("by") == "quarter",
    )


def start_of(day: date) -> datetime:
    """Return the moment at which a day begins on this machine, in UTC."""
    return datetime.combine(day, time()).astimezone(UTC)


def _known(value: str, known: Mapping[str, str]) -> str | None:
    return value if value in known else None


def _read_year(value: str) -> int | None:
    is_year = value.isascii() and value.isdigit() and len(value) == 4
    return int(value) if is_year and int(value) >= date.min.year else None


def _read_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
