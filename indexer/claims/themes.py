"""Every theme of an authority with both sides of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from indexer.claims.model import OTHERS, OWN, Beside, Voice
from indexer.claims.pairing import Rarity, find_clashes
from indexer.claims.voices import read_voices
from indexer.store.repository import Store
from nlp.types import Speaker


@dataclass(frozen=True, slots=True)
class Choice:
    """Which voices are compared.

    Attributes:
        since, until: years of the papers, both included; None: any.
        voices: whose judgement counts beside the council's; empty: all others'.
        types: kinds of the council's own papers that count; empty: all.
    """

    since: int | None = None
    until: int | None = None
    voices: frozenset[Speaker] = frozenset()
    types: frozenset[str] = frozenset()

    def keeps(self, one: Voice) -> bool:
        """Tell whether a voice counts."""
        year = one.day.year if one.day else None
        if (self.since and (year is None or year < self.since)) or (
            self.until and (year is None or year > self.until)
        ):
            return False
        if one.speaker in OTHERS:
            return not self.voices or one.speaker in self.voices
        if one.speaker is None:
            return True
        return not self.types or one.document.metadata.type in self.types


@dataclass(slots=True)
class Claims:
    """Everything that is said of the authorities of a store, ready to be compared."""

    _voices: dict[str, list[Voice]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, voices: Iterable[Voice]) -> "Claims":
        """Gather voices."""
        claims = cls()
        for one in voices:
            claims._voices[one.document.metadata.authority or ""].append(one)
        return claims

    @property
    def authorities(self) -> list[str]:
        """Authorities that speak of themselves and of whom others speak.

        Those that say most of themselves come first.
        """
        both = [name for name, some in self._voices.items() if _has_both(some)]
        return sorted(both, key=lambda name: (-self._own(name), name))

    @property
    def voices(self) -> Iterator[Voice]:
        """Everything that is said of any authority."""
        return (one for some in self._voices.values() for one in some)

    def _own(self, name: str) -> int:
        return sum(one.speaker in OWN for one in self._voices[name])

    def beside(self, authority: str, choice: Choice, *, theme: str | None = None) -> list[Beside]:
        """Return the themes of an authority, or one of them, with both sides.

        Args:
            authority: one of :attr:`authorities`.
            choice: which voices count.
            theme: id of the only theme wanted.
        """
        every = [one for one in self._voices.get(authority, ()) if choice.keeps(one)]
        rarity = Rarity(every)
        by_theme: dict[str, list[Voice]] = defaultdict(list)
        for one in every:
            for id_ in one.themes:
                if theme is None or id_ == theme:
                    by_theme[id_].append(one)
        return [_beside(id_, authority, some, rarity) for id_, some in sorted(by_theme.items())]


def load_claims(store: Store) -> Claims:
    """Read everything that is said of the authorities of a store."""
    return Claims.of(read_voices(store))


def _beside(theme: str, authority: str, some: Sequence[Voice], rarity: Rarity) -> Beside:
    newest = sorted(some, key=lambda one: (-(one.day.toordinal() if one.day else 0), one.passage))
    own = tuple(one for one in newest if one.speaker in OWN)
    others = tuple(one for one in newest if one.speaker in OTHERS)
    unknown = tuple(one for one in newest if one.speaker is None)
    over, under = find_clashes(own, others, rarity)
    return Beside(theme, authority, own, others, over, under, unknown)


def _has_both(some: Iterable[Voice]) -> bool:
    speakers = {one.speaker for one in some}
    return bool(speakers & OWN and speakers & OTHERS)
