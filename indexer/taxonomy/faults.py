"""What is wrong with an entry, in plain words beside the field it is wrong in.

The rules are those of the files (:mod:`nlp.taxonomy.checks`); here they are only worded
for people who never see a file.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from indexer.taxonomy.model import Part, Raw
from nlp.taxonomy import schema
from nlp.taxonomy.checks import find_problems, theme_faults

_MODELS: Mapping[Part, type[Any]] = {
    Part.THEME: schema.ThemeEntry,
    Part.FRAMEWORK: schema.FrameworkEntry,
}
_EMPTY = {
    "label": "Give it a name.",
    "name": "Give it a name.",
    "short": "Give the name that people use in short.",
    "inspectorate": "Say whose framework it is, such as Ofsted.",
    "in_force": "Give the year, or year and month, from which it is in force, such as 2018-01.",
    "counts": "Say in a sentence what belongs to the theme.",
    "excludes": "Say what looks near and belongs elsewhere, or: Nothing.",
    "terms": "Give at least one term.",
    "areas": "Choose at least one area.",
}
_SHORTEST = 3
"""Letters of a term: shorter ones stand in every second passage."""


def find_faults(part: Part, entry: Raw, files: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with an entry, by field; nothing where all is well.

    Args:
        entry: as it would stand in its file.
        files: all files as they would be with it in place.
    """
    try:
        parsed = _MODELS[part].model_validate(dict(entry))
    except ValidationError as error:
        # The id is made of the name, so of a missing name both are told, the name first.
        told = sorted(error.errors(), key=lambda fault: fault["loc"][:1] == ("id",))
        name = "label" if part is Part.THEME else "short"
        return _first(_of_shape(fault, name) for fault in told)
    if part is Part.THEME:
        found = _first(_of_theme(parsed, files))
        if found:
            return found
    problems = find_problems(dict(files))
    return {"": " ".join(problems)} if problems else {}


def _of_theme(theme: schema.ThemeEntry, files: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    others = [other for other in files["themes.yaml"]["themes"] if other["id"] != theme.id]
    same = next((o for o in others if o["label"].lower() == theme.label.lower()), None)
    if same:
        yield "label", f"There is a theme of this name already ({same['id']})."
    for field in ("terms", "weak"):
        for phrase in getattr(theme, field):
            if len(phrase) < _SHORTEST:
                yield field, f"“{phrase}” is too short: it would be found almost everywhere."
    ids = {other["id"] for other in others} | {theme.id}
    areas = {area["id"] for area in files["frameworks.yaml"]["areas"]}
    for fault in theme_faults(theme, ids, areas):
        yield fault.field or "", _sentence(fault.words)


def _of_shape(fault: Any, name: str) -> tuple[str, str]:
    field = str(fault["loc"][0]) if fault["loc"] else ""
    value = fault.get("input")
    if field == "id":
        return name, "The name needs at least one letter or digit of the Latin alphabet."
    if not value or value == [""] or fault["type"] == "missing":
        return field, _EMPTY.get(field, "This must not be empty.")
    inner = "; ".join(str(step) for step in fault["loc"][1:])
    if fault["type"] == "string_pattern_mismatch" and field in ("in_force", "judgement_areas"):
        return field, f"“{value}” is no year (2018), or year and month (2018-01)."
    return field, f"{inner + ': ' if inner else ''}{fault['msg']} (found “{value}”)."


_PLAIN = (
    ("strong '", "'"),
    ("its abbr", "its abbreviations"),
    ("terms and weak; keep one", "terms and weak terms; keep it once"),
)
"""What the fields are called in the files, and in the form."""


def _sentence(words: str) -> str:
    for named, plain in _PLAIN:
        words = words.replace(named, plain)
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


def _first(faults: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep the first fault of each field: the others often follow from it."""
    found: dict[str, str] = {}
    for field, words in faults:
        found.setdefault(field, words)
    return found
