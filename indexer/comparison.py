"""The use case of comparing: one question, asked side by side of two or more voices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.answer import Answer, Meaning, Question, answer
from indexer.search.base import SearchEngine
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy

BY = ("speaker", "authority", "type")
"""Facets that columns can differ by."""

MOST_COLUMNS = 4
"""More columns do not fit a screen side by side."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one voice says: the value that sets it apart, and the answer among its passages."""

    value: str
    answer: Answer


def compare(
    question: Question,
    by: str,
    values: Sequence[str],
    *,
    store: Store,
    engine: SearchEngine,
    taxonomy: Taxonomy,
    meaning: Meaning | None = None,
) -> tuple[Column, ...]:
    """Answer a question once for each value of a facet.

    Args:
        question: asked of every column; what it chooses of the facet does not count.
        by: one of :data:`BY`.
        values: of that facet, at most :data:`MOST_COLUMNS`.

    Raises:
        QueryError: the query cannot be read.
        SearchIndexError: the index is damaged.
    """
    columns = []
    for value in tuple(dict.fromkeys(values))[:MOST_COLUMNS]:
        asked = replace(question, filters={**question.filters, by: (value,)})
        found = answer(asked, store=store, engine=engine, taxonomy=taxonomy, meaning=meaning)
        columns.append(Column(value, found))
    return tuple(columns)
