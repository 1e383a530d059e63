"""From a search as its address says it to the index and back."""

from dataclasses import replace

from flask import url_for

from app.search.params import SearchParams
from app.search.reading import readable
from app.wiring import Workplace
from indexer.answer import Answer, Question, answer, find_all
from indexer.saved import among_documents
from indexer.search.base import SearchEngine


def build_question(params: SearchParams, place: Workplace) -> Question:
    """Return the question to put to the index.

    Its words are put right where they cannot be read, and the documents that came in late
    are told.
    """
    question = replace(params.question(), text=readable(params.text, place))
    if params.added is None:
        return question
    return among_documents(question, place.store.documents_added_since(params.added))


def address_of(params: SearchParams) -> str:
    """Return the address of a search."""
    return url_for("search.results") + params.query()


def ask(
    params: SearchParams,
    place: Workplace,
    *,
    limit: int | None = None,
    engine: SearchEngine | None = None,
) -> Answer:
    """Answer a search, with the hits of its page or the first ``limit``.

    Raises:
        SearchIndexError: the index is missing or damaged.
    """
    question = build_question(params, place)
    if limit is not None:
        question = replace(question, limit=limit, offset=0)
    engine = engine or place.engine()
    return answer(
        question,
        store=place.store,
        engine=engine,
        taxonomy=place.taxonomy,
        meaning=place.meaning,
    )


def ask_for_all(params: SearchParams, place: Workplace) -> tuple[str, ...]:
    """Return the ids of all passages that answer a search, in its order.

    Raises:
        SearchIndexError: the index is missing or damaged.
    """
    question = build_question(params, place)
    return find_all(question, engine=place.engine(), taxonomy=place.taxonomy, meaning=place.meaning)
