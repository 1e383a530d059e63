"""A pack read from its file: each part is judged as the paper it is, and given as JSON."""

import pytest

from indexer.contract import document_json, passage_json
from indexer.extract.base import OcrMode
from indexer.model import LedgerEntry
from indexer.worker import Outcome, process
from nlp.types import Speaker

PACK = """
# Children and Families Committee

Date: Thursday 6 October 2022

# Agenda

1. Apologies for absence

2. Declarations of interests

3. Waiting times for assessments

4. Marlford Safeguarding Children Partnership annual report

# Item 3. Waiting times for assessments

Report of the Director of Children's Services

## 1. Purpose

To tell members that children wait for 12 days where they waited for 20.

# Appendix A. Marlford Safeguarding Children Partnership

## Annual report 2021/22

Three schools in four have a trained lead who knows what to do.
"""


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("pack")
    path = folder / "pack.md"
    path.write_text(PACK, encoding="utf-8")
    return process(str(path), "0" * 64, str(folder), OcrMode.OFF)


def test_what_a_partnership_reports_in_a_council_pack_are_its_own_words(outcome: Outcome) -> None:
    by_words = {p.text[:5]: p.annotation and p.annotation.speaker for p in outcome.passages}
    assert by_words["To te"] == Speaker.COUNCIL
    assert by_words["Three"] == Speaker.PARTNERSHIP


def test_json_of_a_pack_lists_its_parts(outcome: Outcome) -> None:
    given = document_json(entry(outcome), outcome.document, passages=len(outcome.passages))
    assert given["parts"][2] == {
        "number": 3,
        "title": "Appendix A. Marlford Safeguarding Children Partnership",
        "type": "safeguarding-partnership",
        "published": None,
        "first_page": 1,
        "last_page": 1,
    }


def test_json_of_a_pack_tells_the_words_its_date_was_read_from(outcome: Outcome) -> None:
    given = document_json(entry(outcome), outcome.document, passages=len(outcome.passages))
    assert given["evidence"]["published"] == {
        "quote": "Date: Thursday 6 October 2022",
        "page": 1,
    }


def test_json_of_a_passage_tells_its_part(outcome: Outcome) -> None:
    assert passage_json(outcome.passages[-1])["part"] == 3


def entry(outcome: Outcome) -> LedgerEntry:
    return LedgerEntry(
        outcome.path, outcome.sha256, 0, 0.0, outcome.status, outcome.stage, "0" * 12
    )
