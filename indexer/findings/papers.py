"""Which papers may hold evidence for an authority's findings, and of which day they are."""

import re
from collections.abc import Iterable
from datetime import date

from indexer.findings.linking import Dated
from indexer.model import Document
from indexer.store.repository import Store

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def papers_of(store: Store, authority: str | None) -> list[Dated]:
    """Return the current papers of an authority and its partnerships, with their days.

    A paper that names no authority counts where it names this one in its text, and where
    no paper of the whole store names another: then the store is one council's.
    """
    documents = store.documents()
    named = {d.metadata.authority for d in documents if d.metadata.authority}
    own = [d for d in documents if d.metadata.authority == authority]
    if authority is not None:
        nameless = [d for d in documents if d.metadata.authority is None]
        mentioning = set() if named == {authority} else store.documents_naming(authority)
        own += [d for d in nameless if named == {authority} or d.id in mentioning]
    return [dated for document in own if (dated := _dated(document))]


def _dated(document: Document) -> Dated | None:
    """Return a paper with its day; None where not even the year can be told.

    A paper that states no day is put at the end of the year in its file's name.
    """
    day = document.metadata.dated
    if day is not None:
        return Dated(document, day)
    years = _years(document.path)
    return Dated(document, date(max(years), 12, 31), estimated=True) if years else None


def _years(path: str) -> list[int]:
    name = re.split(r"[/\\]", path)[-1]
    return [int(year) for year in _YEAR.findall(name)]


def newest(papers: Iterable[Dated]) -> date | None:
    """Return the day of the newest paper."""
    return max((paper.day for paper in papers), default=None)
