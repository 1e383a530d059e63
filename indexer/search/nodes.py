"""What a query is made of, once it is read.

Most nodes are typed (:mod:`indexer.search.query` tells how); :class:`Ids`,
:class:`Weighted` and :class:`Boosted` are put in by the program only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from indexer.search.analysis import Pattern, slots, terms

PLACES = ("heading", "text", "title")
"""Where a part of a query can be looked for alone."""

FACET_FIELDS = ("theme", "area", "stance", "speaker", "authority", "type", "year")
RANGE_FIELDS = ("year", "page")
FIELDS = (*FACET_FIELDS, "page", "document")
"""What a passage can be found by besides its words; all of them can be typed."""

FARTHEST = 30
"""Words that two things may stand apart and still be near: a long sentence."""


_YEARS = (1900, 2100)  # the years that an open range goes over


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed; one that analysis splits, as ``well-being``, is looked for as a phrase.

    Attributes:
        exact: no other names of it are looked for.
    """

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side, in one field; each may hold ``*`` and ``?``."""

    words: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Wild:
    """A word with ``*`` for any letters or ``?`` for one; weighs the same whatever it finds."""

    text: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two things within so many words of one another, in either order, in one field.

    Attributes:
        left, right: words, phrases, wildcards, or alternatives of such.
        distance: 1 is side by side; at most :data:`FARTHEST`.
    """

    left: "Node"
    right: "Node"
    distance: int


@dataclass(frozen=True, slots=True)
class In:
    """The node, looked for in one of :data:`PLACES` only; an inner place outranks an outer."""

    place: str
    node: "Node"


@dataclass(frozen=True, slots=True)
class Field:
    """A passage that has one of some values, or a number within bounds; its score is 1.

    Attributes:
        name: one of :data:`FIELDS`.
        values: alternatives.
        first, last: bounds, both included, for one of :data:`RANGE_FIELDS`; None is open.
    """

    name: str
    values: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Ids:
    """The passages of these ids; the score is 1."""

    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the nodes matches."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the nodes matches."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The node does not match."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class Weighted:
    """What the node matches, its score multiplied by a factor of 0 or more."""

    node: "Node"
    factor: float


@dataclass(frozen=True, slots=True)
class Boosted:
    """What ``must`` matches; where ``should`` matches as well, its score is added."""

    must: "Node"
    should: "Node"


Leaf: TypeAlias = Word | Phrase
Node: TypeAlias = (
    Word | Phrase | Wild | Near | In | Field | Ids | AllOf | AnyOf | Not | Weighted | Boosted
)
Run: TypeAlias = tuple[str | Pattern, ...]
"""What stands side by side: terms, and patterns of words."""


def leaf_text(leaf: Word | Phrase | Wild) -> str:
    """Return what was typed of a leaf, without quotation marks."""
    return " ".join(leaf.words) if isinstance(leaf, Phrase) else leaf.text


def leaf_run(leaf: Word | Phrase | Wild) -> Run:
    """Return what has to stand side by side for a leaf to match; empty if nothing is left."""
    if isinstance(leaf, Word):
        return tuple(terms(leaf.text))
    return tuple(slots(leaf_text(leaf)))


def leaf_terms(leaf: Leaf) -> tuple[str, ...]:
    """Return the terms of a word or phrase; none if it holds a wildcard."""
    run = leaf_run(leaf)
    found = tuple(slot for slot in run if isinstance(slot, str))
    return found if len(found) == len(run) else ()


def positive_leaves(node: Node) -> Iterator[Leaf]:
    """Yield the words and phrases that a text may hold wherever they stand in it.

    What is negated, sought in the heading only or near something else is left out.
    """
    match node:
        case Word() | Phrase():
            yield node
        case AllOf(nodes) | AnyOf(nodes):
            for child in nodes:
                yield from positive_leaves(child)
        case In("text", child) | Weighted(child):
            yield from positive_leaves(child)
        case Boosted(must):
            yield from positive_leaves(must)


def spread(near: Near) -> Node:
    """Return a nearness of alternatives as alternatives of nearness between leaves."""
    for side, other in ((near.left, near.right), (near.right, near.left)):
        if isinstance(side, AnyOf | AllOf):
            parts = tuple(spread(Near(part, other, near.distance)) for part in side.nodes)
            return type(side)(parts)
        if isinstance(side, Weighted):
            return spread(Near(side.node, other, near.distance))
    return near


def accepted_years(field: Field) -> tuple[str, ...]:
    """Return the years that a field asks for, one by one."""
    if field.values:
        return field.values
    first, last = _YEARS
    first = max(first, field.first if field.first is not None else first)
    last = min(last, field.last if field.last is not None else last)
    return tuple(str(year) for year in range(first, last + 1))
