"""The use case of finding more like a passage: by its telling words, its labels, its meaning."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.answer import Hit
from indexer.model import Document, Passage
from indexer.ranking.meaning import Meaning, fused
from indexer.search.analysis import analyse
from indexer.search.base import SearchEngine, SearchRequest
from indexer.search.nodes import AllOf, AnyOf, Boosted, Field, Ids, Node, Not, Weighted, Word
from indexer.search.relax import FUNCTION_WORDS
from indexer.search.snippet import match_spans, snippet
from indexer.store.repository import Store

MOST_WORDS = 12
"""Telling words that are looked for. Few passages have more that tell anything: the rest are
the words of every report."""

FEWEST_LETTERS = 3

RAREST = 2
"""Passages that must have a word, the one asked about among them, for it to find others."""

THEME_WEIGHT = 2.0
STANCE_WEIGHT = 1.0
"""What a shared theme and a shared stance add to a score. A word that one passage in a hundred
has adds about 4; so a theme never outweighs the words, and decides between equals."""


CONSIDERED = 100
"""Passages by words, and as many by meaning, from which the likest are taken."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What is like a passage.

    Attributes:
        words: those looked for, as the passage writes them, the most telling first.
        hits: others that have some of them or mean the same, the likest first.
    """

    words: tuple[str, ...]
    hits: tuple[Hit, ...]


def more_like(
    passage: Passage,
    *,
    store: Store,
    engine: SearchEngine,
    meaning: Meaning | None = None,
    limit: int = 20,
) -> Alike:
    """Find passages that speak of the same.

    Those that say the very same, or nearly, are left out: they are told as copies.

    Args:
        passage: the one asked about.
        store: where passages are.
        engine: what finds them.
        meaning: finds those that mean the same; None: only words and labels do.
        limit: how many to return.

    Raises:
        SearchIndexError: the index is damaged.
    """
    words = telling_words(passage.text, engine)
    near = meaning.nearest(passage.text, CONSIDERED) if meaning else []
    if not words and not near:
        return Alike((), ())
    known = (passage.id, *(twin.passage for twin in store.twins(passage.id)))
    node = _likeness(words, tuple(id_ for id_, _ in near), passage, known)
    found = engine.search(SearchRequest(node=node, limit=CONSIDERED, faceted=False))
    scores = [(hit.passage, hit.score) for hit in found.hits]
    if meaning and near:
        scores = fused(scores, meaning.cosines(passage.text, [id_ for id_, _ in scores]))
    return Alike(words, _hits(scores[:limit], node, store))


def _hits(scores: Sequence[tuple[str, float]], node: Node, store: Store) -> tuple[Hit, ...]:
    passages = store.passages_by_id(id_ for id_, _ in scores)
    documents: dict[str, Document | None] = {}
    hits = []
    for id_, score in scores:
        other = passages.get(id_)
        if other is None:
            continue
        if other.document not in documents:
            documents[other.document] = store.document(other.document)
        if document := documents[other.document]:
            spans = match_spans(other.text, node)
            hits.append(Hit(other, document, score, spans, snippet(other.text, spans)))
    return tuple(hits)


def telling_words(text: str, engine: SearchEngine, most: int = MOST_WORDS) -> tuple[str, ...]:
    """Return the words of a text that tell it from others, the most telling first.

    By how often the text has them, times the logarithm of how few passages do (tf-idf).
    Each is given in the form in which the text has it first.
    """
    forms: dict[str, str] = {}
    times: Counter[str] = Counter()
    for token in analyse(text):
        form = text[token.start : token.end]
        if token.term in FUNCTION_WORDS or len(form) < FEWEST_LETTERS or not form.isalpha():
            continue
        forms.setdefault(token.term, form)
        times[token.term] += 1
    total = max(engine.count(), 1)
    weights = {}
    for term, number in times.items():
        having = _passages_with(forms[term], engine)
        if having >= RAREST:
            weights[forms[term]] = number * math.log(1 + total / having)
    return tuple(sorted(weights, key=lambda form: (-weights[form], form))[:most])


def _passages_with(form: str, engine: SearchEngine) -> int:
    word = form.casefold()
    return dict(engine.words(word)).get(word, 0)


def _likeness(
    words: tuple[str, ...], near: tuple[str, ...], passage: Passage, known: tuple[str, ...]
) -> Node:
    """Return what looks for the words or for what is near, and puts first what is labelled so."""
    ways: list[Node] = [Word(word, exact=True) for word in words]
    ways += [Ids(near)] if near else []
    sought = AllOf((AnyOf(tuple(ways)), Not(Ids(known))))
    note = passage.annotation
    if note is None:
        return sought
    shared: list[Node] = [
        Weighted(Field("theme", (theme.id,)), THEME_WEIGHT) for theme in note.themes
    ]
    shared.append(Weighted(Field("stance", (note.stance.id.value,)), STANCE_WEIGHT))
    return Boosted(sought, AnyOf(tuple(shared)))
