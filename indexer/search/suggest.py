"""Did you mean: the query with its misspelt words put right from the corpus itself."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from indexer.search.analysis import surfaces, terms
from indexer.search.describe import describe
from indexer.search.nodes import (
    AllOf,
    AnyOf,
    Boosted,
    In,
    Leaf,
    Near,
    Node,
    Phrase,
    Weighted,
    Word,
    leaf_terms,
    leaf_text,
    positive_leaves,
)
from indexer.search.vocabulary import Words, count

Nearest = Callable[[str], str | None]
"""From a word to the one that is probably meant by it; None where it is right, or none is near."""

_RARE = 2
"""Passages up to which a word may be a slip that the corpus makes too ("safegaurding")."""

_FAR_MORE = 50
"""How many times as often the right word has to stand there for a word that does occur."""

_EDIT = math.log(100)
"""What a wrong letter costs against the frequency of the word: the likelier of two words is the one
at a letter less unless the other is a hundred times as frequent. Of 384 slips made in words of
40,761 passages, four in five of one letter and the others of two, the right word was found for 303
at no cost, 329 at a cost of 10, 339 at 100, 341 at 300 and 340 above."""

_MUCH = 50
"""Passages from more than which a word may be meant by a form that stands nowhere of a word that
does: "referals" is cut to "refer", which is not what it means. In 35,543 passages 171 of 187 such
slips were put right, 16 otherwise; of 979 rare forms that are no slips, 36 would be if they stood
nowhere. More than 10: 171, 16 and 65; 200: 92, 14 and 21."""

_SHORTEST = 4  # letters; too many short words are alike


def suggest(node: Node | None, words: Words, *, few: bool = True) -> str | None:
    """Return the query with words that the corpus lacks replaced by the nearest it has.

    Args:
        node: the query as typed, before anything was added to it.
        words: the words of the corpus.
        few: few passages have all the words; else only that is looked at which is found by
            forms of another word.

    Returns:
        the corrected query as it would be typed; None if there is nothing to correct.
    """
    if node is None:
        return None
    corrected = _corrected(node, partial(nearest_word if few else other_word, words=words))
    return describe(corrected) if corrected != node else None


def lacking(node: Node | None, words: Words) -> tuple[str, ...]:
    """Return the words of a query that stand in no passage in any of their forms.

    Args:
        node: the query as typed.
        words: the words of the corpus.
    """
    leaves = positive_leaves(node) if node else ()
    written = (word for leaf in leaves if leaf_terms(leaf) for word in surfaces(leaf_text(leaf)))
    return tuple(
        word for word in dict.fromkeys(written) if "-" not in word and not count(word, words)
    )


def nearest_word(word: str, words: Words) -> str | None:
    """Return the word of the corpus that is probably meant by one that it lacks.

    Args:
        word: as :func:`~indexer.search.analysis.surface` gives it.
        words: the words of the corpus.
    """
    if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
        return None
    there = count(word, words)
    if there > _RARE:
        return other_word(word, words)
    # Few err in the first letter, and to compare with all words takes twenty times as long.
    found = _best(word, words(word[0])) or _best(word, words("")) or _parted(word, words)
    if found is None:
        return None
    suggestion, number = found
    return suggestion if number > _FAR_MORE * there else None


def other_word(word: str, words: Words) -> str | None:
    """Return the word, one letter away, that is meant by a form of another that stands nowhere.

    Args:
        word: as :func:`~indexer.search.analysis.surface` gives it.
        words: the words of the corpus.
    """
    if len(word) <= _SHORTEST or _number(word, words) or not count(word, words):
        return None
    own = terms(word)
    near = (
        (number, other)
        for other, number, edits in _near(word, words(word[0]))
        if number > _MUCH and edits == 1 and terms(other) != own
    )
    return max(near, default=(0, None))[1]


def _corrected(node: Node, nearest: Nearest) -> Node:
    match node:
        case Word() | Phrase():
            return _corrected_leaf(node, nearest)
        case AllOf(nodes) | AnyOf(nodes):
            parts = (_corrected(child, nearest) for child in nodes)
            same = type(node)
            return same(tuple(leaf for part in parts for leaf in _parts(part, same)))
        case Near(left, right):
            return replace(node, left=_corrected(left, nearest), right=_corrected(right, nearest))
        case In(node=child) | Weighted(node=child):
            return replace(node, node=_corrected(child, nearest))
        case Boosted(must):
            return _corrected(must, nearest)
        case _:
            return node


def _corrected_leaf(leaf: Leaf, nearest: Nearest) -> Node:
    if isinstance(leaf, Word):
        found = _right(leaf.text, nearest)
        return leaf if found is None else _typed(found, leaf.exact)
    right = (_right(part, nearest) or part for part in leaf.words)
    return replace(leaf, words=tuple(" ".join(right).split()))


def _parts(node: Node, kind: type[AllOf] | type[AnyOf]) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, kind) else (node,)


def _typed(found: str, exact: bool) -> Node:
    parts = tuple(Word(part, exact) for part in found.split())
    return AllOf(parts) if len(parts) > 1 else parts[0]


def _right(text: str, nearest: Nearest) -> str | None:
    written = surfaces(text)
    return nearest(written[0]) if len(written) == 1 else None


def _best(word: str, candidates: Sequence[tuple[str, int]]) -> tuple[str, int] | None:
    """Return the likeliest of some words and its count; None if none is near enough."""
    scored = (
        (math.log(number) - _EDIT * edits, other, number)
        for other, number, edits in _near(word, candidates)
    )
    best = max(scored, key=lambda one: one[0], default=None)
    return best and best[1:]


def _near(word: str, candidates: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int, int]]:
    """Yield words within one or two wrong letters, with their count and that number."""
    most = 1 if len(word) <= _SHORTEST else 2
    letters = set(word)
    for other, number in candidates:
        if abs(len(other) - len(word)) > most or number <= _RARE or "-" in other:
            continue
        if len(letters.symmetric_difference(other)) > 2 * most:
            continue
        edits = distance(word, other, most)
        if 0 < edits <= most:
            yield other, number, edits


def _parted(word: str, words: Words) -> tuple[str, int] | None:
    """Return two words that were typed without the space between them."""
    pairs = (
        (min(_number(word[:cut], words), _number(word[cut:], words)), f"{word[:cut]} {word[cut:]}")
        for cut in range(_SHORTEST - 1, len(word) - _SHORTEST + 2)
    )
    number, pair = max(pairs, default=(0, ""))
    return (pair, number) if number > _RARE else None


def _number(word: str, words: Words) -> int:
    """Return in how many passages a word stands in this very form."""
    return next((number for form, number in words(word) if form == word), 0)


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped with the next.

    The optimal string alignment distance; ``most + 1`` stands for anything above ``most``.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
