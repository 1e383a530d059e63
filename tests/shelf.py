"""A small shelf of documents whose places and labels are known to the letter.

The web interface is tested on what it is given, so the passages, their boxes and
their labels are set here by hand and go through the real store and engine. What
extraction and labelling make of files is tested elsewhere.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from indexer.home import Home
from indexer.model import (
    Document,
    FileStatus,
    Kind,
    LedgerEntry,
    Metadata,
    Page,
    Passage,
    Region,
    Stage,
)
from indexer.search.lifecycle import open_for_writing
from indexer.search.records import records_of
from indexer.store.repository import Store
from nlp.types import Annotation, AreaLabel, Source, Speaker, Stance, StanceLabel, ThemeLabel

WIDTH, HEIGHT = A4
MARGIN, SIZE, LEADING = 72.0, 11.0, 16.0
HOSTILE = "<script>document.title='taken'</script> & <img src=x onerror=alert(1)>"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print and the passage it is; ``top`` in points from the page's top."""

    page: int
    top: float
    text: str
    kind: Kind = Kind.PARAGRAPH
    note: Annotation | None = None


def note(
    stance: Stance,
    *themes: str,
    text: str = "",
    words: Sequence[str] = (),
    area: str | None = None,
    speaker: Speaker | None = Speaker.INSPECTORATE,
    mixed: bool = False,
) -> Annotation:
    """Label a passage; every theme rests on the same ``words`` of ``text``."""
    spans = tuple((text.index(word), text.index(word) + len(word)) for word in words)
    source = Source.RULE if spans else Source.MODEL
    return Annotation(
        themes=tuple(ThemeLabel(theme, 0.82, source, spans) for theme in themes),
        areas=(AreaLabel(area, 0.9, Source.HEADING),) if area else (),
        stance=StanceLabel(stance, 0.7, Source.MODEL),
        mixed=mixed,
        speaker=speaker,
    )


VISITS = "Social workers visit children often and know them well."
SUPERVISION = "Supervision is irregular and too seldom reflective."
KINSHIP = "Kinship carers are assessed promptly, but too few have a support plan."
DISCUSSIONS = "Strategy discussions are held late and health partners are often absent."
CITED = "Inspection of Marlow Vale Borough Council, Marlow Vale, 1 June 2022, page 2 (printed ii)"
"""How the passage on discussions is cited."""

LETTER = (
    Line(1, 90, "Inspection of Marlow Vale", Kind.HEADING),
    Line(1, 140, VISITS, note=note(Stance.STRENGTH, "visits", text=VISITS, words=["visit"])),
    Line(2, 90, "Help and protection", Kind.HEADING),
    Line(
        2,
        700,
        DISCUSSIONS,
        note=note(
            Stance.NEEDS_IMPROVEMENT,
            "strategy-discussions",
            text=DISCUSSIONS,
            words=["Strategy discussions", "health partners"],
            area="help-protection",
        ),
    ),
    Line(3, 90, "Leaders", Kind.HEADING),
    Line(
        3,
        140,
        SUPERVISION,
        note=note(Stance.NEEDS_IMPROVEMENT, "supervision-oversight", area="leaders"),
    ),
    Line(3, 190, KINSHIP, Kind.BULLET, note(Stance.STRENGTH, "kinship-care", mixed=True)),
)

OWN_WORDS = "We have made supervision of every social worker a priority."


def build_shelf(folder: Path) -> Home:
    """Write the shelf's files and index them; returns the home.

    A three-page letter as PDF with printed page labels, a council's text without
    pages, a document full of markup, and a file that could not be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    home = Home(folder / "home")
    letter = folder / "letter.pdf"
    print_lines(letter, LETTER)
    council = Metadata(type="self-evaluation", title="How we are doing", published=date(2023, 5, 9))
    inspectorate = Metadata(
        type="ilacs-inspection-report",
        title="Inspection of Marlow Vale Borough Council",
        authority="Marlow Vale",
        published=date(2022, 6, 1),
    )
    own = note(Stance.ACTION_OR_PLAN, "supervision-oversight", speaker=Speaker.COUNCIL)
    shelf = [
        make_document(letter, LETTER, inspectorate, labels=("i", "ii", "1")),
        make_text(folder / "own.txt", (OWN_WORDS,), council, own),
        make_text(folder / "hostile.html", (HOSTILE,), Metadata(title=HOSTILE), own),
    ]
    with Store.open(home.store, create=True) as store:
        for document, passages in shelf:
            store.save_document(document, passages, pipeline="shelf")
            store.record(ledger_entry(document))
        store.record(
            LedgerEntry(
                path=str(folder / "broken.pdf"),
                sha256=None,
                size=9,
                modified=0.0,
                status=FileStatus.FAILED,
                stage=Stage.EXTRACT,
                error="This PDF needs a password. Save a copy without one.",
            )
        )
    records = [record for document, passages in shelf for record in records_of(passages, document)]
    open_for_writing(home.search, engine="auto", pipeline="shelf", records=records).close()
    return home


def print_lines(path: Path, lines: Sequence[Line]) -> None:
    """Print lines where they say they stand."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for page in range(1, max(line.page for line in lines) + 1):
        canvas.setFont("Helvetica", SIZE)
        for line in lines:
            if line.page == page:
                canvas.drawString(MARGIN, HEIGHT - line.top - SIZE, line.text)
        canvas.showPage()
    canvas.save()


def make_document(
    path: Path, lines: Sequence[Line], metadata: Metadata, *, labels: Sequence[str]
) -> tuple[Document, list[Passage]]:
    """Make the document of a printed file."""
    pages = tuple(Page(n, label, WIDTH, HEIGHT) for n, label in enumerate(labels, start=1))
    document = _document(path, metadata, pages)
    canvas = Canvas("unused", pagesize=A4)
    heading: tuple[str, ...] = ()
    passages = []
    for number, line in enumerate(lines, start=1):
        right = MARGIN + canvas.stringWidth(line.text, "Helvetica", SIZE)
        box = (MARGIN, line.top, right, line.top + LEADING)
        passages.append(
            Passage(
                id=f"{document.id}-{number}",
                document=document.id,
                page=line.page,
                kind=line.kind,
                text=line.text,
                heading_path=heading if line.kind is not Kind.HEADING else (),
                regions=(Region(0, len(line.text), line.page, box),),
                annotation=line.note,
            )
        )
        heading = (line.text,) if line.kind is Kind.HEADING else heading
    return document, passages


def make_text(
    path: Path, paragraphs: Sequence[str], metadata: Metadata, label: Annotation
) -> tuple[Document, list[Passage]]:
    """Make a document without pages, every paragraph labelled alike."""
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    document = _document(path, metadata, (Page(1),))
    return document, [
        Passage(
            id=f"{document.id}-{number}",
            document=document.id,
            page=1,
            kind=Kind.PARAGRAPH,
            text=text,
            heading_path=("Our plans",),
            regions=(Region(0, len(text), 1),),
            annotation=replace(label),
        )
        for number, text in enumerate(paragraphs, start=1)
    ]


def ledger_entry(document: Document) -> LedgerEntry:
    """Make the entry of an indexed file."""
    return LedgerEntry(
        path=document.path,
        sha256=document.sha256,
        size=1,
        modified=0.0,
        status=FileStatus.INDEXED,
        stage=Stage.DONE,
        document=document.id,
    )


def _document(path: Path, metadata: Metadata, pages: tuple[Page, ...]) -> Document:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Document(digest[:12], digest, str(path), metadata, pages)


def read_anew(home: Home, changed: Mapping[str, str]) -> None:
    """Read the papers again, which now have other words in the place of some; none: no passage."""
    with Store.open(home.store) as store:
        for document in store.documents():
            before = list(store.passages(document=document.id))
            after = [replace(one, text=changed.get(one.text, one.text)) for one in before]
            if after != before:
                store.save_document(document, [one for one in after if one.text], pipeline="anew")
