"""The query language, and widening a query by synonyms."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.search.expand import expand
from indexer.search.query import (
    MAX_LENGTH,
    AllOf,
    AnyOf,
    Not,
    Phrase,
    Word,
    describe,
    parse,
    positive_leaves,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("a", A),
        ("a b", AllOf((A, B))),
        ("a AND b", AllOf((A, B))),
        ("a OR b", AnyOf((A, B))),
        ("a b OR c", AnyOf((AllOf((A, B)), C))),
        ("a (b OR c)", AllOf((A, AnyOf((B, C))))),
        ("NOT a", Not(A)),
        ("a -b", AllOf((A, Not(B)))),
        ("a AND NOT b", AllOf((A, Not(B)))),
        ("-(a b)", Not(AllOf((A, B)))),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ('"a b"', Phrase(("a", "b"))),
        ("“a b”", Phrase(("a", "b"))),
        ("a-b", Word("a-b")),
        ("a & b", AllOf((A, B))),
        ("a - b", AllOf((A, B))),
        ("((a))", A),
        ("and or not", AllOf((Word("and"), Word("or"), Word("not")))),
        ("ANDROID ORDER", AllOf((Word("ANDROID"), Word("ORDER")))),
    ],
)
def test_a_query_is_read_as(text, node):
    assert parse(text) == node


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_query_matches_everything(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ('a "b', 2, "never closed"),
        ("(a", 0, "never closed"),
        ("a) b", 1, "closes none"),
        ("OR a", 0, "missing before OR"),
        ("a OR", 4, "missing here"),
        ("a AND OR b", 6, "missing before OR"),
        ("a NOT", 5, "missing here"),
        ("()", 1, "missing before"),
        ("?!", 0, "no word"),
    ],
)
def test_a_mistake_is_shown_at_its_place(text, position, message):
    with pytest.raises(QueryError, match=message) as caught:
        parse(text)
    assert caught.value.position == position
    *_, line, caret = str(caught.value).split("\n")
    assert caret.index("^") - 2 == position
    assert line.strip() == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a " * MAX_LENGTH, "at most 2,000"),
        ("(" * 900 + "a" + ")" * 900, "20 deep"),
        ("NOT " * 400 + "a", "20 deep"),
        ("-(" * 400 + "a" + ")" * 400, "20 deep"),
    ],
)
def test_hostile_queries_are_refused(text, message):
    with pytest.raises(QueryError, match=message):
        parse(text)


@given(st.text(alphabet='ab ()"-ANDORNOT“”\n?', max_size=60))
def test_any_text_is_read_or_refused_in_our_own_words(text):
    try:
        node = parse(text)
    except QueryError:
        return
    assert parse(describe(node)) == node


def test_negated_words_are_no_positive_leaves():
    assert list(positive_leaves(parse('a -b (c OR NOT "a b")'))) == [A, C]


@dataclass(frozen=True)
class Group:
    canonical: str
    forms: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()


GROUPS = (
    Group("children in care", ("looked after children", "child in care", "CIC"), ("CIC",)),
    Group("public law outline", ("PLO", "pre-proceedings")),
    Group("multi-agency safeguarding hub", ("MASH", "front door")),
    Group("family time", ("contact",)),
    Group("child protection plan", ("on a plan",)),
    Group("core group", ("CG",)),
)


def expanded(text):
    return expand(parse(text), GROUPS)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("PLO", ("public law outline", "pre-proceedings")),
        ("plo", ("public law outline", "pre-proceedings")),
        ("pre-proceedings", ("public law outline", "PLO")),
        ('"public law outline"', ("PLO", "pre-proceedings")),
        ("Public Law Outline", ("PLO", "pre-proceedings")),
        ("MASH", ("multi-agency safeguarding hub", "front door")),
        ("mash", ()),
        ("CG", ("core group",)),
        ("cg", ()),
        ("CIC", ("children in care", "looked after children", "child in care")),
        ("cic", ()),
        ("looked after children", ("children in care", "child in care")),
        ("contacts", ("family time",)),
        ("nothing of the kind", ()),
    ],
)
def test_a_form_adds_the_others_of_its_group(text, added):
    assert expanded(text).added == added


def test_what_was_typed_stays_one_of_the_choices():
    looked = AllOf((Word("looked"), Word("after"), Word("children")))
    choices = (looked, Phrase(("children", "in", "care")), Phrase(("child", "in", "care")))
    assert expanded("looked after children").node == AnyOf(choices)


def test_a_run_of_words_is_widened_within_a_longer_query():
    node = expanded("audit public law outline delay").node
    assert isinstance(node, AllOf)
    assert [type(child) for child in node.nodes] == [Word, AnyOf, Word]


def test_the_longest_run_comes_first():
    groups = (Group("plan", ("scheme",)), *GROUPS)
    assert expand(parse("child protection plan"), groups).added == ("on a plan",)


def test_words_parted_by_a_phrase_are_no_run():
    assert expanded('public "law" outline').added == ()


def test_what_is_negated_stays_as_typed():
    node = parse("audit -PLO")
    assert expand(node, GROUPS).node == node


def test_a_form_that_differs_only_in_its_ending_is_not_added():
    assert expand(parse("care leavers"), (Group("care leaver", ("care leavers",)),)).added == ()
