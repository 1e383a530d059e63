"""Reading headings: which of them announce findings, and of what kind."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from indexer.findings.model import FindingKind

_FOLD = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " "})
_NUMBER = re.compile(r"^\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)]\s*|^\d+(?:\.\d+)*\s+")
_END = " .:;?!\u2013-"
_LONGEST = 120
"""Characters of the longest heading worth reading; the longest real one has 71."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What ``data/findings.yaml`` says, ready to be asked.

    Attributes:
        headings: pattern and kind, the longest form first.
        within: patterns of headings that give a time.
        elsewhere: patterns of headings of other parts of a document.
        closing, nothing, demanding: beginnings of texts.
        ahead: patterns of headings over what is still to be done.
        answering: patterns of headings over findings that are answered one by one.
        promising: words that make an undertaking a promise.
        columns: labels of columns, by what stands in them.
        visits: what says that a visit looked at an area, by its id.
    """

    headings: tuple[tuple[re.Pattern[str], FindingKind], ...]
    within: tuple[re.Pattern[str], ...]
    elsewhere: tuple[re.Pattern[str], ...]
    closing: tuple[str, ...]
    nothing: tuple[str, ...]
    ahead: tuple[re.Pattern[str], ...]
    answering: tuple[re.Pattern[str], ...]
    demanding: tuple[str, ...]
    promising: frozenset[str]
    columns: Mapping[str, frozenset[str]]
    visits: Mapping[str, re.Pattern[str]]

    def kind_of(self, heading: str) -> FindingKind | None:
        """Return what stands under a heading; None if it announces no findings."""
        if len(heading) > _LONGEST:
            return None
        text = fold(heading)
        return next((kind for form, kind in self.headings if form.fullmatch(text)), None)

    def is_time(self, heading: str) -> bool:
        """Tell a heading such as "Within three months"."""
        return _fits(self.within, heading)

    def looks_ahead(self, heading: str) -> bool:
        """Tell a heading over what is still to be done."""
        return _fits(self.ahead, heading)

    def answers(self, heading: str) -> bool:
        """Tell a heading over an inspection's findings that are answered one by one."""
        return _fits(self.answering, heading)

    def demands(self, heading: str) -> bool:
        """Tell a heading that is itself a finding."""
        return fold(heading).startswith(self.demanding)

    def promises(self, heading: str) -> bool:
        """Tell a heading or a column's label that promises."""
        return not self.promising.isdisjoint(fold(heading).split())

    def is_column(self, of: str, label: str) -> bool:
        """Tell what stands in a column: ``what``, ``owner`` or ``due``."""
        return fold(label) in self.columns[of]

    def closes(self, text: str) -> bool:
        """Tell whether findings have ended before this text."""
        plain = fold(text)
        if plain.startswith(self.closing):
            return True
        return len(plain) <= _LONGEST and any(form.fullmatch(plain) for form in self.elsewhere)

    def says_nothing(self, text: str) -> bool:
        """Tell a text that says there is nothing to find."""
        plain = f"{fold(text)} "
        return any(plain.startswith(f"{words} ") for words in self.nothing)


def fold(text: str) -> str:
    """Return a heading in lower case without its number and what ends it."""
    plain = " ".join(text.translate(_FOLD).lower().split())
    return _NUMBER.sub("", plain).strip(_END)


@cache
def load_wording() -> Wording:
    """Read the shipped wording once."""
    import yaml

    said = yaml.safe_load((files("indexer") / "data" / "findings.yaml").read_text("utf-8"))
    return read_wording(said)


def read_wording(said: Mapping[str, Any]) -> Wording:
    """Build the wording from what a file says.

    Raises:
        ValueError: a kind that there is not.
    """
    forms = [(form, FindingKind(one["kind"])) for one in said["headings"] for form in one["forms"]]
    forms.sort(key=lambda one: -len(one[0]))
    return Wording(
        headings=tuple((_pattern(form), kind) for form, kind in forms),
        within=_patterns(said["within"]),
        elsewhere=_patterns(said["elsewhere"]),
        closing=tuple(said["closing"]),
        nothing=tuple(said["nothing"]),
        ahead=_patterns(said["ahead"]),
        answering=_patterns(said["answers"]),
        demanding=tuple(said["demands"]),
        promising=frozenset(said["promises"]),
        columns={of: frozenset(labels) for of, labels in said["columns"].items()},
        visits={area: _any_of(words) for area, words in said["visits"].items()},
    )


def _fits(forms: Iterable[re.Pattern[str]], heading: str) -> bool:
    if len(heading) > _LONGEST:
        return False
    text = fold(heading)
    return any(form.fullmatch(text) for form in forms)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _patterns(forms: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(form) for form in forms)


def _pattern(form: str) -> re.Pattern[str]:
    words: Sequence[str] = form.split("...")
    between = ".*?" if form.startswith("...") else ".+?"
    return re.compile(between.join(re.escape(part) for part in words))
