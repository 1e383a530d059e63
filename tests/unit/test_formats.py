"""Which extractor reads a file, and what is said when none does."""

import zipfile
from pathlib import Path

import pytest
from docx import Document

from indexer.errors import ExtractionError, UnsupportedFormat
from indexer.extract.formats import extractor_for, is_candidate
from tests.msg_making import make_msg


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_word_file_is_known_by_its_content_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    document = Document()
    document.add_paragraph("Minutes")
    document.save(str(path))
    assert extractor_for(path).name == "docx"


def test_html_saved_as_pdf_is_read_as_html(tmp_path: Path) -> None:
    path = write(tmp_path / "report.pdf", b"\n<!DOCTYPE html><html><body><p>Gone</p></body></html>")
    assert extractor_for(path).name == "html"


def test_markdown_with_bold_tags_is_text_and_not_html(tmp_path: Path) -> None:
    path = write(tmp_path / "pack.md", b"# Agenda\n\n| <b>1</b> | Apologies |\n")
    assert extractor_for(path).name == "text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_known_in_every_encoding_offices_use(tmp_path: Path, encoding: str) -> None:
    path = write(
        tmp_path / "note.txt", ("Children\u2019s plans \u2013 reviewed. " * 9).encode(encoding)
    )
    extractor = extractor_for(path)
    assert (
        extractor.extract(path).blocks[0].text.startswith("Children\u2019s plans \u2013 reviewed.")
    )


@pytest.mark.parametrize(
    ("part", "name"),
    [("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")],
)
def test_an_office_file_is_known_by_its_parts_under_any_name(
    tmp_path: Path, part: str, name: str
) -> None:
    path = tmp_path / "renamed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<x/>")
    assert extractor_for(path).name == name


@pytest.mark.parametrize(
    ("part", "told"),
    [("xl/workbook.bin", r"save it as \.xlsx.*PDF, Word"), ("content.xml", "an OpenDocument file")],
)
def test_an_office_file_nothing_reads_is_refused_with_the_way_out(
    tmp_path: Path, part: str, told: str
) -> None:
    path = tmp_path / "dataset.bin"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<x/>")
    with pytest.raises(UnsupportedFormat, match=told):
        extractor_for(path)


@pytest.mark.parametrize("name", ["reply.pdf", "reply.docx", "reply.xlsx", "reply"])
def test_a_message_of_outlook_is_known_under_any_name(tmp_path: Path, name: str) -> None:
    assert extractor_for(write(tmp_path / name, make_msg(subject="Plans"))).name == "mail"


def test_rich_text_is_known_under_any_name(tmp_path: Path) -> None:
    assert extractor_for(write(tmp_path / "letter.doc", b"{\\rtf1 Words}")).name == "rtf"


def test_mail_saved_as_text_is_read_as_mail(tmp_path: Path) -> None:
    data = b"Message-ID: <1@a.invalid>\nSubject: Plans\n\nWords\n"
    assert extractor_for(write(tmp_path / "mail.txt", data)).name == "mail"


def test_an_old_word_file_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = write(tmp_path / "letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(UnsupportedFormat, match=r"save it as \.docx"):
        extractor_for(path)


def test_an_unknown_binary_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "blob.bin", bytes(range(256)) * 4)
    with pytest.raises(UnsupportedFormat, match="binary"):
        extractor_for(path)


def test_a_table_of_figures_is_read_as_a_table(tmp_path: Path) -> None:
    path = write(tmp_path / "figures.csv", b"month,children\nApril,34\n")
    assert extractor_for(path).name == "csv"


@pytest.mark.parametrize("suffix", [".csv", ".eml", ".rtf"])
def test_prose_under_another_name_is_read_as_prose(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"note{suffix}", b"Visits are regular.\nPlans, mostly, are clear.\n")
    assert extractor_for(path).name == "text"


def test_a_program_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat, match="data or program file"):
        extractor_for(write(tmp_path / "tool.py", b"print(1)\n"))


def test_an_empty_file_is_told_from_an_unsupported_one(tmp_path: Path) -> None:
    path = write(tmp_path / "empty.pdf", b"")
    with pytest.raises(ExtractionError, match="0 bytes"):
        extractor_for(path)


def test_a_folder_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="is a folder"):
        extractor_for(tmp_path)


def test_a_missing_file_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="does not exist"):
        extractor_for(tmp_path / "nowhere.pdf")


@pytest.mark.parametrize(
    "name", ["~$report.docx", ".hidden.pdf", "Thumbs.db", ".DS_Store", "README.md"]
)
def test_files_nobody_wrote_are_passed_over(name: str) -> None:
    assert not is_candidate(Path("folder") / name)


@pytest.mark.parametrize("name", ["report.pdf", "dataset.xlsx", "letter.doc"])
def test_everything_else_is_offered_so_that_the_ledger_tells_of_it(name: str) -> None:
    assert is_candidate(Path("folder") / name)
