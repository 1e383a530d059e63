"""The address of a search and the search it says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.search.params import PER_PAGE, SearchParams, read_params
from app.words import build_words
from indexer.search.base import Sort
from nlp.taxonomy import load_taxonomy

WORDS = build_words(load_taxonomy())
FULL = SearchParams(
    text="direct work",
    filters={"stance": ("strength", "context"), "authority": ("Marlow Vale",)},
    since=date(2020, 1, 2),
    until=date(2023, 4, 5),
    sort=Sort.DATE,
    page=3,
)


def read(params: SearchParams) -> SearchParams:
    return read_params(MultiDict(params.args()), WORDS)


def test_an_address_says_the_whole_search() -> None:
    assert read(FULL) == FULL


def test_what_is_as_usual_is_left_out_of_the_address() -> None:
    assert SearchParams().args() == {}


def test_choosing_a_value_twice_leaves_the_search_as_it_was() -> None:
    first = FULL.go_to(1)
    assert first.toggle("theme", "visits").toggle("theme", "visits") == first


@pytest.mark.parametrize(
    "changed",
    [
        FULL.toggle("theme", "visits"),
        FULL.drop_facet("stance"),
        FULL.drop_since(),
        FULL.drop_until(),
        FULL.sort_by("relevance"),
        FULL.clear(),
    ],
)
def test_every_change_goes_back_to_the_first_page(changed: SearchParams) -> None:
    assert changed.page == 1


def test_the_question_asks_for_the_page_shown() -> None:
    question = FULL.question()
    assert (question.limit, question.offset) == (PER_PAGE, 2 * PER_PAGE)


def test_a_form_carries_everything_but_its_own_fields_and_the_page() -> None:
    assert FULL.hidden("q", "since", "until") == [
        ("stance", "strength"),
        ("stance", "context"),
        ("authority", "Marlow Vale"),
        ("sort", "date"),
    ]


@given(
    st.dictionaries(
        st.sampled_from(["q", "theme", "stance", "year", "since", "until", "sort", "page"]),
        st.lists(st.text(max_size=30), max_size=3),
    )
)
def test_any_address_can_be_read(args: dict[str, list[str]]) -> None:
    params = read_params(MultiDict(args), WORDS)
    assert params.page >= 1
    assert read(params).question() == params.question()
