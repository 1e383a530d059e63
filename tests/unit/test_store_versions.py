"""What a path held over time, and documents that no file holds any more."""

from dataclasses import replace
from datetime import date

import pytest

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
from indexer.store.repository import Store

OLD, NEW = "a" * 64, "b" * 64
PATH = "/papers/report.pdf"
SCAN = Page(2, None, 595.0, 842.0, has_text=False)


def document(sha: str, *, path: str = PATH, **known: object) -> Document:
    metadata = Metadata(**known)  # type: ignore[arg-type]
    scan = Page(2, None, 595.0, 842.0, has_text=False)
    return Document(sha[:12], sha, path, metadata, (Page(1), scan))


def passage(sha: str) -> Passage:
    text = f"Words of {sha[:2]}."
    regions = (Region(0, len(text), 1),)
    return Passage(f"{sha[:12]}-1", sha[:12], 1, Kind.PARAGRAPH, text, (), regions)


def entry(sha: str, path: str = PATH, **changes: object) -> LedgerEntry:
    plain = LedgerEntry(path, sha, 9, 1.5, FileStatus.INDEXED, Stage.DONE, sha[:12])
    return replace(plain, **changes)  # type: ignore[arg-type]


def hold(store: Store, sha: str, path: str = PATH, **known: object) -> None:
    """Do what an index run does for one file."""
    store.save_document(document(sha, path=path, **known), [passage(sha)], pipeline="1")
    store.record(entry(sha, path))
    store.rehome_documents()
    store.supersede(store.outdated_documents())


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "sightline.db", create=True) as opened:
        yield opened


@pytest.fixture
def changed(store):
    """A store where the file at PATH was indexed, then changed and indexed again."""
    hold(store, OLD, published=date(2019, 1, 1))
    hold(store, NEW, published=date(2023, 1, 1))
    return store


def test_copies_name_the_place_that_a_document_moved_to(store):
    hold(store, OLD, "/papers/a.pdf")
    copy = {"status": FileStatus.DUPLICATE, "error": "Same content as /papers/a.pdf."}
    for path in ("/papers/b.pdf", "/papers/c.pdf"):
        store.record(entry(OLD, path, **copy))
    store.mark_missing(["/papers/a.pdf"])
    store.rehome_documents()
    told = {path: store.entry(f"/papers/{path}.pdf").error for path in "abc"}
    assert told == dict.fromkeys("ac", "Same content as /papers/b.pdf.") | {"b": None}


def test_only_the_current_version_is_listed(changed):
    assert [d.id for d in changed.documents()] == [NEW[:12]]


def test_all_versions_are_listed_when_asked_for(changed):
    assert {d.id for d in changed.documents(all=True)} == {OLD[:12], NEW[:12]}


def test_a_superseded_document_can_still_be_read_by_its_id(changed):
    assert changed.document(OLD[:12]).metadata.published == date(2019, 1, 1)
    assert list(changed.passages(document=OLD[:12])) == [passage(OLD)]
    assert changed.passages_by_id([f"{OLD[:12]}-1"])


def test_passages_of_superseded_documents_are_not_among_all(changed):
    assert list(changed.passages()) == [passage(NEW)]


def test_superseded_documents_are_not_counted(changed):
    counts = changed.counts()
    assert (counts.documents, counts.pages, counts.passages) == (1, 2, 1)
    assert counts.pages_without_text == 1
    assert counts.years == (2023, 2023)


def test_superseded_documents_are_not_among_the_latest(changed):
    assert [d.id for d in changed.latest_documents(5)] == [NEW[:12]]


def test_superseded_documents_are_not_labelled_again(changed):
    assert changed.documents_annotated_otherwise("2") == [NEW[:12]]


def test_the_history_of_a_path_names_each_version_and_when_it_ended(changed):
    old, new = changed.versions(PATH)
    assert (old.document, old.sha256) == (OLD[:12], OLD)
    assert old.first_seen <= old.last_seen <= old.superseded_at
    assert new.document == NEW[:12]
    assert new.superseded_at is None


def test_a_superseded_document_names_the_one_in_its_place(changed):
    assert changed.successor(OLD[:12]) == NEW[:12]
    assert changed.successor(NEW[:12]) is None


def test_content_that_comes_back_is_current_again_and_not_doubled(changed):
    hold(changed, OLD)
    assert [d.id for d in changed.documents()] == [OLD[:12]]
    assert list(changed.passages()) == [passage(OLD)]
    assert [v.document for v in changed.versions(PATH)] == [OLD[:12], NEW[:12], OLD[:12]]


def test_seeing_the_same_content_again_adds_no_version(store):
    hold(store, OLD)
    store.record(entry(OLD))
    assert len(store.versions(PATH)) == 1


def test_a_version_that_could_not_be_read_leaves_the_one_before_in_place(store):
    hold(store, OLD)
    store.record(entry(NEW, status=FileStatus.FAILED, document=OLD[:12], error="Damaged."))
    assert store.outdated_documents() == []
    assert [v.document for v in store.versions(PATH)] == [OLD[:12]]


def test_paths_that_held_more_than_one_version_are_counted(changed):
    hold(changed, "c" * 64, "/papers/other.pdf")
    assert changed.version_counts() == {PATH: 2}


def test_a_copy_keeps_a_document_current_and_gives_it_its_path(store):
    hold(store, OLD)
    store.record(entry(OLD, "/papers/copy.pdf", status=FileStatus.DUPLICATE, error="Same."))
    hold(store, NEW)
    assert {d.path: d.id for d in store.documents()} == {
        "/papers/copy.pdf": OLD[:12],
        PATH: NEW[:12],
    }


def test_the_copy_that_is_left_is_no_duplicate_any_more(store):
    hold(store, OLD)
    store.record(entry(OLD, "/papers/copy.pdf", status=FileStatus.DUPLICATE, error="Same."))
    hold(store, NEW)
    assert store.entry("/papers/copy.pdf") == entry(OLD, "/papers/copy.pdf")


def test_documents_with_a_page_without_text_need_recognition(store):
    hold(store, OLD)
    assert store.documents_needing_ocr() == {OLD[:12]}


def test_a_page_that_recognition_was_tried_on_needs_none(store):
    tried = replace(document(OLD), pages=(replace(SCAN, ocr=0.0),))
    store.save_document(tried, [], pipeline="1")
    assert store.documents_needing_ocr() == set()


def test_superseded_documents_need_no_recognition(changed):
    assert changed.documents_needing_ocr() == {NEW[:12]}
