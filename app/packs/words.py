"""The words people read for packs, in place of ids."""

from collections.abc import Mapping
from types import MappingProxyType

from indexer.pack.model import Choice
from indexer.pack.screening import PICTURES
from indexer.pack.verifying import State
from nlp.screen import AlarmKind

KINDS: Mapping[str, str] = MappingProxyType(
    {
        AlarmKind.NAME: "Name",
        AlarmKind.ALIAS: "Stands for a name",
        AlarmKind.BIRTH: "Date of birth",
        AlarmKind.AGE: "Age",
        AlarmKind.ADDRESS: "Address",
        AlarmKind.NUMBER: "Number of a case or person",
        AlarmKind.CONTACT: "Telephone or e-mail",
        PICTURES: "Pictures",
    }
)

CHOICES: Mapping[str, str] = MappingProxyType({Choice.KEEP: "Keep", Choice.REDACT: "Redact"})
PICTURE_CHOICES: Mapping[str, str] = MappingProxyType(
    {Choice.KEEP: "Keep", Choice.REDACT: "Cover", Choice.OMIT: "Leave the page out"}
)

STATES: Mapping[str, str] = MappingProxyType(
    {
        State.UNCHANGED: "Unchanged",
        State.CHANGED: "Changed",
        State.MISSING: "Missing",
        State.UNKNOWN: "Not looked at",
        State.OUTDATED: "Changed in the newest version",
    }
)

CHANGED_MEANWHILE = (
    "Somebody changed the pack, or decided, while this page lay open. That stands; what else you "
    "chose is kept, but nothing was decided of all the rest. Look through what is left."
)

DONE: Mapping[str, str] = MappingProxyType(
    {
        "begun": "The pack is begun. Add passages from search, from documents or from findings.",
        "changed": "The change is kept.",
        "moved": "The passage is moved.",
        "newer": "The passage of the newer version stands in its place now.",
        "removed": "The passage is out of the pack.",
        "ruled": "The decisions are kept.",
        "gone": "The pack is removed. What was built of it stays.",
    }
)
"""What is told after a form, by the word its redirect carries."""

ADDED_NONE = "All of it was in the pack already."


def choices_of(kind: str) -> Mapping[str, str]:
    """Return the choices that a person has about something of this kind."""
    return PICTURE_CHOICES if kind == PICTURES else CHOICES


def added_words(number: int) -> str:
    """Tell how many passages were added."""
    if not number:
        return ADDED_NONE
    return f"{number:,} passage{'' if number == 1 else 's'} added."
