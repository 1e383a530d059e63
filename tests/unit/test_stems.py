"""The sentence that introduces a point of a list."""

from pathlib import Path

import docx
import pytest

from indexer.extract.formats import extractor_for
from indexer.model import Block, Extraction, Kind, Region
from indexer.passages import to_passages

NESTED = [
    ("Leaders will:", None),
    ("with schools:", "Leaders will:"),
    ("agree a plan", "with schools:"),
    ("act", "Leaders will:"),
]


def text(words: str) -> Block:
    return Block(Kind.PARAGRAPH, words, (Region(0, len(words), 1),))


def bullet(words: str, depth: int = 0) -> Block:
    return Block(Kind.BULLET, words, (Region(0, len(words), 1),), depth=depth)


def heading(words: str) -> Block:
    return Block(Kind.HEADING, words, (Region(0, len(words), 1),), level=1)


def stems(*blocks: Block) -> list[str | None]:
    return [passage.stem for passage in to_passages("d", Extraction((), blocks))]


def test_bullets_carry_the_sentence_that_introduces_them() -> None:
    found = stems(text("Much is good. The council should:"), bullet("visit"), bullet("record"))
    assert found == [None, "The council should:", "The council should:"]


def test_the_number_of_a_paragraph_is_no_part_of_the_stem() -> None:
    assert stems(text("3.9 The committee is asked to:"), text("(a) note it"))[1] == (
        "The committee is asked to:"
    )


def test_bullets_below_a_bullet_carry_its_words() -> None:
    assert stems(
        text("Leaders will:"), bullet("with schools:"), bullet("agree a plan", 1), bullet("act")
    ) == [None, "Leaders will:", "with schools:", "Leaders will:"]


def test_bullets_below_a_bullet_without_a_colon_carry_the_stem_above() -> None:
    assert stems(text("Leaders will:"), bullet("work with schools"), bullet("agree", 1))[2] == (
        "Leaders will:"
    )


def test_roman_points_below_a_letter_carry_its_words() -> None:
    assert stems(
        text("Members said:"), text("(a) Officers should:"), text("(i) act;"), text("(ii) report;"),
        text("(b) It is slow."),
    )[1:] == ["Members said:", "Officers should:", "Officers should:", "Members said:"]  # fmt: skip


def test_the_ninth_letter_is_no_roman_number() -> None:
    letters = [text(f"({letter}) point") for letter in "abcdefghij"]
    assert set(stems(text("Members said:"), *letters)[1:]) == {"Members said:"}


def test_a_numbered_list_that_starts_below_a_stem_carries_it() -> None:
    assert stems(text("We will:"), text("1. act"), text("2. report"))[1:] == ["We will:"] * 2


@pytest.mark.parametrize(
    "between", [heading("Findings"), text("Another matter."), text("14. A numbered paragraph.")]
)
def test_what_comes_between_ends_the_list(between: Block) -> None:
    assert stems(text("The council should:"), bullet("visit"), between, bullet("other"))[-1] is None


def test_running_text_has_no_stem() -> None:
    assert stems(text("Leaders said:"), text("Plans are clear.")) == [None, None]


def test_lists_in_lists_keep_their_depth_in_a_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    for words, style in [
        ("Leaders will:", None), ("with schools:", "List Bullet"),
        ("agree a plan", "List Bullet 2"), ("act", "List Bullet"),
    ]:  # fmt: skip
        document.add_paragraph(words, style=style)
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == NESTED


def test_lists_in_lists_keep_their_depth_on_a_web_page(tmp_path: Path) -> None:
    page = "<p>Leaders will:</p><ul><li>with schools:<ul><li>agree a plan</li></ul></li>"
    (tmp_path / "a.html").write_text(f"<html><body>{page}<li>act</li></ul></body></html>")
    assert read(tmp_path / "a.html") == NESTED


def read(path: Path) -> list[tuple[str, str | None]]:
    passages = to_passages("d", extractor_for(path).extract(path))
    return [(passage.text, passage.stem) for passage in passages]
