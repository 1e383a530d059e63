"""The use case of making a passage of words that people chose, and finding it again later."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.decisions.deciding import DecisionError
from indexer.home import Home
from indexer.model import Kind, Passage, Region
from indexer.store.cutting import Cut
from indexer.store.repository import Store
from nlp.pipeline import pipeline_version
from nlp.types import Span

FEWEST_WORDS = 3
"""Fewer say nothing, and are found again in too many places."""

LONGEST = 5_000
"""Characters; a page has some 3,000."""

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?)\]”\u2019\"']*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words found in a document: pieces of its passages, and the position of the first."""

    pieces: tuple[tuple[Passage, Span], ...]
    position: int


def make_excerpt(
    home: Home, store: Store, document: str, quote: str, *, near: int, who: str, key: str
) -> str:
    """Make a passage of words of a document, labelled like any other.

    Args:
        quote: the words; spaces, signs and capitals between them do not matter.
        near: position of the passage they are likely to stand in, counted from 1.
        who: the person's name.
        key: made up by the sender; sent again it is made once.

    Returns:
        the passage's id; of a passage that has these very words already, its.

    Raises:
        DecisionError: the words are too few, too many or not in the document, or its text
            is no longer current.
    """
    known = store.document(document)
    if known is None or not store.is_current(document):
        raise DecisionError("This is an older version of the file. Open today's and choose there.")
    if len(quote) > LONGEST:
        raise DecisionError(f"These are {len(quote):,} characters; choose {LONGEST:,} at most.")
    if len(_words(quote)) < FEWEST_WORDS:
        raise DecisionError(f"Choose {FEWEST_WORDS} words or more.")
    found = find_stretch(store.passages(document=document), quote, near)
    if found is None:
        raise DecisionError("These words do not stand in the document one after another.")
    passage = passage_of(found)
    for one in store.passages(document=document, excerpts=True):
        if _words(one.text) == _words(passage.text):
            return one.id
    return store.add_cut(
        _labelled(home, store, passage),
        found.position,
        path=known.path,
        pipeline=pipeline_version(home.models),
        who=who,
        key=key,
    )


def settle_excerpts(home: Home, store: Store) -> None:
    """Find every passage that people made again, after files were read anew; hold the lock.

    Its words are looked for in the document it stood in, then in today's version of its
    file. While they are nowhere there is no such passage; it is kept, and looked for in
    every later run.
    """
    version = pipeline_version(home.models)
    for cut in store.cuts():
        _settle(home, store, cut, version)
    # What the run took out of the search index with the document they stand in.
    store.show_cuts([cut for cut in store.cuts() if cut.passage is not None])


def _settle(home: Home, store: Store, cut: Cut, version: str) -> None:
    heirs = store.heirs(cut.document, cut.path)
    if cut.labelled == version and cut.document in heirs:
        return
    for document in heirs:
        found = find_stretch(store.passages(document=document), cut.quote, cut.position)
        if found is not None:
            passage = _labelled(home, store, passage_of(found))
            store.place_cut(cut, passage, found.position, path=cut.path, pipeline=version)
            return
    if cut.passage is not None:
        store.place_cut(cut, None, cut.position, path=cut.path, pipeline=version)


def _labelled(home: Home, store: Store, passage: Passage) -> Passage:
    from indexer.worker import annotate

    document = store.document(passage.document)
    assert document is not None  # noqa: S101 - nothing deletes documents
    return annotate(document, [passage], home.models)[0]


def find_stretch(passages: Iterable[Passage], quote: str, near: int) -> Stretch | None:
    """Find words that stand one after another, also over the end of a passage.

    Args:
        passages: of one document, in reading order.
        quote: the words.
        near: of several places, the one nearest to the passage of this position counts.
    """
    wanted = _words(quote)
    every = list(_places(passages))
    words = [word for word, *_ in every]
    starts = _starts(words, wanted, whole=True) or _starts(words, wanted, whole=False)
    if not starts:
        return None
    best = min(starts, key=lambda number: abs(every[number][1] - near))
    return _stretch(every[best : best + len(wanted)])


def _starts(words: Sequence[str], wanted: Sequence[str], *, whole: bool) -> list[int]:
    """Return where words stand among others.

    Args:
        whole: else the first may have been selected without its beginning, and the last
            without its end.
    """
    if len(wanted) < FEWEST_WORDS:
        return []
    first, *between, last = wanted
    size = len(wanted)
    return [
        number
        for number in range(len(words) - size + 1)
        if words[number].endswith(first)
        and words[number + size - 1].startswith(last)
        and words[number + 1 : number + size - 1] == between
        and (not whole or (words[number], words[number + size - 1]) == (first, last))
    ]


def passage_of(found: Stretch) -> Passage:
    """Make the passage of words that were found; its id is that of the first they stand in."""
    text, regions = "", []
    for passage, (start, end) in found.pieces:
        shift = len(text) + bool(text) - start
        text = f"{text} {passage.text[start:end]}".strip()
        regions += [_cut_off(one, start, end, shift) for one in passage.regions]
    first = found.pieces[0][0]
    kept = tuple(region for region in regions if region is not None)
    page = kept[0].page if kept else first.page
    return replace(
        first,
        kind=Kind.EXCERPT,
        text=text,
        page=page,
        regions=kept,
        annotation=None,
        machine=None,
    )


_Place = tuple[str, int, Passage, int, int]
"""A word, the position of its passage, the passage, and where in it the word stands."""


def _places(passages: Iterable[Passage]) -> Iterator[_Place]:
    for position, passage in enumerate(passages, start=1):
        for word in _WORD.finditer(passage.text):
            yield word.group().casefold(), position, passage, word.start(), word.end()


def _stretch(places: Sequence[_Place]) -> Stretch:
    pieces: dict[str, tuple[Passage, Span]] = {}
    for _, _, passage, start, end in places:
        known = pieces.get(passage.id)
        pieces[passage.id] = (passage, (known[1][0] if known else start, end))
    last, (start, end) = pieces.pop(places[-1][2].id)
    signs = _END.match(last.text, end)
    # What goes on in the next passage reaches to the end of its own.
    whole = [(one, (begin, len(one.text))) for one, (begin, _) in pieces.values()]
    ended = (last, (start, signs.end() if signs else end))
    return Stretch((*whole, ended), places[0][1])


def _cut_off(region: Region, start: int, end: int, shift: int) -> Region | None:
    """Return the part of a region between two characters, moved; None if it has none there.

    Letters are taken to be equally wide, which in a line of print is right to a few points.
    """
    first, last = max(region.start, start), min(region.end, end)
    if first >= last:
        return None
    box = region.box
    if box is not None:
        wide = (box[2] - box[0]) / (region.end - region.start)
        left = box[0] + wide * (first - region.start)
        box = (left, box[1], left + wide * (last - first), box[3])
    return Region(first + shift, last + shift, region.page, box)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
