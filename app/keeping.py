"""What is read of all passages for a page: kept until their labels or papers change."""

import threading
from collections.abc import Callable
from typing import TypeVar

from app.wiring import Workplace

_Made = TypeVar("_Made")

_LOCK = threading.Lock()
_KEPT: dict[tuple[str, str], tuple[object, object]] = {}


def keep(place: Workplace, name: str, make: Callable[[], _Made], *, said: object = None) -> _Made:
    """Return what ``make`` gives, made again only when passages or labels changed.

    Args:
        place: whose store it is read from.
        name: tells what is kept from what else is.
        make: reads it.
        said: a mark of what else it is made of, such as what people said of findings.
    """
    key, stamp = (str(place.home.path), name), (place.store.said_mark(), said)
    with _LOCK:
        kept = _KEPT.get(key)
        if kept is None or kept[0] != stamp:
            kept = stamp, make()
            _KEPT[key] = kept
        made: _Made = kept[1]  # type: ignore[assignment]
        return made
