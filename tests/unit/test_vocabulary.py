"""What the words of a corpus tell of a query: wildcards, other spellings, slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.analysis import Pattern
from indexer.search.query import parse
from indexer.search.suggest import distance, nearest_word, suggest
from indexer.search.vocabulary import Wildcards, count, other_spellings

COUNTS = {
    "care": 900,
    "children": 800,
    "leavers": 300,
    "multi-agency": 200,
    "ongoing": 668,
    "on-going": 12,
    "organisation": 190,
    "organised": 40,
    "overseeing": 4,
    "oversight": 700,
    "report": 2000,
    "re-port": 2,
    "refer": 40,
    "referral": 70,
    "referrals": 90,
    "safegaurding": 2,
    "safeguarding": 900,
    "social": 999,
    "supervised": 60,
    "supervision": 500,
    "well-being": 764,
    "wellbeing": 220,
}


def words(head):
    return [(word, number) for word, number in sorted(COUNTS.items()) if word.startswith(head)]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("superv*", ("supervis",)),
        ("supervision*", ("supervis",)),
        ("over*", ("oversight", "overse")),
        ("*sight", ("oversight",)),
        ("organi?ation", ("organis",)),
        ("multi*", ()),
        ("zz*", ()),
    ],
)
def test_a_wildcard_stands_for_the_terms_of_the_words_it_tells(pattern, found):
    assert Wildcards(words).terms(Pattern(pattern)) == found


def test_beside_other_words_a_wildcard_stands_for_the_commonest_words():
    def many(head):
        return [(f"care{number:04}x", number) for number in range(1, 500)]

    found = Wildcards(many).commonest(Pattern("care*"))
    assert found[0] == "care0499x"
    assert len(found) == 100
    assert len(Wildcards(many).terms(Pattern("care*"))) == 499


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("wellbeing", ("well-being",)),
        ("well-being", ("wellbeing",)),
        ("ongoing", ("on-going",)),
        ("multiagency", ("multi-agency",)),
        ("multi-agency", ()),
        ("report", ()),
        ("s47", ()),
        ("day-to-day", ()),
    ],
)
def test_a_word_is_also_spelt_as_the_corpus_joins_it(typed, others):
    assert other_spellings(typed, words) == others


def test_all_forms_of_a_word_are_counted():
    assert count("supervising", words) == 560
    assert count("nowhere", words) == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("supervison", "supervision"),
        ("safegaurding", "safeguarding"),
        ("oversihgt", "oversight"),
        ("socail", "social"),
        ("xocial", "social"),
        ("careleavers", "care leavers"),
        ("supervising", None),
        ("referals", "referrals"),
        ("organize", None),
        ("qwertyuiop", None),
        ("cre", None),
        ("s477", None),
    ],
)
def test_a_slip_is_put_right_by_the_words_of_the_corpus(typed, meant):
    assert nearest_word(typed, words) == meant


def test_of_what_is_found_only_a_form_that_stands_nowhere_of_another_word_is_put_right():
    assert suggest(parse("care referals"), words, few=False) == "care referrals"
    assert suggest(parse("care supervison"), words, few=False) is None


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "axc", 1), ("abc", "cab", 2)],
)
def test_wrong_missing_and_swapped_letters_are_counted(one, other, edits):
    assert distance(one, other, 3) == edits


@given(one=st.text("abc", max_size=7), other=st.text("abc", max_size=7))
def test_the_distance_is_the_same_both_ways_and_stops_above_the_most(one, other):
    whole = distance(one, other, 20)
    assert whole == distance(other, one, 20)
    assert distance(one, other, 2) == min(whole, 3)
