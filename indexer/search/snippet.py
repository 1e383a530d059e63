"""Show where a passage matched, by the same analysis that made it match."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.abbreviations import Name
from indexer.search.analysis import Pattern, Token, analyse, surface, terms
from indexer.search.nodes import (
    AllOf,
    AnyOf,
    Boosted,
    In,
    Near,
    Node,
    Phrase,
    Run,
    Weighted,
    Wild,
    Word,
    leaf_run,
    leaf_terms,
    positive_leaves,
    spread,
)
from nlp.types import Span

_CUT = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a passage.

    Attributes:
        text: with an ellipsis at an end where something is cut off.
        spans: what matched, as offsets into ``text``.
    """

    text: str
    spans: tuple[Span, ...]


def match_spans(text: str, node: Node | None, names: Sequence[Name] = ()) -> tuple[Span, ...]:
    """Return where that stands in a text which made it match.

    Words and phrases are marked wherever they stand, things near one another only
    where they are. What is sought in the heading, and fields, mark nothing.

    Args:
        text: the passage, as it is shown.
        node: the query, expanded if the search was. What is negated is not marked.
        names: other names of what the text speaks of; where one matched, what stands
            in the text for it is marked.

    Returns:
        spans in text order that do not overlap; a phrase is one span.
    """
    if node is None:
        return ()
    marker = _Marker(text)
    written = {name.written for name in matched_names(node, names)}
    meant = (span for words in written for span in marker.run(words))
    return _merged(sorted({*marker.node(node), *meant}))


def matched_names(node: Node | None, names: Sequence[Name]) -> list[Name]:
    """Return those of some names in whose other form a word or phrase of a query stands."""
    if node is None or not names:
        return []
    runs = [f" {' '.join(words)} " for words in _sought(node)]
    return [name for name in names if any(run in f" {' '.join(name.other)} " for run in runs)]


def _sought(node: Node) -> set[tuple[str, ...]]:
    return {words for leaf in positive_leaves(node) if (words := leaf_terms(leaf))}


def snippet(text: str, spans: Sequence[Span], *, width: int = 240) -> Snippet:
    """Cut out the part of a text that holds the most matches.

    Args:
        text: the whole passage.
        spans: what matched, in text order.
        width: greatest length in characters, ellipses not counted.
    """
    if len(text) <= width:
        return Snippet(text, tuple(spans))
    start, end = _window(text, spans, width)
    before, after = _CUT if start > 0 else "", _CUT if end < len(text) else ""
    shift = len(before) - start
    shown = (
        (max(left, start) + shift, min(right, end) + shift)
        for left, right in spans
        if left < end and right > start
    )
    return Snippet(f"{before}{text[start:end]}{after}", tuple(shown))


class _Marker:
    """Finds what a query marks in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = analyse(text)
        self._places: dict[str, list[int]] = {}
        for number, token in enumerate(self._tokens):
            self._places.setdefault(token.term, []).append(number)

    def node(self, node: Node) -> Iterator[Span]:
        match node:
            case Word() | Phrase() | Wild():
                yield from self.run(leaf_run(node))
            case AllOf(nodes) | AnyOf(nodes):
                for child in nodes:
                    yield from self.node(child)
            case Near():
                yield from self._near(node)
            case In("text", child) | Weighted(child) | Boosted(child):
                yield from self.node(child)
            case In(_, child):
                yield from self._in_text(child)

    def run(self, run: Run) -> Iterator[Span]:
        """Yield where terms and patterns stand side by side."""
        for first in self._starts(run):
            yield self._tokens[first].start, self._tokens[first + len(run) - 1].end

    def _in_text(self, node: Node) -> Iterator[Span]:
        """Yield what is sought in the text in the midst of what is sought in the heading."""
        match node:
            case In("text"):
                yield from self.node(node)
            case AllOf(nodes) | AnyOf(nodes):
                for child in nodes:
                    yield from self._in_text(child)

    def _near(self, near: Near) -> Iterator[Span]:
        pair = spread(near)
        if not isinstance(pair, Near):
            yield from self.node(pair)
            return
        sides = (pair.left, pair.right)
        runs = [leaf_run(side) for side in sides if isinstance(side, Word | Phrase | Wild)]
        if len(runs) < 2 or not all(runs):
            return
        left, right = runs
        for one in self._starts(left):
            for other in self._starts(right):
                apart = other - one - len(left) if other > one else one - other - len(right)
                if one != other and 0 <= apart < pair.distance:
                    for start, run in ((one, left), (other, right)):
                        yield self._tokens[start].start, self._tokens[start + len(run) - 1].end

    def _starts(self, run: Run) -> list[int]:
        """Return the numbers of the tokens at which a run begins."""
        if not run:
            return []
        last = len(self._tokens) - len(run) + 1
        first_slot = run[0]
        # Most runs begin with a term, and most terms of a widened question are not there.
        places = self._places.get(first_slot, ()) if isinstance(first_slot, str) else range(last)
        return [
            first
            for first in places
            if first < last
            if all(self._fits(self._tokens[first + step], slot) for step, slot in enumerate(run))
        ]

    def _fits(self, token: Token, slot: str | Pattern) -> bool:
        if isinstance(slot, str):
            return token.term == slot
        if slot.regex().fullmatch(surface(self._text[token.start : token.end])):
            return True
        # "supervision*" finds "supervised" too, as "supervision" does.
        return slot.text == f"{slot.head}*" and terms(slot.head) == [token.term]


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _window(text: str, spans: Sequence[Span], width: int) -> Span:
    """Return the stretch to show: matches in its middle, ends between words."""
    first, last = _densest(spans, width)
    spare = width - (last - first)
    start = min(max(0, first - spare // 2), len(text) - width)
    return _between_words(text, start, start + width, keep=(first, last))


def _densest(spans: Sequence[Span], width: int) -> Span:
    """Return from where to where the most matches lie within the width; the first of equals."""
    if not spans:
        return 0, 0
    ends = [end for _, end in spans]
    most, best = 0, (spans[0][0], min(spans[0][1], spans[0][0] + width))
    for number, (start, _) in enumerate(spans):
        reach = bisect_left(ends, start + width + 1)
        if reach - number > most:
            most, best = reach - number, (start, ends[reach - 1])
    return best


def _between_words(text: str, start: int, end: int, *, keep: Span) -> Span:
    """Move both ends inwards to the next space, but not into what is to be kept."""
    if start > 0 and not text[start - 1].isspace():
        space = text.find(" ", start, keep[0])
        start = space + 1 if space >= 0 else start
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", max(keep[1], start), end)
        end = space if space >= 0 else end
    return start, end
