"""What an engine is asked for a question, and how far one can page through its answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer.ranking.understanding import Understood
from indexer.ranking.widening import found_by_gist, widened
from indexer.search.base import SearchEngine, SearchRequest, SearchResult
from indexer.search.fields import TITLED
from indexer.search.nodes import AllOf, AnyOf, Ids, In, Node, Weighted
from nlp.questions import Gist

FEW = 10
"""Fewer full matches than this, and passages with only some of the words are shown too: about a
screen. 1, 5, 10, 1000 gave nDCG@10 of 0.460, 0.552, 0.554, 0.554 on 60 questions on five papers,
and 0.392, 0.467, 0.471, 0.469 on 66 on the sample papers."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """That few passages have all the words, so that some of them sufficed.

    Attributes:
        complete: how many do have them all.
    """

    complete: int


def matching(
    understood: Understood, asked: SearchRequest, engine: SearchEngine, *, near: Sequence[str] = ()
) -> tuple[SearchRequest, SearchResult, Relaxed | None]:
    """Find what answers a question.

    Args:
        understood: the question.
        asked: its filters and bounds, and how many hits are wanted; its node is not looked at.
        engine: what finds them.
        near: passages that mean the same, which match where few have the words.

    Returns:
        what the engine was asked in the end, what it found, and that passages that have
        only some of the words, or none, match; None where they do not.
    """
    node, gist = understood.wide, understood.gist
    request = within_years(replace(asked, node=node), gist)
    if node is None:
        return request, engine.search(request), None
    passages = engine.count()
    full = replace(request, node=widened(node, gist, passages))
    result = engine.search(full)
    if result.total >= FEW:
        return full, result, None
    some: Node = In(TITLED, node)
    if _may_relax(node, understood):
        loose = found_by_gist(node, gist)
        some = AnyOf((_or_near(loose, near) if near else loose, some))
    wider = replace(request, node=widened(some, gist, passages))
    found = engine.search(wider)
    if found.total > result.total:
        return wider, found, Relaxed(result.total)
    return full, result, None


def within_years(request: SearchRequest, gist: Gist) -> SearchRequest:
    """Narrow a request to the years that a question states, unless it is bounded already."""
    first, last = gist.first_year, gist.last_year
    if first and request.since is None:
        request = replace(request, since=date(first, 1, 1))
    if last and request.until is None:
        request = replace(request, until=date(last, 12, 31))
    return request


def _may_relax(node: Node, understood: Understood) -> bool:
    """Tell whether less than the whole may do: of several words, or of one with another name."""
    return isinstance(node, AllOf) or understood.gist.asked


def _or_near(node: Node, near: Sequence[str]) -> Node:
    alike = Weighted(Ids(tuple(near)), 0)
    if isinstance(node, AllOf):
        choices, *conditions = node.nodes
        return AllOf((AnyOf((choices, alike)), *conditions))
    return AnyOf((node, alike))
