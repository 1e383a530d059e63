"""Passages are replaced one by one in the index, whichever engine keeps it."""

from pathlib import Path

import pytest

from indexer.search.base import SearchEngine, SearchRecord, SearchRequest
from indexer.search.engines import open_engine


def record(number: int, theme: str) -> SearchRecord:
    return SearchRecord(f"doc-{number}", "doc", "visit", "", {"theme": (theme,)})


def themes(engine: SearchEngine) -> dict[str, int]:
    return dict(engine.search(SearchRequest(None)).facets["theme"])


@pytest.mark.parametrize("name", ["tantivy", "whoosh"])
def test_a_passage_is_replaced_and_its_neighbours_stay(name: str, tmp_path: Path) -> None:
    engine = open_engine(name, tmp_path / name, create=True)
    engine.add(record(number, "visits") for number in range(1, 13))
    engine.commit()
    engine.remove_passages(["doc-1", "doc-none"])
    engine.add([record(1, "kinship-care")])
    engine.commit()
    assert themes(engine) == {"visits": 11, "kinship-care": 1}
    assert engine.count() == 12
    engine.close()
