"""The query language, and widening a query by synonyms."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.search.choices import make_choices
from indexer.search.expand import Origin, expand
from indexer.search.nodes import (
    AllOf,
    AnyOf,
    Boosted,
    Field,
    Ids,
    In,
    Near,
    Not,
    Phrase,
    Weighted,
    Wild,
    Word,
    positive_leaves,
)
from indexer.search.query import MAX_LENGTH, describe, parse, read
from indexer.search.relax import some_of, without_function_words
from nlp.taxonomy import load_taxonomy

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
        ("\u2018a b\u2019 c\u2019s", AllOf((Phrase(("a", "b")), Word("c\u2019s")))),
        ("superv*", Wild("superv*")),
        ("organi?ation", Wild("organi?ation")),
        ("forward?", Word("forward?")),
        ('"superv* record"', Phrase(("superv*", "record"))),
        ("a near/5 b", Near(A, B, 5)),
        ("a NEAR/5 b", Near(A, B, 5)),
        ("a near b", AllOf((A, Word("near"), B))),
        ("a near/5 b near/2 c", AllOf((Near(A, B, 5), Near(B, C, 2)))),
        ('"a b" near/2 (b OR c)', Near(Phrase(("a", "b")), AnyOf((B, C)), 2)),
        ("-a near/5 b", Not(Near(A, B, 5))),
        ("c a near/5 b", AllOf((C, Near(A, B, 5)))),
        ("=a", Word("a", exact=True)),
        ('="a b"', Phrase(("a", "b"), exact=True)),
        ("=(a b)", AllOf((Word("a", exact=True), Word("b", exact=True)))),
        ("-=a", Not(Word("a", exact=True))),
        ("a=b", Word("a=b")),
        ("a in:heading", In("heading", A)),
        ("in:text a b", In("text", AllOf((A, B)))),
        ("(a in:heading) b", AllOf((In("heading", A), B))),
        ("a OR b in:heading", AnyOf((A, In("heading", B)))),
        ("theme:x a", AllOf((Field("theme", ("x",)), A))),
        ("Themes:x,y", Field("theme", ("x", "y"))),
        ('authority:"North, Example",South', Field("authority", ("North, Example", "South"))),
        ("-type:x", Not(Field("type", ("x",)))),
        ("year:2021", Field("year", ("2021",))),
        ("year:2021..2023", Field("year", first=2021, last=2023)),
        ("year:2021-2023", Field("year", first=2021, last=2023)),
        ("year:2021..", Field("year", first=2021)),
        ("year:..2023", Field("year", last=2023)),
        ("page:1,4..5", AnyOf((Field("page", ("1",)), Field("page", first=4, last=5)))),
        ("document:0a1b2c", Field("document", ("0a1b2c",))),
        ("10:30", Word("10:30")),
        ("C.I.N. plans", AllOf((Word("CIN"), Word("plans")))),
        ("c.i.n plans", AllOf((Word("cin"), Word("plans")))),
        ('"C.I.N. plans"', Phrase(("CIN", "plans"))),
        ("e.g. s.47 ex.gov.uk", AllOf((Word("e.g."), Word("s.47"), Word("ex.gov.uk")))),
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
        ("a near/3", 8, "missing here"),
        ("near/3 a", 0, "missing before near/3"),
        ("a near/0 b", 2, "from 1 to 30"),
        ("a near/ b", 2, "from 1 to 30"),
        ("a near/99999999999999 b", 2, "from 1 to 30"),
        ("a near/3 theme:x", 2, "stands between words"),
        ("a in:margin", 2, "write in:heading or in:text"),
        ("in:heading", 0, "needs a word"),
        ("a in:text in:heading", 10, "two places at once"),
        ("a theme:", 2, "needs a value"),
        ('authority:"a b', 10, "never closed"),
        ("year:soon", 5, "write year:2022"),
        ("year:2023..2021", 5, "backwards"),
        ("a*", 0, "2 letters"),
        ("theem:x", 0, "the nearest is theme:"),
        ("ab* " * 10 + "cd*", 40, "10 wildcards"),
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
        ("a near/2 b " * 6, "near/ 5 times"),
        ("(a OR b OR c OR d OR e) near/2 (a OR b OR c OR d)", "a few of them"),
    ],
)
def test_hostile_queries_are_refused(text, message):
    with pytest.raises(QueryError, match=message):
        parse(text)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ('a "b c', AllOf((A, B, C))),
        ('"a b" OR "c', AnyOf((Phrase(("a", "b")), C))),
        ('a "', A),
        ("(a OR b", AnyOf((A, B))),
        ("a) b", AllOf((A, B))),
        ("OR a", A),
        ("a OR", A),
        ("a AND OR b", AnyOf((A, B))),
        ("a NOT", A),
        ("a ()", A),
        ("?!", None),
        ("a near/3", A),
        ("a near/99 b", Near(A, B, 30)),
        ("a near/ b", Near(A, B, 5)),
        ("a near/3 -b", AllOf((A, Not(B)))),
        ("a in:margin", A),
        ("in:heading", None),
        ("a in:text in:heading", In("text", A)),
        ("a theme:", A),
        ('authority:"a b', Field("authority", ("a b",))),
        ("a year:soon", A),
        ("year:2023..2021", Field("year", first=2021, last=2023)),
        ("a* b", AllOf((A, B))),
        ("theem:x", Word("theem:x")),
        ("(" * 30 + "a OR b" + ")" * 30, AllOf((A, B))),
    ],
)
def test_a_mistake_has_a_nearest_reading_and_is_told(text, node):
    reading = read(text)
    assert reading.node == node
    assert reading.problems
    assert all(problem.message.endswith(".") for problem in reading.problems)


CHOICES = make_choices(load_taxonomy(), ["North Example", "St. Example's"])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("theme:kinship-care", Field("theme", ("kinship-care",))),
        ("theme:Kinship", Field("theme", ("kinship-care",))),
        ("theme:supervision", Field("theme", ("supervision-oversight",))),
        ('theme:"life story"', Field("theme", ("life-story-work",))),
        ("stance:weakness", Field("stance", ("needs-improvement",))),
        ("speaker:inspectors", Field("speaker", ("inspectorate",))),
        ("type:minutes", Field("type", ("committee-paper",))),
        ("area:protection", Field("area", ("help-protection",))),
        ("authority:north", Field("authority", ("North Example",))),
        ('authority:"St Example\u2019s"', Field("authority", ("St. Example's",))),
    ],
)
def test_a_value_may_be_typed_as_far_as_it_is_unambiguous(text, field):
    assert parse(text, CHOICES) == field


def test_an_ambiguous_value_is_read_as_all_it_may_mean():
    reading = read("theme:care-leaver", CHOICES)
    assert isinstance(reading.node, Field)
    assert {"care-leaver-accommodation", "care-leaver-eet"} <= set(reading.node.values)
    assert "may mean" in reading.problems[0].message


def test_a_misspelt_value_is_read_as_the_nearest():
    reading = read("a theme:knship-care", CHOICES)
    assert reading.node == AllOf((A, Field("theme", ("kinship-care",))))
    assert "read as kinship-care" in reading.problems[0].message
    assert reading.problems[0].position == 8


def test_a_value_like_no_other_is_left_out_and_some_are_named():
    reading = read("a stance:zzz", CHOICES)
    assert reading.node == A
    assert "needs-improvement" in reading.problems[0].message


PIECES = (
    "\u201c|\u201d|\u2018|\u2019| AND | OR | NOT | near/3 |in:heading |theme:|year:|page:|2021.."
)
MORE = "..7|care|superv*| authority:"
ALPHABET = st.sampled_from([*"ab ()\"-=*?,:'\n", *PIECES.split("|"), *MORE.split("|")])
typed = st.lists(ALPHABET, max_size=30).map("".join)


@given(typed)
def test_what_was_typed_is_read_and_written_out_the_same(text):
    for choices in (None, CHOICES):
        node = read(text, choices).node
        again = read(describe(node), choices)
        assert again.node == node


@given(typed)
def test_what_is_read_strictly_is_what_has_no_problem(text):
    reading = read(text)
    if reading.problems:
        with pytest.raises(QueryError):
            parse(text)
    else:
        assert parse(text) == reading.node


@given(st.text(max_size=80))
def test_no_text_whatever_fails_to_be_read(text):
    read(text, CHOICES)


def test_what_the_program_puts_in_is_not_written_out():
    node = Boosted(AllOf((Weighted(A, 2.0), Ids(("x",)))), Field("theme", ("x",)))
    assert describe(node) == "a"


@pytest.mark.parametrize(
    ("text", "relaxed"),
    [
        ("a b", AnyOf((AllOf((A, B)), A, B))),
        ("a b -c", AllOf((AnyOf((AllOf((A, B)), A, B)), Not(C)))),
        (
            "a b theme:x",
            AllOf((AnyOf((AllOf((A, B)), A, B)), Field("theme", ("x",)))),
        ),
        ("a theme:x", AllOf((A, Field("theme", ("x",))))),
    ],
)
def test_some_of_the_words_may_do_but_conditions_stay(text, relaxed):
    assert some_of(parse(text)) == relaxed


def test_function_words_are_left_out_within_a_place_too():
    assert without_function_words(parse("the visits of plans in:heading")) == In(
        "heading", AllOf((Word("visits"), Word("plans")))
    )


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


def test_what_is_marked_as_exact_stays_as_typed():
    assert expanded("=PLO").added == ()
    assert expanded("=looked after children").added == ()


def test_forms_can_be_switched_off_and_are_still_told():
    expansion = expand(parse("PLO"), GROUPS, without=frozenset({"Pre-Proceedings"}))
    assert expansion.origins == (Origin("public law outline", "PLO"),)
    assert expansion.left_out == (Origin("pre-proceedings", "PLO"),)
    assert expansion.node == AnyOf((Word("PLO"), Phrase(("public", "law", "outline"))))


def test_a_word_is_also_sought_as_the_corpus_hyphenates_it():
    corpus = [("well-being", 9), ("wellbeing", 7)]

    def words(head):
        return [(word, number) for word, number in corpus if word.startswith(head)]

    assert expand(parse("wellbeing plan"), GROUPS, words=words).added == ("well-being",)
    assert expand(parse("well-being"), GROUPS, words=words).added == ("wellbeing",)
    off = frozenset({"well-being"})
    assert expand(parse("wellbeing"), GROUPS, words=words, without=off).added == ()


def test_words_near_others_and_in_a_place_are_widened_too():
    assert expanded("PLO near/3 delay").added == ("public law outline", "pre-proceedings")
    assert expanded("PLO delay in:heading").added == ("public law outline", "pre-proceedings")


def test_a_form_that_differs_only_in_its_ending_is_not_added():
    assert expand(parse("care leavers"), (Group("care leaver", ("care leavers",)),)).added == ()
