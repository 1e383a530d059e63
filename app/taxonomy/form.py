"""The forms of a theme and of a framework: what is asked, and what was typed as an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from indexer.taxonomy.editing import id_from
from indexer.taxonomy.model import Part, Raw

Typed = MultiDict[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        kind: line, text (several lines), list (an item a line) or, for what is laid out by
            its own template, areas and judged.
        more: asked for below the first fields, where few look.
    """

    name: str
    title: str
    hint: str
    kind: str = "line"
    more: bool = False


FIELDS: Mapping[Part, tuple[Field, ...]] = {
    Part.THEME: (
        Field("label", "Name", "As it stands in lists and filters."),
        Field("counts", "What counts", "In a sentence: what belongs to the theme.", "text"),
        Field("excludes", "What does not", "What looks near and belongs elsewhere.", "text"),
        Field(
            "terms",
            "Terms",
            "One a line. Any case; plural, hyphen and apostrophe are found in every way of "
            "writing. One of them is enough.",
            "list",
        ),
        Field("areas", "Usual inspection areas", "", "areas"),
        Field(
            "negatives",
            "Look-alikes",
            "One a line: phrases that hold a term and mean something else. They are left out.",
            "list",
        ),
        Field("abbr", "Abbreviations", "One a line, in their capitals.", "list"),
        Field(
            "weak",
            "Weak terms",
            "One a line. Not enough alone: they need a second sign, or a heading.",
            "list",
            more=True,
        ),
        Field(
            "strong",
            "Sure terms",
            "One a line: those of the terms that are nearly always about the theme.",
            "list",
            more=True,
        ),
    ),
    Part.FRAMEWORK: (
        Field("short", "Short name", "As it stands in lists and filters."),
        Field("name", "Full name", ""),
        Field("inspectorate", "Inspectorate", "Such as Ofsted."),
        Field("start", "In force from", "A year, or year and month, such as 2018-01."),
        Field("until", "Until", "Empty: still in force."),
        Field("judgement_areas", "Judgement areas", "What it judges apart.", "judged"),
        Field("headings", "Usual headings", "One a line, as its reports print them.", "list"),
        Field("aka", "Other names", "One a line.", "list", more=True),
        Field("grades", "Grades", "One a line, best first.", "list", more=True),
    ),
}
_ALWAYS = ("terms", "areas")
SPARE = 3
"""Empty rows for further judgement areas."""


def read_entry(part: Part, typed: Typed, known: Raw | None, taken: Mapping[str, Any]) -> Raw:
    """Return what was typed as an entry; what the form does not ask for stays as it was.

    Args:
        known: the entry that is changed; None for a new one.
        taken: ids there are.
    """
    entry: dict[str, Any] = dict(known or {})
    for field in FIELDS[part]:
        if field.name in ("start", "until", "judgement_areas"):
            continue
        value = _lines(typed, field.name) if field.kind != "line" else _line(typed, field.name)
        if field.kind == "areas":
            value = typed.getlist("areas")
        if field.kind == "text":
            value = _line(typed, field.name)
        # A list that ships as left out stays left out, so that nothing seems to have changed.
        if value or field.kind in ("line", "text") or field.name in (*_ALWAYS, *entry):
            entry[field.name] = value
    if part is Part.FRAMEWORK:
        entry |= _in_force(typed) | _judged(typed, entry)
    if known is None:
        name = str(entry["label" if part is Part.THEME else "short"])
        entry = {"id": id_from(name, {**taken, "new": None})} | entry
    return entry


def _line(typed: Typed, name: str) -> str:
    return " ".join(typed.get(name, "").split())


def _lines(typed: Typed, name: str) -> list[str]:
    lines = (" ".join(line.split()) for line in typed.get(name, "").splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def _in_force(typed: Typed) -> dict[str, Any]:
    start, until = _line(typed, "start"), _line(typed, "until")
    period = {"from": start} | ({"until": until} if until else {})
    return {"in_force": period if start else {}}


def _judged(typed: Typed, entry: Raw) -> dict[str, Any]:
    """Read the rows of judgement areas; one whose name was cleared is gone."""
    known = {row["id"]: row for row in entry.get("judgement_areas") or ()}
    rows: list[dict[str, Any]] = []
    names = zip(
        typed.getlist("judged-id"),
        typed.getlist("judged-label"),
        typed.getlist("judged-area"),
        strict=False,
    )
    for id_, label, area in names:
        name = " ".join(label.split())
        if not name:
            continue
        row = dict(known.get(id_, {}))
        row |= {"id": id_ if id_ in known else id_from(f"{entry['short']} {name}", known)}
        row |= {"label": name}
        row.pop("maps_to", None)
        rows.append(_in_order(row, area))
        known.setdefault(row["id"], row)
    return {"judgement_areas": rows} if rows or "judgement_areas" in entry else {}


def _in_order(row: dict[str, Any], area: str) -> dict[str, Any]:
    return row | ({"maps_to": area} if area else {})


def values_of(part: Part, entry: Raw) -> dict[str, Any]:
    """Return what stands in each field of a form over an entry."""
    values: dict[str, Any] = {}
    for field in FIELDS[part]:
        value = entry.get(field.name)
        values[field.name] = "\n".join(value or ()) if field.kind == "list" else value or ""
    if part is Part.FRAMEWORK:
        period = entry.get("in_force") or {}
        values |= {"start": period.get("from", ""), "until": period.get("until", "")}
    return values
