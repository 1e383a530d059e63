"""Names joined up, as in the names of files: Kelly_Marsden, KellyMarsden-visit, tbriggs2."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from nlp.screen import MONTHS, is_english, is_title

_JOINTS = re.compile(
    r"(?<=[a-z\u00df-\u024f])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=\D)|(?<=\D)(?=\d)"
)
_SHORTEST = 3
"""Letters of a part of a name that is looked for within words; shorter ones are whole words."""


def words_in(name: str) -> list[str]:
    """Return the words of a name of a file or a title, set apart wherever they were joined."""
    composed = unicodedata.normalize("NFC", name)
    return re.findall(r"[^\W_]+", _JOINTS.sub(" ", composed))


def file_words(path: str) -> str:
    """Return the words of a file's name with spaces between."""
    return " ".join(words_in(PurePath(path).stem))


def title_words(title: str) -> str:
    """Return a title; its words with spaces between where it is one long word."""
    return title if " " in title.strip() else " ".join(words_in(title))


def says_part(name: str, keys: Iterable[str], *, names: Iterable[str]) -> bool:
    """Tell whether a file's name or a title says something that is to go, however joined.

    Args:
        name: of the file, or the title.
        keys: what is to go; the whole of it counts.
        names: those of them that are names of people; any part of them counts.
    """
    words = [_plain(word) for word in words_in(name)]
    wholes = {_plain(key) for key in keys} - {""}
    if any(run in wholes for run in _runs(words)):
        return True
    parts = {part for key in names for part in _parts(key)}
    longer = {part for part in parts | wholes if len(part) >= _SHORTEST}
    return any(
        word in parts or (not _is_known(word) and any(part in word for part in longer))
        for word in words
    )


def _runs(words: list[str]) -> Iterator[str]:
    """Yield words that follow each other, written as one."""
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            yield "".join(words[first:last])


def _parts(key: str) -> set[str]:
    """Return the parts of a name that tell of its bearer: no titles, no letter by itself."""
    words = [word for word in map(_plain, re.split(r"[\s-]+", key)) if not is_title(word)]
    parts = {word for word in words if len(word) > 1}
    return {part for part in parts if not _is_known(part)} or parts


def _is_known(word: str) -> bool:
    return is_english(word) or word in MONTHS


def _plain(text: str) -> str:
    """Return the letters and figures of a text, small and without accents."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
