"""Match lists of phrases in a ``Doc``, whatever their inflection and punctuation.

Inflections are generated when the matcher is built, so that matching itself is
one pass over lower-cased tokens: about ten times as fast as token patterns.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
_SIBILANT = ("s", "x", "z", "ch", "sh")


K = TypeVar("K", bound=Hashable)


class Match(NamedTuple, Generic[K]):
    """A phrase found: ``[start, end)`` in tokens, under the key it was listed with."""

    start: int
    end: int
    key: K


class PhraseTable(Generic[K]):
    """Phrases under keys, ready to be looked for in any number of ``Doc`` objects."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._lower = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._used: list[PhraseMatcher] = []
        self._keys: dict[int, K] = {}

    def add(self, key: K, phrases: Iterable[str], *, inflect: bool = True) -> None:
        """List phrases under a key; they match in any case, as whole tokens."""
        forms = (form for phrase in phrases for form in variants(phrase, inflect=inflect))
        self._add(self._lower, key, forms)

    def add_exact(self, key: K, abbreviations: Iterable[str]) -> None:
        """List abbreviations under a key; they match case-sensitively, plural allowed."""
        self._add(self._exact, key, (form for a in abbreviations for form in (a, f"{a}s")))

    def _add(self, matcher: PhraseMatcher, key: K, forms: Iterable[str]) -> None:
        name = f"phrases-{len(self._keys)}"
        self._keys[self._nlp.vocab.strings.add(name)] = key
        matcher.add(name, [self._nlp.make_doc(form) for form in dict.fromkeys(forms)])
        self._used = [one for one in (self._lower, self._exact) if len(one)]

    def find(self, doc: Doc) -> list[Match[K]]:
        """Return every match in reading order, longer before shorter at one start."""
        keys = self._keys
        found = [
            Match(start, end, keys[match_id])
            for matcher in self._used
            for match_id, start, end in matcher(doc)
        ]
        if len(found) > 1:
            found.sort(key=_in_reading_order)
        return found


def _in_reading_order(match: Match[Any]) -> tuple[int, int]:
    return match.start, -match.end


def variants(phrase: str, *, inflect: bool = True) -> tuple[str, ...]:
    """Return the lower-case forms under which a phrase may be written.

    The last word also in plural and singular; hyphens also as spaces and left
    out; apostrophes straight and curly. The sign of the possessive is a token of
    its own, so that a possessive is found by what stands before it.
    """
    plain = phrase.lower().replace(_CURLY, "'")
    forms = dict.fromkeys(_inflections(plain) if inflect else (plain,))
    rewritings: tuple[Callable[[str], Iterator[str]], ...] = (_hyphens, _apostrophes)
    for rewrite in rewritings:
        forms = dict.fromkeys(new for form in forms for new in rewrite(form))
    return tuple(forms)


def _inflections(phrase: str) -> Iterator[str]:
    yield phrase
    if not phrase[-1].isalpha():
        return
    singular = phrase
    if phrase.endswith("ies"):
        singular = phrase[:-3] + "y"
    elif phrase.endswith("s") and not phrase.endswith(("ss", "us", "is", "'s")):
        singular = phrase[:-1]
    if not phrase.endswith("'s"):
        yield singular
        yield _plural(singular)


def _plural(word: str) -> str:
    if word.endswith("child"):
        return f"{word}ren"
    if word.endswith("y") and not word.endswith(("ay", "ey", "oy")):
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(_SIBILANT) else f"{word}s"


def _hyphens(form: str) -> Iterator[str]:
    yield form
    if "-" in form:
        yield form.replace("-", " ")
        yield form.replace("-", "")
    elif form.count(" ") == 1:
        yield form.replace(" ", "-")


def _apostrophes(form: str) -> Iterator[str]:
    yield form
    if "'" in form:
        yield form.replace("'", _CURLY)
