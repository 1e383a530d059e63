"""Read files of labelled passages, one JSON object a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.classifier.headings import AREAS
from nlp.errors import LabelsError
from nlp.types import PassageInput, Stance

SHIPPED_LABELS = Path(__file__).parent / "data" / "labelled.jsonl"
"""Invented passages of councils' papers: those of the sample corpus, and others written for
training. Each was labelled by reading under the annotation guide."""

_STANCES = tuple(stance.value for stance in Stance)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage with its right labels.

    Attributes:
        themes_maybe: themes that are neither right nor wrong.
        stance_alt: a second stance that is also right, or None.
        authority, document: where it comes from; None if the file does not say.
    """

    id: str
    passage: PassageInput
    themes: tuple[str, ...]
    areas: tuple[str, ...]
    stance: str
    mixed: bool
    themes_maybe: tuple[str, ...] = ()
    stance_alt: str | None = None
    authority: str | None = None
    document: str | None = None


def read_labels(path: Path) -> list[Labelled]:
    """Read labelled passages from a JSON Lines file.

    Each line holds ``id``, ``text``, ``themes``, ``areas``, ``stance`` and
    ``mixed``; ``heading`` (a string or a list, outermost first), ``type``,
    ``authority``, ``document``, ``themes_maybe`` and ``stance_alt`` may be there too.

    Raises:
        LabelsError: a line breaks these rules; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise LabelsError(f"{path} cannot be read as UTF-8 text: {error}.") from error
    rows = [
        _read_line(line, where=f"{path}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    _refuse_doubles(path, rows)
    if not rows:
        raise LabelsError(f"{path} holds no labelled passage.")
    return rows


def _read_line(line: str, *, where: str) -> Labelled:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise LabelsError(f"{where}: not JSON ({error.msg}, column {error.colno}).") from error
    if not isinstance(row, dict):
        raise LabelsError(f"{where}: an object is needed, not {type(row).__name__}.")
    faults = list(_faults(row))
    if faults:
        raise LabelsError(f"{where}: " + "; ".join(faults) + ".")
    heading = row.get("heading") or ()
    return Labelled(
        id=str(row["id"]),
        passage=PassageInput(
            text=row["text"],
            heading_path=(heading,) if isinstance(heading, str) else tuple(heading),
            document_type=row.get("type"),
        ),
        themes=tuple(row["themes"]),
        areas=tuple(row["areas"]),
        stance=row["stance"],
        mixed=row["mixed"],
        themes_maybe=tuple(row.get("themes_maybe") or ()),
        stance_alt=row.get("stance_alt"),
        authority=row.get("authority"),
        document=row.get("document"),
    )


def _faults(row: Mapping[str, Any]) -> Iterator[str]:
    """Tell in words what is wrong with one object."""
    if not isinstance(row.get("id"), str | int):
        yield '"id" must be a string'
    if not isinstance(row.get("text"), str):
        yield '"text" must be a string'
    for name in ("themes", "areas"):
        if not _is_strings(row.get(name)):
            yield f'"{name}" must be a list of ids'
    if not _is_strings(row.get("themes_maybe") or []):
        yield '"themes_maybe" must be a list of ids'
    if not isinstance(row.get("heading") or "", str) and not _is_strings(row["heading"]):
        yield '"heading" must be a string or a list of strings'
    yield from _unknown("areas", row.get("areas"), AREAS)
    yield from _unknown("stance", [row.get("stance")], _STANCES)
    yield from _unknown("stance_alt", [row.get("stance_alt") or _STANCES[0]], _STANCES)
    if not isinstance(row.get("mixed"), bool):
        yield '"mixed" must be true or false'
    for name in ("type", "authority", "document"):
        if not isinstance(row.get(name) or "", str):
            yield f'"{name}" must be a string'


def _is_strings(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _unknown(name: str, values: object, valid: Iterable[str]) -> Iterator[str]:
    if not isinstance(values, list):
        return
    for value in values:
        if value not in valid:
            yield f'"{name}" holds {value!r}, valid are {", ".join(valid)}'


def _refuse_doubles(path: Path, rows: Iterable[Labelled]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            raise LabelsError(f"{path}: the id {row.id!r} stands twice; ids must differ.")
        seen.add(row.id)
