"""What a finding is, before anybody has said anything of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class FindingKind(StrEnum):
    """What is asked for, and by whom.

    The first three are of inspectorates, reviewers and peers. An action and a promise
    are a council's or a partnership's own, and kept apart from them.
    """

    NEEDS_IMPROVEMENT = "needs-improvement"
    PRIORITY_ACTION = "priority-action"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    PROMISE = "promise"


INSPECTED = (
    FindingKind.NEEDS_IMPROVEMENT,
    FindingKind.PRIORITY_ACTION,
    FindingKind.RECOMMENDATION,
)
"""The kinds that others found, in contrast to what a council set itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One matter that somebody asked to be put right, or undertook to.

    Attributes:
        id: of the document, ``-f`` and the start of a hash of its wording, so that it is the
            same after each run that reads the same words.
        document: id of the document it stands in.
        text: its words, whole: with what introduces it if it cannot be understood alone, with
            its own points, without its bullet or number.
        page: the page it starts on, from 1.
        passages: ids of the passages it is made of, in reading order.
        heading: the heading it stands under.
        group: what it was grouped under within that, such as ``Within three months``.
        number: its number in the document as printed; None if it has none.
        owner: who is to act; None where that is not said.
        due: by when, in the words of the document; None where that is not said.
    """

    id: str
    document: str
    kind: FindingKind
    text: str
    page: int
    passages: tuple[str, ...]
    heading: str = ""
    group: str | None = None
    number: str | None = None
    owner: str | None = None
    due: str | None = None


class Scale(StrEnum):
    """The two things that are rated, and never merged: what was done, what it changed."""

    ACTION = "action"
    IMPACT = "impact"


STATUSES = {
    Scale.ACTION: ("not-started", "under-way", "done"),
    Scale.IMPACT: ("no-evidence", "some", "sustained"),
}
"""What either can be rated as, from least to most."""


class Bearing(StrEnum):
    """Whether evidence says that a finding is being put right, that it is not, or both."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    BOTH = "both"


class Change(StrEnum):
    """What a person did to the register."""

    ADD = "add"
    EDIT = "edit"
    REMOVE = "remove"
    RESTORE = "restore"


class Judgement(StrEnum):
    """What a person said of a suggested link; the last word counts."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Subject:
    """The finding that somebody says something of, so that it is known again.

    Attributes:
        document: id of the document it stands in.
        path: where that lay; a new version at the same path inherits what was said.
        finding: its id when it was said.
        wording: its words as the machine read them when it was said.
    """

    document: str
    path: str
    finding: str
    wording: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person changed in the register.

    Attributes:
        text: the words from then on; of an added finding its words, else None.
        kind: from then on; None where it stays.
        page: of an added finding.
        at: in UTC.
    """

    subject: Subject
    change: Change
    who: str
    at: datetime
    note: str = ""
    text: str | None = None
    kind: FindingKind | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """How far a person says that a finding is met, on one of the two scales.

    Attributes:
        status: one of :data:`STATUSES`; None takes back what was said before.
        owner: who is to see to it.
        due: by when.
        at: in UTC.
    """

    subject: Subject
    scale: Scale
    status: str | None
    who: str
    at: datetime
    owner: str = ""
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says of a passage as evidence for a finding.

    Attributes:
        passage: id of the passage.
        text: its words when that was said.
        scale: whether it tells of action or of impact.
        at: in UTC.
    """

    subject: Subject
    passage: str
    text: str
    judgement: Judgement
    scale: Scale
    bearing: Bearing
    who: str
    at: datetime
    note: str = ""
