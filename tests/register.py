"""A letter with findings and a council's paper that answers one of them, set by hand."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from indexer.home import Home
from indexer.model import (
    Document,
    FileStatus,
    Kind,
    LedgerEntry,
    Metadata,
    Page,
    Passage,
    Stage,
)
from indexer.store.repository import Store

LETTER, LATER = "a" * 12, "b" * 12
PACE = "The pace of planning for children who need help."
VISITS = "The quality of visits."
ANSWER = "Planning for children who need help has gathered pace."


def make_paper(
    id_: str, kind: str = "focused-visit-letter", *, day: date = date(2021, 5, 1)
) -> Document:
    """Make a paper of one page of the invented authority."""
    metadata = Metadata(type=kind, title=f"A {kind}", authority="Marlow Vale", published=day)
    path = "/letter.pdf" if kind == "focused-visit-letter" else f"/{kind}.pdf"
    return Document(id_, id_ + "0" * 52, path, metadata, (Page(1),))


def make_passages(
    id_: str, *texts: str, under: str = "What needs to improve?"
) -> Sequence[Passage]:
    """Make a heading with bullets under it."""
    heading = Passage(f"{id_}-1", id_, 1, Kind.HEADING, under, (), ())
    points = (
        Passage(f"{id_}-{n}", id_, 1, Kind.BULLET, text, (under,), ())
        for n, text in enumerate(texts, start=2)
    )
    return [heading, *points]


def save(store: Store, paper: Document, passages: Sequence[Passage]) -> None:
    """Store a paper as a run does."""
    store.save_document(paper, passages, pipeline="p")
    store.record(
        LedgerEntry(
            paper.path, paper.sha256, 1, 1.0, FileStatus.INDEXED, Stage.DONE, document=paper.id
        )
    )


def save_letter(store: Store) -> None:
    """Store the letter with its two findings."""
    save(store, make_paper(LETTER), make_passages(LETTER, PACE, VISITS))


def save_answer(store: Store) -> None:
    """Store the later paper, whose first point answers the first finding."""
    later = make_paper(LATER, "self-evaluation", day=date(2022, 5, 1))
    fill = [f"Papers on the budget of the council, number {n}." for n in range(9)]
    save(store, later, make_passages(LATER, ANSWER, *fill, under="Progress"))


def build_register(folder: Path) -> Home:
    """Build a home with both papers; no search index is needed for the register."""
    home = Home(folder / "home")
    home.path.mkdir(parents=True)
    with Store.open(home.store, create=True) as store:
        save_letter(store)
        save_answer(store)
    return home
