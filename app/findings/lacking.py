"""The findings after which something is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.findings.params import FindingParams
from app.findings.table import newest_first
from indexer.findings.evidence import Followed, Following, Gap

MOST = 300
"""Findings followed for one page: about 4 s of processor time when their papers are new."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the page of gaps shows.

    Attributes:
        followed: findings with what is missing after them, the gravest first; empty where
            there are ``too_many`` to look at them all.
        looked: how many were looked at, or would be.
        counts: by gap, of all that were looked at.
        wanted: the gap that is kept to; empty: any.
    """

    followed: tuple[Followed, ...]
    looked: int
    counts: Mapping[Gap, int]
    wanted: str
    too_many: bool = False


def find_lacking(following: Following, params: FindingParams, wanted: str) -> Lacking:
    """Follow the findings that fit, and keep those after which something is missing."""
    gap = wanted if wanted in list(Gap) else ""
    entries = newest_first(params.keep(following.entries))
    if len(entries) > MOST:
        return Lacking((), len(entries), dict.fromkeys(Gap, 0), gap, too_many=True)
    every = [following.follow(entry) for entry in entries]
    counts = {one: sum(one in followed.gaps for followed in every) for one in Gap}
    shown = [followed for followed in every if followed.gaps and (not gap or gap in followed.gaps)]
    order = list(Gap)
    shown.sort(key=lambda followed: order.index(followed.gaps[0]))
    return Lacking(tuple(shown), len(entries), counts, gap)
