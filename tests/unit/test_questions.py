"""A question is read as a question."""

import json

import pytest

from nlp.questions import gist_of, without_frames
from nlp.questions.fitted import FITTED, load_fitted
from nlp.questions.fitting import FILES, source_digest
from nlp.taxonomy import load_taxonomy
from nlp.types import Speaker, Stance


def first_theme(question: str) -> str:
    return gist_of(question).themes[0].name


@pytest.mark.parametrize(
    ("question", "theme"),
    [
        ("do managers drive cases forward?", "supervision-oversight"),
        ("do grandmothers who bring up children get any money?", "kinship-care"),
        ("are youngsters used to sell drugs?", "missing-exploitation"),
        ("why do so many of our social workers quit?", "workforce"),
        ("quality of supervision for social workers", "supervision-oversight"),
        ("what happens when a teenager has nowhere to live?", "care-leaver-accommodation"),
        ("pathway plans", "pathway-plans-pa"),
    ],
)
def test_the_theme_of_a_question_is_known_in_other_words(question: str, theme: str) -> None:
    assert first_theme(question) == theme


def test_the_papers_words_for_everyday_ones_are_known() -> None:
    assert "turnover" in {word.name for word in gist_of("do staff leave?").words}


def test_a_wording_is_met_in_any_order_and_inflection() -> None:
    assert gist_of("are children being listened to?").words[0].name == "voice"


@pytest.mark.parametrize("people", ["children", "kids", "youngsters", "teenagers", "lads"])
def test_any_word_for_children_will_do_where_a_wording_says_children(people: str) -> None:
    assert "wishes and feelings" in {word.name for word in gist_of(f"what {people} want").words}


def test_a_past_tense_is_the_same_word() -> None:
    assert gist_of("were children heard?").words == gist_of("do we hear children?").words


def test_what_is_part_of_a_longer_wording_says_nothing_alone() -> None:
    words = {word.name for word in gist_of("those who grew up with us").words}
    assert "care leavers" in words
    assert "permanence" not in words


def test_the_rarer_the_words_of_a_wording_the_surer_it_is() -> None:
    sure = {word.name: word.weight for word in gist_of("an empty fridge where children live").words}
    assert sure["neglect"] > sure["placements"]


def test_who_asks_about_referrals_does_not_ask_about_references() -> None:
    for question in ("are children referred quickly", "what is the impact on referals"):
        gist = gist_of(question)
        assert gist.themes[0].name == "front-door-thresholds"
        assert not gist.words
    assert gist_of("are references checked").themes[0].name == "allegations-lado"


def test_words_without_a_meaning_here_have_no_theme() -> None:
    assert gist_of("xylophone zeppelin").themes == ()


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("how do we know that plans improve?", "plans improve?"),
        ("what evidence is there that audits matter", "audits matter"),
        ("tell me about neglect", "neglect"),
        ("where are we weak on neglect since 2022", "neglect"),
        ("tell me about", "tell me about"),
    ],
)
def test_what_only_frames_a_question_is_left_out(question: str, rest: str) -> None:
    assert " ".join(without_frames(question, gist_of(question)).split()) == rest


@pytest.mark.parametrize(
    ("question", "stance"),
    [
        ("where are we weak on neglect?", Stance.NEEDS_IMPROVEMENT),
        ("what are our strengths in early help?", Stance.STRENGTH),
        ("what is being done about caseloads?", Stance.ACTION_OR_PLAN),
        ("strengths and weaknesses of supervision", None),
        ("are visits recorded?", None),
    ],
)
def test_the_verdict_that_is_asked_for_is_known(question: str, stance: Stance | None) -> None:
    assert gist_of(question).stance == stance


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("what did children say about their social worker", Speaker.CHILD_FAMILY),
        ("what did Ofsted find about supervision?", Speaker.INSPECTORATE),
        ("are children visited?", None),
    ],
)
def test_whose_word_is_asked_for_is_known(question: str, speaker: Speaker | None) -> None:
    assert gist_of(question).speaker == speaker


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("audits since 2022", (2022, None)),
        ("audits after 2021", (2022, None)),
        ("audits before 2020", (None, 2019)),
        ("audits between 2019 and 2021", (2019, 2021)),
        ("section 47 in 2021", (None, None)),
    ],
)
def test_bounds_of_years_are_read(question: str, years: tuple[int | None, int | None]) -> None:
    gist = gist_of(question)
    assert (gist.first_year, gist.last_year) == years


def test_areas_that_are_named_are_read() -> None:
    assert gist_of("health of children in our care").areas == ("children-in-care",)


def test_what_ships_was_fitted_to_the_data_that_ship() -> None:
    """Run `python -m nlp.questions.fitting` after a change of FILES or of the taxonomy."""
    assert load_fitted().source == source_digest(), FILES


def test_every_theme_has_questions() -> None:
    themes = {theme.id for theme in load_taxonomy().themes}
    named = {theme for one in load_fitted().wordings for theme in one.themes}
    assert set(load_fitted().themes) == themes
    assert named <= themes


def test_a_wording_of_several_words_needs_two_of_them() -> None:
    for one in json.loads(FITTED.read_text(encoding="utf-8"))["wordings"]:
        assert all(ask for ask in one["asks"])
    home = gist_of("children's home").words
    assert "reunification" not in {word.name for word in home}
