"""The hits to show: the best matches ranked and folded, then the others as the engine has them.

The first :data:`CONSIDERED` matches of the engine are put in the order of evidence and folded.
Pages beyond them go on in the engine's order, without a gap and without a passage twice; a
search by date is left as the engine has it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.ranking.folding import Fold, fold
from indexer.ranking.matching import Relaxed, matching
from indexer.ranking.meaning import BESIDE_MEANING, Meaning, fused
from indexer.ranking.ordering import rank
from indexer.ranking.understanding import Understood
from indexer.search.base import SearchEngine, SearchRequest, SearchResult, Sort
from indexer.search.nodes import AllOf, Ids, Not, Weighted
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
    relaxed: Relaxed | None
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
    by_words = asked.sort is not Sort.RELEVANCE or understood.wide is None
    near = {} if by_words else nearest(understood, meaning)
    if by_words or not asked.limit:
        _, result, relaxed = matching(understood, asked, engine, near=tuple(near))
        as_found = tuple(Place(hit.passage, hit.score) for hit in result.hits)
        return Best(as_found, result, relaxed)
    considered = replace(asked, limit=CONSIDERED, offset=0)
    request, result, relaxed = matching(understood, considered, engine, near=tuple(near))
    first = {hit.passage: hit.score for hit in result.hits}
    scores = dict(first)
    if meaning and near:
        scores |= _scores_of(near, request, engine)
    cosines = meaning.cosines(understood.text, scores) if meaning and near else {}
    folds = fold(
        rank(
            fused(list(scores.items()), cosines),
            store.standings(list(scores)),
            understood.gist,
            sway=BESIDE_MEANING if cosines else 1.0,
        )
    )
    places = [_place(one, cosines) for one in folds[asked.offset :][: asked.limit]]
    if len(places) < asked.limit and result.total > CONSIDERED:
        extra = tuple(passage for passage in scores if passage not in first)
        places += _rest(request, asked, len(folds), engine, extra)
    return Best(tuple(places), result, relaxed, sum(len(one.folded) for one in folds))


def nearest(understood: Understood, meaning: Meaning | None) -> dict[str, float]:
    """Return the passages that mean what is asked, with their cosines; none without vectors."""
    if meaning is None or understood.wide is None:
        return {}
    return dict(meaning.nearest(understood.text, _NEAR))


def _scores_of(
    passages: Iterable[str], request: SearchRequest, engine: SearchEngine
) -> dict[str, float]:
    """Return what words and themes give those of some passages that match.

    Few words may have put them far down, where the best matches of the engine do not reach.
    """
    assert request.node is not None  # noqa: S101 - the question is not empty
    among = AllOf((Weighted(Ids(tuple(passages)), 0), request.node))
    found = engine.search(replace(request, node=among, faceted=False))
    return {hit.passage: hit.score for hit in found.hits}


def _place(one: Fold, cosines: dict[str, float]) -> Place:
    passage = one.ranked.standing.passage
    return Place(passage, one.ranked.score, one.folded, one.more, cosines.get(passage))


def _rest(
    request: SearchRequest,
    asked: SearchRequest,
    ranked: int,
    engine: SearchEngine,
    extra: tuple[str, ...],
) -> list[Place]:
    """Return the hits of a page that lie beyond those ranked, in the engine's order.

    Args:
        extra: passages that were ranked though they are not among the engine's best.
    """
    node = request.node
    if extra and node is not None:
        node = AllOf((node, Not(Ids(extra))))
    first = max(asked.offset, ranked)
    beyond = replace(
        request,
        node=node,
        limit=asked.offset + asked.limit - first,
        offset=CONSIDERED + first - ranked,
        faceted=False,
    )
    return [Place(hit.passage, hit.score) for hit in engine.search(beyond).hits]
