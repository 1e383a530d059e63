"""Files that change and change back, indexed in real runs."""

from pathlib import Path

from indexer.home import Home
from indexer.ingest import ingest
from indexer.search.lifecycle import open_current
from indexer.store.repository import Store
from tests.papers import STRATEGY, write_pdf

LATER = "Kinship carers now meet their worker within five days of the placement."


def write(papers: Path, text: str, home: Home) -> str:
    """Write a text into the report, index it and return its document's id."""
    write_pdf(papers / "report.pdf", text)
    ingest([papers], home=home)
    with Store.open(home.store) as store:
        found = store.entry(str((papers / "report.pdf").resolve()))
    assert found
    assert found.document
    return found.document


def searchable(home: Home) -> int:
    engine = open_current(home.search)
    try:
        return engine.count()
    finally:
        engine.close()


def test_the_old_version_of_a_changed_file_stays_in_the_store(papers: Path, home: Home) -> None:
    old = write(papers, STRATEGY, home)
    write(papers, LATER, home)
    with Store.open(home.store) as store:
        assert STRATEGY in {passage.text for passage in store.passages(document=old)}
        assert old not in {document.id for document in store.documents()}


def test_the_old_version_of_a_changed_file_is_not_searchable(papers: Path, home: Home) -> None:
    write(papers, LATER, home)
    before = searchable(home)
    write(papers, STRATEGY, home)
    write(papers, LATER, home)
    assert searchable(home) == before


def test_content_that_comes_back_is_current_once(papers: Path, home: Home) -> None:
    first = write(papers, STRATEGY, home)
    before = searchable(home)
    write(papers, LATER, home)
    assert write(papers, STRATEGY, home) == first
    with Store.open(home.store) as store:
        assert [d.id for d in store.documents() if d.path.endswith("report.pdf")] == [first]
        assert len(store.versions(str((papers / "report.pdf").resolve()))) == 3
    assert searchable(home) == before
