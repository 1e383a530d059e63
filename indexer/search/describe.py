"""A query written out, as it would be typed."""

import re

from indexer.search.nodes import (
    AllOf,
    AnyOf,
    Boosted,
    Field,
    In,
    Near,
    Node,
    Not,
    Phrase,
    Weighted,
    Wild,
    Word,
)
from indexer.search.pieces import OPERATORS

_BARE = re.compile(r"[^\s,()\"\u201c\u201d\u201e]+")


def describe(node: Node | None) -> str:
    """Write a tree as a query; :func:`~indexer.search.query.parse` reads it back to the same tree.

    What cannot be typed (ids, weights, boosts) is left out.
    """
    match node:
        case Word() | Phrase() | Wild() | Field():
            return _leaf(node)
        case AllOf() | AnyOf() | Not() | In() | Near():
            return _joined(node)
        case Weighted(child) | Boosted(child):
            return describe(child)
        case _:
            return ""


def _leaf(node: Word | Phrase | Wild | Field) -> str:
    match node:
        case Word(text, exact):
            return _exactly(exact, f'"{text}"' if text in OPERATORS else text)
        case Phrase(words, exact):
            return _exactly(exact, f'"{" ".join(words)}"')
        case Wild(text):
            return text
        case Field(name):
            return f"{name}:{_values(node)}"


def _joined(node: AllOf | AnyOf | Not | In | Near) -> str:
    match node:
        case AllOf(nodes):
            return " ".join(filter(None, map(_grouped, nodes)))
        case AnyOf(nodes):
            return " OR ".join(filter(None, map(_grouped, nodes)))
        case Not(child):
            return f"NOT {_grouped(child)}"
        case Near(left, right, distance):
            return f"{_grouped(left)} near/{distance} {_grouped(right)}"
        case In(place, AllOf() as child):
            return f"{describe(child)} in:{place}"
        case In(place, child):
            return f"{_grouped(child)} in:{place}"


def _grouped(node: Node) -> str:
    text = describe(node)
    return f"({text})" if isinstance(node, AllOf | AnyOf | Near | In) else text


def _exactly(exact: bool, text: str) -> str:
    return f"={text}" if exact else text


def _values(field: Field) -> str:
    if field.values:
        return ",".join(v if _BARE.fullmatch(v) else f'"{v}"' for v in field.values)
    first = "" if field.first is None else field.first
    return f"{first}..{'' if field.last is None else field.last}"
