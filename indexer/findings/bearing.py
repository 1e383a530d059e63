"""What a passage says of a finding: that something was done or changed, for better or not."""

import re

from indexer.findings.model import Bearing, Scale
from indexer.model import Passage
from nlp.types import Annotation, FigureKind, Speaker, Stance

_DONE = re.compile(
    r"\b(?:published|launched|opened|issued|introduced|agreed|adopted|appointed|recruited|"
    r"trained|rewritten|replaced|set up|put in place|in place since|went live|in use since|"
    r"began|started|established|commissioned|funded|revised|ended the|no longer)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:delayed|late|postponed|paused|missed|not yet|has not|have not|had not|no plan|"
    r"no date|at risk|behind|overdue|stalled|advertised again|further work is|to be scoped|"
    r"has been scoped|slipped|abandoned)\b",
    re.IGNORECASE,
)
# A row of a plan that tells of a task that is over, however late it was.
_OVER = re.compile(r"\bstatus: (?:complete|completed|done|closed|delivered)\b", re.IGNORECASE)
_JUDGES = frozenset({Speaker.INSPECTORATE, Speaker.AUDITOR_PEER, Speaker.CHILD_FAMILY})


def scale_of(passage: Passage) -> Scale:
    """Tell whether a passage speaks of what was done or of what changed.

    What inspectors, auditors and children judge is what they see of the work, and so is a
    figure compared with an earlier one. Plans and finished tasks are action.
    """
    label = passage.annotation
    if label is None:
        return Scale.ACTION if _DONE.search(passage.text) else Scale.IMPACT
    if label.speaker in _JUDGES and label.stance.id is not Stance.ACTION_OR_PLAN:
        return Scale.IMPACT
    if label.stance.id is Stance.ACTION_OR_PLAN:
        return Scale.ACTION
    if _compares(label):
        return Scale.IMPACT
    return Scale.ACTION if _DONE.search(passage.text) and not label.figures else Scale.IMPACT


def bearing_of(passage: Passage) -> Bearing | None:
    """Tell whether a passage says that a matter is being put right; None where it does not."""
    label = passage.annotation
    behind = bool(_BEHIND.search(passage.text)) and not _OVER.search(passage.text)
    if label is None:
        return Bearing.CONTRADICTS if behind else None
    if label.mixed:
        return Bearing.BOTH
    if label.stance.id is Stance.STRENGTH:
        return Bearing.SUPPORTS
    if label.stance.id is Stance.NEEDS_IMPROVEMENT:
        return Bearing.CONTRADICTS
    if label.stance.id is Stance.ACTION_OR_PLAN:
        return Bearing.CONTRADICTS if behind else Bearing.SUPPORTS
    return Bearing.CONTRADICTS if behind else None


def _compares(label: Annotation) -> bool:
    return any(figure.kind is FigureKind.EARLIER for figure in label.figures)
