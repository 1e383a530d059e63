"""A pack read from its file: each part is judged as the paper it is, and given as JSON."""

import pytest

from indexer.contract import document_json, passage_json
from indexer.extract.base import Options
from indexer.model import Document, FileStatus, LedgerEntry, Passage, Stage
from indexer.worker import annotate, read
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


Pack = tuple[Document, tuple[Passage, ...]]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("pack")
    path = folder / "pack.md"
    path.write_text(PACK, encoding="utf-8")
    document, passages = read(path, "0" * 64, Options())
    return document, annotate(document, passages, folder)


def test_what_a_partnership_reports_in_a_council_pack_are_its_own_words(pack: Pack) -> None:
    by_words = {p.text[:5]: p.annotation and p.annotation.speaker for p in pack[1]}
    assert by_words["To te"] == Speaker.COUNCIL
    assert by_words["Three"] == Speaker.PARTNERSHIP


def test_json_of_a_pack_lists_its_parts(pack: Pack) -> None:
    given = listed(pack)
    assert given["parts"][2] == {
        "number": 3,
        "title": "Appendix A. Marlford Safeguarding Children Partnership",
        "type": "safeguarding-partnership",
        "published": None,
        "first_page": 1,
        "last_page": 1,
    }


def test_json_of_a_pack_tells_the_words_its_date_was_read_from(pack: Pack) -> None:
    given = listed(pack)
    assert given["evidence"]["published"] == {
        "quote": "Date: Thursday 6 October 2022",
        "page": 1,
    }


def test_json_of_a_passage_tells_its_part(pack: Pack) -> None:
    assert passage_json(pack[1][-1])["part"] == 3


def listed(pack: Pack) -> dict[str, object]:
    document, passages = pack
    entry = LedgerEntry(
        document.path, document.sha256, 0, 0.0, FileStatus.INDEXED, Stage.DONE, document.id
    )
    return document_json(entry, document, passages=len(passages))
