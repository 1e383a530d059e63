"""HTML pages as councils and inspectorates publish them."""

from pathlib import Path

import pytest

from indexer.extract.web import WebExtractor
from indexer.model import Extraction, Kind


def read(folder: Path, body: str, *, head: str = "", encoding: str = "utf-8") -> Extraction:
    path = folder / "page.html"
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    path.write_bytes(page.encode(encoding))
    return WebExtractor().extract(path)


def test_headings_paragraphs_and_bullets_keep_their_order(tmp_path: Path) -> None:
    extraction = read(tmp_path, "<h2>Findings</h2><p>Visits are timely.</p><ul><li>Plans</li></ul>")
    assert [(block.kind, block.text, block.level) for block in extraction.blocks] == [
        (Kind.HEADING, "Findings", 2),
        (Kind.PARAGRAPH, "Visits are timely.", None),
        (Kind.BULLET, "Plans", None),
    ]


@pytest.mark.parametrize("tag", ["nav", "script", "style", "footer", "aside", "header", "form"])
def test_the_site_around_the_text_is_dropped(tmp_path: Path, tag: str) -> None:
    extraction = read(tmp_path, f"<{tag}>Accept cookies</{tag}><p>The report.</p>")
    assert [block.text for block in extraction.blocks] == ["The report."]


def test_the_header_of_an_article_keeps_its_title(tmp_path: Path) -> None:
    extraction = read(tmp_path, "<article><header><h1>Report</h1></header><p>Text.</p></article>")
    assert extraction.blocks[0].text == "Report"


def test_hidden_text_is_not_read(tmp_path: Path) -> None:
    extraction = read(tmp_path, '<p hidden>Menu</p><p style="display: none">Ad</p><p>Text.</p>')
    assert [block.text for block in extraction.blocks] == ["Text."]


def test_table_rows_carry_their_headings(tmp_path: Path) -> None:
    rows = "<tr><th>Judgement</th><th>Grade</th></tr><tr><td>Care leavers</td><td>Good</td></tr>"
    extraction = read(tmp_path, f"<table>{rows}</table>")
    assert [block.text for block in extraction.blocks] == ["Judgement: Care leavers; Grade: Good"]


def test_a_table_that_only_lays_out_the_page_is_read_as_text(tmp_path: Path) -> None:
    extraction = read(tmp_path, "<table><tr><td><h2>Aims</h2><p>Be kind.</p></td></tr></table>")
    assert [block.kind for block in extraction.blocks] == [Kind.HEADING, Kind.PARAGRAPH]


def test_words_parted_by_inline_tags_stay_whole(tmp_path: Path) -> None:
    extraction = read(tmp_path, "<p>Super<b>vision</b> is <a href='/x'>regular</a>.</p>")
    assert extraction.blocks[0].text == "Supervision is regular."


def test_text_outside_any_paragraph_is_kept(tmp_path: Path) -> None:
    extraction = read(tmp_path, "<div>Loose words<p>A paragraph.</p>and more</div>")
    assert [block.text for block in extraction.blocks] == [
        "Loose words",
        "A paragraph.",
        "and more",
    ]


def test_the_declared_charset_is_honoured(tmp_path: Path) -> None:
    extraction = read(
        tmp_path, "<p>£3m \u2013 café</p>", head='<meta charset="windows-1252">', encoding="cp1252"
    )
    assert extraction.blocks[0].text == "£3m \u2013 café"


def test_the_title_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "<p>x</p>", head="<title> Annual\n report </title>").title == (
        "Annual report"
    )


def test_a_declared_entity_is_not_expanded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html"
    path.write_text(
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
        "<html><body><p>&a;&b; end</p></body></html>",
        encoding="utf-8",
    )
    assert "aaaaaaaaaa" not in " ".join(b.text for b in WebExtractor().extract(path).blocks[-1:])


def test_a_page_nested_thousands_deep_is_read_without_fault(tmp_path: Path) -> None:
    extraction = read(tmp_path, "<p>Text.</p>" + "<div>" * 5000 + "deep" + "</div>" * 5000)
    assert extraction.blocks[0].text == "Text."


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    extraction = read(tmp_path, "<script>render()</script>")
    assert extraction.blocks == ()
    assert not extraction.pages[0].has_text
