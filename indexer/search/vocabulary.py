"""The words of a corpus: what a wildcard stands for, and how else a word is spelt there.

Worked out from the list of words that each engine keeps, so that the answers are the same.
"""

from collections.abc import Callable, Iterable, Sequence

from indexer.search.analysis import Pattern, terms

Words = Callable[[str], Sequence[tuple[str, int]]]
"""From the letters that words begin with to those words, each with its count."""


def terms_like(pattern: Pattern, words: Words) -> tuple[str, ...]:
    """Return the terms of all words that a pattern tells, each once, in order.

    A term stands for all forms of a word, so ``supervision*`` finds "supervised"
    too, just as ``supervision`` does.
    """
    return tuple(sorted(dict.fromkeys(_terms(pattern, words(pattern.head)))))


def _terms(pattern: Pattern, candidates: Iterable[tuple[str, int]]) -> Iterable[str]:
    matches = pattern.regex().fullmatch
    for word, _ in candidates:
        if "-" not in word and matches(word):
            yield from terms(word)


_RARELY = 0.01
"""Share of a word's passages from which on its hyphenated form counts as another spelling. In
40,761 passages "well-being" stands in 764 and "wellbeing" in 220, "on-going" in 12 and "ongoing"
in 668 (2 %), "pro-active" in 5 and "proactive" in 358 (1.4 %); below are words cut at line ends."""

_FEWEST = 2


def other_spellings(word: str, words: Words) -> tuple[str, ...]:
    """Return a word as the corpus joins or hyphenates it, where it was typed otherwise.

    Args:
        word: as typed: "well-being" or "wellbeing".
        words: the words of the corpus.
    """
    parts = word.split("-")
    if not all(part.isalpha() for part in parts):
        return ()
    if len(parts) == 2:
        joined = "".join(parts)
        return (joined,) if count(joined, words) else ()
    return tuple(_hyphenated(word, words)) if len(parts) == 1 else ()


def count(word: str, words: Words) -> int:
    """Return in how many passages a word stands in any of its forms, counting some twice."""
    sought = terms(word)
    if not sought:
        return 0
    forms = words(sought[0][: max(2, len(sought[0]) - 1)])
    return sum(number for form, number in forms if "-" not in form and terms(form) == sought)


def _hyphenated(word: str, words: Words) -> Iterable[str]:
    enough = -1.0
    for cut in range(1, len(word) - 1):
        pair = f"{word[:cut]}-{word[cut:]}"
        sought = terms(pair)
        forms = words(f"{word[:cut]}-{sought[-1][:-1]}" if len(sought) == 2 else pair)
        number = sum(number for form, number in forms if terms(form) == sought)
        if number >= _FEWEST:
            if enough < 0:
                enough = max(_FEWEST, _RARELY * count(word, words))
            if number >= enough:
                yield pair
