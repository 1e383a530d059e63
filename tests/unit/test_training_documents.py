import pytest

from indexer.model import FileStatus, LedgerEntry, Stage
from indexer.training import numbered
from nlp.classifier.examples import Example
from nlp.classifier.figures import describe
from nlp.classifier.labels import Labelled
from nlp.types import PassageInput

GIVEN = PassageInput("Visits are weekly.")


def labelled(document: str | None) -> Labelled:
    return Labelled("1", GIVEN, (), (), "context", mixed=False, document=document)


def entry(path: str, document: str) -> LedgerEntry:
    return LedgerEntry(path, "0" * 64, 1, 0.0, FileStatus.INDEXED, Stage.DONE, document=document)


LEDGER = [
    entry("/papers/2021/plan.pdf", "aaaaaaaaaaaa"),
    entry("/papers/2021/report.pdf", "bbbbbbbbbbbb"),
    entry("/papers/2022/report.pdf", "cccccccccccc"),
]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plan.pdf", "aaaaaaaaaaaa"),
        ("2022/report.pdf", "cccccccccccc"),
        ("report.pdf", "report.pdf"),
        ("n.pdf", "n.pdf"),
        (None, None),
    ],
)
def test_a_label_names_its_document_as_the_index_does(
    name: str | None, expected: str | None
) -> None:
    (row,) = numbered([labelled(name)], LEDGER)
    assert row.document == expected


def test_a_document_counts_once_on_the_card_also_where_its_type_is_told_in_two_ways() -> None:
    rows = [
        Example(GIVEN, (), "marlow vale", kind=kind, document="aaaaaaaaaaaa")
        for kind in (None, "improvement-plan")
    ]
    assert describe(rows)["documents"] == {"improvement-plan": 1}
