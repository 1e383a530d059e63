"""A search as its address says it, and the address of the search next to it.

The address is the whole state: whatever is on the screen can be bookmarked, sent
to a colleague or opened again next year.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from urllib.parse import quote_plus, urlencode

from werkzeug.datastructures import MultiDict

from app.search.runs import read_years, write_years
from app.words import FACET_TITLES, Words
from indexer.answer import Question
from indexer.search.base import Sort

PER_PAGE = 20
LONGEST = 500
"""Characters of a query that are read; the longest sensible question is far shorter."""
MOST_VALUES = 50
"""Values of one facet that are read; there are 42 themes."""
LONGEST_FORM = 100
"""Characters of an other form that are read; the longest of the taxonomy has half."""
LAST_PAGE = 1_000_000
"""Pages that can be asked for; no index comes near it."""

_DOCUMENT = re.compile(r"[0-9a-f]{12}")
_READABLE = "!$'()*,/:;?@"
"""What need not be encoded in a query, and reads better as it is."""


@dataclass(frozen=True, slots=True)
class SearchParams:
    """A search as a person set it.

    Attributes:
        filters: facet name to chosen values, without empty ones.
        document: only passages of the document of this id.
        without: other forms that are not to be searched for as well.
        added: only documents that came in after this moment, in UTC.
        page: page of results, from 1.
        problems: what in the address made no sense and was left out, in plain words.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    added: datetime | None = None
    document: str | None = None
    without: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    problems: tuple[str, ...] = ()

    def has(self, facet: str, value: str) -> bool:
        """Tell whether a value is chosen."""
        return value in self.filters.get(facet, ())

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the words narrows the search."""
        return bool(self.filters or self.since or self.until or self.added or self.document)

    def toggle(self, facet: str, value: str) -> "SearchParams":
        """Return the search with a value added, or taken out if it was chosen."""
        chosen = self.filters.get(facet, ())
        after = (
            tuple(kept for kept in chosen if kept != value) if value in chosen else (*chosen, value)
        )
        return self.set_facet(facet, after)

    def drop_facet(self, facet: str) -> "SearchParams":
        """Return the search without any value of one facet."""
        filters = {name: values for name, values in self.filters.items() if name != facet}
        return replace(self, filters=filters, page=1)

    def set_facet(self, facet: str, values: tuple[str, ...]) -> "SearchParams":
        """Return the search with these values of one facet and no others; none for an empty one."""
        filters = {**self.filters, facet: values}
        return replace(self, filters={name: v for name, v in filters.items() if v}, page=1)

    def clear(self) -> "SearchParams":
        """Return the search with its words and order only."""
        return SearchParams(text=self.text, sort=self.sort)

    def sort_by(self, order: str) -> "SearchParams":
        """Return the search in another order, from its first page."""
        return replace(self, sort=Sort(order), page=1)

    def go_to(self, page: int) -> "SearchParams":
        """Return the search at another page of its results."""
        return replace(self, page=page)

    def drop_since(self) -> "SearchParams":
        """Return the search without its first date."""
        return replace(self, since=None, page=1)

    def drop_until(self) -> "SearchParams":
        """Return the search without its last date."""
        return replace(self, until=None, page=1)

    def drop_added(self) -> "SearchParams":
        """Return the search in all documents, however long they have been here."""
        return replace(self, added=None, page=1)

    def within(self, document: str | None) -> "SearchParams":
        """Return the search in one document only, or in all."""
        return replace(self, document=document, page=1)

    def leave_out(self, form: str) -> "SearchParams":
        """Return the search without an other form of its words."""
        return replace(self, without=(*self.without, form), page=1)

    def take_in(self, form: str) -> "SearchParams":
        """Return the search with an other form that was left out."""
        left = tuple(one for one in self.without if one.casefold() != form.casefold())
        return replace(self, without=left, page=1)

    def args(self) -> dict[str, str | list[str]]:
        """Write the search as arguments of its address; defaults are left out."""
        args: dict[str, str | list[str]] = {}
        if self.text:
            args["q"] = self.text
        for name, values in self.filters.items():
            args[name] = write_years(values) if name == "year" else list(values)
        if self.since:
            args["since"] = self.since.isoformat()
        if self.until:
            args["until"] = self.until.isoformat()
        if self.document:
            args["document"] = self.document
        if self.without:
            args["without"] = list(self.without)
        if self.added:
            args["added"] = self.added.isoformat().replace("+00:00", "Z")
        if self.sort is not Sort.RELEVANCE:
            args["sort"] = self.sort.value
        if self.page > 1:
            args["page"] = str(self.page)
        return args

    def kept(self) -> dict[str, str | list[str]]:
        """Write the search as a document's address keeps it, to lead back to it.

        There ``page`` means the document's page, so the results' page is ``results``.
        """
        args = self.args()
        if "page" in args:
            args["results"] = args.pop("page")
        return args

    def kept_query(self) -> str:
        """Write the same as what follows other arguments of a query."""
        return f"&{_encoded(pairs)}" if (pairs := _pairs(self.kept())) else ""

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """Return the arguments that a form carries along unseen, but for its own fields."""
        return [pair for pair in _pairs(self.args()) if pair[0] not in (*without, "page")]

    def query(self) -> str:
        """Write the search as the query of its address, ``?`` and all; empty for everything.

        It is what ``url_for`` makes of :meth:`args`, in a quarter of the time: a page of
        results leads to some two hundred other searches.
        """
        return f"?{_encoded(pairs)}" if (pairs := _pairs(self.args())) else ""

    def adding(self, facet: str) -> Callable[[str], str]:
        """Return what writes the query of this search with one more value of a facet."""
        pairs = _pairs(self.toggle(facet, "").args())
        place = pairs.index((facet, ""))
        before = _encoded(pairs[:place]) + ("&" if place else "")
        after = _encoded(pairs[place + 1 :])
        head, tail = f"?{before}{facet}=", f"&{after}" if after else ""
        return lambda value: f"{head}{quote_plus(value, _READABLE)}{tail}"

    def question(self) -> Question:
        """Return the question to put to the index."""
        return Question(
            text=self.text,
            filters={**self.filters, **({"document": (self.document,)} if self.document else {})},
            since=self.since,
            until=self.until,
            without=self.without,
            sort=self.sort,
            limit=PER_PAGE,
            offset=(self.page - 1) * PER_PAGE,
        )


def read_params(args: MultiDict[str, str], words: Words, *, page: str = "page") -> SearchParams:
    """Read a search from its address; what makes no sense is left out and said.

    Args:
        args: arguments of the address.
        words: the valid values of each facet.
        page: the argument that holds the page of results.
    """
    problems: list[str] = []
    text = " ".join(args.get("q", "").split())
    if len(text) > LONGEST:
        problems.append(f"Only the first {LONGEST} characters of the question were read.")
    filters = {facet: _read_values(args, facet, words, problems) for facet in FACET_TITLES}
    filters["year"] = read_years(filters["year"], args.get("from_year"), args.get("to_year"))
    since = _read_date(args, "since", problems)
    until = _read_date(args, "until", problems)
    if since and until and since > until:
        problems.append("The first date is later than the second, so no document can lie between.")
    return SearchParams(
        text=text[:LONGEST],
        filters={facet: values for facet, values in filters.items() if values},
        since=since,
        until=until,
        document=_read_document(args.get("document", "")),
        without=_read_forms(args.getlist("without")),
        added=_read_moment(args, "added", problems),
        sort=Sort.DATE if args.get("sort", "") == Sort.DATE else Sort.RELEVANCE,
        page=read_page(args.get(page, ""), LAST_PAGE),
        problems=tuple(problems),
    )


def _pairs(args: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    """Return arguments one by one."""
    return [
        (name, one)
        for name, value in args.items()
        for one in ([value] if isinstance(value, str) else value)
    ]


def _encoded(pairs: Iterable[tuple[str, str]]) -> str:
    return urlencode([*pairs], safe=_READABLE)


def read_page(value: str, last: int) -> int:
    """Read a page number between 1 and ``last``; anything else is the first page."""
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        return 1
    return min(max(int(value), 1), last)


def _read_values(
    args: MultiDict[str, str], facet: str, words: Words, problems: list[str]
) -> tuple[str, ...]:
    given = dict.fromkeys(value for value in args.getlist(facet)[:MOST_VALUES] if value)
    known = words.known(facet)
    if not known:
        return tuple(given)
    for value in given:
        if value not in known:
            problems.append(
                f"“{value[:40]}” is not one of the choices under "
                f"{FACET_TITLES[facet].lower()}, so it was left out."
            )
    return tuple(value for value in given if value in known)


def _read_document(value: str) -> str | None:
    return value if _DOCUMENT.fullmatch(value) else None


def _read_forms(given: Sequence[str]) -> tuple[str, ...]:
    forms = (" ".join(form.split())[:LONGEST_FORM] for form in given[:MOST_VALUES])
    return tuple(dict.fromkeys(filter(None, forms)))


def _read_date(args: MultiDict[str, str], name: str, problems: list[str]) -> date | None:
    value = args.get(name, "").strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        problems.append(
            f"“{value[:40]}” is not a date, so it was left out. "
            "Write year, month and day, as in 2022-06-01."
        )
        return None


def _read_moment(args: MultiDict[str, str], name: str, problems: list[str]) -> datetime | None:
    value = args.get(name, "").strip()
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        problems.append(f"“{value[:40]}” is not a moment in time, so it was left out.")
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
