"""The use case of searching: a question in words, passages with their reasons out."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from indexer.abbreviations import Meanings
from indexer.model import Definition, Document, Passage
from indexer.search.base import SearchEngine, SearchRequest, SearchResult, Sort
from indexer.search.expand import Expansion, expand
from indexer.search.fields import indexed_text
from indexer.search.learned import names_in
from indexer.search.query import AllOf, Node, parse
from indexer.search.relax import some_of, without_function_words
from indexer.search.snippet import Snippet, match_spans, matched_names, snippet
from indexer.store.abbreviations import Learned
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy
from nlp.types import Span

log = logging.getLogger(__name__)

FEW = 5
"""Fewer full matches than this and passages with only some of the words are shown too."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks.

    Attributes:
        text: query in the query language; empty means everything.
        filters: facet name to accepted values.
        since, until: bounds on the document's date, both included.
        without: other forms that are not to be searched for as well, in any letters.
    """

    text: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    without: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers, with the document it stands in and why it matched.

    Attributes:
        spans: matched words in the passage's text.
        snippet: the densest part of the text, for a list of hits.
        meanings: abbreviations by whose meaning it matched, as its document explains them.
    """

    passage: Passage
    document: Document
    score: float
    spans: tuple[Span, ...]
    snippet: Snippet
    meanings: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    Attributes:
        total: all matches.
        took: milliseconds.
        node: the query as read, before expansion; None for an empty one.
        expanded: other forms that were also searched.
        left_out: those that would have been, had they not been switched off.
        relaxed: few passages have all the words, so some of them sufficed.
        learned: abbreviations for names in the query, or what such stand for, each searched
            for in the documents that explain it; what most of them explain comes first.
    """

    total: int
    took: float
    node: Node | None
    expanded: tuple[str, ...]
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    relaxed: bool
    learned: tuple[Learned, ...] = ()
    left_out: tuple[str, ...] = ()


def answer(question: Question, *, store: Store, engine: SearchEngine, taxonomy: Taxonomy) -> Answer:
    """Search the index and read the passages found from the store.

    Raises:
        QueryError: the query cannot be read.
        SearchIndexError: the index is damaged.
    """
    began = time.perf_counter()
    node = parse(question.text)
    wide, expansion = _widened(node, question, taxonomy)
    added = expansion.added if expansion else ()
    result, relaxed = _find(wide, question, engine)
    hits = _read_hits(result, wide, store)
    return Answer(
        total=result.total,
        took=(time.perf_counter() - began) * 1000,
        node=node,
        expanded=added,
        hits=hits,
        facets=result.facets,
        relaxed=relaxed,
        learned=_learned(node, added, store),
        left_out=tuple(one.form for one in expansion.left_out) if expansion else (),
    )


def find_all(question: Question, *, engine: SearchEngine, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the ids of all passages that match, in the order of the question.

    Every match is there, however like another; ``limit`` and ``offset`` do not count.

    Raises:
        QueryError: the query cannot be read.
        SearchIndexError: the index is damaged.
    """
    node, _ = _widened(parse(question.text), question, taxonomy)
    total = _find(node, replace(question, limit=0, offset=0), engine)[0].total
    if not total:
        return ()
    result, _ = _find(node, replace(question, limit=total, offset=0), engine)
    return tuple(hit.passage for hit in result.hits)


def _widened(
    node: Node | None, question: Question, taxonomy: Taxonomy
) -> tuple[Node | None, Expansion | None]:
    if node is None:
        return None, None
    expansion = expand(node, taxonomy.synonyms, without=frozenset(question.without))
    # Last, because "children in care" is one form and must keep its "in" till then.
    return without_function_words(expansion.node), expansion


def _learned(node: Node | None, added: Sequence[str], store: Store) -> tuple[Learned, ...]:
    """Return the learned abbreviations that a question touches and that are no news beside it."""
    if node is None:
        return ()
    names = names_in(node)
    told = names | {indexed_text(form) for form in added}
    return tuple(
        one for one in store.learned(names) if not {one.short_terms, one.long_terms} <= told
    )


def _find(node: Node | None, question: Question, engine: SearchEngine) -> tuple[SearchResult, bool]:
    request = SearchRequest(
        node=node,
        filters=question.filters,
        since=question.since,
        until=question.until,
        sort=question.sort,
        limit=question.limit,
        offset=question.offset,
    )
    result = engine.search(request)
    if result.total >= FEW or not isinstance(node, AllOf):
        return result, False
    wider = engine.search(replace(request, node=some_of(node)))
    return (wider, True) if wider.total > result.total else (result, False)


def _read_hits(result: SearchResult, node: Node | None, store: Store) -> tuple[Hit, ...]:
    passages = store.passages_by_id([hit.passage for hit in result.hits])
    documents: dict[str, Document | None] = {}
    meanings: dict[str, Meanings] = {}
    hits = []
    for found in result.hits:
        passage = passages.get(found.passage)
        if passage is None:
            log.warning("The index names passage %s, which the store lacks", found.passage)
            continue
        if passage.document not in documents:
            documents[passage.document] = store.document(passage.document)
        document = documents[passage.document]
        if document is None:
            continue
        if document.id not in meanings:
            meanings[document.id] = Meanings(document.abbreviations)
        names = meanings[document.id].names_of(passage)
        spans = match_spans(passage.text, node, names)
        hits.append(
            Hit(
                passage=passage,
                document=document,
                score=found.score,
                spans=spans,
                snippet=snippet(passage.text, spans),
                meanings=tuple(name.definition for name in matched_names(node, names)),
            )
        )
    return tuple(hits)
