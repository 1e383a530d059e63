"""Lines: the statements of one measure together, oldest first, with what does not agree."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from indexer.measures.catalogue import load_catalogue
from indexer.measures.conflicts import find_conflicts
from indexer.measures.model import Line, Statement
from indexer.measures.reading import UNDER, read_statements
from indexer.search.analysis import terms
from indexer.store.repository import Store
from nlp.types import FigureKind, Unit

_ID = 10
_ALIKE = 0.75
"""Share of words by which two measures that the catalogue lacks are one. On the sample papers,
lines of two papers or more and what does not agree among all: 0.5 109 and 32, 0.6 85 and 17, 0.75
67 and 8, 0.9 52 and 8. Read: of the 19 that 0.6 adds some eight mix two measures ("health visitor
caseloads" with "health visitors describe caseloads"), and so do the nine conflicts it adds; 0.9
parts "moved three times or more in the year" from "in the past year"."""

_Group = tuple[str | None, str, Unit, str | None, tuple[str, ...]]


def load_lines(store: Store) -> list[Line]:
    """Return every measure that is stated more than once, those of most papers first."""
    return draw_lines(read_statements(store))


def draw_lines(statements: Iterable[Statement]) -> list[Line]:
    """Put statements of one measure, place and people together.

    Statements that stand alone, in one paper and for one time, are no line.
    """
    groups: dict[_Group, list[Statement]] = defaultdict(list)
    leaders: dict[tuple[str | None, Unit], _Leaders] = defaultdict(_Leaders)
    for one in statements:
        authority = one.document.metadata.authority
        key = one.key if one.known else leaders[authority, one.unit].key_of(one.key)
        groups[authority, key, one.unit, one.place, one.people].append(one)
    lines = [line for group, some in groups.items() if (line := _line(group, some))]
    return sorted(lines, key=lambda line: (-line.documents, -len(line.statements), line.id))


class _Leaders:
    """The measures of one authority that the catalogue lacks, by their words."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._by_word: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)

    def key_of(self, key: str) -> str:
        """Return the measure that has enough of the same words, or this as a new one.

        Short ones, as the rows of a table are, must be the same word for word.
        """
        if UNDER in key:
            return key
        if key not in self._keys:
            words = frozenset(key.split())
            self._keys[key] = self._nearest(words) or key
            if self._keys[key] == key:
                for word in words:
                    self._by_word[word].append((key, words))
        return self._keys[key]

    def _nearest(self, words: frozenset[str]) -> str | None:
        near = {key: other for word in words for key, other in self._by_word[word]}
        scored = [(len(words & other) / len(words | other), key) for key, other in near.items()]
        best, key = max(scored, default=(0.0, None))
        return key if best >= _ALIKE else None


def _line(group: _Group, some: Sequence[Statement]) -> Line | None:
    authority, _, unit, place, people = group
    ordered = sorted(some, key=_order)
    stated = [o for o in ordered if o.kind in {FigureKind.VALUE, FigureKind.EARLIER}]
    if len({(one.document.id, one.period) for one in stated}) < 2:
        return None
    known = next((one.known for one in stated if one.known), None)
    return Line(
        id=_id(group),
        authority=authority,
        label=load_catalogue().label(known) if known else _label(stated),
        known=known,
        unit=unit,
        place=place,
        people=people,
        statements=tuple(stated),
        targets=tuple(one for one in ordered if one.kind is FigureKind.TARGET),
        comparators=tuple(one for one in ordered if one.kind is FigureKind.COMPARATOR),
        conflicts=find_conflicts(ordered),
    )


def _id(group: _Group) -> str:
    said = "|".join(map(str, (*group[:4], *group[4])))
    return hashlib.sha256(said.encode()).hexdigest()[:_ID]


def _label(stated: Sequence[Statement]) -> str:
    """Return the wording that most statements have; of those the shortest."""
    counts = Counter(one.measure for one in stated)
    best = min(counts, key=lambda measure: (-counts[measure], len(measure), measure))
    return best[:1].upper() + best[1:]


def _order(one: Statement) -> tuple[date, date, str]:
    day = one.day or date.min
    return day, one.document.metadata.dated or date.min, one.passage


def choose(
    lines: Iterable[Line],
    *,
    words: str = "",
    authority: str = "",
    conflicts: bool = False,
    papers: int = 1,
) -> list[Line]:
    """Return the lines that fit.

    Args:
        words: all must stand in the name of the measure or in one of its wordings.
        authority: whose; empty: any.
        conflicts: only those with figures that do not agree.
        papers: that must state it at least.
    """
    wanted = terms(words)
    return [
        line
        for line in lines
        if (not authority or line.authority == authority)
        and (line.conflicts or not conflicts)
        and line.documents >= papers
        and (not wanted or _says(line, wanted))
    ]


def _says(line: Line, wanted: Sequence[str]) -> bool:
    said = terms(" ".join([line.label, *{one.measure for one in line.statements}]))
    return set(wanted) <= set(said)
