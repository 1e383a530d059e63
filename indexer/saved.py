"""The use case of saved searches: keeping a question, and telling what came in since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from indexer.answer import Meaning, Question, answer
from indexer.errors import QueryError
from indexer.search.base import FACETS, SearchEngine, Sort
from indexer.store.repository import Store
from indexer.store.searches import Narrowed, SavedSearch
from nlp.taxonomy import Taxonomy

_FILTERS = (*FACETS, "document")

_NONE = "none"
"""Id of no document: nothing is among no documents."""


@dataclass(frozen=True, slots=True)
class News:
    """What a saved search finds.

    Attributes:
        new: how many of the passages are of documents that came in after ``since``.
        since: when it was last opened, in UTC.
    """

    total: int
    new: int
    since: datetime


def narrowed_of(question: Question) -> Narrowed:
    """Return what narrows a question and how it is ordered, to be kept with its words."""
    filters = question.filters
    kept = {name: tuple(filters[name]) for name in _FILTERS if filters.get(name)}
    if question.without:
        kept["without"] = tuple(question.without)
    if question.since:
        kept["since"] = (question.since.isoformat(),)
    if question.until:
        kept["until"] = (question.until.isoformat(),)
    if question.sort is not Sort.RELEVANCE:
        kept["sort"] = (question.sort.value,)
    return kept


def question_of(saved: SavedSearch) -> Question:
    """Return the question that a saved search asks."""
    kept = saved.narrowed
    return Question(
        text=saved.text,
        filters={name: kept[name] for name in _FILTERS if kept.get(name)},
        without=tuple(kept.get("without", ())),
        since=date.fromisoformat(kept["since"][0]) if "since" in kept else None,
        until=date.fromisoformat(kept["until"][0]) if "until" in kept else None,
        sort=Sort(kept["sort"][0]) if "sort" in kept else Sort.RELEVANCE,
    )


def among_documents(question: Question, documents: Sequence[str]) -> Question:
    """Return a question asked of some documents only, of those it was asked of before."""
    before = question.filters.get("document")
    wanted = [id_ for id_ in documents if before is None or id_ in before] or [_NONE]
    return replace(question, filters={**question.filters, "document": wanted})


def news_of(
    saved: SavedSearch,
    *,
    store: Store,
    engine: SearchEngine,
    taxonomy: Taxonomy,
    meaning: Meaning | None = None,
) -> News:
    """Count what a saved search finds, and what of it came in since it was last opened.

    Raises:
        QueryError: the query cannot be read any more.
        SearchIndexError: the index is damaged.
    """

    def count(question: Question) -> int:
        asked = replace(question, limit=0)
        found = answer(asked, store=store, engine=engine, taxonomy=taxonomy, meaning=meaning)
        return found.total

    question = question_of(saved)
    late = store.documents_added_since(saved.opened)
    return News(
        total=count(question),
        new=count(among_documents(question, late)) if late else 0,
        since=saved.opened,
    )


def news_or_none(
    saved: SavedSearch,
    *,
    store: Store,
    engine: SearchEngine,
    taxonomy: Taxonomy,
    meaning: Meaning | None = None,
) -> News | None:
    """Do as :func:`news_of` does; None where the query cannot be read any more."""
    try:
        return news_of(saved, store=store, engine=engine, taxonomy=taxonomy, meaning=meaning)
    except QueryError:
        return None
