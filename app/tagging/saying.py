"""What is said of a passage as short text, in forms and on its way from the browser.

``theme:yes:kinship-care``, ``theme:no:kinship-care``, ``stance:set:strength``,
``areas:set:leaders,care-leavers``, ``mixed:set:true``, ``speaker:set:council``,
``speaker:set:`` and ``note:set:`` followed by the words of the note.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.words import Words
from indexer.decisions.deciding import DecisionError, Word
from indexer.decisions.model import Act, Field

_SAID = frozenset({Act.YES, Act.NO, Act.SET})


def read_sayings(
    passage: str, given: Sequence[Any], words: Words, *, seen: str | None = None
) -> list[Word]:
    """Read what is said of a passage in one go.

    Args:
        passage: its id.
        given: texts as above; a theme may also be named by its label.
        words: the labels.
        seen: hash of the words of the passage as who says it saw it.

    Raises:
        DecisionError: one cannot be read.
    """
    if not given:
        raise DecisionError("Nothing was said of the passage.")
    return [replace(read_saying(passage, one, words), seen=seen) for one in given]


def read_saying(passage: str, given: Any, words: Words) -> Word:
    """Read one thing that is said of a passage; see :func:`read_sayings`."""
    if not isinstance(given, str) or given.count(":") < 2:
        raise DecisionError(
            f"{given!r} says nothing of a passage. Say, for instance, mixed:set:true."
        )
    name, act, value = given.split(":", 2)
    if name not in set(Field) or act not in _SAID:
        raise DecisionError(f"{given!r} says nothing that can be decided of a passage.")
    return Word(passage, Field(name), Act(act), _value(Field(name), value, words))


def _value(field: Field, value: str, words: Words) -> Any:
    match field:
        case Field.AREAS:
            return [area for area in value.split(",") if area]
        case Field.MIXED:
            return {"true": True, "false": False}.get(value, value)
        case Field.SPEAKER:
            return value or None
        case Field.THEME:
            labels = {label.casefold(): id_ for id_, label in words.known("theme").items()}
            return labels.get(value.strip().casefold(), value)
        case _:
            return value
