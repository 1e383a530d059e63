"""The values that fields of a query can have, and what somebody means who types one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.search.base import SearchEngine, SearchRequest
from indexer.search.nearest import nearest
from indexer.search.nodes import RANGE_FIELDS, AnyOf, Field, Node
from indexer.search.pieces import FIELD_NAMES, Piece, Value
from indexer.search.reading import Notes
from nlp.taxonomy import Taxonomy
from nlp.types import Speaker, Stance

_STANCES = {
    Stance.STRENGTH: ("strengths", "strong", "good", "positive"),
    Stance.NEEDS_IMPROVEMENT: ("weakness", "weaknesses", "weak", "negative", "improvement"),
    Stance.ACTION_OR_PLAN: ("action", "actions", "plan", "plans"),
    Stance.CONTEXT: ("background", "neutral"),
}
_SPEAKERS = {
    Speaker.INSPECTORATE: ("inspector", "inspectors", "inspection", "Ofsted"),
    Speaker.COUNCIL: ("council about itself", "self", "ourselves", "us"),
    Speaker.PARTNERSHIP: ("partners",),
    Speaker.AUDITOR_PEER: ("auditor", "peer", "audit"),
    Speaker.CHILD_FAMILY: ("child", "children", "family", "families", "parents"),
}
_RANGE = re.compile(r"(\d{1,6})?\s*(?:\.\.+|[-\u2013\u2026])\s*(\d{1,6})?")
_ASKS_AUTHORITY = re.compile(
    rf"\b(?:{'|'.join(name for name, field in FIELD_NAMES.items() if field == 'authority')})\s*:",
    re.IGNORECASE,
)
_MOST_NAMED = 4  # values named in a message


@dataclass(frozen=True, slots=True)
class Choices:
    """What each field can be.

    Attributes:
        names: field to value to its other names: labels, aliases. A field that is
            not there takes any value.
    """

    names: Mapping[str, Mapping[str, Sequence[str]]]

    def meant(self, field: str, typed: str) -> tuple[str, ...]:
        """Return the values that somebody may mean; several if it is ambiguous, often none.

        A value is meant by its id, its label or an alias; else by how one of them
        begins; else by how their words begin. Capitals and hyphens do not matter.
        """
        sought = _plain(typed)
        forms = [
            (_plain(form), value)
            for value, names in self.names[field].items()
            for form in (value, *names)
        ]
        for fits in (str.__eq__, str.startswith, _has_words):
            if found := dict.fromkeys(value for form, value in forms if fits(form, sought)):
                return tuple(found)
        return ()

    def near(self, field: str, typed: str) -> tuple[str, ...]:
        """Return the values that are spelt most like what was typed."""
        forms = {
            _plain(form): value
            for value, names in self.names[field].items()
            for form in (*names, value)
        }
        return tuple(dict.fromkeys(forms[form] for form in nearest(_plain(typed), forms)))


def make_choices(taxonomy: Taxonomy, authorities: Iterable[str] | None = None) -> Choices:
    """Return the choices that the taxonomy gives.

    Args:
        taxonomy: names the themes, areas and types of document.
        authorities: those of the indexed documents; None or none: any may be asked for.
    """
    fixed = _fixed(taxonomy)
    known = dict.fromkeys(authorities or (), ())
    return Choices({**fixed, "authority": known} if known else fixed)


def choices_for(text: str, taxonomy: Taxonomy, engine: SearchEngine) -> Choices:
    """Return the choices of a query; asking for the authorities takes a search of its own."""
    asked = _ASKS_AUTHORITY.search(text)
    return make_choices(taxonomy, authorities_of(engine) if asked else None)


def authorities_of(engine: SearchEngine) -> Iterable[str]:
    """Return the authorities of the documents that an index holds, most passages first."""
    return engine.search(SearchRequest(node=None, limit=0)).facets["authority"]


@lru_cache(maxsize=4)
def _fixed(taxonomy: Taxonomy) -> Mapping[str, Mapping[str, Sequence[str]]]:
    return {
        "theme": {theme.id: (theme.label,) for theme in taxonomy.themes},
        "area": {area.id: (area.label, area.name) for area in taxonomy.areas},
        "type": {kind.id: (kind.label, *kind.aliases) for kind in taxonomy.document_types},
        "stance": {stance.value: names for stance, names in _STANCES.items()},
        "speaker": {speaker.value: names for speaker, names in _SPEAKERS.items()},
    }


def read_field(piece: Piece, notes: Notes, choices: Choices | None) -> Node | None:
    """Read a field with its values; None if nothing sensible is left of it."""
    if not piece.values:
        notes.add(
            f"{piece.text}: needs a value right after the colon", "It was left out.", piece.position
        )
        return None
    for value in piece.values:
        if not value.closed:
            notes.add(
                "This quotation mark is never closed",
                "All after it was read as the value.",
                value.position,
            )
    if piece.text in RANGE_FIELDS:
        return _numbers(piece, notes)
    found = [one for value in piece.values for one in _settled(piece.text, value, notes, choices)]
    return Field(piece.text, tuple(dict.fromkeys(found))) if found else None


def _settled(field: str, value: Value, notes: Notes, choices: Choices | None) -> tuple[str, ...]:
    """Return the values meant by one that was typed, noting what is wrong with it."""
    if not value.text:
        return ()
    if choices is None or field not in choices.names:
        return (value.text,)
    meant = choices.meant(field, value.text)
    if len(meant) == 1:
        return meant
    if meant:
        notes.add(f"“{value.text}” may mean {_listed(meant)}", "All were accepted.", value.position)
        return meant
    near = choices.near(field, value.text)
    others = near or tuple(choices.names[field])
    notes.add(
        f"“{value.text}” is no {field}; the nearest are {_listed(others)}"
        if near
        else f"“{value.text}” is no {field}; there are {_listed(others)}",
        f"It was read as {near[0]}." if near else "It was left out.",
        value.position,
    )
    return near[:1]


def _numbers(piece: Piece, notes: Notes) -> Node | None:
    """Read numbers and ranges; alternatives where there are both."""
    single: list[str] = []
    ranges: list[Field] = []
    for value in piece.values:
        if value.text.isascii() and value.text.isdigit() and len(value.text) <= 6:
            single.append(str(int(value.text)))
        elif (bounds := _RANGE.fullmatch(value.text)) and any(bounds.groups()):
            first, last = (None if part is None else int(part) for part in bounds.groups())
            if first is not None and last is not None and first > last:
                notes.add("The range goes backwards", "It was read the other way.", value.position)
                first, last = last, first
            ranges.append(Field(piece.text, first=first, last=last))
        else:
            notes.add(
                f"“{value.text}” is no {piece.text}; write {_EXAMPLES[piece.text]}",
                "It was left out.",
                value.position,
            )
    listed = [Field(piece.text, tuple(dict.fromkeys(single)))] if single else []
    nodes: list[Node] = [*listed, *ranges]
    return AnyOf(tuple(nodes)) if len(nodes) > 1 else next(iter(nodes), None)


_EXAMPLES = {
    "year": "year:2022 or year:2021..2023",
    "page": "page:12 or page:10..15",
}


def _listed(values: Sequence[str]) -> str:
    shown = ", ".join(values[:_MOST_NAMED])
    return f"{shown} and {len(values) - _MOST_NAMED} more" if len(values) > _MOST_NAMED else shown


def _plain(text: str) -> str:
    """Return a name in small letters, its words parted by single spaces."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("'", "").replace("\u2019", "")))


def _has_words(form: str, sought: str) -> bool:
    words = form.split()
    return all(any(word.startswith(part) for word in words) for part in sought.split())
