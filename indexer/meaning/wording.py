"""Which words of a passage its vector is made of, and the key these words are known by."""

from collections.abc import Sequence
from hashlib import blake2b

from indexer.store.texts import Said

RECIPE = "1"
"""Raise it when :func:`texts_to_encode` changes: vectors of another recipe are made anew."""


def texts_to_encode(said: Said) -> tuple[str, ...]:
    """Return the texts whose vectors' mean stands for a passage."""
    text = f"{said.stem} {said.text}" if said.stem else said.text
    return (text,)


def key_of(texts: Sequence[str]) -> int:
    """Return 64 bits that stand for texts: passages of the same words share a vector."""
    digest = blake2b("\x1f".join(texts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
