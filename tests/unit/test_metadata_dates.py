"""Dates and stretches of time in the phrases inspectorates use."""

from datetime import date
from pathlib import Path

import pytest

from indexer.metadata.dates import Span, find_spans, published_by_name

PHRASES = [
    ("3 October 2022 to 14 October 2022", date(2022, 10, 3), date(2022, 10, 14)),
    ("3 October to 14 October 2022", date(2022, 10, 3), date(2022, 10, 14)),
    ("3 to 14 October 2022", date(2022, 10, 3), date(2022, 10, 14)),
    ("3 and 14 October 2022", date(2022, 10, 3), date(2022, 10, 14)),
    ("26 to 27 April 2022", date(2022, 4, 26), date(2022, 4, 27)),
    ("15-19 July 2013", date(2013, 7, 15), date(2013, 7, 19)),
    ("24 \u2013 28 June 2013", date(2013, 6, 24), date(2013, 6, 28)),
    ("11 January 2016\u20134 February 2016", date(2016, 1, 11), date(2016, 2, 4)),
    ("18 Feb 2014 - 12 March 2014", date(2014, 2, 18), date(2014, 3, 12)),
    ("Monday 8 November to Friday 12 November 2021", date(2021, 11, 8), date(2021, 11, 12)),
    ("29 November to 10 December 2021", date(2021, 11, 29), date(2021, 12, 10)),
    ("30 December to 4 January 2023", date(2022, 12, 30), date(2023, 1, 4)),
    ("1st to 5th March 2021", date(2021, 3, 1), date(2021, 3, 5)),
    ("the 4th of June 2019", date(2019, 6, 4), date(2019, 6, 4)),
    ("1 June, 2020", date(2020, 6, 1), date(2020, 6, 1)),
    ("8 to 12 July 2019 and 7 to 8 August 2019", date(2019, 7, 8), date(2019, 8, 8)),
    ("2022-11-25", date(2022, 11, 25), date(2022, 11, 25)),
    ("25/11/2022", date(2022, 11, 25), date(2022, 11, 25)),
]


@pytest.mark.parametrize(("phrase", "start", "end"), PHRASES)
def test_every_phrase_gives_its_first_and_last_day(phrase: str, start: date, end: date) -> None:
    [span] = find_spans(f"The visit took place on {phrase}.")
    assert (span.start, span.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["in October 2022", "on 13 and 14 July", "31 February 2022", "34 children in 2022", "2020/21"],
)
def test_what_is_no_full_date_is_no_date(text: str) -> None:
    assert list(find_spans(text)) == []


def test_a_second_stretch_is_told_from_the_first() -> None:
    [span] = find_spans("8 to 12 July 2019 and 7 to 8 August 2019")
    assert span.first_end == date(2019, 7, 12)


VISIT = Span(date(2022, 10, 3), date(2022, 10, 14), date(2022, 10, 14), 0, 0)


def test_a_date_in_the_name_that_follows_the_inspection_is_its_publication() -> None:
    found = published_by_name(Path("northmere_2022-11-25.pdf"), VISIT)
    assert found is not None
    assert found.value == date(2022, 11, 25)


@pytest.mark.parametrize(
    "name", ["a_2022-10-01.pdf", "a_2024-11-25.pdf", "a_2022-13-45.pdf", "a.pdf"]
)
def test_a_date_in_the_name_that_the_words_do_not_bear_out_is_ignored(name: str) -> None:
    assert published_by_name(Path(name), VISIT) is None


def test_a_date_in_the_name_is_ignored_without_an_inspection_to_bear_it_out() -> None:
    assert published_by_name(Path("minutes_2022-11-25.pdf"), None) is None
