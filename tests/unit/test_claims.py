"""Claims beside what others say: what is paired, and what is not."""

from datetime import date

import pytest

from indexer.claims.model import ClashKind, Voice
from indexer.claims.pairing import Rarity, find_clashes
from indexer.claims.themes import Choice, Claims
from indexer.comparators.reports import Sought, find_reports
from nlp.types import Speaker, Stance
from tests.counting import CLAIM, COUNTY, JUDGED, NEIGHBOUR, PRAISED, make_document

GOOD, WEAK = Stance.STRENGTH, Stance.NEEDS_IMPROVEMENT


def voice(text, stance, speaker, day, *, id_="a", score=0.9, mixed=False, authority=COUNTY):
    kind = "self-evaluation" if speaker is Speaker.COUNCIL else "ilacs-inspection-report"
    return Voice(
        document=make_document(id_ * 12, kind, day, authority),
        passage=f"{id_ * 12}-1",
        page=1,
        text=text,
        headings=(),
        themes=("neglect",),
        stance=stance,
        score=score,
        mixed=mixed,
        speaker=speaker,
        day=day,
    )


def claim(day=date(2022, 4, 1), stance=GOOD, **more):
    return voice(CLAIM, stance, Speaker.COUNCIL, day, **more)


def judged(day=date(2022, 11, 1), stance=WEAK, text=JUDGED, **more):
    return voice(text, stance, Speaker.INSPECTORATE, day, **{"id_": "b"} | more)


def clashes(own, others):
    filler = [voice(f"word{n} other{n}", GOOD, Speaker.COUNCIL, date(2020, 1, 1)) for n in range(9)]
    return find_clashes([own], [others], Rarity([own, others, *filler]))


def test_a_strength_that_inspectors_later_judge_weak_is_an_over_claim():
    over, under = clashes(claim(), judged())
    assert ([one.kind for one in over], under) == ([ClashKind.OVER], ())


def test_a_weakness_that_inspectors_lately_called_a_strength_is_an_under_claim():
    over, under = clashes(claim(stance=WEAK), judged(date(2021, 11, 1), GOOD))
    assert (over, [one.kind for one in under]) == ((), [ClashKind.UNDER])


@pytest.mark.parametrize(
    ("day", "stance", "judged_on"),
    [
        (date(2022, 4, 1), GOOD, date(2020, 9, 1)),
        (date(2022, 4, 1), WEAK, date(2023, 6, 1)),
    ],
)
def test_what_was_said_long_before_or_after_is_no_clash(day, stance, judged_on):
    other = WEAK if stance is GOOD else GOOD
    assert clashes(claim(day, stance), judged(judged_on, other)) == ((), ())


def test_two_passages_of_one_verdict_do_not_clash():
    assert clashes(claim(), judged(stance=GOOD)) == ((), ())


def test_another_matter_of_the_theme_does_not_clash():
    assert clashes(claim(), judged(text="School nurses have too little time.")) == ((), ())


def test_the_words_that_both_have_are_told_as_they_are_written():
    over, _ = clashes(claim(), judged())
    assert {"recognised", "repeated"} & set(over[0].against[0].words)


def test_a_letter_kept_twice_speaks_once():
    twice = [judged(), judged(id_="c")]
    (clash,), _ = find_clashes([claim()], twice, Rarity([claim(), judged(text="Other words here")]))
    assert len(clash.against) == 1


@pytest.mark.parametrize("unsure", [{"score": 0.4}, {"mixed": True}])
def test_a_clash_with_an_unsure_label_is_unsure(unsure):
    over, _ = clashes(claim(), judged(**unsure))
    assert over[0].is_unsure


def test_both_sides_say_how_many_papers_and_years_they_rest_on():
    claims = Claims.of([claim(), judged()])
    (found,) = claims.beside(COUNTY, Choice())
    assert (found.own_read.documents, found.own_read.years) == (1, (2022,))


def test_years_narrow_both_sides():
    claims = Claims.of([claim(), judged(date(2023, 1, 1))])
    (found,) = claims.beside(COUNTY, Choice(until=2022))
    assert (len(found.own), len(found.others)) == (1, 0)


def test_an_authority_of_which_only_others_speak_makes_no_claims():
    assert Claims.of([judged(authority=NEIGHBOUR)]).authorities == []


def test_reports_on_others_are_told_by_praise_and_fault():
    voices = [judged(), voice(PRAISED, GOOD, Speaker.INSPECTORATE, date(2023, 6, 5), id_="c")]
    first, second = find_reports(voices, Sought("neglect"))
    assert ([one.text for one in first.praised], [one.text for one in second.faulted]) == (
        [PRAISED],
        [JUDGED],
    )


@pytest.mark.parametrize(
    "sought",
    [
        {"without": COUNTY},
        {"framework": "jtai"},
        {"grade": "inadequate"},
        {"since": 2024},
        {"until": 2021},
        {"authority": NEIGHBOUR},
        {"words": "missing"},
    ],
)
def test_reports_are_narrowed(sought):
    assert find_reports([judged()], Sought("neglect", **sought)) == []


def test_what_councils_say_of_themselves_is_no_comparator():
    assert find_reports([claim()], Sought("neglect")) == []


def test_what_nobody_can_tell_who_says_is_on_neither_side():
    unknown = voice(JUDGED, WEAK, None, date(2022, 11, 1), id_="c")
    (found,) = Claims.of([claim(), judged(text="Other words here"), unknown]).beside(
        COUNTY, Choice()
    )
    assert (len(found.own), len(found.others), found.over, len(found.unknown)) == (1, 1, (), 1)
