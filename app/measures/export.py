"""Lines of figures as a file: a row for each figure, with its source."""

from collections.abc import Callable, Iterable, Iterator

from flask import Response

from app.measures.words import UNITS, kind_words, of_whom, when_words
from app.wiring import Workplace
from indexer.export.cells import Plain
from indexer.export.sheets import table_bytes
from indexer.export.writers import MEDIA_TYPES, Format
from indexer.measures.model import Line, Statement
from indexer.measures.saying import conflict_words

TITLES = (
    "Measure",
    "Authority",
    "Of whom or where",
    "Unit",
    "Figure",
    "As printed",
    "What it is",
    "Time",
    "Document",
    "Date of the document",
    "Who speaks",
    "Page",
    "Does not agree",
    "In its words",
    "Link",
)
_WIDTHS = {"A": 40, "B": 20, "C": 20, "G": 22, "H": 22, "I": 40, "M": 30, "N": 80, "O": 40}


def send_lines(
    lines: Iterable[Line], kind: Format, place: Workplace, link: Callable[[str], str]
) -> Response:
    """Send lines as a file to keep."""
    rows = (row for line in lines for row in _rows(line, place, link))
    body = table_bytes(kind, TITLES, rows, name="Figures", widths=_WIDTHS)
    response = Response(body, mimetype=MEDIA_TYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"figures.{kind.value}")
    return response


def _rows(line: Line, place: Workplace, link: Callable[[str], str]) -> Iterator[list[Plain]]:
    clashes = {id(one): c for c in line.conflicts for one in c.statements}
    for one in (*line.statements, *line.targets, *line.comparators):
        conflict = clashes.get(id(one))
        yield [
            line.label,
            line.authority,
            of_whom(line) or None,
            UNITS[line.unit],
            one.value,
            one.printed,
            kind_words(one),
            when_words(one),
            *_source(one, place),
            conflict_words(conflict) if conflict else None,
            one.text,
            link(one.passage),
        ]


def _source(one: Statement, place: Workplace) -> tuple[Plain, ...]:
    known = one.document.metadata
    return (
        known.title or one.document.path,
        known.dated.isoformat() if known.dated else None,
        place.words.label("speaker", one.speaker) if one.speaker else None,
        one.page,
    )
