"""How the pieces of a query are put together, and what is done where they do not fit.

:mod:`indexer.search.query` shows the grammar.
"""

import re

from indexer.search.analysis import Pattern, is_wild, slots, terms
from indexer.search.choices import Choices, read_field
from indexer.search.nearest import nearest
from indexer.search.nodes import (
    FARTHEST,
    FIELDS,
    PLACES,
    AllOf,
    AnyOf,
    In,
    Near,
    Node,
    Not,
    Phrase,
    Wild,
    Word,
)
from indexer.search.pieces import Piece
from indexer.search.reading import Notes

# Far beyond what a person types, far below what strains an engine or the stack.
MAX_DEPTH = 20
_USUAL_DISTANCE = 5  # words, where near/ has no number; what the page on the language shows
MAX_PAIRS = 16  # of alternatives on both sides of near/n; each is a query of its own
MAX_NEAR = 5
MAX_WILD = 10

FEWEST_LETTERS = 2
"""Letters a wildcard needs, so that it does not stand for every word there is."""


class TooDeep(Exception):
    """Brackets go deeper than is read."""

    def __init__(self, position: int) -> None:
        self.position = position


class Parser:
    """Reads one query by recursive descent, looking one piece ahead.

    Its methods return None where, after a mistake, nothing is left.

    Args:
        pieces: the query, cut up.
        notes: takes up what is wrong with it.
        choices: the values that fields can have; None: any.
    """

    def __init__(self, pieces: list[Piece], notes: Notes, choices: Choices | None) -> None:
        self._pieces = pieces
        self._notes = notes
        self._choices = choices
        self._next = 0
        self._depth = 0
        self._nears = 0
        self._wilds = 0

    def query(self) -> Node | None:
        """Read all the pieces.

        Raises:
            TooDeep: brackets go deeper than is read.
        """
        nodes = [self._either()]
        while piece := self._take("close"):
            self._notes.add("This bracket closes none", "It was passed over.", piece.position)
            nodes.append(self._either())
        return joined(AllOf, nodes)

    def _either(self) -> Node | None:
        nodes = [self._every()]
        while self._take("operator", "OR"):
            nodes.append(self._every())
        return joined(AnyOf, nodes)

    def _every(self) -> Node | None:
        nodes: list[Node | None] = []
        places: list[Piece] = []
        wanted: Piece | None = None  # the AND after which something must come
        while (piece := self._peek()) and not _ends_group(piece):
            if place := self._take("in"):
                places.append(place)
            else:
                nodes.append(self._pair())
            wanted = self._take("operator", "AND")
        if wanted or not (nodes or places):
            self._missing()
        return self._placed(joined(AllOf, nodes), places)

    def _pair(self) -> Node | None:
        """Read what stands between ``near/n``; each is near the one after it."""
        sides = [self._one()]
        distances = []
        while near := self._take("near"):
            distances.append(near)
            sides.append(self._one())
        if not distances:
            return sides[0]
        pairs = zip(sides, sides[1:], distances, strict=False)
        return joined(AllOf, [self._near(left, right, near) for left, right, near in pairs])

    def _one(self) -> Node | None:
        piece = self._peek()
        if piece is None or _joins(piece):
            self._missing()
            return None
        self._next += 1
        match piece.kind:
            case "open":
                return self._group(piece)
            case "minus" | "operator":
                return self._negated(piece)
            case "exact":
                return _as_typed(self._one())
            case "field":
                return read_field(piece, self._notes, self._choices)
        return self.leaf(piece)

    def leaf(self, piece: Piece) -> Node | None:
        """Read a word or a phrase."""
        text = piece.text
        if problem := self._wrong_wildcards(text):
            self._notes.add(problem, "The letters were looked for as a word.", piece.position)
            parts = re.findall(r"\w+", text)
            text = ("-" if piece.kind == "word" else " ").join(parts)
        if piece.kind != "word":
            words = tuple(word for word in text.split() if terms(word))
            return Phrase(words) if words else None
        self._warn_of_field(piece)
        return Wild(text) if is_wild(text) else Word(text)

    def _wrong_wildcards(self, text: str) -> str | None:
        patterns = [slot for slot in slots(text) if isinstance(slot, Pattern)]
        if any(pattern.letters < FEWEST_LETTERS for pattern in patterns):
            return f"A wildcard needs at least {FEWEST_LETTERS} letters beside it"
        self._wilds += len(patterns)
        if patterns and self._wilds > MAX_WILD:
            return f"A query can hold {MAX_WILD} wildcards"
        return None

    def _group(self, opening: Piece) -> Node | None:
        self._deeper(opening)
        node = self._either()
        if not self._take("close"):
            self._notes.add(
                "This bracket is never closed", "It was closed at the end.", opening.position
            )
        self._depth -= 1
        return node

    def _negated(self, opening: Piece) -> Node | None:
        self._deeper(opening)
        node = self._pair()
        self._depth -= 1
        return None if node is None else Not(node)

    def _deeper(self, piece: Piece) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep(piece.position)

    def _near(self, left: Node | None, right: Node | None, near: Piece) -> Node | None:
        if left is None or right is None:
            return left or right
        self._nears += 1
        if self._nears > MAX_NEAR:
            self._notes.add(
                f"A query can hold near/ {MAX_NEAR} times",
                "Both sides were looked for wherever they stand.",
                near.position,
            )
            return joined(AllOf, [left, right])
        count = _alternatives(left) * _alternatives(right)
        if not 0 < count <= MAX_PAIRS:
            self._notes.add(
                f"near/{near.text} stands between words, phrases or a few of them in brackets",
                "Both sides were looked for wherever they stand.",
                near.position,
            )
            return joined(AllOf, [left, right])
        asked = near.text[:9]
        distance = min(max(int(asked or _USUAL_DISTANCE), 1), FARTHEST)
        if not asked or distance != int(asked):
            self._notes.add(
                f"near/ takes a number of words from 1 to {FARTHEST}",
                f"It was read as near/{distance}.",
                near.position,
            )
        return Near(left, right, distance)

    def _placed(self, node: Node | None, places: list[Piece]) -> Node | None:
        """Look for a group in the one place that is named in it."""
        valid = []
        for piece in places:
            if place := _PLACE_NAMES.get(piece.text.lower()):
                valid.append(place)
            else:
                choices = " or ".join(f"in:{place}" for place in PLACES)
                self._notes.add(
                    f"“in:{piece.text}” is no place; write {choices}",
                    "It was left out.",
                    piece.position,
                )
        if valid and node is None:
            self._notes.add(
                f"in:{valid[0]} needs a word beside it", "It was left out.", places[0].position
            )
        elif len(set(valid)) > 1:
            self._notes.add(
                "Words cannot be sought in two places at once",
                f"They were sought in the {valid[0]}.",
                places[-1].position,
            )
        return In(valid[0], node) if valid and node is not None else node

    def _missing(self) -> None:
        """Note that a word is missing before the next piece."""
        done = "What asked for it was left out."
        if piece := self._peek():
            text = {"near": f"near/{piece.text}", "in": f"in:{piece.text}"}.get(
                piece.kind, piece.text
            )
            self._notes.add(f"A word is missing before {text}", done, piece.position)
        else:
            end = len(self._notes.query.rstrip())
            self._notes.add("A word is missing here", done, end)

    def _warn_of_field(self, piece: Piece) -> None:
        name, colon, value = piece.text.partition(":")
        close = nearest(name.lower(), FIELDS) if colon and value and name.isalpha() else ()
        if close:
            self._notes.add(
                f"“{name}:” is no field; the nearest is {close[0]}:",
                "It was read as words.",
                piece.position,
            )

    def _peek(self) -> Piece | None:
        return self._pieces[self._next] if self._next < len(self._pieces) else None

    def _take(self, kind: str, text: str | None = None) -> Piece | None:
        piece = self._peek()
        if piece is None or piece.kind != kind or (text is not None and piece.text != text):
            return None
        self._next += 1
        return piece


_PLACE_NAMES = {
    "heading": "heading",
    "headings": "heading",
    "title": "title",
    "titles": "title",
    "text": "text",
    "body": "text",
}


def joined(kind: type[AllOf] | type[AnyOf], nodes: list[Node | None]) -> Node | None:
    """Join nodes into one, taking in those that are of the same kind; None if none is left."""
    flat: list[Node] = []
    for node in nodes:
        if node is not None:
            flat.extend(node.nodes if isinstance(node, kind) else (node,))
    return kind(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def _alternatives(node: Node) -> int:
    """Count the leaves of what may stand beside ``near/n``; 0 if it may not."""
    match node:
        case Word() | Phrase() | Wild():
            return 1
        case AllOf(nodes) | AnyOf(nodes):
            counts = [_alternatives(child) for child in nodes]
            return sum(counts) if all(counts) else 0
        case _:
            return 0


def _as_typed(node: Node | None) -> Node | None:
    """Return a word or phrase that is not widened; anything else as it is."""
    match node:
        case Word(text):
            return Word(text, exact=True)
        case Phrase(words):
            return Phrase(words, exact=True)
        case AllOf(nodes) | AnyOf(nodes):
            kept = tuple(child for one in nodes if (child := _as_typed(one)) is not None)
            return type(node)(kept)
        case _:
            return node


def _ends_group(piece: Piece) -> bool:
    return piece.kind == "close" or (piece.kind == "operator" and piece.text == "OR")


def _joins(piece: Piece) -> bool:
    """Tell whether a piece stands between others, so that nothing can begin with it."""
    return piece.kind in ("close", "near", "in") or (
        piece.kind == "operator" and piece.text != "NOT"
    )


def is_leaf(piece: Piece) -> bool:
    """Tell whether a piece is a word or a phrase."""
    return piece.kind in ("word", "phrase")
