"""What the taxonomy files say, as plain frozen values."""

from dataclasses import dataclass
from functools import cached_property

from nlp.types import Speaker, Stance


@dataclass(frozen=True, slots=True)
class Theme:
    """A practice theme; ``data/themes.yaml`` explains each field.

    Attributes:
        counts: what belongs to the theme, in a sentence.
        excludes: what looks near and belongs elsewhere.
        specific_over: ids of general themes that give way where this one stands
            in the same words, unless they have words of their own.
    """

    id: str
    label: str
    counts: str
    excludes: str
    terms: tuple[str, ...]
    abbr: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    specific_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One of the four areas on which passages are coded."""

    id: str
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of what inspectors look for, in our words."""

    id: str
    text: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when, as ``YYYY`` or ``YYYY-MM``; no ``until``: still."""

    start: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of visit or inspection under a framework."""

    id: str
    label: str
    output: str | None = None


@dataclass(frozen=True, slots=True)
class JudgementArea:
    """What a framework judges apart; ``maps_to`` is one of the four areas or None."""

    id: str
    label: str
    maps_to: str | None = None
    aka: tuple[str, ...] = ()
    graded: Period | None = None
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """An inspection framework, its judgement areas and its usual headings."""

    id: str
    name: str
    short: str
    inspectorate: str
    in_force: Period
    aka: tuple[str, ...] = ()
    law: str | None = None
    grades: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    timeline: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    judgement_areas: tuple[JudgementArea, ...] = ()


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Forms that mean the same; the ``ambiguous`` ones have other meanings too."""

    canonical: str
    forms: tuple[str, ...]
    ambiguous: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document.

    Attributes:
        speaker: whose words it carries by default; None where the type cannot tell.
        framework: the framework whose output it is.
        aliases: other ids under which it is accepted.
        headings: whether its headings decide stance rather than suggest it.
    """

    id: str
    label: str
    speaker: Speaker | None = None
    framework: str | None = None
    aliases: tuple[str, ...] = ()
    headings: bool = False


@dataclass(frozen=True, slots=True)
class CueGroup:
    """Phrases that speak for one stance with the same weight."""

    stance: Stance
    weight: float
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StanceCues:
    """The words and headings on which stance rests; see ``data/stance_cues.yaml``."""

    cues: tuple[CueGroup, ...]
    headings: tuple[CueGroup, ...]
    asks: tuple[str, ...]
    inspectors: tuple[str, ...]
    intentions: tuple[str, ...]
    task_labels: tuple[str, ...]
    state_labels: tuple[str, ...]
    behind: tuple[str, ...]
    contrast: tuple[str, ...]
    concession: tuple[str, ...]
    aspects: tuple[str, ...]
    tasks: tuple[str, ...]
    neutral: tuple[str, ...]
    furniture: tuple[str, ...]


@dataclass(frozen=True)
class Taxonomy:
    """Everything the data files say, checked and linked.

    Attributes:
        version: changes whenever a byte of a file changes; ``3-5f0c2a9b`` is the
            themes' edition and the start of a SHA-256 over all files.
    """

    version: str
    themes: tuple[Theme, ...]
    areas: tuple[Area, ...]
    frameworks: tuple[Framework, ...]
    synonyms: tuple[SynonymGroup, ...]
    document_types: tuple[DocumentType, ...]
    stance_cues: StanceCues

    def theme(self, theme_id: str) -> Theme:
        """Return a theme by id; KeyError names the id if there is none."""
        return self._themes[theme_id]

    def document_type(self, type_id: str | None) -> DocumentType | None:
        """Return a document type by id or alias; None if there is none."""
        return self._types.get(type_id) if type_id else None

    @cached_property
    def _themes(self) -> dict[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def _types(self) -> dict[str, DocumentType]:
        return {name: kind for kind in self.document_types for name in (kind.id, *kind.aliases)}
