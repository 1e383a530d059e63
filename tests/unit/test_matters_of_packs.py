"""A pack says which of its passages state a finding, and which were confirmed as evidence on it."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import openpyxl
import pytest

from indexer.findings.saying import judge, rate, remove_finding
from indexer.pack.building import build
from indexer.pack.choosing import add_findings, add_passages, begin_pack, take_newer
from indexer.pack.laying import lay_out
from indexer.pack.matters import marks
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from tests.register import (
    ANSWER,
    LATER,
    LETTER,
    PACE,
    VISITS,
    build_register,
    make_paper,
    make_passages,
    save,
)

WHO = "Ann"
PACE_ID, VISITS_ID, ANSWER_ID = f"{LETTER}-2", f"{LETTER}-3", f"{LATER}-2"
ON_PACE = "Evidence on the finding in passage 1: for, on action."


@pytest.fixture
def home(tmp_path):
    return build_register(tmp_path)


@pytest.fixture
def store(home):
    with Store.open(home.store) as opened:
        yield opened


def finding_of(store, passage):
    from indexer.findings.register import load_register

    return next(one.id for one in load_register(store) if passage in one.finding.passages)


def say(store, passage, judgement="confirmed"):
    told = {"scale": "action", "bearing": "supports", "who": WHO}
    judge(store, finding_of(store, PACE_ID), passage, judgement, **told)


@pytest.fixture
def pack(store):
    """A pack of two findings, one of them with evidence."""
    say(store, ANSWER_ID)
    made = begin_pack(store, "Pace", who=WHO)
    add_findings(store, made.id, [finding_of(store, one) for one in (PACE_ID, VISITS_ID)], who=WHO)
    return made.id


def marked(store, pack):
    taxonomy = load_taxonomy()
    laid = lay_out(store, pack, taxonomy)
    return {one.passage.text: marks(laid.matters, one, taxonomy) for one in laid.entries}


def test_a_finding_is_marked_with_its_evidence_or_that_there_is_none(store, pack):
    assert {text: lines[0].partition(". ")[2] for text, lines in marked(store, pack).items()} == {
        PACE: "Evidence on it in this pack: passage 2.",
        ANSWER: "",
        VISITS: "This pack holds no evidence on it that people confirmed.",
    }


def test_evidence_says_on_which_finding_and_how_a_person_judged_it(store, pack):
    assert marked(store, pack)[ANSWER] == [ON_PACE]


def test_a_finding_names_the_ratings_that_people_set(store, pack):
    rate(store, finding_of(store, PACE_ID), "action", "under-way", who=WHO)
    [line] = marked(store, pack)[PACE]
    assert "Action: under way. Evidence" in line


def test_evidence_chosen_by_itself_before_its_finding_is_marked_too(store):
    say(store, ANSWER_ID)
    pack = begin_pack(store, "Pace", who=WHO).id
    add_passages(store, pack, [ANSWER_ID], who=WHO)
    add_findings(store, pack, [finding_of(store, PACE_ID)], who=WHO)
    assert marked(store, pack)[ANSWER] == [ON_PACE.replace("passage 1", "passage 2")]


def test_what_people_took_back_is_marked_no_longer(store, pack):
    say(store, ANSWER_ID, "withdrawn")
    remove_finding(store, finding_of(store, VISITS_ID), who=WHO, note="No finding.")
    told = marked(store, pack)
    assert (told[ANSWER], told[VISITS]) == ([], [])


def renew_letter(store, pace):
    new = replace(make_paper(LETTER), id="e" * 12, sha256="e" * 64)
    save(store, new, make_passages(new.id, pace, VISITS))
    store.supersede([LETTER])


def test_a_finding_whose_passage_was_exchanged_for_a_newer_one_is_still_marked(store, pack):
    newer = PACE.replace("The pace", "The slow pace")
    renew_letter(store, newer)
    take_newer(store, store.items(pack)[0])
    assert marked(store, pack)[newer][0].startswith("Finding: ")


def test_word_and_register_tell_the_same_chain(home, store, pack):
    made = build(home, store, pack, who=WHO, undecided=True)
    with zipfile.ZipFile(home.path / "packs" / made.file) as archive:
        word = docx.Document(BytesIO(archive.read("pack.docx")))
        sheet = openpyxl.load_workbook(BytesIO(archive.read("register.xlsx"))).active
        items = json.loads(archive.read("manifest.json"))["items"]
    numbers = {item["passage"]: item["number"] for item in items}
    said = [paragraph.text for paragraph in word.paragraphs]
    assert ON_PACE in said
    head, *rows = sheet.iter_rows(values_only=True)
    columns = ("Finding", "Action", "Its evidence here", "Evidence on", "For or against")
    told = {row[0]: tuple(row[head.index(one)] for one in columns) for row in rows}
    when = "Focused visit letter, 1 May 2021"
    assert told == {
        numbers[PACE_ID]: (when, "Not rated", str(numbers[ANSWER_ID]), None, None),
        numbers[VISITS_ID]: (when, "Not rated", "None", None, None),
        numbers[ANSWER_ID]: (None, None, None, str(numbers[PACE_ID]), "For, on action"),
    }
