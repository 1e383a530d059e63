"""The measures of the field, known by their words, as ``data/measures.yaml`` lists them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from indexer.search.analysis import terms
from nlp.types import Unit

_PARTED = "|"
Forms = tuple[str, ...]
"""Forms of which one must stand in a text, as :func:`folded` writes them."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        words: groups that must all stand in what is measured.
        about: one of these must stand there, in the headings or in the passage; empty: any.
        without: none of these may stand in what is measured.
        asked: groups of words of what people say of it; empty: they are not asked.
    """

    id: str
    label: str
    unit: Unit
    words: tuple[Forms, ...]
    about: Forms = ()
    without: Forms = ()
    asked: tuple[Forms, ...] = ()

    def fits(self, said: str, around: str) -> bool:
        """Tell whether it is what is measured, folded, with what stands around it."""
        return (
            all(has(said, forms) for forms in self.words)
            and not has(said, self.without)
            and (not self.about or has(said, self.about) or has(around, self.about))
        )

    def is_asked(self, said: str) -> bool:
        """Tell whether this is what people say of it when they are asked."""
        return bool(self.asked) and all(has(said, forms) for forms in self.asked)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All measures, and what sets some of those measured apart.

    Attributes:
        people: label and forms of each group.
        version: changes with the file.
    """

    measures: tuple[Measure, ...]
    people: tuple[tuple[str, Forms], ...]
    version: str

    def find(self, said: str, around: str, unit: Unit) -> tuple[Measure, bool] | None:
        """Return the measure that a text states, and whether people were asked of it.

        Args:
            said: what is measured, folded.
            around: headings and passage, folded.
        """
        for one in self.measures:
            if one.unit is not unit:
                continue
            if one.fits(said, around):
                return one, False
            if one.is_asked(said):
                return one, True
        return None

    def label(self, id_: str) -> str:
        """Return the label of a measure."""
        return next(one.label for one in self.measures if one.id == id_)


def folded(text: str) -> str:
    """Write a text so that forms can be looked for in it: stems between blanks."""
    return f" {' '.join(terms(text))} "


def has(text: str, forms: Iterable[str]) -> bool:
    """Tell whether one of some forms stands in a folded text."""
    return any(form in text for form in forms)


@cache
def load_catalogue() -> Catalogue:
    """Read the shipped catalogue once."""
    import yaml

    text = (files("indexer") / "data" / "measures.yaml").read_text("utf-8")
    return read_catalogue(yaml.safe_load(text), hashlib.sha256(text.encode()).hexdigest()[:12])


def read_catalogue(said: Mapping[str, Any], version: str = "") -> Catalogue:
    """Build the catalogue from what a file says.

    Raises:
        KeyError: a measure lacks its id, label or words.
        ValueError: a unit that there is not, or two measures of one id.
    """
    measures = tuple(_measure(one) for one in said["measures"])
    if len({one.id for one in measures}) < len(measures):
        raise ValueError("Two measures of the catalogue have one id; ids are given once.")
    people = tuple((one["label"], _forms(one["words"])) for one in said["people"])
    return Catalogue(measures, people, version)


def _measure(said: Mapping[str, Any]) -> Measure:
    return Measure(
        id=said["id"],
        label=said["label"],
        unit=Unit(said.get("unit", Unit.PERCENT)),
        words=tuple(map(_forms, said["words"])),
        about=_forms(said.get("about", "")),
        without=_forms(said.get("without", "")),
        asked=tuple(map(_forms, said.get("asked", ()))),
    )


def _forms(said: str) -> Forms:
    return tuple(dict.fromkeys(folded(form) for form in said.split(_PARTED) if form))
