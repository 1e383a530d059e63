"""Recognition that kills its reader: nothing outlives it, and it is not tried for ever.

A program that stands in Tesseract's place kills the worker that called it and goes on,
as a picture does that takes all memory.
"""

import shutil
import sys
import time
from pathlib import Path

import pytest

from indexer.home import Home
from indexer.ingest import ingest
from indexer.model import FileStatus, LedgerEntry
from indexer.store.repository import Store
from tests.pdf_making import Sheet, make_pdf
from tests.scanning import needs_tesseract, scan_of

pytestmark = [needs_tesseract, pytest.mark.skipif(sys.platform == "win32", reason="POSIX shell")]

KILLER = """#!/bin/sh
case "$1" in --*) exec {real} "$@" ;; esac
echo $$ >> {calls}
kill -9 $PPID
exec sleep 600
"""


def write(sheet: Sheet) -> None:
    sheet.paragraph("The board asked why fostered teenagers wait so long for a school place.")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return scan_of(make_pdf(tmp_path / "printed.pdf", [write]), tmp_path / "scan.pdf")


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the killer in Tesseract's place; returns the list of its process ids."""
    calls = tmp_path / "calls.txt"
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(KILLER.format(real=shutil.which("tesseract"), calls=calls))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    return calls


def entry(home: Home, scan: Path) -> LedgerEntry:
    with Store.open(home.store) as store:
        found = store.entry(str(scan))
    assert found
    return found


def is_running(process: str) -> bool:
    """Tell whether a process lives; one that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends it at once")
def test_what_a_killed_worker_had_started_ends_with_it(scan: Path, home: Home, calls: Path) -> None:
    ingest([scan], home=home)
    [process] = calls.read_text().split()
    deadline = time.monotonic() + 10
    while is_running(process) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(process)


@pytest.mark.usefixtures("calls")
def test_the_ledger_says_why_a_document_was_not_recognised(scan: Path, home: Home) -> None:
    ingest([scan], home=home)
    found = entry(home, scan)
    assert found.status is FileStatus.INDEXED
    assert "could not be recognised. The reading process died" in (found.error or "")


def test_what_killed_its_reader_is_not_tried_again_unless_asked_for(
    scan: Path, home: Home, calls: Path
) -> None:
    for _ in range(2):
        ingest([scan], home=home)
    assert len(calls.read_text().split()) == 1
    ingest([scan], home=home, retry=True)
    assert len(calls.read_text().split()) == 2


def test_what_is_recognised_in_the_end_has_no_note_any_more(
    scan: Path, home: Home, calls: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([scan], home=home)
    monkeypatch.undo()
    assert ingest([scan], home=home, retry=True).recognised == 1
    assert entry(home, scan).error is None
