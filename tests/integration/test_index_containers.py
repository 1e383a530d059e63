"""Archives and mail through the whole run, into a real home."""

import os
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from app.documents.images import PageImages
from app.documents.original import Original, check_original
from indexer import inside
from indexer.home import Home
from indexer.ingest import ingest
from indexer.model import FileStatus, LedgerEntry
from indexer.store.repository import Store
from tests.faults.bombs import wide
from tests.papers import STRATEGY, write_docx, write_pdf


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder with one archive: a Word file, a damaged PDF, and a mail with a report."""
    folder = tmp_path / "share"
    folder.mkdir()
    write_pdf(tmp_path / "report.pdf", STRATEGY)
    write_docx(tmp_path / "standards.docx")
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"], mail["From"] = "<1@a.invalid>", "Report", "ann@a.invalid"
    mail.set_content("Please find the report attached.\n")
    mail.add_attachment(
        (tmp_path / "report.pdf").read_bytes(),
        maintype="application",
        subtype="pdf",
        filename="report.pdf",
    )
    with zipfile.ZipFile(folder / "papers.zip", "w") as archive:
        archive.write(tmp_path / "standards.docx", "2022/standards.docx")
        archive.writestr("broken.pdf", b"%PDF-1.7\nnothing that follows is a PDF")
        archive.writestr("mail.eml", mail.as_bytes())
    return folder


def ledger(home: Home, share: Path) -> dict[str, LedgerEntry]:
    with Store.open(home.store) as store:
        return {entry.path.removeprefix(f"{share.resolve()}/"): entry for entry in store.entries()}


def refuse_to_unpack(_file: Path) -> None:
    raise AssertionError("an unchanged container was unpacked")


def test_every_file_in_an_archive_gets_a_status(share: Path, home: Home) -> None:
    ingest([share], home=home)
    assert {path: entry.status for path, entry in ledger(home, share).items()} == {
        "papers.zip": FileStatus.CONTAINER,
        "papers.zip!/2022/standards.docx": FileStatus.INDEXED,
        "papers.zip!/broken.pdf": FileStatus.FAILED,
        "papers.zip!/mail.eml": FileStatus.INDEXED,
        "papers.zip!/mail.eml!/report.pdf": FileStatus.INDEXED,
    }


def test_an_archive_itself_counts_as_no_document(share: Path, home: Home) -> None:
    first = ingest([share], home=home)
    again = ingest([share], home=home)
    assert (first.indexed, first.failed, first.skipped) == (3, 1, 0)
    assert (again.unchanged, again.failed, again.indexed) == (3, 1, 0)


def test_an_unchanged_archive_is_not_unpacked_again(
    share: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([share], home=home)
    monkeypatch.setattr(inside, "unpack", refuse_to_unpack)
    assert ingest([share], home=home).unchanged == 3


def test_a_changed_member_alone_is_read_again(share: Path, home: Home) -> None:
    ingest([share], home=home)
    with zipfile.ZipFile(share / "papers.zip", "a") as archive:
        archive.writestr("note.txt", "Kinship carers are assessed promptly.\n")
    summary = ingest([share], home=home)
    assert (summary.indexed, summary.updated, summary.unchanged) == (1, 0, 3)


def test_a_touched_archive_is_left_alone(share: Path, home: Home) -> None:
    ingest([share], home=home)
    os.utime(share / "papers.zip", (1, 1))
    assert ingest([share], home=home).unchanged == 3


def test_a_run_cut_off_after_looking_is_taken_up_by_the_next(
    share: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("indexer.ingest.process_all", refuse_to_unpack)
        with pytest.raises(TypeError):
            ingest([share], home=home)
    ingest([share], home=home)
    found = [entry.status for path, entry in ledger(home, share).items() if "broken" not in path]
    assert sorted(found) == [FileStatus.CONTAINER, *[FileStatus.INDEXED] * 3]


def test_the_same_paper_in_an_archive_and_beside_it_is_stored_once(share: Path, home: Home) -> None:
    with zipfile.ZipFile(share / "papers.zip") as archive:
        mail = archive.read("mail.eml")
    (share / "zz.eml").write_bytes(mail)
    ingest([share], home=home)
    entries = ledger(home, share)
    assert entries["zz.eml"].status is FileStatus.DUPLICATE
    assert entries["zz.eml!/report.pdf"].status is FileStatus.DUPLICATE


def test_an_archive_with_a_password_fails_with_its_reason(share: Path, home: Home) -> None:
    data = bytearray((share / "papers.zip").read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    (share / "papers.zip").write_bytes(data)
    [failure] = ingest([share], home=home).failures
    assert "protected by a password" in failure.error


def test_pages_of_an_attachment_can_be_shown(share: Path, home: Home) -> None:
    ingest([share], home=home)
    entry = ledger(home, share)["papers.zip!/mail.eml!/report.pdf"]
    with Store.open(home.store) as store:
        document = store.document(entry.document or "")
    assert document
    assert check_original(document) is Original.SAME
    assert PageImages().png(document, 1, 900).startswith(b"\x89PNG")


def test_an_attachment_whose_mail_is_gone_is_missing(share: Path, home: Home) -> None:
    ingest([share], home=home)
    entry = ledger(home, share)["papers.zip!/mail.eml!/report.pdf"]
    (share / "papers.zip").unlink()
    with Store.open(home.store) as store:
        document = store.document(entry.document or "")
    assert document
    assert check_original(document) is Original.MISSING


def test_archives_in_archives_are_refused_once_they_unpack_beyond_all_measure(
    tmp_path: Path, home: Home
) -> None:
    (tmp_path / "wide.zip").write_bytes(wide({}, "zip", 1))
    summary = ingest([tmp_path / "wide.zip"], home=home)
    entries = ledger(home, tmp_path)
    assert entries["wide.zip"].status is FileStatus.FAILED
    assert "beyond all measure" in (entries["wide.zip"].error or "")
    # Each is within the limits by itself; together the thousand would be 90 GB.
    assert summary.failed < 10
