"""The index run over real files in real worker processes."""

import ctypes
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from indexer.corrections import correct
from indexer.errors import HomeLocked
from indexer.forking import context_for
from indexer.home import Home
from indexer.ingest import Summary, ingest
from indexer.model import FileStatus, Stage
from indexer.plain import status_text
from indexer.pool import MEMORY, KeptLocks, end_with_parent, limit_memory
from indexer.search.base import SearchRequest
from indexer.search.lifecycle import open_current
from indexer.search.query import parse
from indexer.status import read_status
from indexer.store.repository import Store
from tests.papers import LETTER, STRATEGY, write_pdf


@pytest.fixture
def slow(papers: Path) -> Path:
    """A paper of 2,000 passages, which takes a second; limits are looked at every tenth."""
    path = papers / "slow.txt"
    path.write_text(LETTER * 150, encoding="utf-8")
    return path


def statuses(home: Home) -> dict[str, FileStatus]:
    with Store.open(home.store) as store:
        return {Path(entry.path).name: entry.status for entry in store.entries()}


def searchable(home: Home) -> int:
    engine = open_current(home.search)
    try:
        return engine.count()
    finally:
        engine.close()


def test_every_file_of_a_folder_gets_a_status(indexed: tuple[Home, Summary]) -> None:
    home, _ = indexed
    assert statuses(home) == {
        "letter.txt": FileStatus.INDEXED,
        "report.pdf": FileStatus.INDEXED,
        "standards.docx": FileStatus.INDEXED,
        "update.html": FileStatus.INDEXED,
    }


def test_a_second_run_over_the_same_folder_changes_nothing(papers: Path, home: Home) -> None:
    ingest([papers], home=home)
    again = ingest([papers], home=home)
    assert (again.unchanged, again.indexed, again.updated, again.passages) == (4, 0, 0, 0)


def test_a_changed_file_replaces_its_passages(papers: Path, home: Home) -> None:
    ingest([papers], home=home)
    write_pdf(papers / "report.pdf", "One new paragraph, which is about the work of early help.")
    summary = ingest([papers], home=home)
    assert (summary.updated, summary.unchanged) == (1, 3)
    with Store.open(home.store) as store:
        texts = {passage.text for passage in store.passages()}
    assert STRATEGY not in texts
    assert "One new paragraph, which is about the work of early help." in texts


def test_what_a_changed_file_no_longer_says_is_no_longer_found(papers: Path, home: Home) -> None:
    ingest([papers], home=home)
    before = searchable(home)
    write_pdf(papers / "report.pdf", *[f"Paragraph {n} of a longer report." for n in "abc"])
    ingest([papers], home=home)
    write_pdf(papers / "report.pdf", STRATEGY)
    ingest([papers], home=home)
    assert searchable(home) == before


def test_a_file_touched_but_not_changed_is_left_alone(papers: Path, home: Home) -> None:
    ingest([papers], home=home)
    os.utime(papers / "report.pdf", (1, 1))
    assert ingest([papers], home=home).unchanged == 4


def test_a_broken_file_is_listed_with_its_reason_and_stops_nothing(
    papers: Path, home: Home
) -> None:
    (papers / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing that follows is a PDF")
    summary = ingest([papers], home=home)
    assert (summary.indexed, summary.failed) == (4, 1)
    [failure] = summary.failures
    assert failure.path.endswith("broken.pdf")
    assert failure.stage is Stage.EXTRACT
    assert failure.error


@pytest.mark.skipif(sys.platform != "linux", reason="Names are bytes on Linux alone.")
def test_a_name_that_is_no_text_stops_nothing_and_is_told_by_its_bytes(
    tmp_path: Path, home: Home
) -> None:
    folder = tmp_path / "old share"
    folder.mkdir()
    Path(os.fsdecode(bytes(folder) + b"/Caf\xe9.txt")).write_text("Visits are weekly.")
    [failure] = ingest([folder], home=home).failures
    assert failure.path.endswith("/Caf\\xe9.txt")
    assert "Rename it" in failure.error
    assert ingest([folder], home=home).missing == 0


def test_folders_that_are_not_looked_into_and_links_to_nothing_are_told(
    tmp_path: Path, home: Home
) -> None:
    share, elsewhere = tmp_path / "share", tmp_path / "elsewhere"
    for folder in (share, elsewhere):
        folder.mkdir()
    (share / "note.txt").write_text("Visits are weekly.", encoding="utf-8")
    (share / "more").symlink_to(elsewhere)
    (share / "round").symlink_to(share)
    (share / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    dig(share, deeper_than=4096)
    summary = ingest([share], home=home)
    assert (summary.indexed, summary.failed) == (1, 1)
    assert "link that leads nowhere" in summary.failures[0].error
    linked, closed = sorted(summary.doubts, key=len)
    assert str(elsewhere) in linked
    assert "cannot be opened" in closed


def dig(folder: Path, *, deeper_than: int) -> None:
    """Put folders into each other until their path is longer than the system opens."""
    level = os.open(folder, os.O_RDONLY)
    for _ in range(deeper_than // 250 + 1):
        os.mkdir("d" * 250, dir_fd=level)
        inner = os.open("d" * 250, os.O_RDONLY, dir_fd=level)
        os.close(level)
        level = inner
    os.close(level)


def test_a_run_that_is_broken_off_has_not_finished_and_the_next_counts_no_updates(
    papers: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine would be done with a file only after that, and that one be finished.
    monkeypatch.setattr("indexer.ingest.BATCH_SECONDS", 600.0)

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([papers], home=home, progress=break_off)
    with Store.open(home.store) as store:
        run = store.last_run()
    assert run is not None
    assert run.finished is None
    files = status_text(read_status(home)).splitlines()[1]
    assert "not finished" in files
    assert "failed" not in files
    summary = ingest([papers], home=home)
    assert (summary.indexed, summary.updated) == (4, 0)


def test_what_is_built_among_the_papers_is_no_paper(tmp_path: Path) -> None:
    home = Home(tmp_path / "papers" / "index")
    added = home.uploads / "20260102-030405-abcdef"
    added.mkdir(parents=True)
    for path in (home.path / "notes.txt", added / "paper.bin"):
        path.write_text("?", encoding="utf-8")
    ingest([tmp_path / "papers"], home=home)
    assert set(statuses(home)) == {"paper.bin"}


def test_a_paragraph_without_end_is_refused_in_plain_words(papers: Path, home: Home) -> None:
    (papers / "dump.txt").write_text("A line of a dump.\n" * 60_000, encoding="utf-8")
    summary = ingest([papers], home=home)
    [failure] = summary.failures
    assert "paragraph of 1,079,999 characters" in failure.error


def test_a_broken_file_is_read_once_it_is_mended(papers: Path, home: Home) -> None:
    (papers / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing that follows is a PDF")
    ingest([papers], home=home)
    write_pdf(papers / "broken.pdf", "Now it can be read.")
    assert ingest([papers], home=home).failed == 0
    assert statuses(home)["broken.pdf"] is FileStatus.INDEXED


def test_an_unknown_kind_of_file_is_skipped_with_its_reason(papers: Path, home: Home) -> None:
    (papers / "clip.ogg").write_bytes(b"OggS" + bytes(100))
    summary = ingest([papers], home=home)
    assert (summary.skipped, summary.failed) == (1, 0)
    with Store.open(home.store) as store:
        entry = store.entry(str((papers / "clip.ogg").resolve()))
    assert entry
    assert entry.status is FileStatus.SKIPPED
    assert entry.error


def test_the_same_content_twice_is_stored_once_and_linked(papers: Path, home: Home) -> None:
    (papers / "zz-copy.pdf").write_bytes((papers / "report.pdf").read_bytes())
    ingest([papers], home=home)
    with Store.open(home.store) as store:
        original = store.entry(str((papers / "report.pdf").resolve()))
        copy = store.entry(str((papers / "zz-copy.pdf").resolve()))
    assert original
    assert copy
    assert copy.status is FileStatus.DUPLICATE
    assert copy.document == original.document


def test_a_copy_of_a_file_that_cannot_be_read_ends_as_that_one(papers: Path, home: Home) -> None:
    for name in ("broken.pdf", "copy.pdf"):
        (papers / name).write_bytes(b"%PDF-1.7\nnothing that follows is a PDF")
    for name in ("clip.ogg", "copy.ogg"):
        (papers / name).write_bytes(b"OggS" + bytes(100))
    summary = ingest([papers], home=home)
    assert statuses(home)["copy.ogg"] is FileStatus.SKIPPED
    first, copy = summary.failures
    assert first.error.replace("broken.pdf", "copy.pdf") == copy.error


def test_a_copy_of_a_file_that_hung_is_set_aside_unread(
    slow: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = slow.with_name("zz-copy.txt")
    other.write_bytes(slow.read_bytes())
    monkeypatch.setattr("indexer.pool.FILE_TIMEOUT", 0.01)
    ingest([slow, other], home=home)
    monkeypatch.undo()
    with Store.open(home.store) as store:
        copy = store.entry(str(other.resolve()))
    assert copy
    assert copy.status is FileStatus.QUARANTINED
    assert "Same content as" in (copy.error or "")


def test_a_worker_that_takes_too_long_costs_one_file(
    slow: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.pool.FILE_TIMEOUT", 0.01)
    summary = ingest([slow], home=home)
    assert summary.failed == 1
    assert "longer than" in summary.failures[0].error


def test_a_second_run_at_the_same_time_is_told_who_holds_the_home(papers: Path, home: Home) -> None:
    with home.lock("a test"), pytest.raises(HomeLocked, match=r"a test \(process \d+\)"):
        ingest([papers], home=home)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_changing_the_engine_rebuilds_the_index_from_the_store(
    papers: Path, home: Home, engine: str
) -> None:
    ingest([papers], home=home, engine="whoosh")
    before = searchable(home)
    assert ingest([papers], home=home, engine=engine).unchanged == 4
    assert searchable(home) == before


def test_a_file_that_kills_its_reader_is_set_aside_until_asked_for(
    slow: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.pool.FILE_TIMEOUT", 0.01)
    ingest([slow], home=home)
    monkeypatch.undo()
    assert statuses(home)["slow.txt"] is FileStatus.QUARANTINED
    assert ingest([slow], home=home).failed == 1
    assert ingest([slow], home=home, retry=True).failed == 0
    assert statuses(home)["slow.txt"] is FileStatus.INDEXED


def test_a_worker_is_refused_more_memory_than_one_file_may_take() -> None:
    worker = multiprocessing.get_context("spawn").Process(target=_ask_for_too_much)
    worker.start()
    worker.join()
    assert worker.exitcode == REFUSED


def _count_for_ever() -> None:
    while True:
        pass


def _sleep_in_native_code() -> None:
    ctypes.PyDLL(None).pause()  # it keeps the interpreter's lock, so no thread can do anything


@pytest.mark.parametrize("task", [_count_for_ever, _sleep_in_native_code])
def test_a_worker_in_an_endless_task_ends_when_its_run_is_killed(
    task: Callable[[], None], tmp_path: Path
) -> None:
    if task is _sleep_in_native_code and sys.platform != "linux":
        pytest.skip("Only Linux ends a process that holds the interpreter's lock.")
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    run = spawn.Process(target=_start_endless_worker, args=(theirs, task, tmp_path))
    run.start()
    theirs.close()
    assert ours.recv() == "at work"
    run.kill()
    run.join()
    # The pipe ends when the last process that could write to it is gone.
    assert ours.poll(10)
    with pytest.raises(EOFError):
        ours.recv()


def _start_endless_worker(pipe: Connection, task: Callable[[], None], models: Path) -> None:
    worker = context_for(models).Process(target=_work_for_ever, args=(pipe, task))
    worker.start()
    worker.join()


def _work_for_ever(pipe: Connection, task: Callable[[], None]) -> None:
    end_with_parent()
    pipe.send("at work")
    task()


class _SlowToLoad:
    """Takes half a second to be loaded by the process that it is passed to."""

    def __reduce__(self) -> tuple[Callable[[float], None], tuple[float]]:
        return time.sleep, (0.5,)


def test_a_worker_that_is_still_starting_finds_the_lock_that_its_pool_let_go(
    tmp_path: Path,
) -> None:
    context = KeptLocks(context_for(tmp_path))
    lock = context.RLock()
    worker = context.Process(target=_take, args=(_SlowToLoad(), lock))
    worker.start()
    del lock
    worker.join()
    assert worker.exitcode == 0


def _take(_late: None, lock: AbstractContextManager[bool]) -> None:
    with lock:
        pass


REFUSED = 3


def _ask_for_too_much() -> None:
    limit_memory()
    try:
        bytearray(MEMORY)
    except MemoryError:
        raise SystemExit(REFUSED) from None


def test_a_corrected_authority_still_counts_when_the_file_is_read_again(
    papers: Path, home: Home
) -> None:
    ingest([papers], home=home)
    path = str((papers / "update.html").resolve())
    with Store.open(home.store) as store:
        entry = store.entry(path)
        assert entry
        assert entry.document
        correct(store, entry.document, "authority", "Marlow Vale", who="A. Tester")
    (papers / "update.html").write_text(
        (papers / "update.html").read_text(encoding="utf-8").replace("May", "June"),
        encoding="utf-8",
    )
    ingest([papers], home=home)
    engine = open_current(home.search)
    try:
        found = engine.search(SearchRequest(node=parse("June"), limit=5))
    finally:
        engine.close()
    assert found.facets["authority"] == {"Marlow Vale": found.total}
