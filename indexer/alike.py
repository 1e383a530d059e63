"""The use case of finding more like a passage: by its telling words and by its labels."""

import math
from collections import Counter
from dataclasses import dataclass

from indexer.answer import Hit
from indexer.model import Document, Passage
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


@dataclass(frozen=True, slots=True)
class Alike:
    """What is like a passage.

    Attributes:
        words: those looked for, as the passage writes them, the most telling first.
        hits: others that have some of them, the likest first.
    """

    words: tuple[str, ...]
    hits: tuple[Hit, ...]


def more_like(passage: Passage, *, store: Store, engine: SearchEngine, limit: int = 20) -> Alike:
    """Find passages that speak of the same.

    Those that say the very same, or nearly, are left out: they are told as copies.

    Raises:
        SearchIndexError: the index is damaged.
    """
    words = telling_words(passage.text, engine)
    if not words:
        return Alike((), ())
    known = (passage.id, *(twin.passage for twin in store.twins(passage.id)))
    node = _likeness(words, passage, known)
    found = engine.search(SearchRequest(node=node, limit=limit))
    passages = store.passages_by_id(hit.passage for hit in found.hits)
    documents: dict[str, Document | None] = {}
    hits = []
    for hit in found.hits:
        other = passages.get(hit.passage)
        if other is None:
            continue
        if other.document not in documents:
            documents[other.document] = store.document(other.document)
        if document := documents[other.document]:
            spans = match_spans(other.text, node)
            hits.append(Hit(other, document, hit.score, spans, snippet(other.text, spans)))
    return Alike(words, tuple(hits))


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


def _likeness(words: tuple[str, ...], passage: Passage, known: tuple[str, ...]) -> Node:
    sought: Node = AnyOf(tuple(Word(word, exact=True) for word in words))
    sought = AllOf((sought, Not(Ids(known))))
    note = passage.annotation
    if note is None:
        return sought
    shared: list[Node] = [
        Weighted(Field("theme", (theme.id,)), THEME_WEIGHT) for theme in note.themes
    ]
    shared.append(Weighted(Field("stance", (note.stance.id.value,)), STANCE_WEIGHT))
    return Boosted(sought, AnyOf(tuple(shared)))
