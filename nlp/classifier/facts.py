"""What the rules found in many passages, side by side in one table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.classifier.prepare import Prepared
from nlp.classifier.stance_facts import STANCES, WIDTH, stance_table
from nlp.classifier.terms import Floats
from nlp.classifier.theme_facts import FACTS, ThemeTable

_NAMED = FACTS.index("heading")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of some passages.

    Attributes:
        dense: for each passage the chance of each theme by the rules, 1 for each theme its
            heading names, then the facts of stance.
        themes: each theme's own facts.
        said: 1 in the column of the stance the rules give.
        inspectors: 1 where an inspectorate speaks.
    """

    dense: Floats
    themes: ThemeTable
    said: Floats
    inspectors: Floats

    @classmethod
    def of(cls, rows: Sequence[Prepared], themes: int) -> "Facts":
        """Gather the facts of some passages.

        Args:
            rows: passages.
            themes: how many themes there are.
        """
        table = ThemeTable.of([row.themes for row in rows], themes)
        named = np.zeros_like(table.chances)
        named[table.rows, table.themes] = table.facts[:, _NAMED]
        said = np.zeros((len(rows), len(STANCES)), np.float32)
        said[np.arange(len(rows)), [row.stance.rule for row in rows]] = 1
        return cls(
            dense=np.hstack([table.chances, named, stance_table([row.stance for row in rows])]),
            themes=table,
            said=said,
            inspectors=np.array([row.stance.inspector for row in rows], np.float32),
        )


def theme_columns(themes: int) -> slice:
    """Return the columns of the themes' chances."""
    return slice(0, themes)


def topic_columns(themes: int) -> slice:
    """Return the columns that tell of themes, by the rules or by the heading."""
    return slice(0, 2 * themes)


def stance_columns(themes: int) -> slice:
    """Return the columns of the facts of stance."""
    return slice(2 * themes, 2 * themes + WIDTH)
