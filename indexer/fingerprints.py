"""What passages are compared by to find those that say the same, or nearly."""

from collections.abc import Iterable, Iterator, Sequence

from indexer.minhash import signatures
from indexer.model import Kind
from indexer.store.packed import Fingerprint
from indexer.wording import Wording, wording_of

_NEAR_FROM = 10
"""Words a passage must have to be near another. Of 80 pairs read by eye, most of the wrong
ones were rows of forms and labels of fewer ("Home address: ...", "School address: ...")."""


def fingerprints_of(some: Iterable[tuple[str, Kind, str]]) -> Iterator[Fingerprint]:
    """Take the fingerprints of passages; headings are not compared.

    Args:
        some: id, kind and text of each.
    """
    said = [
        (id_, kind, wording_of(text) if kind is not Kind.HEADING else None)
        for id_, kind, text in some
    ]
    rows = iter(signatures([_to_sign(wording, kind) for _, kind, wording in said if wording]))
    for id_, _, wording in said:
        if wording is None:
            yield Fingerprint(id_)
        else:
            yield Fingerprint(id_, wording.wording, wording.shape, next(rows).tobytes())


def _to_sign(wording: Wording, kind: Kind) -> Sequence[str]:
    """Return the words to sign.

    A short passage is alike to one of its very shape only, and so is a row: what the
    rows of one table share is the column headings.
    """
    if kind is Kind.ROW or len(wording.words) < _NEAR_FROM:
        return (str(wording.shape),) * 3
    return wording.words
