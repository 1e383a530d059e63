"""The labels given with most confidence that are wrong, for a person to read.

Reading them shows causes that figures do not: a term that means something else,
a rule that goes too far, a label in the file that is itself wrong.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from nlp.classifier.headings import NONE
from nlp.classifier.labels import Labelled
from nlp.types import Annotation


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong label.

    Attributes:
        id: of the passage in the file of labels.
        task: ``theme``, ``area`` or ``stance``.
        given: the wrong label.
        wanted: the right ones, which may be none.
        score: how sure the machine was, in ``[0, 1]``.
        words: what the label rests on, where it is known.
    """

    id: str
    task: str
    given: str
    wanted: tuple[str, ...]
    score: float
    words: tuple[str, ...]
    heading: str | None
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return everything by name."""
        return asdict(self)

    def as_text(self) -> str:
        """Return a few lines for a person."""
        wanted = ", ".join(self.wanted) or NONE
        because = f" ({'; '.join(self.words)})" if self.words else ""
        under = f"  under “{self.heading}”\n" if self.heading else ""
        return (
            f"{self.id}  {self.task} {self.given}, {self.score:.2f}{because}; right: {wanted}\n"
            f"{under}  {self.text}\n"
        )


def worst_mistakes(
    gold: Sequence[Labelled], notes: Iterable[Annotation], *, most: int
) -> list[Mistake]:
    """Return the wrong labels given with most confidence, surest first.

    Args:
        gold: right labels.
        notes: what was said of the same passages, in the same order.
        most: how many at most.
    """
    found = [
        mistake
        for right, note in zip(gold, notes, strict=True)
        for mistake in _mistakes(right, note)
    ]
    return sorted(found, key=lambda mistake: -mistake.score)[:most]


def _mistakes(right: Labelled, note: Annotation) -> Iterator[Mistake]:
    for theme in note.themes:
        if theme.id not in (*right.themes, *right.themes_maybe):
            yield _mistake(right, "theme", theme.id, right.themes, theme.score, theme.spans)
    for area in note.areas:
        if area.id not in right.areas:
            yield _mistake(right, "area", area.id, right.areas, area.score, ())
    stance = note.stance
    if stance.id not in (right.stance, right.stance_alt):
        yield _mistake(
            right, "stance", stance.id.value, (right.stance,), stance.score, stance.spans
        )


def _mistake(
    right: Labelled,
    task: str,
    given: str,
    wanted: tuple[str, ...],
    score: float,
    spans: Iterable[tuple[int, int]],
) -> Mistake:
    path, text = right.passage.heading_path, right.passage.text
    words = tuple(dict.fromkeys(text[start:end] for start, end in spans))
    heading = path[-1] if path else None
    return Mistake(right.id, task, given, wanted, round(score, 3), words, heading, text)
