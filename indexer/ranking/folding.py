"""Fold what says the same under the first that says it.

Like is not same: passages whose figures or verdicts differ are never folded, however like.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.ranking.ordering import Ranked
from indexer.store.ranked import Standing

_SHARED = 0.75
"""Share of their different words that two passages of one family must have in common. Those of
one family may be alike by others between. Folding costs nothing that was measured: 0.554, 0.468,
0.310 without it, 0.552, 0.467, 0.310 with it."""

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Fold:
    """A passage to show and those that say the same, in their order.

    Attributes:
        more: how many further matches of its document stand below.
    """

    ranked: Ranked
    folded: tuple[str, ...] = ()
    more: int = 0


def fold(ranked: Sequence[Ranked]) -> list[Fold]:
    """Fold passages under the best one that says the same."""
    heads: list[Ranked] = []
    under: dict[str, list[str]] = {}
    families: dict[str, list[Standing]] = {}
    for one in ranked:
        standing = one.standing
        kin = families.setdefault(standing.family, []) if standing.family else []
        head = next((other for other in kin if _says_the_same(other, standing)), None)
        if head is None:
            heads.append(one)
            kin.append(standing)
            under[standing.passage] = []
        else:
            under[head.passage].append(standing.passage)
    return _counted(heads, under)


def _counted(heads: Sequence[Ranked], under: dict[str, list[str]]) -> list[Fold]:
    """Count, from the last up, how many of its document stand below each passage."""
    below: dict[str, int] = {}
    folds = []
    for one in reversed(heads):
        document = one.standing.document
        more = below.get(document, 0)
        folds.append(Fold(one, tuple(under[one.standing.passage]), more))
        below[document] = more + 1
    return folds[::-1]


def _says_the_same(one: Standing, other: Standing) -> bool:
    if one.wording == other.wording:
        return True
    if one.stance is not other.stance:
        return False
    if _FIGURE.findall(one.text) != _FIGURE.findall(other.text):
        return False
    first, second = (set(_WORD.findall(text.lower())) for text in (one.text, other.text))
    return len(first & second) >= _SHARED * len(first | second)
