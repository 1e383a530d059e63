"""Files that have not changed and are looked at again, because the program has."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.home import Home
from indexer.ingest import ingest
from indexer.model import FileStatus, LedgerEntry
from indexer.readers import readers_version
from indexer.store.repository import Store

ODD = b"\x00\x01\x02 of no format that anybody reads \xff\xfe" * 9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a letter, an archive of it and a file of no known format."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "letter.txt").write_text("Kinship carers are assessed promptly.", encoding="utf-8")
    (folder / "odd.xyz").write_bytes(ODD)
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("note.txt", "Supervision is regular.")
    return folder


def entry(home: Home, name: str) -> LedgerEntry:
    with Store.open(home.store) as store:
        return next(one for one in store.entries() if one.path.endswith(name))


def as_of(home: Home, name: str, status: FileStatus, reader: str | None) -> None:
    """Let the ledger say of a file what a program of another version would have said."""
    with Store.open(home.store) as store:
        found = next(one for one in store.entries() if one.path.endswith(name))
        store.record(replace(found, status=status, reader=reader, error="Told before."))


@pytest.mark.parametrize("status", [FileStatus.SKIPPED, FileStatus.QUARANTINED])
@pytest.mark.parametrize("name", ["letter.txt", "note.txt"])
def test_what_an_older_program_could_not_read_is_read_by_a_newer_one(
    folder: Path, home: Home, name: str, status: FileStatus
) -> None:
    ingest([folder], home=home)
    as_of(home, name, status, "older")
    ingest([folder], home=home)
    assert entry(home, name).status is FileStatus.INDEXED


@pytest.mark.parametrize("status", [FileStatus.SKIPPED, FileStatus.QUARANTINED])
def test_what_this_program_could_not_read_is_left_alone(
    folder: Path, home: Home, status: FileStatus
) -> None:
    ingest([folder], home=home)
    as_of(home, "letter.txt", status, readers_version())
    ingest([folder], home=home)
    assert (entry(home, "letter.txt").status, entry(home, "letter.txt").error) == (
        status,
        "Told before.",
    )


def test_what_is_skipped_again_is_noted_with_the_program_that_did(folder: Path, home: Home) -> None:
    ingest([folder], home=home)
    as_of(home, "odd.xyz", FileStatus.SKIPPED, None)
    summary = ingest([folder], home=home)
    assert (summary.skipped, summary.unchanged, summary.failed) == (1, 2, 0)
    assert entry(home, "odd.xyz").reader == readers_version()
