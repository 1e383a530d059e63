"""What the evidence speaks for on each scale; only a person rates."""

from collections.abc import Sequence

from indexer.findings.evidence import AGAINST, FOR, Evidence, Followed
from indexer.findings.model import STATUSES, Scale

_SUSTAINED = 2
"""Papers of different days that must agree, and none speak against, for a change to last."""


def suggest_statuses(followed: Followed) -> dict[Scale, str]:
    """Return the status that the evidence speaks for on each scale.

    What people confirmed counts alone where there is any; what they rejected never does.
    Done needs a task told as finished by somebody, so the machine says "under way" at most.
    """
    some = [one for one in followed.evidence if not one.is_rejected]
    some = [one for one in some if one.is_confirmed] or some
    return {
        Scale.ACTION: _action([one for one in some if one.scale is Scale.ACTION]),
        Scale.IMPACT: _impact([one for one in some if one.scale is Scale.IMPACT]),
    }


def _action(evidence: Sequence[Evidence]) -> str:
    not_started, under_way, _ = STATUSES[Scale.ACTION]
    return under_way if evidence else not_started


def _impact(evidence: Sequence[Evidence]) -> str:
    none, some, sustained = STATUSES[Scale.IMPACT]
    good = {one.suggestion.paper.day for one in evidence if one.bearing in FOR}
    bad = {one.suggestion.paper.day for one in evidence if one.bearing in AGAINST}
    if not good:
        return none
    if len(good) >= _SUSTAINED and (not bad or max(bad) < min(sorted(good)[-_SUSTAINED:])):
        return sustained
    return some
