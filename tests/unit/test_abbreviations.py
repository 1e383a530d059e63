"""What a document explains of its abbreviations is read, and nothing is taken for more."""

import pytest

from nlp.abbreviations import find_abbreviations, same_meaning
from nlp.types import PassageInput


def learned(*texts: str, heading: str | None = None) -> list[tuple[str, str]]:
    path = (heading,) if heading else ()
    found = find_abbreviations(PassageInput(text, path) for text in texts)
    return [(one.short, one.long) for one in found]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The early help hub (EHH) answers.", "EHH", "early help hub"),
        ("Their Heron Bridge Fund (\u2018HBF\u2019) pays.", "HBF", "Heron Bridge Fund"),
        ("A multi-agency risk panel (MARP) met.", "MARP", "multi-agency risk panel"),
        ("Education, health and care plans (EHCPs) wait.", "EHCP",
         "Education, health and care plan"),
        ("Some are not in education, employment or training (NEET).", "NEET",
         "not in education, employment or training"),
        ("Children and children\u2019s social care (CSC) agree.", "CSC",
         "children\u2019s social care"),
        ("The independent inquiry into river safety (IIRS) ended.", "IIRS",
         "independent inquiry into river safety"),
        ("The Marsh Family Trust\u2019s (MFT) report came.", "MFT", "Marsh Family Trust"),
        ("The prevention and early help service (PEH) grew.", "PEH",
         "prevention and early help service"),
        ("The department for water (DfW) wrote.", "DfW", "department for water"),
        ("The care co-ordinator (CCo) rang.", "CCo", "care co-ordinator"),
        ("Family meetings (FMs, held weekly) help.", "FM", "Family meeting"),
        ("They use RAG (red, amber, green) ratings.", "RAG", "red, amber, green"),
        ("Care agencies (CAs) came.", "CA", "Care agency"),
    ],
)  # fmt: skip
def test_an_explanation_in_the_text_is_read(text: str, short: str, long: str) -> None:
    assert learned(text) == [(short, long)]


@pytest.mark.parametrize(
    ("row", "short", "long"),
    [
        ("BMH: Bridge mediation hub", "BMH", "Bridge mediation hub"),
        ("BMH \u2013 Bridge mediation hub", "BMH", "Bridge mediation hub"),
        ("• BMH: bridge mediation hub, open on weekdays", "BMH", "bridge mediation hub"),
        ("BMH; Meaning: Bridge mediation hub; Since: 2020", "BMH", "Bridge mediation hub"),
    ],
)
def test_a_row_that_fits_its_letters_needs_no_heading(row: str, short: str, long: str) -> None:
    assert learned(row) == [(short, long)]


def test_under_a_glossary_heading_a_space_is_enough() -> None:
    assert learned("BMH Bridge mediation hub") == []
    assert learned("BMH Bridge mediation hub", heading="Abbreviations") == [
        ("BMH", "Bridge mediation hub")
    ]


def test_under_a_glossary_heading_a_meaning_need_not_fit_its_letters() -> None:
    row = "ECHO: Weekly meeting of carers, which meets at the hall"
    assert learned(row) == []
    assert learned(row, heading="Appendix B. Glossary") == [("ECHO", "Weekly meeting of carers")]


def test_two_abbreviations_in_one_row_have_a_meaning_each() -> None:
    assert learned("CLA, CiC: Children looked after, children in care") == [
        ("CLA", "Children looked after"),
        ("CiC", "children in care"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Visits were late (See page 4).",
        "The letter was sent (SEND) on Monday.",
        "We met the Chair (Ann Lee HMI).",
        "It rose in quarter two (Q2).",
        "Staff left. Early help hubs remain; the county (EHH) paid.",
        "The hub (the Partnership) is open.",
        "NOTE: nothing else is known",
    ],
)
def test_what_only_looks_like_an_explanation_is_left_alone(text: str) -> None:
    assert learned(text) == []


def test_the_first_explanation_counts_and_its_place_is_kept() -> None:
    texts = ("Nothing here.", "Our early help hub (EHH) opened.", "Early help hubs (EHHs) thrive.")
    (one,) = find_abbreviations(map(PassageInput, texts))
    assert (one.short, one.long, one.passage) == ("EHH", "early help hub", 1)
    assert texts[1][slice(*one.span)] == "early help hub (EHH"


def test_two_meanings_of_one_abbreviation_are_kept_apart() -> None:
    assert learned("A child protection plan (CPP).", "The corporate parenting panel (CPP).") == [
        ("CPP", "child protection plan"),
        ("CPP", "corporate parenting panel"),
    ]


def test_spellings_of_one_meaning_are_no_conflict() -> None:
    assert same_meaning("young offender institutions", "Young Offenders\u2019 Institute")
    assert not same_meaning("child protection plan", "corporate parenting panel")
