"""The query language: what people type, read into a small tree.

    kinship care                   both words
    "strategy discussion"          the words side by side, in this order
    visits OR reviews              either; AND binds tighter than OR
    NOT fostering, -fostering      without; the operators are in capitals
    (a OR b) c                     grouping
    superv*, organi?ation          any letters; one letter
    visits near/5 recorded         within five words of one another
    =LAC                           as typed: no other names are looked for
    theme:kinship-care             passages that have a value; more values after commas
    year:2021..2023, page:12       numbers and ranges
    supervision in:heading         the words of the group, in the heading only; also text, title

Grammar: ``either = every (OR every)*``, ``every = (pair | in:place) ((AND)? ...)*``,
``pair = one (near/n one)*``, ``one = (NOT | -) pair | ( either ) | field | =leaf | leaf``.

:func:`read` never fails on what a person types: every mistake has a nearest
valid reading and a message. :func:`parse` fails on the first mistake.
"""

from indexer.search.choices import Choices
from indexer.search.describe import describe
from indexer.search.grammar import MAX_DEPTH, Parser, TooDeep, is_leaf, joined
from indexer.search.nodes import (
    AllOf,
    AnyOf,
    Leaf,
    Node,
    Not,
    Phrase,
    Word,
    leaf_terms,
    positive_leaves,
)
from indexer.search.pieces import cut
from indexer.search.reading import Notes, Problem, Reading

__all__ = [
    "AllOf",
    "AnyOf",
    "Choices",
    "Leaf",
    "Node",
    "Not",
    "Phrase",
    "Problem",
    "Reading",
    "Word",
    "describe",
    "leaf_terms",
    "parse",
    "positive_leaves",
    "read",
]

MAX_LENGTH = 2_000
"""Characters that are read: far beyond what a person types, far below what strains an engine."""


def parse(text: str, choices: Choices | None = None) -> Node | None:
    """Read a query that has no mistakes.

    Args:
        text: what was typed.
        choices: the values that fields can have; None: any.

    Returns:
        the tree; None for an empty query, which matches everything.

    Raises:
        QueryError: it holds a mistake, is too long or too deeply nested, or holds
            nothing to look for.
    """
    return read(text, choices).strict


def read(text: str, choices: Choices | None = None) -> Reading:
    """Read a query as well as it can be read.

    Args:
        text: what was typed.
        choices: the values that fields can have; None: any.
    """
    notes = Notes(text)
    if not text.strip():
        return Reading(None)
    if len(text) > MAX_LENGTH:
        notes.add(
            f"The query has {len(text):,} characters; at most {MAX_LENGTH:,} are read",
            "The rest was left out. Shorten it, or look for a phrase from it.",
            MAX_LENGTH,
        )
        text = text[:MAX_LENGTH]
    pieces = []
    for piece in cut(text):
        if piece.kind == "unclosed":
            told = "It was passed over, and the words read without it."
            notes.add("This quotation mark is never closed", told, piece.position)
        else:
            pieces.append(piece)
    if not pieces:
        notes.add("There is no word to look for", "Everything is shown.", 0)
        return Reading(None, tuple(notes.all()))
    parser = Parser(pieces, notes, choices)
    try:
        node = parser.query()
    except TooDeep as deep:
        notes.add(
            f"Brackets and NOT go more than {MAX_DEPTH} deep",
            "All the words were looked for.",
            deep.position,
        )
        node = joined(AllOf, [parser.leaf(piece) for piece in pieces if is_leaf(piece)])
    return Reading(node, tuple(notes.all()))
