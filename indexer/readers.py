"""Which version of the code that opens and reads files this is."""

import hashlib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_LENGTH = 12


@cache
def readers_version() -> str:
    """Return a digest of the code that tells formats apart, unpacks and extracts.

    A file that it could not read may be read by another version. Nobody has to raise a
    number for that, and reading the sources takes some milliseconds once a process.
    """
    modules = [_HERE / "archives.py", _HERE / "containers.py", *(_HERE / "extract").rglob("*.py")]
    digest = hashlib.sha256()
    for module in sorted(modules):
        digest.update(module.name.encode() + b"\0" + module.read_bytes())
    return digest.hexdigest()[:_LENGTH]
