"""The hits to show: the best matches ranked and folded, then the others as the engine has them.

The first :data:`CONSIDERED` matches of the engine are put in the order of evidence and folded.
Pages beyond them go on in the engine's order, without a gap and without a passage twice; a
search by date is left as the engine has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.ranking.folding import Fold, fold
from indexer.ranking.matching import matching
from indexer.ranking.meaning import Meaning, fused
from indexer.ranking.ordering import rank
from indexer.ranking.understanding import Understood
from indexer.search.base import SearchEngine, SearchRequest, SearchResult, Sort
from indexer.store.repository import Store

CONSIDERED = 100
"""Matches that are ranked and folded: five pages. Of 162 questions on three sets of papers none had
another nDCG@10 with 300 or 600; each hundred costs 4 ms."""

_NEAR = 100
"""Passages nearest by meaning that match where few have the words."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage at its rank.

    Attributes:
        folded: further matches that say the same.
        more: matches of its document among the best that stand below it.
        meaning: cosine to the question; None if unknown.
    """

    passage: str
    score: float
    folded: tuple[str, ...] = ()
    more: int = 0
    meaning: float | None = None


@dataclass(frozen=True, slots=True)
class Best:
    """What is shown of an answer.

    Attributes:
        result: what the engine found; its hits are not those to show.
        folded: how many matches are folded away.
    """

    places: tuple[Place, ...]
    result: SearchResult
    relaxed: bool
    folded: int = 0


def best(
    understood: Understood,
    asked: SearchRequest,
    *,
    store: Store,
    engine: SearchEngine,
    meaning: Meaning | None = None,
) -> Best:
    """Find, rank and fold.

    Args:
        understood: the question.
        asked: its filters, bounds and order, and which hits are wanted.
        store: where passages are.
        engine: what finds them.
        meaning: what finds those that mean the same; None for words and themes only.
    """
    if asked.sort is not Sort.RELEVANCE or understood.wide is None or not asked.limit:
        _, result, relaxed = matching(understood, asked, engine)
        as_found = tuple(Place(hit.passage, hit.score) for hit in result.hits)
        return Best(as_found, result, relaxed)
    near = dict(meaning.nearest(understood.text, _NEAR)) if meaning else {}
    considered = replace(asked, limit=CONSIDERED, offset=0)
    request, result, relaxed = matching(understood, considered, engine, near=tuple(near))
    found = [(hit.passage, hit.score) for hit in result.hits]
    cosines = _cosines(understood.text, found, near, meaning)
    folds = fold(
        rank(fused(found, cosines), store.standings([id_ for id_, _ in found]), understood.gist)
    )
    places = [_place(one, cosines) for one in folds[asked.offset :][: asked.limit]]
    if len(places) < asked.limit and result.total > len(found):
        places += _rest(request, asked, len(folds), engine)
    return Best(tuple(places), result, relaxed, sum(len(one.folded) for one in folds))


def _cosines(
    text: str, found: Sequence[tuple[str, float]], near: dict[str, float], meaning: Meaning | None
) -> dict[str, float]:
    if meaning is None or not near:
        return {}
    return meaning.cosines(text, [passage for passage, _ in found])


def _place(one: Fold, cosines: dict[str, float]) -> Place:
    passage = one.ranked.standing.passage
    return Place(passage, one.ranked.score, one.folded, one.more, cosines.get(passage))


def _rest(
    request: SearchRequest, asked: SearchRequest, ranked: int, engine: SearchEngine
) -> list[Place]:
    """Return the hits of a page that lie beyond those ranked, in the engine's order."""
    first = max(asked.offset, ranked)
    beyond = replace(
        request,
        limit=asked.offset + asked.limit - first,
        offset=CONSIDERED + first - ranked,
    )
    return [Place(hit.passage, hit.score) for hit in engine.search(beyond).hits]
