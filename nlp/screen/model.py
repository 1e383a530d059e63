"""What the screen reports."""

from dataclasses import dataclass
from enum import StrEnum


class AlarmKind(StrEnum):
    """What an alarm is about.

    ``alias``: what stands for a name, such as ``Child A``. ``number``: of a case, the NHS, a
    pupil, National Insurance. ``contact``: telephone or e-mail.
    """

    NAME = "name"
    ALIAS = "alias"
    BIRTH = "birth"
    AGE = "age"
    ADDRESS = "address"
    NUMBER = "number"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A stretch of a text that may tell of a private person.

    Attributes:
        start, end: offsets into the text.
        rule: why it may stay without a decision, in plain words; None where a person decides.
    """

    start: int
    end: int
    kind: AlarmKind
    text: str
    rule: str | None = None

    @property
    def key(self) -> str:
        """Its text as decisions know it: without regard to capitals, spaces and endings in 's."""
        return key_of(self.text)


def key_of(text: str) -> str:
    """Return a text without regard to capitals, spacing, kind of apostrophe and a last 's."""
    plain = " ".join(text.replace("\u2019", "'").casefold().split())
    return plain.removesuffix("'s").strip(" .,;:'\"()")
