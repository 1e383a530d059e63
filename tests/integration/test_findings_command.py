"""The command ``sightline findings``, as another program calls it."""

import json

import pytest
from click.testing import CliRunner

from app.cli import main
from indexer.findings.register import load_register
from indexer.findings.saying import rate
from indexer.store.repository import Store
from tests.register import LATER, LETTER, PACE, VISITS, build_register

PROMISED = {
    "id",
    "document",
    "kind",
    "text",
    "page",
    "themes",
    "areas",
    "action_status",
    "impact_status",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = build_register(tmp_path_factory.mktemp("command"))
    with Store.open(made.store) as store:
        rate(store, load_register(store)[0].id, "action", "under-way", who="Ann")
    return made


def run(home, *options, status=0):
    answer = CliRunner().invoke(main, ["findings", "--home", str(home.path), *options])
    assert answer.exit_code == status, answer.output
    return answer.stdout if status == 0 else answer.stderr


def listed(home, *options):
    return json.loads(run(home, "--format", "json", *options))


def test_every_finding_carries_the_promised_fields(home):
    assert all(set(one) >= PROMISED for one in listed(home))


def test_findings_come_in_the_order_of_their_document(home):
    assert [one["text"] for one in listed(home)] == [PACE, VISITS]


def test_the_status_is_what_a_person_said_or_null(home):
    first, second = listed(home)
    assert (first["action_status"], first["impact_status"]) == ("under-way", None)
    assert (second["action_status"], second["impact_status"]) == (None, None)


def test_only_one_document_can_be_asked_for(home):
    assert listed(home, "--document", LATER) == []


def test_an_unknown_document_is_wrong_use(home):
    assert "No document has the id" in run(home, "--document", "c" * 12, status=2)


def test_only_one_kind_can_be_asked_for(home):
    assert listed(home, "--kind", "priority-action") == []


def test_with_evidence_come_suggestions_that_are_marked_as_such(home):
    first = listed(home, "--evidence")[0]
    assert first["evidence"][0]["passage"] == f"{LATER}-2"
    assert first["evidence"][0]["judgement"] is None
    assert set(first["suggested"]) == {"action", "impact"}


def test_only_findings_after_which_something_is_missing_can_be_asked_for(home):
    gaps = {one["text"]: one["gaps"] for one in listed(home, "--gaps")}
    assert gaps[VISITS] == ["nothing"]


def test_a_person_reads_where_a_finding_stands(home):
    assert f"2021-05-01  needs-improvement  A focused-visit-letter, page 1\n  {PACE}" in run(home)


def test_findings_are_listed_of_the_document_they_stand_in(home):
    assert {one["document"] for one in listed(home)} == {LETTER}
