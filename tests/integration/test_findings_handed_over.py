"""Findings are read where a file is read; the store's passages must give the same."""

from indexer.findings.deriving import findings_in
from indexer.home import Home
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy


def test_findings_that_readers_hand_over_are_those_of_the_stored_passages(
    sample_home: Home,
) -> None:
    taxonomy = load_taxonomy()
    with Store.open(sample_home.store) as store:
        papers = store.documents()
        kept = store.findings(paper.id for paper in papers)
        again = {paper.id: list(findings_in(store, paper, taxonomy)) for paper in papers}
    assert kept == {paper: found for paper, found in again.items() if found} != {}
