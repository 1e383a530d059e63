"""Marking and cutting out what matched."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.expand import expand
from indexer.search.query import parse
from indexer.search.snippet import match_spans, snippet


@dataclass(frozen=True)
class Group:
    canonical: str
    forms: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()


def marked(text, query):
    return [text[start:end] for start, end in match_spans(text, parse(query))]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Visits are timely.", "visiting", ["Visits"]),
        ("The child\u2019s visit.", "children", []),
        ("The children\u2019s visit.", "children", ["children\u2019s"]),
        ("A well-being plan, well made.", "well-being", ["well-being"]),
        ("A strategy discussion; a strategy.", '"strategy discussion"', ["strategy discussion"]),
        ("One plan and another plan.", "plan", ["plan", "plan"]),
        ("Care of carers.", "care -carer", ["Care"]),
        ("Neither here.", "other", []),
        ("a b c", '"a b" OR "b c"', ["a b c"]),
        ("It was 89% of 1,204.", "89 1204", ["89", "1,204"]),
        ("Supervision, supervised; super.", "superv*", ["Supervision", "supervised"]),
        ("He supervised them.", "supervision*", ["supervised"]),
        ("Organisation and organization.", "organi?ation", ["Organisation", "organization"]),
        ("Well-being is well begun.", "well-be*", ["Well-being", "well begun"]),
        (
            "Visits are recorded; plans are not. Other visits.",
            "visit near/2 record",
            ["Visits", "recorded"],
        ),
        ("Plans for children were late.", '"for children" near/1 plan', ["Plans", "for children"]),
        ("Visits and plans.", "visits in:heading", []),
        ("Visits and plans.", "plans (visits in:heading)", ["plans"]),
        ("Visits and plans.", "(plans in:text) visits in:heading", ["plans"]),
        ("Kinship visits.", "theme:kinship-care visits page:3", ["visits"]),
    ],
)
def test_the_words_that_match_are_marked(text, query, expected):
    assert marked(text, query) == expected


def test_nothing_is_marked_when_everything_matches():
    assert match_spans("Any text", None) == ()


def test_added_forms_are_marked_too():
    node = expand(parse("PLO"), (Group("public law outline", ("PLO",)),)).node
    text = "The Public Law Outline."
    ((start, end),) = match_spans(text, node)
    assert text[start:end] == "Public Law Outline"


def test_a_short_text_is_shown_whole():
    assert snippet("Short.", [(0, 5)]).text == "Short."


def test_the_densest_part_is_shown_between_ellipses():
    text = "alpha " + "word " * 100 + "alpha alpha " + "word " * 100
    cut = snippet(text, match_spans(text, parse("alpha")), width=60)
    assert cut.text.startswith("…word ")
    assert cut.text.endswith(" word…")
    assert [cut.text[start:end] for start, end in cut.spans] == ["alpha", "alpha"]


def test_without_a_match_the_beginning_is_shown():
    cut = snippet("word " * 100, [], width=22)
    assert (cut.text, cut.spans) == ("word word word word…", ())


@given(
    text=st.text(alphabet="ab  \u2019ﬁ-", max_size=200),
    query=st.sampled_from(["a", "b", '"a b"', "a b", "fi"]),
    width=st.integers(min_value=1, max_value=60),
)
def test_a_snippet_holds_the_text_it_points_to(text, query, width):
    spans = match_spans(text, parse(query))
    cut = snippet(text, spans, width=width)
    body = cut.text.removeprefix("…").removesuffix("…")
    assert body in text
    assert len(body) <= max(width, 0)
    whole = {text[start:end] for start, end in spans}
    for start, end in cut.spans:
        assert any(cut.text[start:end] in word for word in whole)
    if any(len(word) <= width for word in whole):
        assert cut.spans
