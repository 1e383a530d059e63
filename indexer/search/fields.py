"""What the engines keep of a passage, apart from how they keep it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

from indexer.search.analysis import surfaces, terms
from indexer.search.base import SearchRecord

HEADING_WEIGHT = 0.3
"""What a match in the heading counts beside one in the text. Not tuned: the contract asks for
less than 1, and a heading is shared by all passages under it."""

TITLE_WEIGHT = 0.3
"""What a match in the document's title counts beside one in the text: as one in a heading. 0.1,
0.3, 0.6 gave the same nDCG@10, 1 no less; titles at all took that of 36 questions on 494 real
papers from 0.34 to 0.36; those of 60 and 66 on fewer papers stayed at 0.60 and 0.49."""

TITLED = "titled"
"""Everywhere and in the title, too. Where nobody asks for it a title is not searched: all the
passages of a paper share it, and "children" stands in the titles of most."""

ALSO_WEIGHT = 0.5
"""What a match in another name counts beside one in the text. Not tuned: who asks for words
wants those who say them first."""

WILD_SCORE = 1.0
"""What a wildcard scores, whatever word it finds. A common word scores about 2 and a rare one 8
in a corpus of 40,000 passages, so a word that is typed in full outweighs one that is guessed."""

NO_TERM = "|"
"""Stands between names in one field; no term is like it, so no phrase goes over it."""

NO_PAGE = 0
"""The page of a passage whose page is unknown."""

NO_DAY = 0
"""The day of a passage whose document has no date."""


def day_of(published: date | None) -> int:
    """Return a date as a number that sorts; :data:`NO_DAY` if there is none."""
    return NO_DAY if published is None else published.toordinal()


def day_bounds(since: date | None, until: date | None) -> tuple[int, int] | None:
    """Return first and last day asked for, both included; None if no date is asked for.

    The bounds never take in :data:`NO_DAY`.
    """
    if since is None and until is None:
        return None
    return day_of(since or date.min), day_of(until or date.max)


def indexed_text(text: str) -> str:
    """Return the terms of a text as the engines take them: split at spaces, nothing else.

    No term goes over white space, so the text is analysed piece by piece, and most pieces
    were met before: 7 microseconds a passage where analysing it at once takes 20.
    """
    return " ".join(filter(None, map(_indexed_piece, text.split())))


# 37,000 passages of inspection reports and council papers hold 33,000 pieces.
@lru_cache(maxsize=1 << 16)
def _indexed_piece(piece: str) -> str:
    return " ".join(terms(piece))


def indexed_words(text: str, above: tuple[str, ...] = ()) -> str:
    """Return the different words of a text as they are written, numbers left out.

    Args:
        text: a passage.
        above: what stands over it and other passages, whose words come last.
    """
    words = dict.fromkeys(_written(text))
    words.update(_words_above(above))
    return " ".join(words)


@lru_cache(maxsize=1024)
def _words_above(texts: tuple[str, ...]) -> dict[str, None]:
    return dict.fromkeys(_written(" ".join(texts)))


def _written(text: str) -> Iterator[str]:
    return chain.from_iterable(map(_written_piece, dict.fromkeys(text.split())))


@lru_cache(maxsize=1 << 16)
def _written_piece(piece: str) -> Sequence[str]:
    return surfaces(piece)


def weights(place: str | None = None, *, also: bool = True) -> Mapping[str, float]:
    """Return which fields are searched, and what a match in each counts.

    Args:
        place: one of :data:`~indexer.search.nodes.PLACES` or :data:`TITLED`; None for all but
            the title.
        also: whether other names in the document count; they stand for words of the text.
    """
    return _WEIGHTS[place, also]


_EVERYWHERE = {
    "text": 1.0,
    "heading": HEADING_WEIGHT,
    "also": ALSO_WEIGHT,
    "title": TITLE_WEIGHT,
}
_FIELDS_OF = {
    None: ("text", "heading", "also"),
    "text": ("text", "also"),
    "heading": ("heading",),
    "title": ("title",),
    TITLED: tuple(_EVERYWHERE),
}
_WEIGHTS = {
    (place, also): {name: _EVERYWHERE[name] for name in names if also or name != "also"}
    for place, names in _FIELDS_OF.items()
    for also in (True, False)
}


def facet_values(record: SearchRecord, name: str) -> Sequence[str]:
    """Return the values of one facet, each once and none empty."""
    return [value for value in dict.fromkeys(record.facets.get(name, ())) if value]


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Return counts in falling order, equal ones by name."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
