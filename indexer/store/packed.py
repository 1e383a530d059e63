"""The passages of a document as rows, made where they were read.

A worker hands these over instead of passages: plain tuples go from process to process in
a tenth of the time that dataclasses within dataclasses take (measured on 18,594 passages of
inspection reports: 0.05 against 0.9 s), and can be written as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.model import Passage
from indexer.store.rows import Values, annotation_values, passage_values
from nlp.types import Annotation


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a passage is compared by.

    Attributes:
        wording, shape: see :class:`indexer.wording.Wording`; None: too short to compare.
        signature: see :func:`indexer.minhash.signatures`, as bytes.
    """

    passage: str
    wording: int | None = None
    shape: int | None = None
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """Passages of a document, all or a slice, with what is known of each."""

    passages: Sequence[Values] = ()
    annotations: Sequence[Values] = ()
    fingerprints: Sequence[Values] = ()


def pack(
    passages: Iterable[Passage],
    *,
    pipeline: str,
    fingerprints: Iterable[Fingerprint] = (),
    first: int = 1,
) -> Packed:
    """Turn passages into rows.

    Args:
        passages: of one document, in reading order, annotated or not.
        pipeline: version of the pipeline that annotated them.
        fingerprints: of these passages, where they were taken already.
        first: the position of the first of them in its document.
    """
    some = list(passages)
    return Packed(
        passages=[passage_values(passage, n) for n, passage in enumerate(some, start=first)],
        annotations=pack_labels({p.id: p.annotation for p in some if p.annotation}, pipeline),
        fingerprints=pack_fingerprints(fingerprints),
    )


def pack_labels(labels: Mapping[str, Annotation], pipeline: str) -> list[Values]:
    """Turn the labels of passages, by passage id, into rows."""
    return [annotation_values(id_, label, pipeline) for id_, label in labels.items()]


def pack_fingerprints(fingerprints: Iterable[Fingerprint]) -> list[Values]:
    """Turn fingerprints into rows; none has a family yet."""
    return [(f.passage, f.wording, f.shape, f.signature, None) for f in fingerprints]
