"""Joining lines into one text, keeping for each the place it stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.extract.layout.lines import SOFT_HYPHEN, Line
from indexer.extract.layout.torn import Torn, torn_parts
from indexer.model import Region

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-$")
_JOINTS = frozenset({"and", "or", "to"})
_ENDING = re.compile(
    r"(?:[a-z]{0,2}(?:ing|tion|sion|ment|ness|ance|ence|able|ible|tive|ity|ary|ory)|ed|er|ly|al)"
    r"(?:s|al|ly)?"
)
"""What ends a word and is none by itself, with the letters that may go before it in a syllable."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, lower case, for telling split words from hyphened ones.

    Attributes:
        torn: the parts of words that end a narrow cell's line without a hyphen.
        splits: whether the document splits words at the ends of lines, as most do not.
    """

    hyphened: frozenset[str]
    plain: frozenset[str]
    torn: Torn = frozenset()
    splits: bool = False


def collect_words(lines: Sequence[Line]) -> Words:
    """Collect a document's words; nothing when no line ends in a hyphen."""
    if not any(line.text.endswith("-") for line in lines):
        return Words(frozenset(), frozenset())
    runs = set(" ".join(_whole_words(lines)).split())
    # Most words are repeats: searching each run once takes 0.09 ms a page, each line 0.12.
    found = {word.lower() for word in _WORD.findall(" ".join(runs))}
    hyphened = frozenset(word for word in found if "-" in word)
    parts = {part for word in hyphened for part in word.split("-")}
    plain = frozenset(found - hyphened) | parts
    return Words(hyphened, plain, splits=_splits(lines, hyphened, plain))


def _splits(lines: Sequence[Line], hyphened: frozenset[str], plain: frozenset[str]) -> bool:
    """Tell whether more words at lines' ends stand elsewhere in one piece than with a hyphen."""
    pairs = [
        (last.group()[:-1].lower(), first.group().split("-")[0].lower())
        for line, following in pairwise(lines)
        if (last := _LAST_WORD.search(line.text)) and (first := _WORD.match(following.text))
    ]
    split = sum(f"{start}{end}" in plain for start, end in pairs)
    return split > sum(f"{start}-{end}" in hyphened for start, end in pairs)


def _whole_words(lines: Sequence[Line]) -> Iterator[str]:
    """Give the lines without the parts of words split between them."""
    open_word = False
    for line in lines:
        text = line.text.partition(" ")[2] if open_word else line.text
        open_word = line.text.endswith("-")
        yield text.rpartition(" ")[0] if open_word else text


def join_lines(lines: Iterable[Line], words: Words) -> tuple[str, tuple[Region, ...]]:
    """Join lines with spaces, mending words split over two lines.

    Returns:
        the text, and one region a line.
    """
    text = ""
    regions: list[Region] = []
    for line in lines:
        if text:
            text = _ready(text, line.text, words)
            last = regions[-1]
            if len(text) < last.end:
                regions[-1] = Region(last.start, len(text), last.page, last.box)
        start = len(text)
        text += line.text
        regions.append(Region(start, len(text), line.page, line.text_box))
    if text.endswith(SOFT_HYPHEN):
        text, last = text[:-1], regions[-1]
        regions[-1] = Region(last.start, len(text), last.page, last.box)
    return text, tuple(regions)


def _ready(text: str, following: str, words: Words) -> str:
    """Ready a text for the line after it: with a space, or with its split word open."""
    if text[-1] == SOFT_HYPHEN:
        return text[:-1]
    if text[-1] == "/" and text[-2:-1] != " ":
        return text
    if words.torn and torn_parts(text, following) in words.torn:
        return text
    last = _LAST_WORD.search(text[text.rfind(" ") + 1 :]) if text[-1] == "-" else None
    if last is None:
        return text + " "
    first = _WORD.match(following)
    if first is None or first.group() in _JOINTS:
        return text + " "
    start, end = last.group()[:-1].lower(), first.group().split("-")[0].lower()
    return text[:-1] if following[0].islower() and _is_split(start, end, words) else text


def _is_split(start: str, end: str, words: Words) -> bool:
    """Tell a word split at a line's end from one with a hyphen of its own.

    What the document does elsewhere decides. If it has neither form, only an ending shows a
    split word, or what the document does with others. In 150 real papers 98 of 204 such words
    lost a hyphen that was theirs ("pre-proceedings", "decision-making") while none was split;
    one of the 150 splits words at all.
    """
    if f"{start}-{end}" in words.hyphened:
        return False
    if start + end in words.plain:
        return True
    if "-" in start or (start in words.plain and end in words.plain):
        return False
    return words.splits or _ENDING.fullmatch(end) is not None
