"""Matches are put in the order of evidence, and what says the same is folded."""

from datetime import date

import pytest

from indexer.ranking.folding import fold
from indexer.ranking.meaning import fused
from indexer.ranking.ordering import Ranked, rank
from indexer.ranking.widening import found_by_gist
from indexer.search.nodes import AllOf, AnyOf, Field, Not, Phrase, Weighted, Word
from indexer.search.query import parse
from indexer.store.ranked import Standing
from nlp.questions import Gist, Related
from nlp.types import Speaker, Stance

WHOLE = "Managers check every plan, talk through it with the worker in supervision each month and "
WHOLE += "write down what has to be done next, by whom and by when."


def standing(name: str, text: str = WHOLE, **known) -> Standing:
    given = {
        "document": f"of {name}",
        "dated": date(2022, 1, 1),
        "stance": Stance.STRENGTH,
        "speaker": None,
        "areas": (),
        "family": None,
        "wording": None,
    }
    return Standing(passage=name, text=text, **(given | known))


def order(*standings: Standing, gist: Gist | None = None, scores: dict[str, float] | None = None):
    found = [(one.passage, (scores or {}).get(one.passage, 10.0)) for one in standings]
    ranked = rank(found, {one.passage: one for one in standings}, gist or Gist())
    return [one.standing.passage for one in ranked]


def test_of_equals_the_newer_stands_first() -> None:
    assert order(standing("old", dated=date(2012, 1, 1)), standing("new")) == ["new", "old"]


def test_a_much_better_match_stands_first_however_old() -> None:
    old = standing("old", dated=date(1999, 1, 1))
    assert order(old, standing("new"), scores={"old": 20.0}) == ["old", "new"]


def test_a_verdict_stands_before_a_fact() -> None:
    assert order(standing("fact", stance=Stance.CONTEXT), standing("verdict"))[0] == "verdict"


def test_a_whole_statement_stands_before_a_scrap() -> None:
    assert order(standing("scrap", "Plans"), standing("whole")) == ["whole", "scrap"]


@pytest.mark.parametrize(
    ("gist", "known"),
    [
        (Gist(stance=Stance.NEEDS_IMPROVEMENT), {"stance": Stance.NEEDS_IMPROVEMENT}),
        (Gist(speaker=Speaker.INSPECTORATE), {"speaker": Speaker.INSPECTORATE}),
        (Gist(areas=("leaders",)), {"areas": ("leaders",)}),
    ],
)
def test_what_is_asked_for_by_name_stands_first(gist: Gist, known: dict) -> None:
    asked = standing("asked", dated=date(2020, 1, 1), **known)
    assert order(standing("other"), asked, gist=gist) == ["asked", "other"]


def test_one_paper_does_not_fill_the_screen_at_equal_scores() -> None:
    same = [standing(f"a{n}", document="a") for n in range(6)]
    names = order(*same, standing("z", document="b"))
    assert names.index("z") == 3


def test_what_the_store_lacks_is_left_out() -> None:
    assert rank([("gone", 1.0)], {}, Gist()) == []


def ranked(*standings: Standing) -> list[Ranked]:
    return [Ranked(one, 10.0 - n) for n, one in enumerate(standings)]


def folded(*standings: Standing) -> dict[str, tuple[str, ...]]:
    return {one.ranked.standing.passage: one.folded for one in fold(ranked(*standings))}


def kin(name: str, text: str = WHOLE, wording: int = 0, **known) -> Standing:
    return standing(name, text, family="f", wording=wording, **known)


def test_the_same_words_are_folded_under_the_best() -> None:
    assert folded(kin("a", wording=1), kin("b", wording=1)) == {"a": ("b",)}


def test_nearly_the_same_words_are_folded() -> None:
    near = WHOLE.replace("each month", "every month")
    assert folded(kin("a", wording=1), kin("b", near, wording=2)) == {"a": ("b",)}


@pytest.mark.parametrize(
    "other",
    [
        kin("b", "In 2021 93 of a hundred plans were checked on time by managers", wording=2),
        kin("b", "Something else altogether that others of the family lead to", wording=2),
        kin("b", WHOLE + " Not.", wording=2, stance=Stance.NEEDS_IMPROVEMENT),
    ],
)
def test_what_differs_in_figures_words_or_verdict_is_not_folded(other: Standing) -> None:
    first = kin("a", "In 2022 95 of a hundred plans were checked on time by managers", wording=1)
    assert folded(first if "plans were" in other.text else kin("a", wording=1), other) == {
        "a": (),
        "b": (),
    }


def test_strangers_are_not_folded() -> None:
    assert folded(standing("a"), standing("b")) == {"a": (), "b": ()}


def test_a_hit_tells_how_many_of_its_paper_stand_below() -> None:
    found = fold(ranked(*(standing(name, document="one") for name in "abc")))
    assert [one.more for one in found] == [2, 1, 0]


def test_a_passage_near_in_meaning_rises() -> None:
    found = [("words", 10.0), ("meaning", 8.0)]
    assert fused(found, {"words": 0.1, "meaning": 0.9})[0][0] == "meaning"


def test_without_cosines_the_scores_stay() -> None:
    assert fused([("a", 3.0), ("b", 2.0)], {}) == [("a", 3.0), ("b", 2.0)]


GIST = Gist(
    asked=True,
    themes=(Related("supervision-oversight", 1.0), Related("workforce", 0.4)),
    words=(Related("case direction", 1.0),),
)


def test_a_question_is_answered_by_its_likeliest_theme_and_the_papers_words() -> None:
    found = found_by_gist(parse("managers drive"), GIST)
    assert isinstance(found, AnyOf)
    assert found.nodes[1:] == (
        Weighted(Phrase(("case", "direction")), 0),
        Weighted(Field("theme", ("supervision-oversight",)), 0),
    )


def test_words_to_look_for_are_only_relaxed() -> None:
    typed = Gist(themes=GIST.themes, words=GIST.words)
    both = (Word("managers"), Word("drive"))
    assert found_by_gist(AllOf(both), typed) == AnyOf((AllOf(both), *both))


def test_what_a_question_excludes_stays_out_of_what_its_theme_finds() -> None:
    found = found_by_gist(parse("managers drive -fostering"), GIST)
    assert isinstance(found, AllOf)
    assert found.nodes[-1] == Not(Word("fostering"))
