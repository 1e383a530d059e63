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
