"""Questions with the passages that answer them, as a person judged by reading.

One JSON object a line::

    {"id": "q1", "question": "do managers drive cases forward?", "kind": "paraphrase",
     "relevant": [{"document": "letter.pdf", "text": "Supervision is regular but", "grade": 2}]}

A passage is named by its file and its first words, so that a judgement survives when the file is
read again and passages get other numbers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import QuestionsError

KINDS = ("keyword", "paraphrase")
"""Asked in the papers' own words, or in others."""
_GRADES = (1, 2)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage that answers a question.

    Attributes:
        document: file name, or the end of the path from a folder's name on.
        text: the first words of the passage.
        grade: 2 it answers the question, 1 it answers a part.
    """

    document: str
    text: str
    grade: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and what should be found for it.

    Attributes:
        kind: one of :data:`KINDS`.
    """

    id: str
    question: str
    kind: str
    relevant: tuple[Wanted, ...]


def read_questions(path: Path) -> list[Judged]:
    """Read questions from a JSON Lines file.

    Raises:
        QuestionsError: a line breaks the rules, or an id is there twice; the message says which.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(f"{path} cannot be read as UTF-8 text: {error}.") from error
    found: dict[str, Judged] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        one = _read_line(line, where)
        if one.id in found:
            raise QuestionsError(f"{where}: the id {one.id!r} was used before; give another.")
        found[one.id] = one
    if not found:
        raise QuestionsError(f"{path} holds no question.")
    return list(found.values())


def _read_line(line: str, where: str) -> Judged:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionsError(f"{where} is not JSON: {error}.") from error
    if not isinstance(row, dict):
        raise QuestionsError(f"{where} must be an object.")
    kind, relevant = row.get("kind"), row.get("relevant")
    if kind not in KINDS:
        raise QuestionsError(f'{where}: "kind" is {kind!r}; it must be one of {", ".join(KINDS)}.')
    if not isinstance(relevant, list) or not relevant:
        raise QuestionsError(f'{where}: "relevant" must list at least one passage.')
    return Judged(
        id=_text(row, "id", where),
        question=_text(row, "question", where),
        kind=kind,
        relevant=tuple(_wanted(one, where) for one in relevant),
    )


def _wanted(one: Any, where: str) -> Wanted:
    if not isinstance(one, dict):
        raise QuestionsError(f'{where}: {one!r} in "relevant" must be an object.')
    grade = one.get("grade")
    if grade not in _GRADES:
        raise QuestionsError(f'{where}: "grade" is {grade!r}; it must be 1 or 2.')
    return Wanted(_text(one, "document", where), _text(one, "text", where), grade)


def _text(row: Mapping[str, Any], name: str, where: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise QuestionsError(f'{where}: "{name}" must be a text; it is {value!r}.')
    return value
