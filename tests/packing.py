"""A home with papers to pack: a letter with a private name, a scan, a text, a rotated page."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pymupdf

from indexer.home import Home
from indexer.model import Metadata, Page
from indexer.pack import choosing
from indexer.pack.model import Pack
from indexer.store.repository import Store
from nlp.types import Speaker, Stance
from tests.shelf import Line, build_shelf, ledger_entry, make_document, note, print_lines

WHO = "Ann"
BOY = "Tom Briggs"
STORY = f"The audit found that {BOY}, DOB 12/03/2014, was seen alone by his social worker."
BESIDE = f"Another paragraph of the page also names {BOY} and nobody chose it."
LATER = "We will review every plan by June."
SCANNED = f"The recognised page says that {BOY} moved home."

_VERDICT = note(Stance.STRENGTH, "visits", speaker=Speaker.COUNCIL, area="help-protection")
_AUDIT = (
    Line(1, 90, STORY, note=_VERDICT),
    Line(1, 140, BESIDE),
    Line(2, 90, LATER, note=note(Stance.ACTION_OR_PLAN, "child-plans", speaker=Speaker.COUNCIL)),
)


def build_packing(folder: Path) -> Home:
    """Write the shelf and, beside it, an audit that names a boy, and a scan that does too."""
    home = build_shelf(folder)
    with Store.open(home.store) as store:
        print_lines(folder / "audit.pdf", _AUDIT)
        meta = Metadata(type="audit-report", title="Audit of visits", published=date(2023, 4, 1))
        audit, passages = make_document(folder / "audit.pdf", _AUDIT, meta, labels=("1", "2"))
        store.save_document(audit, passages, pipeline="shelf")
        store.record(ledger_entry(audit))
        _add_scan(store, folder)
    return home


def _add_scan(store: Store, folder: Path) -> None:
    """Add a page that is a picture with a stamp, and the line that recognition read from it."""
    line = (Line(1, 90, SCANNED, note=note(Stance.CONTEXT, speaker=None)),)
    print_lines(folder / "drawn.pdf", line)
    with pymupdf.open(folder / "drawn.pdf") as drawn, pymupdf.open() as scan:
        picture = drawn[0].get_pixmap(dpi=100)
        leaf = scan.new_page(width=drawn[0].rect.width, height=drawn[0].rect.height)
        leaf.insert_image(leaf.rect, pixmap=picture)
        leaf.insert_text((72, 800), "received on paper")
        scan.save(folder / "scan.pdf")
    meta = Metadata(title="Scanned note")
    document, passages = make_document(folder / "scan.pdf", line, meta, labels=("1",))
    page = document.pages[0]
    document = replace(document, pages=(Page(1, None, page.width, page.height, True, 0.9),))
    store.save_document(document, passages, pipeline="shelf")
    store.record(ledger_entry(document))


def renew(store: Store, words: str, others: str) -> str:
    """Put a newer version in the place of a paper, with other words in one place; gives its id."""
    old = store.documents_by_id([id_of(store, words).partition("-")[0]]).popitem()[1]
    about = replace(old.metadata, published=date(2024, 5, 2))
    new = replace(old, id="e" * 12, sha256="e" * 64, metadata=about)
    passages = [
        replace(
            one,
            id=one.id.replace(old.id, new.id),
            document=new.id,
            text=one.text.replace(words, others),
        )
        for one in store.passages(document=old.id)
    ]
    store.save_document(new, passages, pipeline="shelf")
    store.supersede([old.id])
    store.record(ledger_entry(new))
    return new.id


def packed(store: Store, *words: str) -> Pack:
    """Begin a pack of the passages that hold some words."""
    pack = choosing.begin_pack(store, "How we visit children", who=WHO, intro="What we think.")
    choosing.add_passages(store, pack.id, [id_of(store, one) for one in words], who=WHO)
    return pack


def id_of(store: Store, words: str) -> str:
    """Return the id of the passage with these words."""
    return next(passage.id for passage in store.passages() if words in passage.text)
