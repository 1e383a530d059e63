"""Ordinary English: words that a capital at the head of a cell or bullet makes no name of."""

import re
from functools import cache
from pathlib import Path

from nlp.meaning.everyday import EVERYDAY

_SMALL = re.compile(r"(?<![\w'\u2019-])[a-z]{3,}(?:-[a-z]+)*(?![\w'\u2019-])")
_SHORTENED = re.compile(r"['\u2019](?:ve|d|ll|m|re|s)$", re.IGNORECASE)
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "ment")
_FRONTS = ("un", "re-", "re", "pre-", "non-")


@cache
def listed(name: str) -> frozenset[str]:
    """Return one of the word lists that ship, read once."""
    lines = (Path(__file__).parent / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in lines.splitlines() if not line.startswith("#") for word in line.split()
    )


def is_english(key: str) -> bool:
    """Tell whether a word is ordinary English and, to our knowledge, nobody's name.

    The words are those in which the list of everyday words explains the terms of the trade:
    9,000 in small letters. A form of one of them is one as well.
    """
    if key.endswith("n't"):
        return True
    if key not in _names() and not _english().isdisjoint(_forms(key)):
        return True
    return "-" in key and all(is_english(part) for part in key.split("-") if part)


def unshortened(word: str) -> str:
    """Return a word without a last 's, 've, 'd, 'll, 'm or 're."""
    return _SHORTENED.sub("", word)


@cache
def _english() -> frozenset[str]:
    own = _SMALL.findall(EVERYDAY.read_text(encoding="utf-8"))
    return (frozenset(own) | listed("ordinary")) - _names()


@cache
def _names() -> frozenset[str]:
    return (listed("given") - listed("ordinary")) | listed("words_and_names") | listed("surnames")


@cache
def _forms(key: str) -> frozenset[str]:
    """Return a word and what it may be a form of: hoped, hope; pitied, pity; planned, plan."""
    found = {key}
    for front in _FRONTS:
        if key.startswith(front):
            found.add(key.removeprefix(front))
    for one in tuple(found):
        for ending in _ENDINGS:
            stem = one.removesuffix(ending)
            if stem != one and len(stem) > 2:
                found |= {stem, f"{stem}e"}
                if stem[-1] == stem[-2]:
                    found.add(stem[:-1])
                if stem[-1] == "i":
                    found.add(f"{stem[:-1]}y")
    return frozenset(found)
