"""Decisions in words."""

from collections.abc import Mapping
from typing import Any

from app.words import Words
from indexer.decisions.deciding import Word
from indexer.decisions.model import Act, Decision, Field


def decision_words(one: Decision, words: Words) -> str:
    """Write what a decision says, such as "Theme: Kinship care"."""
    if one.act is Act.WITHDRAW:
        return "Took back an earlier decision"
    return _words(one.field, one.act, one.value, words)


def said_words(word: Word, words: Words) -> str:
    """Write what is about to be decided, as :func:`decision_words` will write it."""
    return _words(word.field, word.act, word.value, words)


def recorded_words(detail: Mapping[str, Any], words: Words) -> str:
    """Write a decision from what the audit trail keeps of it, as :func:`decision_words` does."""
    if detail["act"] == Act.WITHDRAW:
        return "Took back an earlier decision"
    return _words(Field(detail["field"]), Act(detail["act"]), detail.get("value"), words)


def _words(field: Field, act: Act, value: Any, words: Words) -> str:
    if field is Field.THEME:
        label = words.label("theme", str(value))
        return f"Theme: {label}" if act is Act.YES else f"Not the theme: {label}"
    if field is Field.NOTE:
        return f"Note: {value}"
    return f"{TITLES[field]}: {value_words(field, value, words)}"


TITLES = {
    Field.THEME: "Theme",
    Field.AREAS: "Inspection area",
    Field.STANCE: "What it says",
    Field.MIXED: "Speaks both ways",
    Field.SPEAKER: "Who speaks",
    Field.NOTE: "Note",
}
"""What can be decided, as the interface names it."""


def value_words(field: Field, value: Any, words: Words) -> str:
    """Write the value of a field; of a decision or of what the machine said."""
    match field:
        case Field.AREAS:
            return ", ".join(words.label("area", area) for area in value or ()) or "None"
        case Field.MIXED:
            return "Yes" if value else "No"
        case Field.SPEAKER:
            return words.label("speaker", value) if value else "Cannot be told"
        case Field.STANCE | Field.THEME:
            return words.label(field.value, str(value))
        case Field.NOTE:
            return str(value)
