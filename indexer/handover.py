"""What a worker hands over of a document: bytes, a slice of its passages at a time.

Rows as Python objects take four times the room of the same rows pickled, and pickling them
all at once remembers every one of them while it lasts. Slice by slice neither end ever holds
more than a few hundred passages in full. Only the run's own workers write these bytes.
"""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from indexer.findings.model import Finding
from indexer.model import Document, Passage
from indexer.search.base import SearchRecord
from indexer.search.records import records_of
from indexer.store.packed import Packed, pack

SLICE = 256
"""Passages that are labelled and packed at a time."""

LONG = 500
"""Pages from which memory is given back after reading (15 MB of 2,000 pages, in milliseconds)
and passages are compressed: 17,226 on 2,000 dense pages go from 35 MB to 14 in 0.3 s, and
handing them over takes as much room again. The worker's peak is 326 MB and not 371."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file, ready to be written.

    Attributes:
        document: what it says of itself.
        passages: how many it has.
        rows: its passages for the store, slices pickled and in zlib's form.
        searchable: its passages for the search index, likewise.
        findings: what it finds or undertakes, read as what it says it is.
    """

    document: Document
    passages: int
    rows: Sequence[bytes]
    searchable: Sequence[bytes]
    findings: Sequence[Finding]

    def packed(self) -> Iterator[Packed]:
        """Yield its passages for the store, a slice at a time, in reading order."""
        for some in self.rows:
            packed: Packed = _unpickled(some)
            yield packed

    def records(self) -> Iterator[SearchRecord]:
        """Yield its passages for the search index."""
        for some in self.searchable:
            yield from _unpickled(some)


def to_write(
    document: Document,
    passages: Iterable[Passage],
    pipeline: str,
    *,
    findings: Sequence[Finding] = (),
) -> Reading:
    """Make of a document and its passages all that is written of them.

    It is made here and not where it is written, because there are many workers and one
    writer; and slice by slice, because a file of 2,000 pages has 17,000 passages.
    """
    from indexer.fingerprints import fingerprints_of

    rest = iter(passages)
    level = 1 if len(document.pages) > LONG else 0
    count = 0
    rows: list[bytes] = []
    searchable: list[bytes] = []
    while some := list(islice(rest, SLICE)):
        taken = fingerprints_of((p.id, p.kind, p.text) for p in some)
        packed = pack(some, pipeline=pipeline, fingerprints=taken, first=count + 1)
        rows.append(_pickled(packed, level))
        searchable.append(_pickled(list(records_of(some, document)), level))
        count += len(some)
    return Reading(document, count, rows, searchable, findings)


def _pickled(some: object, level: int) -> bytes:
    return zlib.compress(pickle.dumps(some, pickle.HIGHEST_PROTOCOL), level)


def _unpickled(some: bytes) -> Any:
    return pickle.loads(zlib.decompress(some))  # noqa: S301 - our own worker wrote it
