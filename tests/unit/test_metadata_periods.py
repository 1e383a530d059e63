"""Months, quarters and years of papers that print no day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from indexer.days import period_from_iso, period_in_words, period_iso
from indexer.metadata import read_metadata
from indexer.metadata.periods import read_period
from indexer.model import Block, Evidence, Extraction, Kind, Metadata, Page, Period, Region


def read(*texts: str, name: str = "paper.pdf", kinds: Sequence[Kind] = ()) -> Metadata:
    """Read a paper whose first blocks are headings with these words."""
    blocks = tuple(
        Block(kind, text, (Region(0, len(text), 1),))
        for text, kind in zip(texts, [*kinds, *[Kind.HEADING] * len(texts)], strict=False)
    )
    return read_metadata(Path(name), Extraction((Page(1),), blocks))


PHRASES = [
    ("October 2022", date(2022, 10, 1), date(2022, 10, 31)),
    ("Sept 2020", date(2020, 9, 1), date(2020, 9, 30)),
    ("July - September 2020", date(2020, 7, 1), date(2020, 9, 30)),
    ("December to January 2023", date(2022, 12, 1), date(2023, 1, 31)),
    ("April 2021 to March 2022", date(2021, 4, 1), date(2022, 3, 31)),
    ("1 April 2020 to 31 March 2021", date(2020, 4, 1), date(2021, 3, 31)),
    ("Quarter 1 2022/23", date(2022, 4, 1), date(2022, 6, 30)),
    ("Q4 2022-23", date(2023, 1, 1), date(2023, 3, 31)),
    ("2022/23 Quarter 3", date(2022, 10, 1), date(2022, 12, 31)),
    ("2021/22", date(2021, 4, 1), date(2022, 3, 31)),
    ("2021\u20132022", date(2021, 4, 1), date(2022, 3, 31)),
    ("2021 to 2022", date(2021, 4, 1), date(2022, 3, 31)),
    ("2021", date(2021, 1, 1), date(2021, 12, 31)),
]


@pytest.mark.parametrize(("phrase", "start", "end"), PHRASES)
def test_every_phrase_gives_its_first_and_last_day(phrase: str, start: date, end: date) -> None:
    assert read_period(phrase) == Period(start, end)


@pytest.mark.parametrize("phrase", ["2021-2024", "13/22", "Quarter 5 2022/23", "2099", "May"])
def test_what_is_no_one_month_quarter_or_year_is_no_period(phrase: str) -> None:
    assert read_period(phrase) is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("October 2022", (2022, 10, 1), (2022, 10, 31)),
        ("April to June 2022", (2022, 4, 1), (2022, 6, 30)),
        ("December 2022 to January 2023", (2022, 12, 1), (2023, 1, 31)),
        ("2021/22", (2021, 4, 1), (2022, 3, 31)),
        ("2022", (2022, 1, 1), (2022, 12, 31)),
    ],
)
def test_a_period_is_written_as_it_can_be_read_again(
    words: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    period = Period(date(*start), date(*end))
    assert period_in_words(period) == words
    assert read_period(words) == period
    assert period_from_iso(period_iso(period)) == period


def test_a_month_on_the_cover_is_the_period_and_not_the_day_of_publication() -> None:
    found = read("Kinship care in Marlow Vale", "May 2023")
    assert found.period == Period(date(2023, 5, 1), date(2023, 5, 31))
    assert found.published is None
    assert found.evidence["period"] == Evidence("May 2023", 1)


def test_a_paper_with_a_month_only_is_put_in_order_by_the_last_day_of_it() -> None:
    assert read("Kinship care in Marlow Vale", "May 2023").dated == date(2023, 5, 31)


def test_a_paper_that_bears_a_day_needs_no_period() -> None:
    found = read("Annual report 2021/22", "Published: 5 November 2022")
    assert (found.published, found.period) == (date(2022, 11, 5), None)


def test_the_month_on_the_cover_comes_before_the_year_the_report_is_about() -> None:
    found = read("Annual report 2021/22", "November 2022")
    assert found.evidence["period"].quote == "November 2022"


@pytest.mark.parametrize(
    "title",
    [
        "Better than in June 2023",
        "Action plan following the January 2020 inspection",
        "Neglect strategy 2021 to 2024",
        "Improvement plan 2019 - 2021",
        "Vision for 2020",
        "Budget 2021/22 to 2023/24",
    ],
)
def test_a_time_that_a_title_only_mentions_is_not_the_time_of_the_paper(title: str) -> None:
    assert read(title).period is None


def test_a_month_in_a_row_or_a_sentence_is_not_the_time_of_the_paper() -> None:
    texts = ("Neglect in Marlow Vale", "Toolkit; Date: Sept 2020", "We began this in May 2019.")
    found = read(*texts, kinds=(Kind.HEADING, Kind.ROW, Kind.PARAGRAPH))
    assert found.period is None


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("2020-03-improvement-plan.pdf", "March 2020"),
        ("minutes_2022-11-25.pdf", "November 2022"),
        ("IRO_annual_report_2021-22.docx", "2021/22"),
        ("handbook-march-2010-tagged.pdf", "March 2010"),
        ("self-evaluation-2021.txt", "2021"),
    ],
)
def test_the_name_of_the_file_is_asked_last_and_named_as_the_evidence(
    name: str, words: str
) -> None:
    found = read("Firm ground", name=name)
    assert found.period is not None
    assert period_in_words(found.period) == words
    assert found.evidence["period"] == Evidence(f"file name {name}")


@pytest.mark.parametrize("name", ["2010-11.pdf", "2004-v-1998.pdf", "ref-12021.pdf", "a.pdf"])
def test_a_name_that_can_be_read_in_two_ways_or_none_tells_nothing(name: str) -> None:
    assert read("Firm ground", name=name).period is None
