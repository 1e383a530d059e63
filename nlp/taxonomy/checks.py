"""Find every fault in a folder of taxonomy files, and say where each one is.

Two passes: the shape of each file against :mod:`nlp.taxonomy.schema`, then,
for the files whose shape is right, what no shape can say (doubles, references
that lead nowhere, a term that is its own negative).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from nlp.taxonomy import schema

_NAMES = ("id", "canonical", "stance")
Files = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an entry.

    Attributes:
        where: file and entry, as a message begins with.
        field: of the entry; None where it is of the whole.
        words: what is wrong and what is valid.
    """

    where: str
    field: str | None
    words: str

    def __str__(self) -> str:
        return f"{self.where} {self.words}"


def find_problems(files: Files) -> list[str]:
    """Return one sentence for each fault in the parsed files, by file and entry."""
    problems: list[str] = []
    good: Files = {}
    for name, model in schema.FILES.items():
        if name not in files:
            continue
        try:
            good[name] = model.model_validate(files[name])
        except ValidationError as error:
            problems += [_say(name, files[name], fault) for fault in error.errors()]
    return problems + list(_cross_check(good))


def _say(name: str, content: Any, fault: Any) -> str:
    """Word one fault of shape, naming the entry by its id and the field by its path."""
    entry, field, here = "", "", content
    for step in fault["loc"]:
        here = _step_into(here, step)
        label = next((here[key] for key in _NAMES if key in here), None) if _is_map(here) else None
        if isinstance(step, int) and (label or not entry):
            entry, field = f" entry '{label or step + 1}',", ""
        else:
            field += f"[{step}]" if isinstance(step, int) else f".{step}" if field else str(step)
    found = "" if fault["type"] == "missing" or _is_map(here) else f" (found {fault['input']!r})"
    return f"{name}:{entry} {field or 'file'}: {fault['msg']}{found}"


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _step_into(value: Any, step: int | str) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _cross_check(files: Files) -> Iterator[str]:
    areas: set[str] = set()
    frameworks: set[str] = set()
    if file := files.get("frameworks.yaml"):
        areas = {area.id for area in file.areas}
        frameworks = {framework.id for framework in file.frameworks}
        yield from _check_frameworks(file, areas)
    if file := files.get("themes.yaml"):
        yield from _check_themes(file.themes, areas)
    if file := files.get("synonyms.yaml"):
        yield from _check_synonyms(file.groups)
    if file := files.get("document_types.yaml"):
        yield from _check_types(file.types, frameworks)
    if file := files.get("stance_cues.yaml"):
        yield from _check_cues(file)


def _doubles(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _fold(phrase: str) -> str:
    return phrase.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("-", " ")


def _check_frameworks(file: schema.FrameworksFile, areas: set[str]) -> Iterator[str]:
    where = "frameworks.yaml"
    for name in _doubles(area.id for area in file.areas):
        yield f"{where}: area '{name}': the id stands twice; each area needs its own"
    for name in _doubles(framework.id for framework in file.frameworks):
        yield f"{where}: entry '{name}': the id stands twice; each framework needs its own"
    judged = [area for framework in file.frameworks for area in framework.judgement_areas]
    for name in _doubles(area.id for area in judged):
        yield f"{where}: judgement area '{name}': the id stands twice"
    for name in _doubles(line.id for area in judged for line in area.criteria):
        yield f"{where}: criterion '{name}': the id stands twice"
    for area in judged:
        if area.maps_to is not None and area.maps_to not in areas:
            yield (
                f"{where}: judgement area '{area.id}': maps_to '{area.maps_to}' is no area; "
                f"valid are {', '.join(sorted(areas))}"
            )


def _check_themes(themes: list[schema.ThemeEntry], areas: set[str]) -> Iterator[str]:
    ids = {theme.id for theme in themes}
    for name in _doubles(theme.id for theme in themes):
        yield f"themes.yaml: entry '{name}': the id stands twice; each theme needs its own"
    for theme in themes:
        yield from map(str, theme_faults(theme, ids, areas))


def theme_faults(theme: schema.ThemeEntry, themes: set[str], areas: set[str]) -> Iterator[Fault]:
    """Find what is wrong with a theme of the right shape.

    Args:
        themes: ids of all themes.
        areas: ids of all areas; empty: not known, and not checked.
    """
    where = f"themes.yaml: entry '{theme.id}':"
    for area in theme.areas if areas else ():
        if area not in areas:
            told = f"area '{area}' is unknown; valid are {', '.join(sorted(areas))}"
            yield Fault(where, "areas", told)
    for other in theme.specific_over:
        if other not in themes or other == theme.id:
            told = f"specific_over '{other}' is not the id of another theme"
            yield Fault(where, "specific_over", told)
    for field, told in _phrase_faults(theme):
        yield Fault(where, field, told)


def _phrase_faults(theme: schema.ThemeEntry) -> Iterator[tuple[str, str]]:
    phrases = [_fold(phrase) for phrase in theme.terms + theme.weak]
    folded = {_fold(phrase) for phrase in theme.terms}
    for phrase in _doubles(phrases):
        field = "terms" if phrase in folded else "weak"
        yield field, f"'{phrase}' is listed twice among terms and weak; keep one"
    negatives = {_fold(phrase) for phrase in theme.negatives}
    for phrase in sorted(set(phrases) & negatives):
        yield "negatives", f"'{phrase}' is a term and its own negative; it could never match"
    for phrase in theme.strong:
        if phrase not in theme.terms and phrase not in theme.abbr:
            told = f"strong '{phrase}' is neither among its terms nor among its abbr"
            yield "strong", told
    for short in theme.abbr:
        if short.islower():
            yield (
                "abbr",
                f"abbreviation '{short}' is an ordinary lower-case word; "
                "put it under terms or give its capitals",
            )


def _check_synonyms(groups: list[schema.SynonymEntry]) -> Iterator[str]:
    for name in _doubles(_fold(group.canonical) for group in groups):
        yield f"synonyms.yaml: entry '{name}': the canonical label stands twice; join the groups"
    for group in groups:
        for form in _doubles([group.canonical, *group.forms]):
            yield f"synonyms.yaml: entry '{group.canonical}': form '{form}' stands twice"
        for form in group.ambiguous:
            if form not in group.forms:
                yield (
                    f"synonyms.yaml: entry '{group.canonical}': ambiguous '{form}' is none of "
                    "its forms; add it to them or take it out"
                )


def _check_types(types: list[schema.DocumentTypeEntry], frameworks: set[str]) -> Iterator[str]:
    for name in _doubles(name for kind in types for name in (kind.id, *kind.aliases)):
        yield f"document_types.yaml: entry '{name}': the id or alias stands twice"
    for kind in types:
        if frameworks and kind.framework is not None and kind.framework not in frameworks:
            yield (
                f"document_types.yaml: entry '{kind.id}': framework '{kind.framework}' is unknown; "
                f"valid are {', '.join(sorted(frameworks))}"
            )


def _check_cues(file: schema.StanceCuesFile) -> Iterator[str]:
    for part, groups in (("cues", file.cues), ("headings", file.headings)):
        for phrase in _doubles(_fold(phrase) for group in groups for phrase in group.phrases):
            yield f"stance_cues.yaml: {part}: '{phrase}' stands twice; keep one stance and weight"
    known = {phrase for group in file.cues for phrase in group.phrases}
    for phrase in file.inspectors:
        if phrase not in known:
            yield f"stance_cues.yaml: inspectors: '{phrase}' is no cue; list it there or drop it"
