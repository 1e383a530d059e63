"""Claims with what speaks against them as a file: a row for each pair of passages."""

from collections.abc import Callable, Iterable, Iterator

from flask import Response

from app.claims.words import after_words
from app.wiring import Workplace
from indexer.claims.model import Beside, Clash, Voice
from indexer.export.cells import Plain
from indexer.export.sheets import table_bytes
from indexer.export.writers import MEDIA_TYPES, Format

TITLES = (
    "Theme",
    "Kind",
    "Read first",
    "The council says",
    "Document",
    "Date",
    "Page",
    "Others say",
    "Who",
    "Document of others",
    "Date of others",
    "Page of others",
    "When",
    "Same words",
    "Link to the claim",
    "Link to the other",
)
_WIDTHS = {"A": 28, "B": 14, "D": 80, "E": 36, "H": 80, "I": 20, "J": 36, "M": 20, "N": 30}

Link = Callable[[str], str]


def send_claims(found: Iterable[Beside], kind: Format, place: Workplace, link: Link) -> Response:
    """Send claims that others judged otherwise as a file to keep."""
    rows = (
        row
        for one in found
        for clash in (*one.over, *one.under)
        for row in _rows(place.words.label("theme", one.theme), clash, place, link)
    )
    body = table_bytes(kind, TITLES, rows, name="Claims", widths=_WIDTHS)
    response = Response(body, mimetype=MEDIA_TYPES[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"claims.{kind.value}")
    return response


def _rows(theme: str, clash: Clash, place: Workplace, link: Link) -> Iterator[list[Plain]]:
    for one in clash.against:
        unsure = clash.claim.is_unsure or one.voice.is_unsure
        yield [
            theme,
            clash.kind.value,
            "yes, a label is unsure" if unsure else None,
            *_voice(clash.claim),
            one.voice.text,
            place.words.label("speaker", one.voice.speaker) if one.voice.speaker else None,
            *_voice(one.voice)[1:],
            after_words(one),
            ", ".join(one.words),
            link(clash.claim.passage),
            link(one.voice.passage),
        ]


def _voice(one: Voice) -> list[Plain]:
    title = one.document.metadata.title or one.document.path
    return [one.text, title, one.day.isoformat() if one.day else None, one.page]
