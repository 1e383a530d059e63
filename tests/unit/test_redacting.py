"""Taking out of a text what is to go, however its letters are made."""

import pytest

from indexer.pack.clean import Cleaner, find_key
from nlp.screen import screen


@pytest.mark.parametrize(
    "written",
    [
        "Tom Griffiths",
        "TOM  GRIFFITHS",
        "Tom Gri\ufb03ths",  # letters joined, as many a font does
        "Tom Grif\u00adfiths",  # a hyphen that is shown at the end of a line only
        "Tom Griff-\niths",
        "Tom Griff\u00ad\niths",
        "Tom\u00a0Griffiths",
        "Tom Griff\u200biths",
    ],
)
def test_a_name_goes_however_its_letters_are_made(written):
    cleaner = Cleaner(redacted={"tom griffiths": "name"})
    assert cleaner.clean(f"Caf\u00e9: {written} was seen.") == "Caf\u00e9: [name removed] was seen."


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("zo\u00eb o'neil", "Zoe\u0308 O\u02bcNeil"),
        ("zo\u00eb o'neil", "Zoe O\u2018Neil"),
        ("ann smith-jones", "Ann Smith\u2010Jones"),
        ("ann smith-jones", "Ann Smith\u2011Jones"),
        ("kai strasse", "Kai Stra\u00dfe"),
    ],
)
def test_accents_apostrophes_and_hyphens_hide_no_name(key, written):
    assert find_key(f"{written}.", key) == [(0, len(written))]


@pytest.mark.parametrize("name", ["Mr Gri\ufb03ths", "Ms Stra\u00dfe", "Mr \u0130lhan Kaya"])
def test_whatever_is_noticed_can_be_taken_out(name):
    [alarm] = screen(f"{name} visited.")
    assert Cleaner(redacted={alarm.key: "name"}).clean(f"{name} visited.") == (
        "[name removed] visited."
    )
    assert Cleaner(redacted={alarm.key: "name"}).still_says(f"{name} visited.") == alarm.key


def test_a_name_within_a_longer_one_stays():
    assert find_key("Mr Gri\ufb03thson", "mr griffiths") == []


@pytest.mark.parametrize(
    "written", ["Kelly_Marsden", "kelly-marsden", "KellyMarsden", "kelly.marsden", "KELLY MARSDEN"]
)
def test_a_name_goes_also_where_it_is_joined_up(written):
    cleaner = Cleaner(redacted={"kelly marsden": "name"})
    assert cleaner.clean(f"See audit_{written}_v2.docx") == "See audit_[name removed]_v2.docx"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("ava-mae thornton", "audit-Ava-Mae-Thornton.docx"),
        ("ava-mae thornton", "avamaethorntonaudit.docx"),
        ("ava-mae thornton", "AThornton2.docx"),
        ("kelly marsden", "audit_kelly_marsden_v2.docx"),
        ("kelly marsden", "Marsden-K-audit.docx"),
        ("kelly marsden", "KellyMarsden-visit.docx"),
        ("tom briggs", "tomvisit.docx"),
        ("t.b.", "audit-TB.docx"),
        ("zo\u00eb o'neil", "ZoeONeil.docx"),
        ("child a", "ChildA-review.docx"),
    ],
)
def test_a_file_is_known_to_say_a_part_of_a_name_however_it_is_joined(key, name):
    kind = "alias" if key == "child a" else "name"
    assert Cleaner(redacted={key: kind}).hints(name)


@pytest.mark.parametrize("key", ["ann marsden", "mr lee", "child a", "may", "apr jones"])
def test_a_file_that_only_happens_to_have_the_letters_keeps_its_name(key):
    kind = "alias" if key == "child a" else "name"
    cleaner = Cleaner(redacted={key: kind})
    assert not cleaner.hints("2022-annual-report-childrens-services-april.docx")


def test_a_month_stays_in_a_date_where_somebody_of_that_name_goes():
    cleaner = Cleaner(redacted={"may": "name"})
    assert cleaner.clean("On 9 May 2024 May was seen.") == "On 9 May 2024 [name removed] was seen."


def test_a_word_that_was_taken_for_a_name_stays_where_it_is_written_small():
    cleaner = Cleaner(redacted={"harbour": "name"})
    assert cleaner.clean("Harbour is by the harbour.") == "[name removed] is by the harbour."
