"""Cut a passage into clauses and say which of them carry the main point.

After *but* or *however* comes the main clause; what *although* introduces is
not it. The rules read tokens only: no parser is needed for them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_ENDS = frozenset({".", "!", "?", ";", "\N{BULLET}"})


class Role(StrEnum):
    """What a clause is to its sentence."""

    PLAIN = "plain"
    MAIN = "main"  # follows a contrast, or stands beside a concession
    YIELDING = "yielding"  # stands before a contrast, or is a concession


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``[start, end)`` of one clause."""

    start: int
    end: int
    role: Role


def split_clauses(
    words: list[str], *, contrast: frozenset[str], concession: frozenset[str]
) -> list[Clause]:
    """Return the clauses of a passage in order; together they cover all its tokens.

    Args:
        words: the lower-case tokens of the passage.
        contrast: lower-case words such as *but*, after which the main clause comes.
        concession: lower-case words such as *although*, which open a lesser clause.
    """
    marks = contrast | concession
    return [
        clause
        for start, end in _sentences(words)
        for clause in _split(words, start, end, marks, contrast)
    ]


def _sentences(words: list[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [index + 1 for index, word in enumerate(words) if word in _ENDS]:
        yield start, end
        start = end
    if start < len(words):
        yield start, len(words)


def _split(
    words: list[str], start: int, end: int, marks: frozenset[str], contrast: frozenset[str]
) -> Iterator[Clause]:
    """Split one sentence at its first marker."""
    if marks.isdisjoint(words[start:end]):
        yield Clause(start, end, Role.PLAIN)
        return
    at = next(i for i in range(start, end) if words[i] in marks)
    if words[at] in contrast:
        if at > start:
            yield Clause(start, at, Role.YIELDING)
        yield Clause(at, end, Role.MAIN)
    elif _opens(words, start, at) and (comma := _find(words, ",", at, end)) is not None:
        yield Clause(start, comma, Role.YIELDING)
        yield Clause(comma, end, Role.MAIN)
    else:
        yield Clause(start, at, Role.MAIN)
        yield Clause(at, end, Role.YIELDING)


def _opens(words: list[str], start: int, at: int) -> bool:
    """Tell whether nothing but bullets and numbers stands before the marker."""
    return not any(word.isalpha() for word in words[start:at])


def _find(words: list[str], word: str, start: int, end: int) -> int | None:
    return next((i for i in range(start, end) if words[i] == word), None)
