"""Which passages of the sample papers answer which findings of their story, read one by one.

`story.yaml` names one or two answers a paper; `judged.tsv` holds what a reader said of every
passage that several rankings brought up, so that a ranking can be measured by all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "judged.tsv"
ANSWERS, SPEAKS, NEITHER = 2, 1, 0
"""Grades; their rule stands at the top of the file."""

_FOLD = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage with what was said of it.

    Attributes:
        document: name of its file.
        words: some of its words, which no other passage of the document has unless it is longer.
        grades: by the id of the finding in the story.
    """

    document: str
    words: str
    grades: Mapping[str, int]

    def stands_in(self, texts: Iterable[str]) -> str | None:
        """Return the squeezed text of the passage that is meant; None if it is not there.

        Args:
            texts: squeezed, of the passages of the document.
        """
        words = squeezed(self.words)
        return min((text for text in texts if words in text), key=len, default=None)


def squeezed(text: str) -> str:
    """Return the letters, digits and percent signs of a text, which no new reading changes."""
    return re.sub(r"[^a-z0-9%]", "", text.translate(_FOLD).lower())


def load_judged() -> tuple[Judged, ...]:
    """Read the file, in the order of papers and passages."""
    return tuple(_read(FILE.read_text(encoding="utf-8").splitlines()))


def _read(lines: Iterable[str]) -> Iterator[Judged]:
    document = ""
    for line in lines:
        if line.startswith("## "):
            document = line[3:]
        if line.startswith("#") or not line:
            continue
        words, *columns = line.split("\t")
        graded = zip((ANSWERS, SPEAKS, NEITHER), columns, strict=True)
        yield Judged(document, words, {id_: grade for grade, ids in graded for id_ in ids.split()})
