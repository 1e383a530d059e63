"""The findings of a focused visit are of the area that it looked at."""

from dataclasses import replace

import pytest

from indexer.findings.register import load_register
from indexer.findings.visits import areas_looked_at, areas_within
from indexer.model import Kind, Passage
from indexer.store.repository import Store
from nlp.types import Annotation, AreaLabel, Source, Stance, StanceLabel
from tests.register import LETTER, PACE, VISITS, make_paper, make_passages, save

CARE, HELP = "children-in-care", "help-protection"


def labelled(*areas, source=Source.MODEL):
    labels = tuple(AreaLabel(area, 0.9, source) for area in areas)
    stance = StanceLabel(Stance.NEEDS_IMPROVEMENT, 0.9, Source.RULE)
    note = Annotation((), labels, stance, False, None, ())
    return Passage("d-1", "d", 1, Kind.BULLET, "A finding.", (), (), annotation=note)


@pytest.mark.parametrize(
    ("said", "areas"),
    [
        (
            "Inspectors looked at the local authority\u2019s arrangements for children in care.",
            {CARE},
        ),
        ("Inspectors considered the arrangements for children in need of help.", {HELP}),
        (
            "Inspectors looked at the council\u2019s arrangements for the \u2018front door\u2019.",
            {HELP},
        ),
        (
            "Inspectors reviewed the arrangements for care leavers and children in care.",
            {CARE, "care-leavers"},
        ),
        ("Inspectors looked at a range of evidence, and met children in care.", set()),
        ("Inspectors looked at the arrangements for staff. Children in care came too.", set()),
    ],
)
def test_a_letter_says_what_was_looked_at(said, areas):
    assert areas_looked_at(["This letter summarises the findings.", said]) == areas


@pytest.mark.parametrize(
    ("areas", "looked_at", "within"),
    [
        ((HELP,), {CARE}, (CARE,)),
        ((), {CARE}, (CARE,)),
        (("leaders",), {CARE}, ("leaders",)),
        (("leaders", HELP), {CARE}, ("leaders",)),
        ((HELP,), {CARE, "care-leavers"}, (HELP,)),
        ((HELP,), set(), (HELP,)),
    ],
)
def test_a_finding_is_of_an_area_that_was_looked_at_or_of_leadership(areas, looked_at, within):
    assert areas_within(areas, frozenset(looked_at), [labelled(*areas)]) == within


def test_what_a_person_decided_stays():
    decided = labelled(HELP, source=Source.PERSON)
    assert areas_within((HELP,), frozenset({CARE}), [decided]) == (HELP,)


def test_the_register_tells_the_area_of_a_visit(tmp_path):
    letter = make_paper(LETTER)
    letter = replace(letter, metadata=replace(letter.metadata, event="focused-visit"))
    own = make_passages(LETTER, PACE, VISITS)
    text = "Inspectors looked at the local authority\u2019s arrangements for care leavers."
    said = Passage(f"{LETTER}-{len(own) + 1}", LETTER, 1, Kind.PARAGRAPH, text, (), ())
    with Store.open(tmp_path / "s.db", create=True) as store:
        save(store, letter, [*own, said])
        assert {entry.areas for entry in load_register(store)} == {("care-leavers",)}
