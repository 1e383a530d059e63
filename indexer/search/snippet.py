"""Show where a passage matched, by the same analysis that made it match."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.abbreviations import Name
from indexer.search.analysis import Token, analyse
from indexer.search.query import Node, leaf_terms, positive_leaves
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
    """Return where the words and phrases of a query stand in a text.

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
    tokens = analyse(text)
    sought = _sought(node) | {name.written for name in matched_names(node, names)}
    return _merged(sorted(span for words in sought for span in _places(tokens, words)))


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


def _places(tokens: Sequence[Token], words: tuple[str, ...]) -> Iterator[Span]:
    for first in range(len(tokens) - len(words) + 1):
        run = tokens[first : first + len(words)]
        if all(token.term == word for token, word in zip(run, words, strict=True)):
            yield run[0].start, run[-1].end


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
