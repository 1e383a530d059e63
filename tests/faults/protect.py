"""PDFs with a password: one kind asks for it before it opens, the other only forbids changes."""

import random
from pathlib import Path

from indexer.extract.mupdf import load_mupdf

METHODS = ("RC4_40", "RC4_128", "AES_128", "AES_256")


def ask_for_password(source: Path, chance: random.Random) -> bytes:
    """Encrypt a PDF so that nobody reads it without the password."""
    return _encrypt(source, chance, user=_password(chance))


def forbid_changes(source: Path, chance: random.Random) -> bytes:
    """Encrypt a PDF as many publishers do: it opens for everyone, and forbids all else."""
    return _encrypt(source, chance, user="")


def _encrypt(source: Path, chance: random.Random, *, user: str) -> bytes:
    mupdf = load_mupdf()
    with mupdf.open(source) as document:
        data: bytes = document.tobytes(
            encryption=getattr(mupdf, f"PDF_ENCRYPT_{chance.choice(METHODS)}"),
            owner_pw=_password(chance),
            user_pw=user,
            permissions=mupdf.PDF_PERM_ACCESSIBILITY,
        )
    return data


def _password(chance: random.Random) -> str:
    return f"{chance.getrandbits(60):x}"
