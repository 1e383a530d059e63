"""The words that every item of metadata was read from, and their page."""

from dataclasses import fields
from pathlib import Path

import pytest

from indexer.metadata import read_metadata
from indexer.metadata.evidence import page_at, quote_around
from indexer.model import Block, Evidence, Extraction, Grades, Kind, Metadata, Page, Region

TITLE = "Inspection of Marlford local authority children\u2019s services"
TEXTS = [
    (1, TITLE),
    (1, "Inspection dates: 3 to 14 October 2022"),
    (2, "Lead inspector: Anna Ashdown, His Majesty\u2019s Inspector"),
    (2, "Overall effectiveness: Good"),
]


@pytest.fixture
def found() -> Metadata:
    blocks = tuple(
        Block(Kind.PARAGRAPH, text, (Region(0, len(text), page),)) for page, text in TEXTS
    )
    return read_metadata(Path("marlford_2022-11-25.pdf"), Extraction((Page(1), Page(2)), blocks))


def test_everything_that_is_known_has_its_words(found: Metadata) -> None:
    known = {
        field.name
        for field in fields(Metadata)
        if field.name not in {"grades", "evidence"} and getattr(found, field.name)
    }
    known |= {f"grades.{f.name}" for f in fields(Grades) if getattr(found.grades, f.name)}
    assert set(found.evidence) == known


def test_nothing_known_means_no_words() -> None:
    assert read_metadata(Path("a.pdf"), Extraction((Page(1),), ())).evidence == {}


def test_the_type_rests_on_the_title(found: Metadata) -> None:
    assert found.evidence["type"] == Evidence(TITLE, 1)


def test_a_date_rests_on_the_words_of_the_date(found: Metadata) -> None:
    assert found.evidence["event_start"] == Evidence("3 to 14 October 2022", 1)


def test_a_grade_rests_on_its_line_and_page(found: Metadata) -> None:
    assert found.evidence["grades.overall"] == Evidence("Overall effectiveness: Good", 2)


def test_inspectors_rest_on_the_words_that_name_the_first(found: Metadata) -> None:
    assert found.evidence["inspectors"] == Evidence(TEXTS[2][1], 2)


def test_an_event_told_by_its_length_says_so(found: Metadata) -> None:
    assert found.evidence["event"] == Evidence("length of fieldwork: 3 to 14 October 2022", 1)


def test_a_date_taken_from_the_name_of_the_file_says_so(found: Metadata) -> None:
    assert found.evidence["published"] == Evidence("file name marlford_2022-11-25.pdf")


def test_a_title_taken_from_the_properties_says_so() -> None:
    found = read_metadata(Path("a.pdf"), Extraction((Page(1),), (), title="Firm ground"))
    assert found.evidence["title"] == Evidence("title in the properties of the file: Firm ground")


def test_a_quotation_from_a_long_paragraph_holds_the_words_it_is_about() -> None:
    text = "and so on " * 100 + "Marlford County Council " + "and so on " * 100
    at = text.index("Marlford")
    block = Block(Kind.PARAGRAPH, text, (Region(0, len(text), 1),))
    words = quote_around(block, at, at + 8).quote
    assert "Marlford County Council" in words
    assert len(words) < 200


def test_words_after_the_turn_of_a_page_stand_on_the_next_page() -> None:
    block = Block(Kind.PARAGRAPH, "one two", (Region(0, 4, 3), Region(4, 7, 4)))
    assert [page_at(block, 0), page_at(block, 4)] == [3, 4]
