"""From the passages of a section to its points, each whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.findings.rows import row_parts
from indexer.findings.sections import NUMBERED, Member, Section, number_of
from indexer.findings.shapes import Shape, shape_of
from indexer.findings.wording import Wording
from indexer.model import Kind, Passage

_ENDED = (".", "?", "!", ":", ";")
_CLOSING = "\u201d\u2019\"')]"
_INDENT = 9.0
"""Points of the page by which a point of a point is set in; lists are set in by 14 to 36."""
_LABEL_WORDS = 8
_BACK = re.compile(r"(?:In particular|This (?:should|includes|must|needs)|These|They)\b")
"""Words that go back to the sentence before: what they begin is no point of its own."""
_DASH = re.compile(r"^[\u0335\u0336\u2013\u2014\u2022\u2043]\s+")
"""A mark of an inner point that was left in its text."""
_NOTE = re.compile(r"\d{1,2} (?=[A-Z\u2018\u201c])")
"""A footnote that a page has between its points: a number without a stop."""


@dataclass(slots=True)
class Point:
    """One point of a section, growing while it is read.

    Attributes:
        stem: what introduces the whole list.
        number: as printed.
    """

    passages: list[Passage]
    group: str | None = None
    stem: str | None = None
    number: str | None = None
    pieces: list[str] = field(default_factory=list)


def read_points(section: Section, wording: Wording) -> Iterator[Point]:
    """Yield the points of a section."""
    members = [m for m in section.members if not wording.says_nothing(m.passage.text)]
    return iter(_Reader(members, wording).read() if members else ())


class _Reader:
    """Reads the members of one section in order."""

    def __init__(self, members: Sequence[Member], wording: Wording) -> None:
        self.members = members
        self.wording = wording
        self.shape = shape_of([member.passage for member in members])
        self.points: list[Point] = []
        self.stem: str | None = None
        self.group: str | None = None

    def read(self) -> list[Point]:
        for at, member in enumerate(self.members):
            passage = member.passage
            if self._goes_on(passage) or self._goes_back(passage):
                self._add(passage)
            elif _NOTE.match(passage.text) and passage.kind is Kind.PARAGRAPH:
                continue
            elif passage.kind is Kind.PARAGRAPH and self.shape is not Shape.PARAGRAPHS:
                if not self._read_between(at):
                    break
            elif self._is_nested(passage):
                self._add(passage)
            else:
                self._begin(member)
        return self.points

    def _begin(self, member: Member) -> None:
        group = member.group or self.group
        text = member.passage.text
        mark = NUMBERED.match(text)
        printed = (mark["number"] or mark["named"]) if mark else None
        point = Point([member.passage], group, self.stem, printed)
        point.pieces.append(text[mark.end() :] if mark else text)
        self.points.append(point)

    def _add(self, passage: Passage) -> None:
        self.points[-1].passages.append(passage)
        self.points[-1].pieces.append(_DASH.sub("", passage.text))

    def _goes_on(self, passage: Passage) -> bool:
        """Tell whether a passage is the rest of the last point, cut off by the end of a page."""
        if not self.points or number_of(passage):
            return False
        above = self.points[-1].passages[-1]
        if passage.kind is Kind.ROW and above.kind is Kind.ROW:
            return self._is_row_cut(above, passage)
        if passage.kind is not Kind.PARAGRAPH:
            return False
        if above.text.rstrip(_CLOSING).endswith(_ENDED):
            return False
        starts_low = passage.text[0].islower()
        last = max((region.page for region in above.regions), default=above.page)
        return starts_low or (passage.page == last + 1 and self.shape is Shape.ROWS)

    def _is_row_cut(self, above: Passage, below: Passage) -> bool:
        """Tell the rest of a table row that the end of a page cut in two."""
        upper, _ = row_parts(above.text, self.wording)
        lower, _ = row_parts(below.text, self.wording)
        return lower[:1].islower() and not upper.rstrip(_CLOSING).endswith(_ENDED)

    def _goes_back(self, passage: Passage) -> bool:
        """Tell a second paragraph of the last point."""
        plain = self.shape in {Shape.PARAGRAPHS, Shape.ROWS} and passage.kind is Kind.PARAGRAPH
        return plain and bool(self.points) and bool(_BACK.match(passage.text))

    def _is_nested(self, passage: Passage) -> bool:
        """Tell a point of a point."""
        if not self.points or passage.kind is not Kind.BULLET:
            return False
        if self.shape is not Shape.BULLETS:
            return True
        first = self.points[-1].passages[0]
        if first.kind is not Kind.BULLET:
            return first.text.endswith(":")
        if passage.stem and passage.stem != first.stem and first.text.endswith(":"):
            return True
        return _left(passage) - _left(first) > _INDENT and passage.page == first.page

    def _read_between(self, at: int) -> bool:
        """Read text between the points; False where the section is over."""
        member = self.members[at]
        passage = member.passage
        if self.shape is Shape.NUMBERS and number_of(passage):
            self._begin(member)
            return True
        more = any(self._is_point(later.passage) for later in self.members[at + 1 :])
        if not more and self.points:
            return False
        if passage.text.endswith(":"):
            self.stem, self.group = passage.text, None
        elif _is_label(passage.text):
            self.group = passage.text
        elif self.points:
            self._begin(member)
        else:
            self.stem = passage.text
        return True

    def _is_point(self, passage: Passage) -> bool:
        if self.shape is Shape.NUMBERS:
            return number_of(passage) is not None
        return passage.kind is (Kind.BULLET if self.shape is Shape.BULLETS else Kind.ROW)


def _is_label(text: str) -> bool:
    return len(text.split()) <= _LABEL_WORDS and not text.endswith(_ENDED)


def _left(passage: Passage) -> float:
    """Return where a passage begins on the page; nought where the format has no pages."""
    first = passage.regions[0].box if passage.regions else None
    return first[0] if first else 0.0
