"""The speaker is who writes, unless a quotation carries the passage."""

import pytest
import spacy

from nlp.components.extensions import make_doc
from nlp.components.speaker import SpeakerTeller
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput, Speaker

OPEN, CLOSE = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
LEFT, RIGHT = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"


@pytest.fixture
def speaker():
    nlp = spacy.blank("en")
    teller = SpeakerTeller(load_taxonomy())

    def run(text: str, kind: str | None) -> Speaker | None:
        return teller.predict(make_doc(nlp, PassageInput(text, (), kind)))

    return run


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("focused-visit-letter", Speaker.INSPECTORATE),
        ("lac-inspection-2009-13", Speaker.INSPECTORATE),
        ("self-evaluation", Speaker.COUNCIL),
        ("council-briefing", Speaker.COUNCIL),
        ("safeguarding-partnership", Speaker.PARTNERSHIP),
        ("audit-report", Speaker.AUDITOR_PEER),
        ("letter", None),
        ("shopping-list", None),
        (None, None),
    ],
)
def test_the_type_of_document_says_who_writes(speaker, kind, expected) -> None:
    assert speaker("Plans are poor.", kind) is expected


@pytest.mark.parametrize(
    "text",
    [
        '"My worker came to see me every week," one young person said.',
        f"{OPEN}Nobody told me why we had to move again{CLOSE}, a care leaver told us.",
        f"One parent explained: {LEFT}They listened to us and didn{RIGHT}t judge.{RIGHT}",
    ],
)
@pytest.mark.parametrize("kind", ["self-evaluation", "focused-visit-letter", None])
def test_a_quotation_of_a_child_or_a_parent_is_theirs(speaker, text: str, kind) -> None:
    assert speaker(text, kind) is Speaker.CHILD_FAMILY


def test_a_short_quotation_in_a_longer_passage_stays_the_writers(speaker) -> None:
    text = (
        'Children said that life is "really good here now" and inspectors saw visits, plans and '
        "records that show the same across all three teams in the county."
    )
    assert speaker(text, "focused-visit-letter") is Speaker.INSPECTORATE


def test_a_quotation_without_its_source_stays_the_writers(speaker) -> None:
    assert speaker('"We will keep our promises to all"', "self-evaluation") is Speaker.COUNCIL


def test_what_inspectors_found_told_by_a_council_stays_the_councils(speaker) -> None:
    text = "Ofsted found that thresholds are understood and plans are clear."
    assert speaker(text, "committee-paper") is Speaker.COUNCIL


def test_inspectors_clearly_quoted_in_a_councils_paper_speak(speaker) -> None:
    text = f"Inspectors wrote: {OPEN}thresholds are understood and plans are clear{CLOSE}."
    assert speaker(text, "committee-paper") is Speaker.INSPECTORATE
