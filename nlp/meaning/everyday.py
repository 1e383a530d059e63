"""What people call the things that papers speak of: "bare walls" for poor home conditions.

For 2,765 words and terms of councils' and inspectors' papers their neighbours in the trade, and
what a parent, a councillor, a young person or a blunt colleague would say instead.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

EVERYDAY = Path(__file__).parent / "data" / "everyday.tsv"
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Called:
    """A term with what it is called.

    Attributes:
        trade: what papers call it too, or what lies very near to it.
        everyday: what others call it.
    """

    term: str
    trade: tuple[str, ...]
    everyday: tuple[str, ...]


@cache
def read_everyday() -> tuple[Called, ...]:
    """Return all of them, by term."""
    lines = EVERYDAY.read_text(encoding="utf-8").splitlines()
    return tuple(_read(*line.split("\t")) for line in lines)


def _read(term: str, trade: str, everyday: str) -> Called:
    return Called(term, tuple(trade.split(_BETWEEN)), tuple(everyday.split(_BETWEEN)))
