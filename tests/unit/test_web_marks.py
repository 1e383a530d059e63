"""Marking words in text that may hold anything."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from app.marks import mark

spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=6)


def test_words_are_wrapped_and_the_rest_is_escaped() -> None:
    assert mark("a < b & c", [(4, 5)]) == "a &lt; <mark>b</mark> &amp; c"


def test_markup_inside_a_marked_stretch_is_escaped() -> None:
    assert mark("<b>", [(0, 3)]) == "<mark>&lt;b&gt;</mark>"


def test_words_side_by_side_get_one_mark() -> None:
    assert mark("social workers visit", [(7, 14), (0, 6)]) == "<mark>social workers</mark> visit"


@given(st.text(max_size=50), spans)
def test_whatever_is_marked_the_text_stays_the_same(
    text: str, given_spans: list[tuple[int, int]]
) -> None:
    marked = str(mark(text, given_spans))
    assert unescape(re.sub(r"</?mark>", "", marked)) == unescape(str(mark(text, [])))


@given(st.text(max_size=50), spans)
def test_no_tag_but_mark_ever_comes_out(text: str, given_spans: list[tuple[int, int]]) -> None:
    marked = str(mark(text, given_spans))
    assert set(re.findall(r"<[^>]*>?", marked)) <= {"<mark>", "</mark>"}
