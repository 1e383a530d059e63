"""The words of a corpus: what a wildcard stands for, the same on every engine."""

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
        if matches(word):
            yield from terms(word)
