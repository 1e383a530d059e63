"""The use case of searching: a question in words, passages with their reasons out."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from indexer.abbreviations import Meanings, Name
from indexer.model import Definition, Document, Passage
from indexer.ranking.best import Best, Place, best, nearest
from indexer.ranking.matching import FEW, matching
from indexer.ranking.meaning import Meaning
from indexer.ranking.understanding import Understood, understand
from indexer.search.base import SearchEngine, SearchRequest, Sort
from indexer.search.choices import choices_for
from indexer.search.expand import Origin
from indexer.search.fields import indexed_text
from indexer.search.learned import names_in
from indexer.search.query import Node, Problem
from indexer.search.snippet import Snippet, match_spans, matched_names, snippet
from indexer.search.suggest import lacking, suggest
from indexer.store.abbreviations import Learned
from indexer.store.repository import Store
from indexer.why import Reasons, Why
from nlp.questions import Gist
from nlp.taxonomy import Taxonomy
from nlp.types import Span

__all__ = ["FEW", "Answer", "Hit", "Meaning", "Question", "answer", "find_all"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks.

    Attributes:
        text: query in the query language; empty means everything.
        filters: facet name to accepted values.
        since, until: bounds on the document's date, both included.
        without: other forms that are not to be searched for as well, in any letters.
        forgiving: read a query with mistakes as well as it can be read; else it is refused.
    """

    text: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0
    without: Sequence[str] = ()
    forgiving: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers, with the document it stands in and why it matched.

    Attributes:
        spans: matched words in the passage's text.
        snippet: the densest part of the text, for a list of hits.
        meanings: abbreviations by whose meaning it matched, as its document explains them.
        why: the reasons it was found for.
        folded: ids of further matches that say the same, and are not hits of their own.
        more_in_document: matches of its document among the best that stand below it.
    """

    passage: Passage
    document: Document
    score: float
    spans: tuple[Span, ...]
    snippet: Snippet
    meanings: tuple[Definition, ...] = ()
    why: Why = field(default_factory=Why)
    folded: tuple[str, ...] = ()
    more_in_document: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    Attributes:
        total: all matches.
        took: milliseconds.
        node: the query as read, before expansion; None for an empty one.
        expanded: other forms that were also searched.
        relaxed: few passages have all the words, so some of them sufficed.
        none_complete: no passage has them all.
        nowhere: words of the query that stand in no paper; looked for where few have all.
        learned: abbreviations for names in the query, or what such stand for, each searched
            for in the documents that explain it; what most of them explain comes first.
        folded: how many of all matches are folded under hits, so that so many fewer are listed.
        gist: what the question was read as being about.
        problems: what made no sense in the query, and how it was read all the same.
        suggestion: the query with misspelt words put right; None if nothing is to correct.
        origins: the other forms with the words they stand for.
        left_out: other forms that were switched off.
    """

    total: int
    took: float
    node: Node | None
    expanded: tuple[str, ...]
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    relaxed: bool
    learned: tuple[Learned, ...] = ()
    folded: int = 0
    gist: Gist = field(default_factory=Gist)
    problems: tuple[Problem, ...] = ()
    suggestion: str | None = None
    origins: tuple[Origin, ...] = ()
    left_out: tuple[str, ...] = ()
    none_complete: bool = False
    nowhere: tuple[str, ...] = ()


def answer(
    question: Question,
    *,
    store: Store,
    engine: SearchEngine,
    taxonomy: Taxonomy,
    meaning: Meaning | None = None,
) -> Answer:
    """Search the index and read the passages found from the store.

    Args:
        question: what is asked.
        store: where the passages are.
        engine: what finds them.
        taxonomy: its synonyms are searched for as well.
        meaning: finds passages that mean the same; None: only words and themes do.

    Raises:
        QueryError: the query cannot be read.
        SearchIndexError: the index is damaged.
    """
    began = time.perf_counter()
    understood = _understood(question, taxonomy, engine)
    found = best(understood, _request(question), store=store, engine=engine, meaning=meaning)
    expansion = understood.expansion
    few = found.relaxed is not None or not found.places
    return Answer(
        hits=_read_hits(found, understood, store),
        total=found.result.total,
        node=understood.node,
        expanded=expansion.added if expansion else (),
        facets=found.result.facets,
        relaxed=found.relaxed is not None,
        learned=_learned(understood, store),
        folded=found.folded,
        gist=understood.gist,
        problems=understood.problems,
        suggestion=suggest(understood.node, engine.words, few=few),
        origins=expansion.origins if expansion else (),
        left_out=tuple(one.form for one in expansion.left_out) if expansion else (),
        none_complete=found.relaxed is not None and not found.relaxed.complete,
        nowhere=lacking(understood.node, engine.words) if found.relaxed else (),
        took=(time.perf_counter() - began) * 1000,
    )


def find_all(
    question: Question,
    *,
    engine: SearchEngine,
    taxonomy: Taxonomy,
    meaning: Meaning | None = None,
) -> tuple[str, ...]:
    """Return the ids of all passages that match, in the order of the question.

    Every match is there, however like another; ``limit`` and ``offset`` do not count. Their
    number is that of :func:`answer`; their order is that of words and themes.

    Raises:
        QueryError: the query cannot be read.
        SearchIndexError: the index is damaged.
    """
    understood = _understood(question, taxonomy, engine)
    none = replace(_request(question), limit=0, offset=0, faceted=False)
    near = nearest(understood, meaning) if question.sort is Sort.RELEVANCE else {}
    request, result, _ = matching(understood, none, engine, near=tuple(near))
    if not result.total:
        return ()
    found = engine.search(replace(request, limit=result.total, faceted=False))
    return tuple(hit.passage for hit in found.hits)


def _understood(question: Question, taxonomy: Taxonomy, engine: SearchEngine) -> Understood:
    return understand(
        question.text,
        taxonomy,
        choices=choices_for(question.text, taxonomy, engine),
        without=question.without,
        forgiving=question.forgiving,
    )


def _request(question: Question) -> SearchRequest:
    return SearchRequest(
        node=None,
        filters=question.filters,
        since=question.since,
        until=question.until,
        sort=question.sort,
        limit=question.limit,
        offset=question.offset,
    )


def _learned(understood: Understood, store: Store) -> tuple[Learned, ...]:
    """Return the learned abbreviations that a question touches and that are no news beside it."""
    if understood.node is None or understood.expansion is None:
        return ()
    names = names_in(understood.node)
    told = names | {indexed_text(form) for form in understood.expansion.added}
    return tuple(
        one for one in store.learned(names) if not {one.short_terms, one.long_terms} <= told
    )


def _read_hits(found: Best, understood: Understood, store: Store) -> tuple[Hit, ...]:
    passages = store.passages_by_id([place.passage for place in found.places])
    documents = store.documents_by_id(passage.document for passage in passages.values())
    meanings = {id_: Meanings(document.abbreviations) for id_, document in documents.items()}
    reasons = Reasons(understood.wide, understood.gist, titles=found.relaxed is not None)
    hits = []
    for place in found.places:
        passage = passages.get(place.passage)
        if passage is None:
            log.warning("The index names passage %s, which the store lacks", place.passage)
            continue
        if document := documents.get(passage.document):
            names = meanings[document.id].names_of(passage)
            hits.append(_hit(place, passage, document, names, understood.wide, reasons))
    return tuple(hits)


def _hit(
    place: Place,
    passage: Passage,
    document: Document,
    names: Sequence[Name],
    node: Node | None,
    reasons: Reasons,
) -> Hit:
    spans = match_spans(passage.text, node, names)
    return Hit(
        passage=passage,
        document=document,
        score=place.score,
        spans=spans,
        snippet=snippet(passage.text, spans),
        meanings=tuple(name.definition for name in matched_names(node, names)),
        why=reasons.of(passage, spans, title=document.metadata.title or "", meaning=place.meaning),
        folded=place.folded,
        more_in_document=place.more,
    )
