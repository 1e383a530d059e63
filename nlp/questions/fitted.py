"""What was fitted to read questions with: weights of words for themes, and everyday wordings.

One JSON file, made by :mod:`nlp.questions.fitting` from the YAML files beside it. Plain lists
load in a few milliseconds, without numpy: a search from the command line reads one question.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
FITTED = DATA / "fitted.json"


@dataclass(frozen=True, slots=True)
class Wording:
    """Everyday ways to ask for something, and how papers say it.

    Attributes:
        asks: sets of stems; a question that has all of one of them asks for it.
        words: as papers write.
        themes: their ids, likeliest first.
    """

    asks: tuple[frozenset[str], ...]
    words: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights and wordings.

    Attributes:
        source: digest of the files it was made of.
        themes: ids; weights follow their order.
        offset: score of each theme before any word is read.
        rarity: weight of each stem among others.
        weights: stem to pairs of a theme's number and what the stem says for it.
        wordings: everyday wordings.
        kinds: stem of a word for people of some kind to the stem that wordings name them by.
    """

    source: str
    themes: tuple[str, ...]
    offset: tuple[float, ...]
    rarity: Mapping[str, float]
    weights: Mapping[str, Sequence[tuple[int, float]]]
    wordings: tuple[Wording, ...]
    kinds: Mapping[str, str]

    def widened(self, found: Collection[str]) -> frozenset[str]:
        """Add to stems what wordings call people of their kind."""
        return frozenset(found) | {self.kinds[stem] for stem in found if stem in self.kinds}


@cache
def load_fitted() -> Fitted:
    """Return what ships."""
    row = json.loads(FITTED.read_text(encoding="utf-8"))
    return Fitted(
        source=row["source"],
        themes=tuple(row["themes"]),
        offset=tuple(row["offset"]),
        rarity=row["rarity"],
        weights=row["weights"],
        wordings=tuple(
            Wording(tuple(map(frozenset, one["asks"])), tuple(one["words"]), tuple(one["themes"]))
            for one in row["wordings"]
        ),
        kinds=row["kinds"],
    )
