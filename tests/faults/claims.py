"""PDFs that claim a hundred thousand pages."""

import random
import re
from pathlib import Path
from typing import Any

from indexer.extract.mupdf import load_mupdf

CLAIM = 100_000


def claim_pages(source: Path, chance: random.Random) -> bytes:
    """Claim pages that are not there, in one of three ways."""
    return chance.choice((_wrong_number, _two_numbers, _in_a_ring))(source)


def _two_numbers(source: Path) -> bytes:
    """Write a second number beside the count, which also moves all that stands behind it."""
    return source.read_bytes().replace(b"/Count ", f"/Count {CLAIM} ".encode())


def _wrong_number(source: Path) -> bytes:
    """Claim the pages in a file that is sound in every other way."""
    with load_mupdf().open(source) as document:
        return _with_claim(document)


def _in_a_ring(source: Path) -> bytes:
    """Let the list of pages hold itself, after its first page, and claim the pages too."""
    with load_mupdf().open(source) as document:
        root = _root(document)
        first, *others = re.findall(r"\d+ 0 R", document.xref_get_key(root, "Kids")[1])
        document.xref_set_key(root, "Kids", f"[{' '.join((first, f'{root} 0 R', *others))}]")
        return _with_claim(document)


def _with_claim(document: Any) -> bytes:
    """Write a file with the claim, which MuPDF would not write if it noticed."""
    document.xref_set_key(_root(document), "Kount", str(CLAIM))
    data: bytes = document.tobytes()
    return data.replace(b"/Count ", b"/Xount ").replace(b"/Kount ", b"/Count ")


def _root(document: Any) -> int:
    """Find the object that holds the list of all pages."""
    reference: str = document.xref_get_key(document.pdf_catalog(), "Pages")[1]
    return int(reference.removesuffix(" 0 R"))
