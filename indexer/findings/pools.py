"""The passages that may be evidence, read once for each authority and held ready."""

from collections.abc import Sequence

from indexer.findings.linking import Dated, Pool
from indexer.findings.papers import papers_of
from indexer.store.repository import Store


class Pools:
    """What may be evidence in a store, by authority.

    It does not depend on what people say of findings, so it may be held when they do.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: dict[str | None, tuple[frozenset[str], Pool, Sequence[Dated]]] = {}

    def of(self, authority: str | None, findings: frozenset[str]) -> tuple[Pool, Sequence[Dated]]:
        """Return the passages of an authority's papers, and the papers.

        Args:
            authority: None: those of papers that name none.
            findings: ids of passages that are findings themselves, of the whole store; it is
                read anew when they are others.
        """
        made = self._made.get(authority)
        if made is None or made[0] != findings:
            papers = papers_of(self._store, authority)
            passages = {
                paper.document.id: tuple(self._store.passages(document=paper.document.id))
                for paper in papers
            }
            made = self._made[authority] = findings, Pool.of(papers, passages, findings), papers
        return made[1], made[2]
