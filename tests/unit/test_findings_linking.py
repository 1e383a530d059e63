"""Which later passages are suggested for a finding, as what, and what is missing."""

from datetime import date

import pytest

from indexer.findings.bearing import bearing_of, scale_of
from indexer.findings.linking import Dated, Matter, Pool
from indexer.findings.model import Bearing, Scale
from indexer.model import Document, Kind, Metadata, Passage
from nlp.types import (
    Annotation,
    Figure,
    FigureKind,
    Source,
    Speaker,
    Stance,
    StanceLabel,
    ThemeLabel,
    Unit,
)

FINDING = "The attendance of health professionals at strategy discussions."
FOUND = date(2019, 7, 5)


def note(stance, *themes, speaker=Speaker.COUNCIL, figures=(), mixed=False):
    labels = tuple(ThemeLabel(theme, 0.9, Source.RULE) for theme in themes)
    return Annotation(labels, (), StanceLabel(stance, 0.9, Source.RULE), mixed, speaker, figures)


def passage(number, text, label=None, *, document="d1", under=(), kind=Kind.PARAGRAPH):
    return Passage(f"{document}-{number}", document, 1, kind, text, under, (), annotation=label)


def paper(document="d1", day=date(2020, 3, 1)):
    return Dated(Document(document, document, f"/{document}.pdf", Metadata(), ()), day)


def suggested(*passages, paper_=None, matter=None, findings=(), near=None):
    held = paper_ or paper()
    pool = Pool.of([held], {held.document.id: passages}, findings)
    wanted = matter or Matter(FINDING, ("strategy-discussions",), FOUND)
    return [one.passage.id for one in pool.suggest(wanted, near=near)]


FILLER = tuple(
    passage(100 + n, f"Papers on the budget of the council, number {n}.", document="d1")
    for n in range(20)
)
SPEAKS = passage(
    1,
    "Health professionals attended most strategy discussions.",
    note(Stance.STRENGTH, "strategy-discussions"),
)


def test_a_later_passage_with_the_words_and_the_theme_is_suggested():
    assert suggested(SPEAKS, *FILLER) == ["d1-1"]


def test_a_passage_of_an_earlier_paper_is_not_suggested():
    assert suggested(SPEAKS, *FILLER, paper_=paper(day=date(2018, 1, 1))) == []


def test_where_nothing_came_soon_the_next_inspection_speaks_to_it_however_late():
    late = paper(day=date(2027, 1, 1))
    told = passage(1, "Some health professionals join discussions.", note(Stance.STRENGTH))
    assert suggested(told, *FILLER, paper_=late) == ["d1-1"]


def test_a_passage_of_the_same_document_is_not_suggested():
    own = Matter(FINDING, ("strategy-discussions",), FOUND, frozenset(["d1"]))
    assert suggested(SPEAKS, *FILLER, matter=own) == []


def test_a_finding_is_no_evidence():
    assert suggested(SPEAKS, *FILLER, findings=["d1-1"]) == []


def test_an_abbreviation_meets_its_long_form():
    told = passage(1, "The EDT has new access to records.", note(Stance.ACTION_OR_PLAN))
    matter = Matter("Access by the emergency duty team.", (), FOUND)
    assert suggested(told, *FILLER, matter=matter) == ["d1-1"]


def test_the_words_of_headings_count():
    told = passage(1, "This is now held every week.", note(Stance.STRENGTH), under=(FINDING,))
    assert suggested(told, *FILLER) == ["d1-1"]


def test_a_passage_that_only_restates_what_inspectors_said_comes_after_one_that_answers():
    restated = passage(
        1,
        "Inspectors said that health professionals did not attend strategy discussions.",
        note(Stance.NEEDS_IMPROVEMENT, "strategy-discussions"),
    )
    answer = passage(
        2,
        "Health professionals attended more strategy discussions.",
        note(Stance.STRENGTH, "strategy-discussions"),
    )
    assert suggested(restated, answer, *FILLER) == ["d1-2", "d1-1"]


def test_what_opens_as_what_inspectors_said_comes_after_an_answer_also_with_figures():
    share = Figure(50, Unit.PERCENT, "attendance", FigureKind.VALUE, (0, 4))
    theme = "strategy-discussions"
    restated = passage(
        1,
        "What inspectors said. Health professionals attended half of strategy discussions.",
        note(Stance.NEEDS_IMPROVEMENT, theme, figures=(share,)),
    )
    answer = passage(2, "Health staff attended strategy discussions.", note(Stance.STRENGTH, theme))
    assert suggested(restated, answer, *FILLER) == ["d1-2", "d1-1"]


def test_a_number_of_children_comes_after_a_result_with_the_same_words():
    share = Figure(50, Unit.PERCENT, "attendance", FigureKind.VALUE, (0, 4))
    theme = "strategy-discussions"
    text = "Health professionals attended 50% of strategy discussions"
    number = passage(1, f"{text}.", note(Stance.CONTEXT, theme, figures=(share,)))
    result = passage(2, f"{text}, a rise.", note(Stance.STRENGTH, theme, figures=(share,)))
    assert suggested(number, result, *FILLER) == ["d1-2", "d1-1"]


def test_words_such_as_them_and_made_find_nothing():
    told = passage(1, "Much was made of them.", note(Stance.STRENGTH))
    matter = Matter("Decisions that were made about them.", (), FOUND)
    assert suggested(told, *FILLER, matter=matter) == []


def test_meaning_orders_what_words_found_and_adds_nothing():
    told = [
        passage(n, f"Health professionals were at {n} strategy discussions.", SPEAKS.annotation)
        for n in (1, 2)
    ]

    def near(text, ids):
        return {id_: 0.9 if id_ == "d1-2" else 0.1 for id_ in ids}

    assert suggested(*told, *FILLER) == ["d1-1", "d1-2"]
    assert suggested(*told, *FILLER, near=near) == ["d1-2", "d1-1"]


def test_words_that_nothing_speaks_of_are_named_as_they_stand():
    told = passage(1, "Initial health assessments are on time.", note(Stance.STRENGTH, "health"))
    pool = Pool.of([paper()], {"d1": (told, *FILLER)})
    text = "The timeliness of initial health assessments for children in distant places."
    matter = Matter(text, ("health",), FOUND)
    assert "distant" in pool.unspoken(matter, pool.suggest(matter))


def test_a_way_of_getting_better_is_not_named_as_missing():
    pool = Pool.of([paper()], {"d1": (SPEAKS, *FILLER)})
    matter = Matter("The quality of strategy discussions.", ("strategy-discussions",), FOUND)
    assert pool.unspoken(matter, pool.suggest(matter)) == ()


def rise():
    value = Figure(87, Unit.PERCENT, "attendance", FigureKind.VALUE, (0, 1))
    earlier = Figure(54, Unit.PERCENT, "attendance", FigureKind.EARLIER, (1, 2))
    return value, earlier


@pytest.mark.parametrize(
    ("label", "text", "scale"),
    [
        (note(Stance.ACTION_OR_PLAN), "We will train staff.", Scale.ACTION),
        (note(Stance.STRENGTH), "The standard was published in May.", Scale.ACTION),
        (note(Stance.STRENGTH, figures=rise()), "It rose from 54% to 87%.", Scale.IMPACT),
        (note(Stance.STRENGTH, speaker=Speaker.INSPECTORATE), "Plans are good.", Scale.IMPACT),
        (note(Stance.CONTEXT, speaker=Speaker.CHILD_FAMILY), "Nobody came.", Scale.IMPACT),
    ],
)
def test_what_was_done_is_told_from_what_changed(label, text, scale):
    assert scale_of(passage(1, text, label)) is scale


@pytest.mark.parametrize(
    ("label", "text", "bearing"),
    [
        (note(Stance.STRENGTH), "Plans are good.", Bearing.SUPPORTS),
        (note(Stance.NEEDS_IMPROVEMENT), "Plans are poor.", Bearing.CONTRADICTS),
        (note(Stance.ACTION_OR_PLAN), "We will train staff.", Bearing.SUPPORTS),
        (note(Stance.ACTION_OR_PLAN), "Training was delayed.", Bearing.CONTRADICTS),
        (note(Stance.ACTION_OR_PLAN), "Status: Complete; Update: Weeks late.", Bearing.SUPPORTS),
        (note(Stance.STRENGTH, mixed=True), "Plans are good, visits are poor.", Bearing.BOTH),
        (note(Stance.CONTEXT), "There are 40 workers.", None),
    ],
)
def test_evidence_for_is_told_from_evidence_against(label, text, bearing):
    assert bearing_of(passage(1, text, label)) is bearing
