"""Which words of a passage its vectors are made of, and the key these words are known by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from indexer.store.texts import Said

RECIPE = "2"
"""Raise it when :func:`wording_of` changes: vectors of another recipe are made anew."""

_MOST = 40
"""Sentences of a passage that have a vector of their own."""
_SHORTEST = 4
"""Words of such a sentence; "Yes." and "See page 4." say nothing alone."""
_END = re.compile(r"(?<=[.;?!])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of a passage that vectors are made of.

    Attributes:
        whole: all of it, after the sentence that introduces it, if it is a point of a list.
        sentences: one by one; empty if it is a single one.
    """

    whole: str
    sentences: tuple[str, ...]

    @property
    def key(self) -> int:
        """Return 64 bits that stand for it: passages of the same words share their vectors."""
        words = "\x1f".join((self.whole, *self.sentences))
        return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


def wording_of(said: Said) -> Wording:
    """Return the texts of a passage to make vectors of.

    nDCG@10 by cosine alone on 60 questions on five papers, 66 on the sample papers and 36 on
    7,200 passages of reports and council papers: the text 0.510, -, 0.416; with the stem 0.504,
    0.481, 0.422; with the heading above too 0.511, -, 0.411; with the stem, and the nearest
    sentence weighing half (see :data:`indexer.meaning.near.BY_SENTENCE`) 0.526, 0.512, 0.475.
    The mean with a second vector that knows the heading gives 0.01 more for twice the time.
    """
    sentences = tuple(one for one in _END.split(said.text) if len(one.split()) >= _SHORTEST)
    return Wording(
        whole=f"{said.stem} {said.text}" if said.stem else said.text,
        sentences=_several(sentences[:_MOST]),
    )


def _several(sentences: Sequence[str]) -> tuple[str, ...]:
    return tuple(sentences) if len(sentences) > 1 else ()
