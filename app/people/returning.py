"""Where to go after signing in: only ever to a page of this Sightline."""

import re
from urllib.parse import urlsplit

_LONGEST = 2000
# Browsers take a backslash for a slash, and leave out tabs and line breaks.
_STRANGE = re.compile(r"[\x00-\x20\\\x7f]")


def safe_next(given: str | None, default: str) -> str:
    """Return an address to go on to.

    Args:
        given: as it came with the request; anything may stand there.
        default: where to go if it is not the path of a page here.
    """
    if not given or len(given) > _LONGEST or _STRANGE.search(given):
        return default
    if not given.startswith("/") or given.startswith("//"):
        return default
    try:
        parts = urlsplit(given)
    except ValueError:
        return default
    return default if parts.scheme or parts.netloc else given
