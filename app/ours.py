"""Which of the authorities that papers are about is the council's own."""

from collections.abc import Iterable

from app.keeping import keep
from app.wiring import Workplace
from indexer.council import owning
from indexer.council.owning import Owned, read_owned


def own_authority(place: Workplace, known: Iterable[str]) -> str:
    """Return the authority whose Sightline this is, as papers name it.

    It is told by the council's name, which an administrator sets.

    Args:
        place: where the council is set.
        known: the authorities to tell it among.

    Returns:
        One of ``known``; empty text where none is the council's or nobody set it.
    """
    return owning.own_authority(place.council.name, known)


def owned(place: Workplace) -> Owned:
    """Return whose the papers of a store are, as it stands now."""
    return keep(place, "owned", lambda: read_owned(place.store), said=place.council.name)
