"""The pack as an Excel register: one row a passage, with all that is needed to cite it."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from indexer.export.cells import Plain, writable
from indexer.findings.model import Scale
from indexer.pack.laying import Entry, Laid
from indexer.pack.matters import Matter, event, numbered, plain, told
from indexer.pack.model import QUESTIONS
from indexer.pack.sources import Source
from nlp.taxonomy import Taxonomy

TITLES: Mapping[str, int] = {
    "No.": 6,
    "Inspection area": 22,
    "Question": 28,
    "Passage": 80,
    "In our own words": 40,
    "Document": 40,
    "Authority": 20,
    "Kind of document": 24,
    "Date": 18,
    "Page": 7,
    "Printed page": 9,
    "Headings": 32,
    "Themes": 32,
    "What it says": 18,
    "Who speaks": 18,
    "Finding id": 24,
    "Finding": 30,
    "Action": 14,
    "Impact": 14,
    "Its evidence here": 16,
    "Evidence on": 12,
    "For or against": 16,
    "Page of pages.pdf": 10,
    "Pictures on its pages": 30,
    "Passage id": 18,
    "Document id": 15,
    "File": 40,
    "SHA-256 of the file": 66,
    "Since then": 40,
    "Chosen by": 20,
    "Chosen on": 12,
}
"""Titles of the columns with their widths in letters."""


def write_register(laid: Laid, sources: Mapping[int, Source], taxonomy: Taxonomy) -> bytes:
    """Write the workbook: frozen head, a filter on every column, all text as text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = writable(laid.pack.name), ""
    book.properties.language = "en-GB"
    sheet = book.create_sheet("Evidence")
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(TITLES))}{len(laid.entries) + 1}"
    sheet.print_title_rows = "1:1"
    for number, width in enumerate(TITLES.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    wrapped = Alignment(vertical="top", wrap_text=True)
    bold = Font(bold=True)

    def cell(value: Plain, *, head: bool = False) -> Any:
        made = WriteOnlyCell(sheet)
        made.value = writable(value) if isinstance(value, str) else value
        if isinstance(value, str):
            made.data_type = "s"  # never a formula
        made.alignment = wrapped
        if head:
            made.font = bold
        return made

    sheet.append([cell(title, head=True) for title in TITLES])
    for row in rows(laid, sources, taxonomy):
        sheet.append([cell(value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def rows(laid: Laid, sources: Mapping[int, Source], taxonomy: Taxonomy) -> Iterable[list[Plain]]:
    """Yield a row for each passage, in the order of :data:`TITLES`."""
    areas = dict(laid.areas)
    themes = {theme.id: theme.label for theme in taxonomy.themes}
    kinds = {kind.id: kind.label for kind in taxonomy.document_types}
    for entry in laid.entries:
        source, metadata = sources[entry.number], entry.document.metadata
        yield [
            entry.number,
            areas[entry.area],
            QUESTIONS[entry.question],
            entry.passage.text,
            entry.item.note or None,
            source.title,
            metadata.authority,
            kinds.get(metadata.type or "", metadata.type),
            source.dated,
            entry.passage.page,
            entry.label,
            " > ".join(entry.passage.heading_path) or None,
            *_labels(entry, themes),
            entry.item.finding,
            *_matters(entry, laid.matters, taxonomy),
            source.sheet,
            source.pictures or None,
            entry.passage.id,
            entry.document.id,
            source.file,
            source.sha256,
            source.newer or None,
            entry.item.who,
            entry.item.at.date().isoformat(),
        ]


def _matters(entry: Entry, matters: Sequence[Matter], taxonomy: Taxonomy) -> list[Plain]:
    """Give the finding that an entry states, then the findings that it is evidence on."""
    states = [one for one in matters if entry.number in one.stated]
    shows = [one for one in matters if entry.number in one.evidence]
    columns = (
        [event(one, taxonomy) for one in states],
        [one.rated(Scale.ACTION) or "Not rated" for one in states],
        [one.rated(Scale.IMPACT) or "Not rated" for one in states],
        [numbered(one.evidence) or "None" for one in states],
        [numbered(one.stated) or "Not in this pack" for one in shows],
        [told(one.evidence[entry.number]).capitalize() for one in shows],
    )
    return ["; ".join(column) or None for column in columns]


def _labels(entry: Entry, themes: Mapping[str, str]) -> list[Plain]:
    note = entry.passage.annotation
    if note is None:
        return [None, None, None]
    named = "; ".join(themes.get(theme.id, theme.id) for theme in note.themes)
    return [named or None, plain(note.stance.id), plain(note.speaker) if note.speaker else None]
