"""A query cut into pieces: words, phrases, fields, operators and brackets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.search.analysis import terms
from indexer.search.nodes import FIELDS

FIELD_NAMES = {name: name for name in FIELDS} | {
    "themes": "theme",
    "areas": "area",
    "stances": "stance",
    "speakers": "speaker",
    "authorities": "authority",
    "council": "authority",
    "types": "type",
    "kind": "type",
    "years": "year",
    "pages": "page",
    "doc": "document",
}
"""What may be typed before a colon, and the field it means."""

OPERATORS = frozenset({"AND", "OR", "NOT"})
_QUOTE = '["\u201c\u201d\u201e]'
_QUOTED = rf"{_QUOTE}[^\"\u201c\u201d\u201e]*(?:{_QUOTE}|$)"
_END = r"(?![^\s()\"\u201c\u201d\u201e])"
_START = r"(?<![^\s(])"
_VALUE = rf"(?:{_QUOTED}|[^\s,()\"\u201c\u201d\u201e]+)"
_NAMES = "|".join(sorted(FIELD_NAMES, key=len, reverse=True))

_PIECES = re.compile(
    rf"(?P<phrase>{_QUOTE}(?P<inside>[^\"\u201c\u201d\u201e]*){_QUOTE}"
    r"|(?<!\w)\u2018(?P<single>[^\u2018\"\u201c\u201d\u201e]*?)\u2019(?!\w))"
    rf"|(?P<unclosed>{_QUOTE})"
    r"|(?P<open>\()"
    r"|(?P<close>\))"
    rf"|(?P<minus>{_START}-(?=[^\s)-]))"
    rf"|(?P<exact>(?<![^\s(-])=(?=[^\s)=]))"
    rf"|(?P<operator>(?:AND|OR|NOT){_END})"
    rf"|(?P<near>(?i:near)/(?P<distance>\d*){_END})"
    r"|(?P<in>(?i:in):(?P<place>[^\s()\"\u201c\u201d\u201e]*))"
    rf"|(?P<field>(?P<name>(?i:{_NAMES})):(?P<values>(?:{_VALUE}(?:,{_VALUE})*)?),*)"
    r"|(?P<word>[-=\u2018]+|[^\s()\"\u201c\u201d\u201e]+)",
    re.DOTALL,
)
_LISTED = re.compile(_VALUE)
_MARKS = '"\u201c\u201d\u201e'

_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]\.?(?!\w)")
"""Three letters or more with stops between: an abbreviation as people type it. None of 35,543
passages writes one so; what they do write has two letters (e.g., i.e., S.I.) and stays as it is."""


class Value(NamedTuple):
    """A value of a field, where it begins, and whether its quotation marks are closed."""

    text: str
    position: int
    closed: bool


class Piece(NamedTuple):
    """A piece of a query.

    Attributes:
        kind: ``phrase``, ``unclosed``, ``open``, ``close``, ``minus``, ``exact``, ``operator``,
            ``near``, ``in``, ``field`` or ``word``.
        text: the words; the operator; the distance; the place; or the name of the field.
        position: where it begins.
        values: those of a field.
    """

    kind: str
    text: str
    position: int
    values: tuple[Value, ...] = ()


def cut(text: str) -> list[Piece]:
    """Cut a query into pieces, leaving out words and phrases that analysis finds empty."""
    return [
        piece
        for piece in map(_piece, _PIECES.finditer(text))
        if piece.kind not in ("phrase", "word") or terms(piece.text)
    ]


def _piece(match: re.Match[str]) -> Piece:
    kind = next(name for name in _KINDS if match[name] is not None)
    content = next((match[name] for name in _CONTENT[kind] if match[name] is not None), "")
    if kind == "field":
        values = tuple(_values(match["values"], match.start("values")))
        return Piece(kind, FIELD_NAMES[content.lower()], match.start(), values)
    if kind in ("word", "phrase"):
        content = _INITIALS.sub(lambda dotted: dotted.group().replace(".", ""), content)
    return Piece(kind, content, match.start())


def _values(text: str, start: int) -> Iterator[Value]:
    for found in _LISTED.finditer(text):
        raw = found.group()
        value = " ".join(raw.strip(_MARKS).split())
        closed = raw[0] not in _MARKS or (len(raw) > 1 and raw[-1] in _MARKS)
        if value or not closed:
            yield Value(value, start + found.start(), closed)


_CONTENT = {
    "phrase": ("inside", "single"),
    "unclosed": ("unclosed",),
    "open": ("open",),
    "close": ("close",),
    "minus": ("minus",),
    "exact": ("exact",),
    "operator": ("operator",),
    "near": ("distance",),
    "in": ("place",),
    "field": ("name",),
    "word": ("word",),
}
_KINDS = tuple(_CONTENT)
