"""Rich text written by hand, as WordPad, Word and LibreOffice write it."""

from pathlib import Path

import pytest

from indexer.extract.rich import RichExtractor
from indexer.model import Extraction, Kind

STYLES = r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 heading 2;}}"


def read(folder: Path, body: str, *, end: str = "}") -> Extraction:
    path = folder / "paper.rtf"
    path.write_bytes((r"{\rtf1\ansi\ansicpg1252\deff0" + body + end).encode("cp1252"))
    return RichExtractor().extract(path)


def found(extraction: Extraction) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in extraction.blocks]


def test_each_paragraph_is_a_block(tmp_path: Path) -> None:
    assert found(
        read(tmp_path, r"\pard Visits are\b  regular\b0 .\par\pard Plans are clear.\par")
    ) == [
        (Kind.PARAGRAPH, "Visits are regular."),
        (Kind.PARAGRAPH, "Plans are clear."),
    ]


def test_headings_are_known_by_their_style(tmp_path: Path) -> None:
    body = STYLES + r"\pard\s1 Practice\par\pard\s2 Visits\par\pard\s0 They are regular.\par"
    blocks = read(tmp_path, body).blocks
    assert [(block.text, block.level) for block in blocks] == [
        ("Practice", 1),
        ("Visits", 2),
        ("They are regular.", None),
    ]


def test_a_short_line_in_bold_is_a_heading(tmp_path: Path) -> None:
    assert found(read(tmp_path, r"\pard{\b Next steps}\par\pard We will audit.\par"))[0] == (
        Kind.HEADING,
        "Next steps",
    )


def test_list_items_are_bullets_without_their_mark(tmp_path: Path) -> None:
    body = (
        r"\pard{\pntext\f1\'B7\tab}{\*\pn\pnlvlblt}See every child.\par"
        r"\pard\ls1{\listtext 1.\tab}Write it down.\par"
    )
    assert found(read(tmp_path, body)) == [
        (Kind.BULLET, "See every child."),
        (Kind.BULLET, "Write it down."),
    ]


def test_a_table_row_carries_its_column_headings(tmp_path: Path) -> None:
    rows = (("Action", "Owner", "Status"), ("Audit", "Ann", "Done"), ("Train", "Bob", "Begun"))
    body = "".join(
        r"\trowd\pard\intbl " + "".join(rf"{cell}\cell " for cell in row) + r"\row " for row in rows
    )
    assert found(read(tmp_path, body + r"\pard After.\par")) == [
        (Kind.ROW, "Action: Audit; Owner: Ann; Status: Done"),
        (Kind.ROW, "Action: Train; Owner: Bob; Status: Begun"),
        (Kind.PARAGRAPH, "After."),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"child\'92s", "child\u2019s"),
        (r"child\u8217?s", "child\u2019s"),
        (r"child\uc2\u8217\'a1\'a6s", "child\u2019s"),
        (r"child\rquote s", "child\u2019s"),
        (r"caf\'e9", "caf\u00e9"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"re\-use", "reuse"),
        (r"2021\~22", "2021 22"),
    ],
)
def test_characters_are_read_however_they_are_written(
    tmp_path: Path, written: str, shown: str
) -> None:
    assert found(read(tmp_path, rf"\pard {written}\par")) == [(Kind.PARAGRAPH, shown)]


def test_the_code_page_of_the_font_is_heeded(tmp_path: Path) -> None:
    body = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}}\pard\f1 \'b3\f0  ok\par"
    assert found(read(tmp_path, body)) == [(Kind.PARAGRAPH, "\u0142 ok")]


def test_what_the_reader_does_not_see_is_left_out(tmp_path: Path) -> None:
    body = (
        r"{\header Official}{\footer Page}{\*\generator X;}{\pict\pngblip 89504e}"
        r"{\pict\bin4 }}}}}{\v hidden}\pard Seen.{\deleted gone}\par"
    )
    assert found(read(tmp_path, body)) == [(Kind.PARAGRAPH, "Seen.")]


def test_a_link_shows_its_words_and_not_its_address(tmp_path: Path) -> None:
    body = r'\pard See {\field{\*\fldinst HYPERLINK "https://a.invalid"}{\fldrslt the plan}}.\par'
    assert found(read(tmp_path, body)) == [(Kind.PARAGRAPH, "See the plan.")]


def test_a_footnote_follows_the_text(tmp_path: Path) -> None:
    body = r"\pard Visits{\super\chftn}{\footnote\pard\plain Of all kinds.} are regular.\par"
    assert [text for _, text in found(read(tmp_path, body))] == [
        "Visits are regular.",
        "Of all kinds.",
    ]


def test_page_breaks_are_counted(tmp_path: Path) -> None:
    blocks = read(tmp_path, r"\pard One.\par\page\pard Two.\par").blocks
    assert [block.regions[0].page for block in blocks] == [1, 2]


def test_the_title_of_the_properties_is_handed_on(tmp_path: Path) -> None:
    extraction = read(tmp_path, r"{\info{\title Annual report}{\author Ann}}\pard Text.\par")
    assert (extraction.title, found(extraction)) == ("Annual report", [(Kind.PARAGRAPH, "Text.")])


def test_a_cut_off_file_is_read_as_far_as_it_goes_and_marked(tmp_path: Path) -> None:
    extraction = read(tmp_path, r"\pard Half of a", end="")
    assert (found(extraction), extraction.repaired) == ([(Kind.PARAGRAPH, "Half of a")], True)
