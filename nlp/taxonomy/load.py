"""Read the taxonomy's files into frozen values.

The files that ship are checked by the tests and by ``validate``, so loading
them skips the check (parsing takes about 15 ms; importing pydantic alone 75).
A folder of one's own is checked on every load, and what a council lays over the
shipped files (:mod:`nlp.taxonomy.own`) whenever it has changed.
"""

import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from nlp.errors import TaxonomyError
from nlp.taxonomy.model import (
    Area,
    Criterion,
    CueGroup,
    DocumentType,
    Event,
    Framework,
    JudgementArea,
    Period,
    StanceCues,
    SynonymGroup,
    Taxonomy,
    Theme,
)
from nlp.taxonomy.own import bearing_of, lay_over, own_stamp, read_own
from nlp.types import Speaker, Stance

DATA = Path(__file__).parent / "data"
FILES = (
    "themes.yaml",
    "frameworks.yaml",
    "synonyms.yaml",
    "document_types.yaml",
    "stance_cues.yaml",
)


def load_taxonomy(folder: Path | None = None, *, own: Path | None = None) -> Taxonomy:
    """Return the taxonomy in ``folder``, or the one that ships.

    Args:
        folder: holds all files.
        own: folder of what a council lays over the shipped files; may hold nothing.

    Raises:
        TaxonomyError: a file is missing, is not YAML or breaks a rule; it lists
            every fault found, not just the first.
    """
    if folder is None:
        stamp = own_stamp(own)
        return _load_own(own, stamp) if own and stamp else _load_default()
    files, problems = _read(folder)
    problems += _find_problems(files)
    if problems:
        raise TaxonomyError(problems)
    return _build(files, taxonomy_version(folder))


def raw_taxonomy(own: Path | None = None) -> dict[str, Any]:
    """Return the files that ship, with a council's own laid over them, as they are parsed.

    Raises:
        TaxonomyError: a file is no YAML or not of the shape that is laid over.
    """
    files, problems = _read(DATA)
    if own:
        laid, faults = read_own(own)
        files, problems = lay_over(files, laid), problems + faults
    if problems:
        raise TaxonomyError(problems)
    return files


def validate(folder: Path | None = None, *, own: Path | None = None) -> list[str]:
    """Return every fault of the taxonomy in ``folder``; an empty list means none."""
    files, problems = _read(folder or DATA)
    if own:
        laid, faults = read_own(own)
        files, problems = lay_over(files, laid), problems + faults
    return problems + _find_problems(files)


def taxonomy_version(folder: Path | None = None, *, own: Path | None = None) -> str:
    """Return the version; where nothing is laid over it, without parsing a file.

    Returns:
        Edition and hash, like ``3-5f0c2a9b``; with what a council laid over it
        ``3-5f0c2a9b+77ab01c2``, of which what people read of a theme is no part.
    """
    contents = [
        path.read_bytes() if (path := (folder or DATA) / name).is_file() else b"" for name in FILES
    ]
    edition = re.search(rb"^version:\s*(\d+)", contents[0], re.MULTILINE)
    digest = hashlib.sha256(b"\0".join(contents)).hexdigest()[:8]
    base = f"{edition[1].decode() if edition else '0'}-{digest}"
    stamp = own_stamp(own)
    laid = _bearing(own, stamp) if own and stamp else ""
    return f"{base}+{laid}" if laid else base


@lru_cache(maxsize=4)
def _bearing(own: Path, stamp: str) -> str:
    files, _ = _read(DATA)
    laid, problems = read_own(own)
    return stamp if problems else bearing_of(files, laid)


@lru_cache(maxsize=4)
def _load_own(own: Path, _stamp: str) -> Taxonomy:
    files = raw_taxonomy(own)
    problems = _find_problems(files)
    if problems:
        raise TaxonomyError(problems)
    return _build(files, taxonomy_version(own=own))


def build_taxonomy(files: dict[str, Any]) -> Taxonomy:
    """Build a taxonomy of parsed files that nobody has saved yet, to try it.

    Args:
        files: as :func:`raw_taxonomy` gives them, without faults.
    """
    digest = hashlib.sha256(repr(files).encode()).hexdigest()[:8]
    return _build(files, f"{files['themes.yaml']['version']}-tried-{digest}")


@cache
def _load_default() -> Taxonomy:
    files, problems = _read(DATA)
    if problems:
        raise TaxonomyError(problems)
    return _build(files, taxonomy_version())


def _find_problems(files: dict[str, Any]) -> list[str]:
    from nlp.taxonomy.checks import find_problems

    return find_problems(files)


def _read(folder: Path) -> tuple[dict[str, Any], list[str]]:
    """Parse the files of a folder; a file that cannot be read becomes a problem."""
    files: dict[str, Any] = {}
    problems: list[str] = []
    for name in FILES:
        try:
            files[name] = yaml.load((folder / name).read_bytes(), yaml.CSafeLoader)
        except OSError as error:
            problems.append(
                f"{name}: cannot be read from {folder} ({error.strerror}); "
                f"a taxonomy folder holds {', '.join(FILES)}"
            )
        except yaml.YAMLError as error:
            problems.append(f"{name}: is not YAML: {' '.join(str(error).split())}")
    return files, problems


def _build(files: dict[str, Any], version: str) -> Taxonomy:
    return Taxonomy(
        version=version,
        themes=tuple(Theme(**_tuples(row)) for row in files["themes.yaml"]["themes"]),
        areas=tuple(Area(**row) for row in files["frameworks.yaml"]["areas"]),
        frameworks=tuple(_framework(row) for row in files["frameworks.yaml"]["frameworks"]),
        synonyms=tuple(SynonymGroup(**_tuples(row)) for row in files["synonyms.yaml"]["groups"]),
        document_types=tuple(_type(row) for row in files["document_types.yaml"]["types"]),
        stance_cues=_cues(files["stance_cues.yaml"]),
    )


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _period(row: dict[str, str] | None) -> Period | None:
    return Period(start=row["from"], until=row.get("until")) if row else None


def _framework(row: dict[str, Any]) -> Framework:
    nested = {
        "in_force": _period(row["in_force"]),
        "events": tuple(Event(**event) for event in row.get("events", ())),
        "timeline": tuple((line["when"], line["what"]) for line in row.get("timeline", ())),
        "judgement_areas": tuple(_judgement(area) for area in row.get("judgement_areas", ())),
    }
    return Framework(**(_tuples(row) | nested))


def _judgement(row: dict[str, Any]) -> JudgementArea:
    criteria = tuple(Criterion(**_tuples(line)) for line in row.get("criteria", ()))
    nested = {"graded": _period(row.get("graded")), "criteria": criteria}
    return JudgementArea(**(_tuples(row) | nested))


def _type(row: dict[str, Any]) -> DocumentType:
    speaker = Speaker(row["speaker"]) if row.get("speaker") else None
    return DocumentType(**(_tuples(row) | {"speaker": speaker}))


def _cues(content: dict[str, Any]) -> StanceCues:
    def groups(name: str) -> tuple[CueGroup, ...]:
        return tuple(
            CueGroup(Stance(row["stance"]), float(row["weight"]), tuple(row["phrases"]))
            for row in content[name]
        )

    lists = (
        *("asks", "inspectors", "intentions", "task_labels", "state_labels", "behind"),
        *("contrast", "concession", "aspects", "tasks", "neutral", "furniture"),
    )
    return StanceCues(
        cues=groups("cues"),
        headings=groups("headings"),
        **{name: tuple(content[name]) for name in lists},
    )
