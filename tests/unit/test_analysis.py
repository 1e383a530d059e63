"""The one analysis that decides what matches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.analysis import Pattern, analyse, slots, surfaces, terms
from indexer.search.fields import indexed_text
from indexer.search.spelling import british


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Visits", "visiting"),
        ("children's", "children"),
        ("children\u2019s", "childrens"),
        ("don\u2019t", "don't"),
        ("ofﬁce", "office"),
        ("re\u00adview", "review"),
        ("cafe\u0301", "café"),
        ("Siân", "Sian"),
        ("89%", "89"),
        ("1,234", "1234"),
        ("looked-after", "looked after"),
        ("2022/23", "2022 23"),
        ("organise", "organize"),
        ("organisations", "organization"),
        ("analysing", "analyze"),
        ("behavioural", "behavioral"),
        ("favourite", "favorite"),
        ("neighbourhoods", "neighborhood"),
        ("centred", "centered"),
        ("programme", "programs"),
        ("judgement", "judgment"),
        ("ageing", "aging"),
        ("counselling", "counseling"),
        ("enrolment", "enrollment"),
        ("learnt", "learned"),
        ("focussed", "focused"),
        ("practise", "practice"),
        ("licence", "licensed"),
        ("offence", "offense"),
        ("inquiries", "enquiry"),
        ("advisor", "advisers"),
        ("paediatrician", "pediatrician"),
        ("whilst", "while"),
    ],
)
def test_two_ways_of_writing_give_the_same_terms(one, other):
    assert terms(one) == terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3.5", "35"),
        ("s47", "47"),
        ("care", "career"),
        ("organ", "organization"),
        ("advice", "advise"),
        ("metre", "meter"),
        ("cheque", "check"),
        ("offender", "offence"),
    ],
)
def test_different_things_give_different_terms(one, other):
    assert terms(one) != terms(other)


def test_tokens_point_into_the_original_text():
    text = "The oﬃcer\u2019s re\u00adview: 89% of well-being."
    found = [text[token.start : token.end] for token in analyse(text)]
    assert found == ["The", "oﬃcer\u2019s", "re\u00adview", "89", "of", "well", "being"]


@pytest.mark.parametrize("word", ["size", "prize", "four", "hours", "tour", "doctor", "error"])
def test_a_word_that_is_spelt_in_one_way_keeps_its_spelling(word):
    assert british(word) == word


def test_the_words_of_a_text_are_kept_as_written_and_compounds_as_joined():
    written = surfaces(
        "The Child\u2019s well-being: 89% of Si\u00e2n\u2019s multi-agency well being S47."
    )
    assert written == [
        *("the", "child", "well", "being", "of", "sian", "multi", "agency", "s47"),
        *("well-being", "multi-agency"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("superv*", [Pattern("superv*")]),
        ("Caf\u00e9* visits", [Pattern("cafe*"), "visit"]),
        ("well-b*ing", ["well", Pattern("b*ing")]),
        ("organi?ation?", [Pattern("organi?ation")]),
        ("forward?", ["forward"]),
        ("* a", ["a"]),
    ],
)
def test_wildcards_are_told_from_marks(text, found):
    assert slots(text) == found


def test_marks_alone_give_no_term():
    assert terms("— & … •") == []


def test_very_long_words_are_cut():
    assert len(terms("x" * 100_000)[0]) < 100


@given(st.text())
def test_terms_hold_nothing_an_engine_would_split_at(text):
    assert all(term and not any(letter.isspace() for letter in term) for term in terms(text))


@given(st.text())
def test_both_ways_of_analysing_agree(text):
    assert [token.term for token in analyse(text)] == terms(text)


@given(st.text())
def test_what_engines_are_given_are_the_terms_of_the_whole_text(text):
    assert indexed_text(text).split(" ") == (terms(text) or [""])
