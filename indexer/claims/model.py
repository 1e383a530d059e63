"""Who says what of a theme, and where that does not agree."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indexer.model import Document
from nlp.types import Speaker, Stance

OWN = frozenset({Speaker.COUNCIL, Speaker.PARTNERSHIP})
"""Who speaks of themselves."""
OTHERS = frozenset({Speaker.INSPECTORATE, Speaker.AUDITOR_PEER, Speaker.CHILD_FAMILY})
"""Who speaks of them."""

SURE = 0.6
"""Score of a stance below which it is shown as unsure."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A passage that says how good something is.

    Attributes:
        day: of its paper; None where that is not known.
        score: how sure the stance is, 0 to 1.
        mixed: it speaks both ways.
        speaker: None where it cannot be told whose words they are.
    """

    document: Document
    passage: str
    page: int
    text: str
    headings: tuple[str, ...]
    themes: tuple[str, ...]
    stance: Stance
    score: float
    mixed: bool
    speaker: Speaker | None
    day: date | None

    @property
    def is_unsure(self) -> bool:
        """Whether it has to be read before its stance is relied on."""
        return self.mixed or self.score < SURE

    @property
    def is_good(self) -> bool:
        """Whether it speaks of a strength."""
        return self.stance is Stance.STRENGTH


class ClashKind(StrEnum):
    """The council says more good of itself than others do, or less."""

    OVER = "over-claim"
    UNDER = "under-claim"


@dataclass(frozen=True, slots=True)
class Against:
    """What speaks against a claim.

    Attributes:
        words: those that both have, rarest first, as this has them.
        score: how much of their words they share, 0 to 1.
        days: between the claim and this; below nought where this came first.
    """

    voice: Voice
    words: tuple[str, ...]
    score: float
    days: int


@dataclass(frozen=True, slots=True)
class Clash:
    """A claim with what others later or lately said otherwise, the likeliest first."""

    kind: ClashKind
    claim: Voice
    against: tuple[Against, ...]

    @property
    def is_unsure(self) -> bool:
        """Whether the claim, or all that speaks against it, has to be read first."""
        return self.claim.is_unsure or all(one.voice.is_unsure for one in self.against)


@dataclass(frozen=True, slots=True)
class Read:
    """How much one side rests on.

    Attributes:
        passages: that speak of the theme.
        documents: they stand in.
        years: of those.
    """

    passages: int
    documents: int
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """One theme of one authority: both sides, newest first, and where they do not agree.

    Attributes:
        unknown: what is said of it by nobody can tell whom; on neither side.
    """

    theme: str
    authority: str
    own: tuple[Voice, ...]
    others: tuple[Voice, ...]
    over: tuple[Clash, ...]
    under: tuple[Clash, ...]
    unknown: tuple[Voice, ...] = ()

    @property
    def own_read(self) -> Read:
        """What the council's side rests on."""
        return read_of(self.own)

    @property
    def others_read(self) -> Read:
        """What the side of others rests on."""
        return read_of(self.others)


def read_of(voices: tuple[Voice, ...]) -> Read:
    """Count what some passages rest on."""
    years = sorted({one.day.year for one in voices if one.day})
    return Read(len(voices), len({one.document.id for one in voices}), tuple(years))
