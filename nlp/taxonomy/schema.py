"""The shape each data file must have, as pydantic models that refuse what they do not know.

Only :mod:`nlp.taxonomy.checks` imports this: pydantic costs about 75 ms to
import, which a command-line search should not pay for files that the tests
have already checked.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from nlp.types import Speaker, Stance

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
CriterionId = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]+$")]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
When = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2})?$")]
AtLeastOne = Annotated[list[Text], Field(min_length=1)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ThemeEntry(_Entry):
    """One theme of ``themes.yaml``."""

    id: Id
    label: Text
    counts: Text
    excludes: Text
    terms: AtLeastOne
    abbr: list[Text] = []
    strong: list[Text] = []
    weak: list[Text] = []
    negatives: list[Text] = []
    areas: Annotated[list[Id], Field(min_length=1)]
    specific_over: list[Id] = []


class ThemesFile(_Entry):
    """``themes.yaml``."""

    version: int
    themes: list[ThemeEntry]


class AreaEntry(_Entry):
    """One of the four areas."""

    id: Id
    label: Text
    name: Text


class PeriodEntry(_Entry):
    """From when, until when."""

    start: When = Field(alias="from")
    until: When | None = None


class EventEntry(_Entry):
    """A kind of visit or inspection."""

    id: Id
    label: Text
    output: Text | None = None


class TimelineEntry(_Entry):
    """What changed in a framework, and when (``YYYY``, ``YYYY-MM`` or ``YYYY-YY``)."""

    when: Text
    what: Text


class CriterionEntry(_Entry):
    """One line of what inspectors look for."""

    id: CriterionId
    text: Text
    keywords: list[Text] = []


class JudgementAreaEntry(_Entry):
    """What a framework judges apart."""

    id: Id
    label: Text
    maps_to: Id | None = None
    aka: list[Text] = []
    graded: PeriodEntry | None = None
    criteria: list[CriterionEntry] = []


class FrameworkEntry(_Entry):
    """One framework."""

    id: Id
    name: Text
    short: Text
    inspectorate: Text
    in_force: PeriodEntry
    aka: list[Text] = []
    law: Text | None = None
    grades: list[Text] = []
    events: list[EventEntry] = []
    timeline: list[TimelineEntry] = []
    headings: list[Text] = []
    judgement_areas: list[JudgementAreaEntry] = []


class FrameworksFile(_Entry):
    """``frameworks.yaml``."""

    version: int
    areas: Annotated[list[AreaEntry], Field(min_length=1)]
    frameworks: list[FrameworkEntry]


class SynonymEntry(_Entry):
    """One group of ``synonyms.yaml``."""

    canonical: Text
    forms: AtLeastOne
    ambiguous: list[Text] = []
    note: Text | None = None


class SynonymsFile(_Entry):
    """``synonyms.yaml``."""

    version: int
    groups: list[SynonymEntry]


class DocumentTypeEntry(_Entry):
    """One type of ``document_types.yaml``."""

    id: Id
    label: Text
    speaker: Speaker | None = None
    framework: Id | None = None
    aliases: list[Id] = []
    headings: bool = False


class DocumentTypesFile(_Entry):
    """``document_types.yaml``."""

    version: int
    types: list[DocumentTypeEntry]


class CueEntry(_Entry):
    """Phrases of one stance and weight."""

    stance: Stance
    weight: Annotated[float, Field(gt=0, le=5)]
    phrases: AtLeastOne


class StanceCuesFile(_Entry):
    """``stance_cues.yaml``."""

    version: int
    cues: Annotated[list[CueEntry], Field(min_length=1)]
    headings: list[CueEntry]
    asks: AtLeastOne
    inspectors: AtLeastOne
    intentions: AtLeastOne
    task_labels: AtLeastOne
    state_labels: AtLeastOne
    behind: AtLeastOne
    contrast: AtLeastOne
    concession: AtLeastOne
    aspects: AtLeastOne
    tasks: AtLeastOne
    neutral: AtLeastOne
    furniture: AtLeastOne


FILES: dict[str, type[_Entry]] = {
    "themes.yaml": ThemesFile,
    "frameworks.yaml": FrameworksFile,
    "synonyms.yaml": SynonymsFile,
    "document_types.yaml": DocumentTypesFile,
    "stance_cues.yaml": StanceCuesFile,
}

Raw = dict[str, Any]
