"""Following findings on a page: read once, and again when what it is made of has changed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from app.keeping import keep
from app.wiring import Workplace
from indexer.findings.evidence import AGAINST, MOST, Evidence, Followed, Following
from indexer.findings.linking import Dated
from indexer.findings.model import Bearing, Scale
from indexer.findings.pools import Pools

_SECOND = 0.3
"""Score by which the second passage of a paper must lead to come before the first of another.
Of the 82 known answers (tests/samplecorpus/story.yaml) 60 are in these lists; 58 at 0, 59 at
0.15 and 0.5."""


def following(place: Workplace) -> Following:
    """Return what follows findings through the papers of the store, as it stands now.

    Making it anew takes 0.5 s for the sample papers, 2 s for 500 inspection reports. What
    people say of findings makes the register anew, and not the passages that may be evidence,
    which take most of that time.
    """
    store = place.store
    pools = keep(place, "pools", lambda: Pools(store))
    said = store.findings_mark()
    return keep(place, "findings", lambda: Following(store, pools), said=said)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The evidence of one paper, of one scale each.

    Attributes:
        more: how many suggestions of it are not shown.
    """

    paper: Dated
    action: tuple[Evidence, ...]
    impact: tuple[Evidence, ...]
    more: int

    @property
    def is_open(self) -> bool:
        """Whether a person confirmed something of it."""
        return any(one.is_confirmed for one in (*self.action, *self.impact))

    def count(self, bearings: Collection[Bearing]) -> int:
        """Return how many of those shown speak one of these ways."""
        return sum(one.bearing in bearings for one in (*self.action, *self.impact))


def likeliest(followed: Followed) -> dict[str, list[Evidence]]:
    """Return the best few of what was done, what changed and what speaks against a change.

    Confirmed ones first, then by score; a paper gives one before another gives its second.
    """
    some = [one for one in followed.evidence if not one.is_rejected]
    some.sort(key=lambda one: (not one.is_confirmed, _late(one)))
    done = [one for one in some if one.scale is Scale.ACTION]
    changed = [one for one in some if one.scale is Scale.IMPACT]
    against = [one for one in changed if one.bearing in AGAINST]
    better = [one for one in changed if one.bearing is not Bearing.CONTRADICTS]
    return {"done": done[:MOST], "changed": better[:MOST], "against": against[:MOST]}


def _late(one: Evidence) -> float:
    return _SECOND * (one.rank - 1) - one.suggestion.score


def by_paper(followed: Followed, *, every: bool = False) -> list[Sheet]:
    """Return the evidence by paper, oldest first; each paper's best before the others.

    Args:
        followed: the finding with its evidence.
        every: also what is not among the first few of a paper.
    """
    shown = {id(one) for one in (followed.evidence if every else followed.shown())}
    papers: dict[str, list[Evidence]] = defaultdict(list)
    for one in followed.evidence:
        papers[one.suggestion.paper.document.id].append(one)
    sheets = [
        Sheet(
            paper=some[0].suggestion.paper,
            action=_of(some, Scale.ACTION, shown),
            impact=_of(some, Scale.IMPACT, shown),
            more=sum(id(one) not in shown for one in some),
        )
        for some in papers.values()
    ]
    return sorted(sheets, key=lambda sheet: (sheet.paper.day, sheet.paper.document.path))


def _of(some: list[Evidence], scale: Scale, shown: set[int]) -> tuple[Evidence, ...]:
    return tuple(one for one in some if one.scale is scale and id(one) in shown)
