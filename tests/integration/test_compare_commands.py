"""The commands ``sightline figures``, ``claims`` and ``comparators``."""

import json

import pytest
from click.testing import CliRunner

from app.cli import main
from indexer.council.model import Council
from indexer.store.repository import Store
from tests.counting import CLAIM, COUNTY, JUDGED, LETTER, NEIGHBOUR, PRAISED, build_counting


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return build_counting(tmp_path_factory.mktemp("commands"))


def run(home, *words, status=0):
    command, *options = words
    answer = CliRunner().invoke(main, [command, "--home", str(home.path), *options])
    assert answer.exit_code == status, answer.output
    return answer.stdout if status == 0 else answer.stderr


def listed(home, *words):
    return json.loads(run(home, *words, "--format", "json"))


def test_figures_give_every_statement_with_its_source(home):
    (line,) = listed(home, "figures")
    assert [(one["value"], one["period"]) for one in line["statements"]] == [
        (91, "2020-04/2021-03"),
        (89, "2021-04/2022-03"),
        (86, "2021-04/2022-03"),
    ]


def test_figures_tell_what_does_not_agree(home):
    (line,) = listed(home, "figures", "--conflicts")
    assert [one["values"] for one in line["conflicts"]] == [[89, 86]]


def test_figures_for_a_person_say_what_does_not_agree(home):
    assert "does not agree: 89 against 86 for 2021/22" in run(home, "figures")


@pytest.mark.parametrize("command", ["figures", "claims"])
def test_a_paper_that_names_no_authority_is_said_to_be_left_out(home, command):
    answer = CliRunner().invoke(main, [command, "--home", str(home.path)])
    assert "1 paper names no authority and is left out" in answer.stderr
    assert "give the name of the council" in answer.stderr


def test_a_paper_that_names_no_authority_is_the_councils_own_once_that_has_a_name(tmp_path):
    home = build_counting(tmp_path)
    with Store.open(home.store) as store:
        store.set_council(Council(f"{COUNTY} Council", "evidence@vale.gov.uk"), who="test")
    (line,) = listed(home, "figures", "--conflicts")
    assert [one["values"] for one in line["conflicts"]] == [[89, 86], [95, 91]]


def test_claims_give_both_sides(home):
    (theme,) = [one for one in listed(home, "claims") if one["theme"] == "neglect"]
    (clash,) = theme["over_claims"]
    assert (clash["claim"]["text"], clash["against"][0]["text"]) == (CLAIM, JUDGED)


def test_claims_of_an_authority_without_any_name_those_there_are(home):
    assert COUNTY in run(home, "claims", "--authority", NEIGHBOUR, status=2)


def test_comparators_give_words_of_praise_with_authority_and_page(home):
    (report,) = listed(home, "comparators", "neglect", "--without", COUNTY)
    (said,) = report["praised"]
    assert (report["authority"], said["text"], said["page"]) == (NEIGHBOUR, PRAISED, 1)


def test_comparators_for_a_person_tell_praise_from_fault(home):
    told = run(home, "comparators", "neglect", "--authority", COUNTY)
    assert f"faulted, page 1: {JUDGED}" in told
    assert LETTER not in told


@pytest.mark.parametrize(
    "words", [("comparators", "nothing-such"), ("claims", "--theme", "nothing-such")]
)
def test_a_theme_that_there_is_not_names_those_there_are(home, words):
    assert "neglect" in run(home, *words, status=2)
