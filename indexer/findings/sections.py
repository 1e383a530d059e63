"""The sections of a document that hold findings, each with its passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.findings.model import FindingKind
from indexer.findings.wording import Wording
from indexer.model import Kind, Passage

NUMBERED = re.compile(
    r"(?:(?P<number>\d{1,3})[.)]|(?:Recommendation |R)(?P<named>\d{1,3})[.:)]?)\s+(?=\S)"
)
"""A point's number, as 3. or R3; "1.2" and a figure that begins a sentence are none."""

_GROUP_WORDS = 14
"""A heading over some of the points of a list is short; the longest real one has 11 words."""


@dataclass(frozen=True, slots=True)
class Member:
    """A passage of a section, and what it is grouped under there."""

    passage: Passage
    group: str | None = None


@dataclass(slots=True)
class Section:
    """A heading that announces findings, and what stands under it.

    Attributes:
        grouped: its points stand under headings of their own from the first on.
    """

    kind: FindingKind
    heading: str
    grouped: bool = False
    members: list[Member] = field(default_factory=list)


def find_sections(passages: Sequence[Passage], wording: Wording) -> Iterator[Section]:
    """Yield the sections that hold findings, in reading order; empty ones are left out."""
    section: Section | None = None
    group: str | None = None
    for at, passage in enumerate(passages):
        kind = _announces(passage, wording)
        if kind is not None:
            if section and section.members:
                yield section
            section, group = Section(kind, passage.text), None
        elif section is None:
            continue
        elif wording.is_time(passage.text) or _groups(passages, at, section, wording):
            section.grouped = section.grouped or not section.members
            group = passage.text.strip(" :")
        elif _ends(passage, wording):
            if section.members:
                yield section
            section = None
        else:
            section.members.append(Member(passage, group))
    if section and section.members:
        yield section


def _ends(passage: Passage, wording: Wording) -> bool:
    if passage.kind is Kind.PARAGRAPH:
        return wording.closes(passage.text)
    return passage.kind is Kind.HEADING


def _announces(passage: Passage, wording: Wording) -> FindingKind | None:
    """Tell which findings a passage announces: a heading, or one that looks like text."""
    if passage.kind not in {Kind.HEADING, Kind.PARAGRAPH} or passage.text.endswith((".", ";")):
        return None
    return wording.kind_of(passage.text)


def _groups(passages: Sequence[Passage], at: int, section: Section, wording: Wording) -> bool:
    """Tell whether a passage heads some of the points of a list that goes on below it.

    A heading does so within the section, by its rank, or where the section began with one:
    some letters rank the headings within like those between.
    """
    here = passages[at]
    if here.kind not in {Kind.HEADING, Kind.PARAGRAPH} or len(here.text.split()) > _GROUP_WORDS:
        return False
    if here.text.endswith((".", ";")) or NUMBERED.match(here.text) or wording.closes(here.text):
        return False
    below = passages[at + 1] if at + 1 < len(passages) else here
    number = number_of(below)
    if not section.members:
        is_label = here.kind is Kind.HEADING or not here.text.endswith(":")
        return number is not None or (is_label and below.kind is Kind.BULLET)
    within = section.grouped or section.heading in here.heading_path
    if here.kind is Kind.HEADING and not within:
        return False
    last = next((n for m in reversed(section.members) if (n := number_of(m.passage))), None)
    if last is not None:
        return number == last + 1
    return here.kind is Kind.HEADING and below.kind is Kind.BULLET


def number_of(passage: Passage) -> int | None:
    """Return the number that a passage bears as a point of a list; None if it bears none."""
    found = NUMBERED.match(passage.text) if passage.kind is not Kind.HEADING else None
    return int(found["number"] or found["named"]) if found else None
