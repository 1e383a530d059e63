"""What the search is measured beside: it must be asked the same of the same passages."""

from pathlib import Path

import pytest

from indexer.home import Home
from indexer.ingest import Summary
from indexer.model import Document, Passage
from indexer.search.records import records_of
from indexer.store.repository import Store
from tests.bench.lifelike import Lifelike
from tests.bench.references import BareTantivy, Fts5
from tests.bench.searching import QUERIES, plain_node

Made = list[tuple[Document, list[Passage]]]


@pytest.fixture(scope="module")
def made(indexed: tuple[Home, Summary]) -> Made:
    """Two hundred passages drawn from those of four papers."""
    with Store.open(indexed[0].store) as store:
        return list(Lifelike(store).documents(200))


def test_as_many_passages_are_drawn_as_are_asked_for(made: Made) -> None:
    assert sum(len(passages) for _, passages in made) == 200


def test_every_drawn_passage_can_be_searched(made: Made) -> None:
    records = [one for document, passages in made for one in records_of(passages, document)]
    assert len({record.passage for record in records}) == 200


def test_both_references_find_as_many_passages(made: Made, tmp_path: Path) -> None:
    bare, fts5 = BareTantivy(tmp_path / "bare"), Fts5(tmp_path / "fts5.db")
    for document, passages in made:
        for record in records_of(passages, document):
            bare.add(record)
            fts5.add(record)
    bare.finish()
    fts5.finish()
    asked = [*QUERIES, "police", "supervision OR discussions", "strategy -police", '"two in three"']
    counts = {text: bare.search(plain_node(text)) for text in asked}
    assert counts == {text: fts5.search(plain_node(text)) for text in asked}
    assert counts["police"] > 0
