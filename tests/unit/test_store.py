"""The store, on real SQLite files."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from indexer.model import (
    Document,
    Evidence,
    FileStatus,
    Grades,
    Kind,
    LedgerEntry,
    Metadata,
    Page,
    Part,
    Passage,
    Region,
    Stage,
)
from indexer.store.repository import Store
from nlp.types import (
    Annotation,
    AreaLabel,
    Figure,
    FigureKind,
    Source,
    Speaker,
    Stance,
    StanceLabel,
    ThemeLabel,
    Unit,
)

SHA = "0123456789ab" + "c" * 52
LABELS = Annotation(
    themes=(ThemeLabel("supervision", 0.91, Source.RULE, ((0, 5), (9, 14))),),
    areas=(AreaLabel("leaders", 0.7, Source.MODEL),),
    stance=StanceLabel(Stance.STRENGTH, 0.8, Source.HEADING, ((2, 6),)),
    mixed=True,
    speaker=Speaker.COUNCIL,
    figures=(
        Figure(27, Unit.COUNT, "files judged good", FigureKind.VALUE, (0, 8), (0, 24), 31, "files"),
        Figure(89.5, Unit.PERCENT, "on time", FigureKind.TARGET, (9, 14), period="2020/21"),
        Figure(3, Unit.DAYS, "wait", FigureKind.COMPARATOR, (15, 21), place="England"),
    ),
)


def a_document(sha: str = SHA, **known: object) -> Document:
    return Document(
        id=sha[:12],
        sha256=sha,
        path=f"/papers/{sha[:4]}.pdf",
        metadata=Metadata(**known),  # type: ignore[arg-type]
        pages=(Page(1, "i", 595.0, 842.0), Page(2, has_text=False)),
        repaired=True,
    )


def a_passage(number: int, document: str = SHA[:12], **changes: object) -> Passage:
    plain = Passage(
        id=f"{document}-{number}",
        document=document,
        page=1,
        kind=Kind.PARAGRAPH,
        text=f"Managers' oversight, no. {number}.",
        heading_path=("Leaders", "Oversight"),
        regions=(Region(0, 10, 1, (1.0, 2.5, 3.25, 4.0)), Region(10, 20, 2)),
        annotation=LABELS,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def an_entry(path: str = "/papers/a.pdf", **changes: object) -> LedgerEntry:
    plain = LedgerEntry(path, SHA, 10, 1.5, FileStatus.INDEXED, Stage.DONE, SHA[:12], None, 0.25, 2)
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "sightline.db", create=True) as opened:
        yield opened


def test_an_unknown_path_has_no_entry(store):
    assert store.entry("/papers/none.pdf") is None


def test_an_entry_comes_back_as_it_was_recorded(store):
    store.record(an_entry())
    assert store.entry("/papers/a.pdf") == an_entry()


def test_recording_a_path_again_replaces_its_entry(store):
    store.record(an_entry())
    failed = an_entry(status=FileStatus.FAILED, stage=Stage.EXTRACT, error="Encrypted.")
    store.record(failed)
    assert store.entries() == [failed]


def test_entries_are_recorded_all_or_none(store):
    with pytest.raises(IntegrityError):
        store.record(an_entry(), an_entry("/papers/b.pdf", size=None))
    assert store.entries() == []


def test_the_origin_of_a_document_is_the_file_it_was_read_from(store):
    store.save_document(a_document(), [], pipeline="1")
    home = an_entry(a_document().path)
    store.record(home, an_entry("/papers/copy.pdf", status=FileStatus.DUPLICATE))
    assert store.origin(SHA[:12]) == home


def test_a_file_that_holds_other_content_now_is_no_origin(store):
    store.save_document(a_document(), [], pipeline="1")
    store.record(an_entry(a_document().path, sha256="f" * 64, document="f" * 12))
    assert store.origin(SHA[:12]) is None


def test_entries_can_be_listed_by_status(store):
    store.record(an_entry("/b.pdf"))
    store.record(an_entry("/a.pdf", status=FileStatus.FAILED, document=None))
    assert [e.path for e in store.entries(status=FileStatus.FAILED)] == ["/a.pdf"]
    assert [e.path for e in store.entries()] == ["/a.pdf", "/b.pdf"]


def test_a_document_comes_back_as_it_was_saved(store):
    document = a_document(
        type="inspection-report",
        title="Inspection of Example",
        authority="Example",
        published=date(2023, 5, 4),
        event_start=date(2023, 3, 1),
        event_end=date(2023, 3, 5),
        framework="ilacs",
        event="standard",
        inspectors=("A. Name",),
        grades=Grades(overall="good", care_leavers="requires improvement to be good"),
    )
    store.save_document(document, [], pipeline="1")
    assert store.document(document.id) == document
    assert store.documents() == [document]


def test_evidence_parts_and_certainty_of_recognition_come_back_as_saved(store):
    evidence = {"title": Evidence("Papers of the panel", 1), "authority": Evidence("Example")}
    parts = (
        Part(1, "Agenda", 1, 1, "agenda", date(2022, 3, 3)),
        Part(2, "Appendix", 2, 2),
    )
    document = replace(
        a_document(evidence=evidence), pages=(Page(1, ocr=0.93), Page(2)), parts=parts
    )
    store.save_document(document, [a_passage(1, part=2, stem="They will:")], pipeline="1")
    assert store.document(document.id) == document
    assert list(store.passages()) == [a_passage(1, part=2, stem="They will:")]


def test_what_a_document_does_not_say_stays_unknown(store):
    store.save_document(a_document(), [], pipeline="1")
    assert store.document(SHA[:12]).metadata == Metadata()


def test_documents_come_in_the_order_asked_for_each_with_its_pages(store: Store) -> None:
    first, second = a_document(), replace(a_document("f" * 64), pages=(Page(1),))
    for document in (first, second):
        store.save_document(document, [], pipeline="1")
    found = store.documents_by_id([second.id, "unknown", first.id, second.id])
    assert list(found.values()) == [second, first]


def test_an_unknown_document_is_none(store):
    assert store.document("ffffffffffff") is None


def test_passages_come_back_as_saved_and_in_order(store):
    saved = [a_passage(n) for n in range(1, 13)]
    store.save_document(a_document(), saved, pipeline="1")
    assert list(store.passages(document=SHA[:12])) == saved


def test_a_passage_without_labels_comes_back_without_them(store):
    bare = a_passage(1, annotation=None)
    store.save_document(a_document(), [bare], pipeline="1")
    assert list(store.passages()) == [bare]


def test_a_passage_whose_labels_are_empty_keeps_them(store):
    empty = Annotation((), (), StanceLabel(Stance.SKIP, 1.0, Source.RULE), False, None)
    passage = a_passage(1, annotation=empty)
    store.save_document(a_document(), [passage], pipeline="1")
    assert list(store.passages()) == [passage]


def test_boxes_are_kept_to_a_hundredth_of_a_point(store):
    fine = a_passage(1, regions=(Region(0, 3, 1, (72.02400207, 1.0, 2.0, 3.0)),))
    store.save_document(a_document(), [fine], pipeline="1")
    (found,) = store.passages()
    assert found.regions[0].box == (72.02, 1.0, 2.0, 3.0)


def test_saving_a_document_again_replaces_all_its_passages(store):
    store.save_document(a_document(), [a_passage(1), a_passage(2)], pipeline="1")
    store.save_document(a_document(), [a_passage(1, text="New.")], pipeline="2")
    assert [p.text for p in store.passages()] == ["New."]


def test_a_save_that_breaks_midway_leaves_the_old_document(store):
    store.save_document(a_document(), [a_passage(1)], pipeline="1")
    with pytest.raises(Exception, match="UNIQUE"):
        store.save_document(a_document(), [a_passage(2), a_passage(2)], pipeline="2")
    assert list(store.passages()) == [a_passage(1)]


def test_passages_by_id_keep_the_order_asked_for_and_leave_out_unknown_ones(store):
    store.save_document(a_document(), [a_passage(n) for n in (1, 2, 3)], pipeline="1")
    three, one = a_passage(3).id, a_passage(1).id
    assert list(store.passages_by_id([three, "nowhere-1", one, three])) == [three, one]


def test_more_ids_than_one_statement_takes_are_found(store):
    many = [a_passage(n, annotation=None) for n in range(1, 1203)]
    store.save_document(a_document(), many, pipeline="1")
    assert list(store.passages_by_id(p.id for p in many).values()) == many


def test_passages_on_a_page_are_those_that_start_there(store):
    store.save_document(a_document(), [a_passage(1), a_passage(2, page=2)], pipeline="1")
    assert store.passages_on_page(SHA[:12], 2) == [a_passage(2, page=2)]


def test_the_outline_is_the_passages_that_are_headings(store):
    heading = a_passage(1, kind=Kind.HEADING)
    store.save_document(a_document(), [heading, a_passage(2)], pipeline="1")
    assert list(store.passages(kind=Kind.HEADING)) == [heading]


def test_the_store_can_be_written_while_passages_are_read(store):
    store.save_document(a_document(), [a_passage(n) for n in range(1, 700)], pipeline="1")
    reading = store.passages()
    next(reading)
    store.record(an_entry())
    assert len(list(reading)) == 698


def test_new_labels_replace_all_old_ones_of_the_document(store):
    store.save_document(a_document(), [a_passage(1), a_passage(2)], pipeline="1")
    store.save_annotations(SHA[:12], {f"{SHA[:12]}-2": LABELS}, pipeline="2")
    assert [p.annotation for p in store.passages()] == [None, LABELS]


def test_documents_labelled_by_another_pipeline_are_told(store):
    other = "f" * 64
    store.save_document(a_document(), [], pipeline="1")
    store.save_document(a_document(other), [], pipeline="1")
    store.save_annotations(other[:12], {}, pipeline="2")
    assert store.documents_annotated_otherwise("2") == [SHA[:12]]


def test_a_run_cut_off_has_no_end(store):
    store.start_run(["/papers"])
    assert store.last_run().finished is None


def test_the_last_run_says_what_it_did(store):
    store.start_run(["/old"])
    run = store.start_run(["/papers", "/more"])
    store.finish_run(run, {"indexed": 3})
    last = store.last_run()
    assert (last.id, last.paths, last.counts) == (run, ("/papers", "/more"), {"indexed": 3})
    assert last.started <= last.finished


def test_a_store_without_runs_has_no_last_run(store):
    assert store.last_run() is None


def test_counts_cover_files_documents_pages_and_passages(store):
    store.save_document(a_document(published=date(2019, 1, 1)), [a_passage(1)], pipeline="1")
    store.save_document(a_document("f" * 64, published=date(2023, 1, 1)), [], pipeline="1")
    store.record(an_entry("/a.pdf"))
    store.record(an_entry("/b.pdf", status=FileStatus.FAILED))
    counts = store.counts()
    assert counts.files == {FileStatus.INDEXED: 1, FileStatus.FAILED: 1}
    assert (counts.documents, counts.pages, counts.passages) == (2, 4, 1)
    assert counts.years == (2019, 2023)
    assert counts.pages_without_text == 2
    assert store.passage_counts() == {SHA[:12]: 1}


def test_an_empty_store_has_no_years(store):
    assert store.counts().years is None
