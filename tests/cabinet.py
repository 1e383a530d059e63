"""A shelf with all that befalls files: scans, packs, copies, archives, versions, corrections.

Like the shelf it is set by hand, down to how sure recognition was of each page, and goes
through the real store, the real comparison of passages and the real engine.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from indexer.containers import within
from indexer.duplicates import group_passages
from indexer.home import Home
from indexer.model import (
    Document,
    Evidence,
    FileStatus,
    Grades,
    LedgerEntry,
    Metadata,
    Part,
    Passage,
    Stage,
)
from indexer.search.lifecycle import rebuild
from indexer.searchable import all_records
from indexer.store.repository import Store
from nlp.types import Stance
from tests.shelf import (
    DISCUSSIONS,
    SUPERVISION,
    Line,
    build_shelf,
    ledger_entry,
    make_document,
    make_text,
    note,
    print_lines,
)

PACK_FIGURES = "By the end of March, 82% of plans were reviewed within six weeks."
MEMBER_FIGURES = "By the end of March, 47% of plans were reviewed within six weeks."
RECOGNISED = "Every child in the home has a named worker and a plan."
OLD_WORDS = "We intended to make supervision a priority."
HUNG = "Reading it took more than 120 seconds, so it was stopped."
SCRAWLED = "Words read with trouble from a faint copy of a copy."

_PACK = (
    Line(1, 90, "Agenda of the scrutiny committee on children and families."),
    Line(2, 90, DISCUSSIONS, note=note(Stance.NEEDS_IMPROVEMENT, "strategy-discussions")),
    Line(3, 90, PACK_FIGURES, note=note(Stance.CONTEXT)),
)
_PARTS = (
    Part(1, "Agenda", 1, 1),
    Part(2, "Safeguarding partnership annual report", 2, 3, "annual-report", date(2022, 9, 1)),
)


def build_cabinet(folder: Path) -> Home:
    """Write the shelf and, beside it, a pack, two scans, an archive, a copy and an old version.

    What the inspectorate's letter says of itself has its evidence on its pages.
    """
    home = build_shelf(folder)
    with Store.open(home.store) as store:
        first = store.start_run([str(folder)])
        _give_evidence(store, next(d for d in store.documents() if d.path.endswith("letter.pdf")))
        for document, passages in (_pack(folder), _scan(folder), _faint(folder), _member(folder)):
            _keep(store, document, passages)
        _add_old_version(store, folder)
        _add_unread(store, folder)
        group_passages(store)
        store.finish_run(first, {"indexed": 7, "failed": 1, "recognised": 2})
        store.start_run([str(folder)])
        rebuild(home.search, engine="auto", pipeline="shelf", records=all_records(store)).close()
    return home


def _keep(store: Store, document: Document, passages: Sequence[Passage]) -> None:
    store.save_document(document, passages, pipeline="shelf")
    store.record(replace(ledger_entry(document), size=2_400_000, seconds=3.2))


def _give_evidence(store: Store, letter: Document) -> None:
    meta = replace(
        letter.metadata,
        event="standard",
        grades=Grades(overall="good"),
        evidence={
            "authority": Evidence("Inspection of Marlow Vale", 1),
            "grades.overall": Evidence("Overall effectiveness: Good", 2),
        },
    )
    passages = list(store.passages(document=letter.id))
    store.save_document(replace(letter, metadata=meta), passages, pipeline="shelf")


def _pack(folder: Path) -> tuple[Document, list[Passage]]:
    print_lines(folder / "pack.pdf", _PACK)
    meta = Metadata(type="committee-paper", title="Scrutiny pack", published=date(2022, 10, 3))
    pack, passages = make_document(folder / "pack.pdf", _PACK, meta, labels=("1", "2", "3"))
    numbers = (1, 2, 2)
    return replace(pack, parts=_PARTS), [
        replace(passage, part=number) for passage, number in zip(passages, numbers, strict=True)
    ]


def _scan(folder: Path) -> tuple[Document, list[Passage]]:
    lines = (Line(1, 90, RECOGNISED, note=note(Stance.STRENGTH)), Line(2, 90, "unread"))
    print_lines(folder / "scan.pdf", lines)
    meta = Metadata(type="letter", title="A scanned letter")
    scan, passages = make_document(folder / "scan.pdf", lines, meta, labels=("1", "2"))
    read, blank = scan.pages
    pages = (replace(read, ocr=0.94), replace(blank, has_text=False))
    return replace(scan, pages=pages), passages[:1]


def _faint(folder: Path) -> tuple[Document, list[Passage]]:
    lines = (Line(1, 90, SCRAWLED, note=note(Stance.CONTEXT)),)
    print_lines(folder / "faint.pdf", lines)
    faint, passages = make_document(
        folder / "faint.pdf", lines, Metadata(title="A faint copy"), labels=("1",)
    )
    pages = (replace(faint.pages[0], ocr=0.61),)
    return replace(faint, pages=pages, repaired=True), passages


def _member(folder: Path) -> tuple[Document, list[Passage]]:
    member, passages = make_text(
        folder / "May.txt", (SUPERVISION, MEMBER_FIGURES), Metadata(), note(Stance.CONTEXT)
    )
    return replace(member, path=str(within(folder / "2022.zip", "minutes/May.txt"))), passages


def _add_old_version(store: Store, folder: Path) -> None:
    """Let ``own.txt`` have held other words before."""
    present = next(d for d in store.documents() if d.path.endswith("own.txt"))
    passages = list(store.passages(document=present.id))
    text = Path(present.path).read_text(encoding="utf-8")
    old, old_passages = make_text(
        folder / "own.txt", (OLD_WORDS,), Metadata(title="How we were doing"), note(Stance.CONTEXT)
    )
    Path(present.path).write_text(text, encoding="utf-8")
    _keep(store, old, old_passages)
    store.record(ledger_entry(present))
    store.save_document(present, passages, pipeline="shelf")
    store.supersede([old.id])


def _add_unread(store: Store, folder: Path) -> None:
    letter = next(d for d in store.documents() if d.path.endswith("letter.pdf"))
    copy = replace(
        ledger_entry(letter),
        path=str(folder / "copies" / "letter again.pdf"),
        status=FileStatus.DUPLICATE,
        error=f"Same content as {letter.path}.",
    )
    archive = LedgerEntry(
        path=str(folder / "2022.zip"),
        sha256="0" * 64,
        size=900,
        modified=0.0,
        status=FileStatus.CONTAINER,
        stage=Stage.DONE,
    )
    hung = replace(
        archive,
        path=str(folder / "hung.pdf"),
        status=FileStatus.QUARANTINED,
        stage=Stage.EXTRACT,
        error=HUNG,
        seconds=200.0,
        attempts=2,
    )
    for entry in (copy, archive, hung):
        store.record(entry)
