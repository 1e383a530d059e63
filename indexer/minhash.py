"""How much of their wording passages share, estimated from short signatures.

MinHash (Broder, 1997) over shingles of three words; passages that may be alike
are found by banding (locality-sensitive hashing; Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, chapter 3).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain

import numpy as np
import numpy.typing as npt

from indexer.wording import word_number

BANDS, ROWS = 20, 3
"""Pairs that share half their shingles meet in some band with 1 - (1 - 0.5**3)**20 = 93 %,
those that share 0.7 with 99.98 %, those that share a tenth with 2 %."""

LENGTH = BANDS * ROWS
"""Numbers in a signature, 16 bits each: 120 bytes a passage. The standard error of an
estimate near one half is sqrt(0.25 / 60) = 0.065."""

ALIKE = 0.5
"""Share of common shingles from which passages are called near."""

_SHINGLE = 3
_NEIGHBOURS = 8

Signatures = npt.NDArray[np.uint16]
"""A row for each passage, :data:`LENGTH` wide."""

# Hashed from their places rather than drawn: stored signatures must outlive any generator.
_ODD = [
    np.uint64(int.from_bytes(blake2b(b"%d" % n, digest_size=8).digest()) | 1) for n in range(LENGTH)
]
_WEIGHTS = tuple(
    np.uint64(weight) for weight in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
)

_number = lru_cache(maxsize=100_000)(word_number)


def signatures(texts: Sequence[Sequence[str]]) -> Signatures:
    """Compute the signatures of passages.

    Args:
        texts: the words of each, three or more.
    """
    if not texts:
        return np.empty((0, LENGTH), np.uint16)
    flat = np.fromiter(map(_number, chain.from_iterable(texts)), np.uint64)
    lengths = np.array([len(words) for words in texts])
    ends = np.cumsum(lengths)
    starts = ends - lengths
    # Shingles that would run from one passage into the next are left out.
    whole = np.ones(len(flat), bool)
    for back in range(1, _SHINGLE):
        whole[ends - back] = False
    shingles = _mixed(flat)[np.flatnonzero(whole)]
    first = starts - np.arange(len(texts)) * (_SHINGLE - 1)
    found = np.empty((len(texts), LENGTH), np.uint16)
    for column, odd in enumerate(_ODD):
        # The upper half is the better mixed one. The least product has the least upper half,
        # so only one of each passage has to be shifted.
        least = np.minimum.reduceat(shingles * odd, first) >> np.uint64(32)
        found[:, column] = least & np.uint64(0xFFFF)
    return found


def likeness(one: Signatures, other: Signatures) -> npt.NDArray[np.float64]:
    """Estimate the share of common shingles, row by row."""
    shares: npt.NDArray[np.float64] = (one == other).mean(axis=-1)
    return shares


def alike_pairs(rows: Signatures, fresh: npt.NDArray[np.bool_]) -> Iterator[npt.NDArray[np.intp]]:
    """Yield pairs of rows that are alike, in batches of shape (n, 2); some come twice.

    Args:
        rows: signatures, best without repetitions.
        fresh: rows to find partners for; pairs of two others are left out.
    """
    for band in range(BANDS):
        part = rows[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64)
        keys = (part[:, 0] << np.uint64(32)) | (part[:, 1] << np.uint64(16)) | part[:, 2]
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        # A passage is tried with its next few in the band only: whole families meet so
        # all the same, in one band or another, and a band of boilerplate stays cheap.
        for distance in range(1, min(_NEIGHBOURS, len(rows) - 1) + 1):
            same = np.flatnonzero(keys[distance:] == keys[:-distance])
            if not len(same):
                break
            pairs = np.stack([order[same], order[same + distance]], axis=1)
            pairs = pairs[fresh[pairs].any(axis=1)]
            yield pairs[likeness(rows[pairs[:, 0]], rows[pairs[:, 1]]) >= ALIKE]


def _mixed(words: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Hash every run of three words, wrapped at the end; multiplication overflows on purpose."""
    mixed = np.zeros_like(words)
    for place, weight in enumerate(_WEIGHTS):
        mixed = mixed + np.roll(words, -place) * weight
    mixed ^= mixed >> np.uint64(29)
    mixed = mixed * _WEIGHTS[1]
    return mixed ^ (mixed >> np.uint64(32))
