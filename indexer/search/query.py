"""The query language: what people type, read into a small tree.

    kinship care                 both words
    "strategy discussion"        the words side by side, in this order
    visits OR reviews            either; AND binds tighter than OR
    NOT fostering, -fostering    without; the operators are in capitals
    (a OR b) c                   grouping

Grammar: ``either = every (OR every)*``, ``every = one ((AND)? one)*``,
``one = (NOT | -) one | ( either ) | phrase | word``.
"""

import re
from typing import NamedTuple

from indexer.errors import QueryError
from indexer.search.analysis import terms
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

__all__ = [
    "AllOf",
    "AnyOf",
    "Leaf",
    "Node",
    "Not",
    "Phrase",
    "Word",
    "describe",
    "leaf_terms",
    "parse",
    "positive_leaves",
]

# Far beyond what a person types, far below what strains an engine or the stack.
MAX_LENGTH = 2_000
MAX_DEPTH = 20


def parse(text: str) -> Node | None:
    """Read a query.

    Args:
        text: what was typed.

    Returns:
        the tree; None for an empty query, which matches everything.

    Raises:
        QueryError: it cannot be read, is too long or too deeply nested, or holds
            nothing to look for.
    """
    if not text.strip():
        return None
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"The query has {len(text):,} characters; at most {MAX_LENGTH:,} are read. "
            "Shorten it, or look for a phrase from it.",
            MAX_LENGTH,
        )
    node = _Parser(text).query()
    if node is None:
        raise _error("There is no word to look for", text, 0)
    return node


def describe(node: Node | None) -> str:
    """Write a tree as a query; :func:`parse` reads it back to the same tree."""
    match node:
        case None:
            return ""
        case Word(text):
            return f'"{text}"' if text in _OPERATORS else text
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case AllOf(nodes):
            return " ".join(_grouped(child) for child in nodes)
        case AnyOf(nodes):
            return " OR ".join(_grouped(child) for child in nodes)
        case Not(child):
            return f"NOT {_grouped(child)}"
        case _:
            raise NotImplementedError(type(node).__name__)


def _grouped(node: Node) -> str:
    text = describe(node)
    return f"({text})" if isinstance(node, AllOf | AnyOf) else text


class _Piece(NamedTuple):
    """A piece of the query: ``kind`` is one of the names in :data:`_PIECES`."""

    kind: str
    text: str
    position: int


_OPERATORS = frozenset({"AND", "OR", "NOT"})
_QUOTE = '["\u201c\u201d\u201e]'
_PIECES = re.compile(
    rf"(?P<phrase>{_QUOTE}(?P<inside>[^\"\u201c\u201d\u201e]*){_QUOTE})"
    rf"|(?P<unclosed>{_QUOTE})"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    r"|(?P<minus>(?<![^\s(])-(?=[^\s)-]))"
    r"|(?P<operator>(?:AND|OR|NOT)(?![^\s()\"\u201c\u201d\u201e]))"
    r"|(?P<word>[^\s()\"\u201c\u201d\u201e]+)"
)


def _pieces(text: str) -> list[_Piece]:
    """Cut a query into pieces, leaving out words and phrases that analysis finds empty."""
    pieces = []
    for match in _PIECES.finditer(text):
        kind = match.lastgroup if match.lastgroup != "inside" else "phrase"
        assert kind is not None  # noqa: S101 - every alternative is named
        content = match["inside"] if kind == "phrase" else match.group()
        if kind == "unclosed":
            raise _error("This quotation mark is never closed", text, match.start())
        if kind in ("phrase", "word") and not terms(content):
            continue
        pieces.append(_Piece(kind, content, match.start()))
    return pieces


class _Parser:
    """Reads one query by recursive descent, looking one piece ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces = _pieces(text)
        self._next = 0
        self._depth = 0

    def query(self) -> Node | None:
        if not self._pieces:
            return None
        node = self._either()
        if (left := self._peek()) is not None:
            raise _error("This bracket closes none", self._text, left.position)
        return node

    def _either(self) -> Node:
        nodes = [self._every()]
        while self._take("operator", "OR"):
            nodes.append(self._every())
        return _joined(AnyOf, nodes)

    def _every(self) -> Node:
        nodes = [self._one()]
        while (piece := self._peek()) and piece.kind != "close" and piece.text != "OR":
            self._take("operator", "AND")
            nodes.append(self._one())
        return _joined(AllOf, nodes)

    def _one(self) -> Node:
        piece = self._peek()
        if piece is None:
            raise _error("A word is missing here", self._text, len(self._text.rstrip()))
        self._next += 1
        match piece.kind:
            case "word":
                return Word(piece.text)
            case "phrase":
                return _phrase(piece.text)
            case "open":
                return self._group(piece)
            case "minus":
                return Not(self._nested(piece))
            case "operator" if piece.text == "NOT":
                return Not(self._nested(piece))
            case _:
                raise _error(f"A word is missing before {piece.text}", self._text, piece.position)

    def _group(self, opening: _Piece) -> Node:
        self._deeper(opening)
        node = self._either()
        if not self._take("close"):
            raise _error("This bracket is never closed", self._text, opening.position)
        self._depth -= 1
        return node

    def _nested(self, opening: _Piece) -> Node:
        self._deeper(opening)
        node = self._one()
        self._depth -= 1
        return node

    def _deeper(self, piece: _Piece) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _error(
                f"Brackets and NOT go more than {MAX_DEPTH} deep", self._text, piece.position
            )

    def _peek(self) -> _Piece | None:
        return self._pieces[self._next] if self._next < len(self._pieces) else None

    def _take(self, kind: str, text: str | None = None) -> bool:
        piece = self._peek()
        if piece is None or piece.kind != kind or (text is not None and piece.text != text):
            return False
        self._next += 1
        return True


def _joined(kind: type[AllOf] | type[AnyOf], nodes: list[Node]) -> Node:
    """Join nodes into one, taking in those that are of the same kind."""
    if len(nodes) == 1:
        return nodes[0]
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, kind) else (node,))
    return kind(tuple(flat))


def _phrase(text: str) -> Leaf:
    words = tuple(word for word in text.split() if terms(word))
    return Phrase(words)


def _error(what: str, text: str, position: int) -> QueryError:
    """Return an error that shows the place under the query."""
    start = max(0, position - 40)
    shown = text[start : position + 40].replace("\n", " ").replace("\t", " ")
    return QueryError(f"{what}:\n  {shown}\n  {' ' * (position - start)}^", position)
