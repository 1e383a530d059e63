"""What a pack is: its items, what people ruled of them, and what was built of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from indexer.errors import IndexerError


class PackError(IndexerError):
    """Something was asked of a pack that cannot be done; the message says what to do."""


class Question(StrEnum):
    """The three questions that a self-evaluation answers for inspectors."""

    KNOW = "know"
    HOW = "how"
    PLANS = "plans"


QUESTIONS: Mapping[Question, str] = MappingProxyType(
    {
        Question.KNOW: "What do you know about the quality and impact of practice?",
        Question.HOW: "How do you know it?",
        Question.PLANS: "What are your plans?",
    }
)


class Choice(StrEnum):
    """What a person rules of something that may tell of a private person.

    ``drop`` takes a passage out of the pack; ``omit`` leaves out the page that pictures are
    on; ``open`` takes a ruling back.
    """

    KEEP = "keep"
    REDACT = "redact"
    DROP = "drop"
    OMIT = "omit"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack in the making.

    Attributes:
        intro: the council's own words before all passages.
        created, changed: in UTC.
    """

    id: int
    name: str
    intro: str
    who: str
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """A passage of a pack.

    Attributes:
        position: its place among those of its area and question.
        question, area: where people put it; None: where the rules do.
        note: the council's own words about it.
        finding: id of the finding it was chosen for; None where it was chosen itself.
        at: when it was chosen, in UTC.
        words: hash of the words it was chosen for, see
            :func:`indexer.decisions.anchors.words_hash`; None where they were gone already.
    """

    id: int
    pack: int
    passage: str
    position: int
    who: str
    at: datetime
    question: Question | None = None
    area: str | None = None
    note: str = ""
    finding: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person ruled, for a whole pack; the last word counts.

    Attributes:
        kind: of alarm, see :class:`nlp.screen.AlarmKind`; ``passage`` where it is dropped,
            ``pictures`` where it is about those on a page.
        key: the words as :attr:`nlp.screen.Alarm.key` gives them; of a passage its id.
        at: in UTC.
    """

    kind: str
    key: str
    choice: Choice
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Build:
    """A pack as it was frozen.

    Attributes:
        hash: SHA-256 that the manifest carries.
        manifest: as it lies in the file, and what of it stays here (see ``hashes``).
        hashes: item number to SHA-256 of the passage's own words, also where some of them
            were redacted; these are not in the file, for a name could be guessed by them.
        file: its name in the home's folder of packs.
        at: in UTC.
    """

    id: int
    pack: int
    name: str
    who: str
    at: datetime
    hash: str
    file: str
    manifest: Mapping[str, Any]
    hashes: Mapping[str, str]
