"""What the rules found of each theme in a passage, as figures a model can weigh.

A fact is about one theme in one passage; every theme has the same facts, so that
what is learnt of the many serves the few.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc

from nlp.classifier.terms import Floats, Integers
from nlp.components.evidence import Weighed

FACTS = (
    "terms", "weak", "depth", "rivals", "specific", "listed", "outranked", "strong",
    "logit", "enough", "present", "share", "share_weak", "long",
    "heading", "heading_share", "heading_bare", "heading_short", "other_heading",
    "parent", "parent_bare", "parent_apart",
)  # fmt: skip
_LONG, _SHORT = 2.5, 4.0  # logs of about 12 and 55 tokens


@dataclass(slots=True)
class ThemeFacts:
    """The facts of one passage; only themes of which there is anything to say.

    Attributes:
        own: for each theme's number, its facts in the order of ``FACTS``.
        chances: for each theme's number, how likely the rules hold it, in ``[0, 1]``.
        enough: numbers of the themes of which the rules find enough to give them.
    """

    own: dict[int, list[float]] = field(default_factory=dict)
    chances: dict[int, float] = field(default_factory=dict)
    enough: list[int] = field(default_factory=list)


def theme_facts(
    doc: Doc,
    weighed: Mapping[str, Weighed],
    named: frozenset[str],
    parents: frozenset[str],
    numbers: Mapping[str, int],
) -> ThemeFacts:
    """Gather the facts of one passage.

    Args:
        doc: the passage.
        weighed: what the rules found, by theme.
        named: themes that the nearest heading names.
        parents: themes that the innermost heading above it names which names any.
        numbers: the number of each theme; others are passed over.
    """
    found = ThemeFacts()
    full = sum(len(one.evidence.terms) for one in weighed.values())
    every = full + sum(len(one.evidence.weak) for one in weighed.values())
    length = math.log1p(len(doc))
    for theme, one in weighed.items():
        if theme not in numbers:
            continue
        number, own = numbers[theme], one.evidence
        facts = _row(found, number)
        terms, weak, depth, rivals, _, specific, listed, outranked, strong = one.facts
        logit = math.log(one.chance / (1 - one.chance))
        facts[:14] = (
            terms, weak, depth / 3, rivals, specific, listed, outranked, strong,
            logit / 2, float(one.enough), 1.0,
            len(own.terms) / full if full else 0.0,
            (len(own.terms) + len(own.weak)) / every,
            max(0.0, length - _LONG),
        )  # fmt: skip
        facts[18] = float(bool(named) and theme not in named)
        found.chances[number] = one.chance
        if one.enough:
            found.enough.append(number)
    for theme in named & numbers.keys():
        facts = _row(found, numbers[theme])
        facts[14:18] = (1.0, 1 / len(named), float(not full), max(0.0, _SHORT - length))
    for theme in parents & numbers.keys():
        facts = _row(found, numbers[theme])
        apart = float(bool(named) and theme not in named)
        facts[19:22] = (1 / len(parents), float(not full and not named), apart)
    return found


def _row(found: ThemeFacts, number: int) -> list[float]:
    return found.own.setdefault(number, [0.0] * len(FACTS))


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """The facts of many passages.

    Attributes:
        rows, themes: passage and theme of each line of ``facts``.
        facts: shape ``(lines, len(FACTS))``.
        chances: what the rules say, shape ``(passages, themes)``; 0 where they see nothing.
        given: the same where there is enough for the rules to give the theme, else 0.
    """

    rows: Integers
    themes: Integers
    facts: Floats
    chances: Floats
    given: Floats

    @classmethod
    def of(cls, passages: Sequence[ThemeFacts], themes: int) -> "ThemeTable":
        """Put the facts of passages into arrays."""
        lines = [(row, number) for row, one in enumerate(passages) for number in one.own]
        places = np.array(lines, np.int64).reshape(-1, 2)
        facts = [values for one in passages for values in one.own.values()]
        chances = np.zeros((len(passages), themes), np.float32)
        enough = np.zeros_like(chances)
        for row, one in enumerate(passages):
            for number, chance in one.chances.items():
                chances[row, number] = chance
            enough[row, one.enough] = 1
        table = np.array(facts, np.float32).reshape(-1, len(FACTS))
        return cls(places[:, 0], places[:, 1], table, chances, chances * enough)

    def weigh(self, weights: Floats) -> Floats:
        """Return what the facts add to each theme's score, shape ``(passages, themes)``.

        Args:
            weights: one row of weights a theme, shape ``(themes, len(FACTS))``.
        """
        sums = np.zeros_like(self.chances)
        # No theme has two lines in one passage, so plain assignment adds up nothing.
        sums[self.rows, self.themes] = np.einsum("ij,ij->i", self.facts, weights[self.themes])
        return sums
