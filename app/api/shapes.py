"""The answers of the interface for programs, each field with what it means.

They describe what :mod:`indexer.contract` gives. Answers are not made through them, so
that the command line and the web cannot drift apart; tests hold real answers against
them, in both directions.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Moment = Annotated[str, Field(description="ISO 8601, in UTC.")]
Span = Annotated[
    tuple[int, int], Field(description="First character and the one after the last, from 0.")
]
Box = Annotated[
    tuple[float, float, float, float],
    Field(description="Left, top, right, bottom in points from the page's top left corner."),
]
Score = Annotated[float, Field(ge=0, le=1, description="How sure it is, 0 to 1.")]


class Shape(BaseModel):
    """An object; fields may be added to it, none is ever renamed."""

    model_config = ConfigDict(extra="allow")


class Evidence(Shape):
    """The words a statement rests on."""

    quote: str
    page: int | None = Field(description="Page from 1; null: no page.")


class Grades(Shape):
    """Inspection grades as printed, lower case; null where there is none."""

    overall: str | None
    leaders: str | None
    help_protection: str | None = Field(alias="help-protection")
    children_in_care: str | None = Field(alias="children-in-care")
    care_leavers: str | None = Field(alias="care-leavers")


class Part(Shape):
    """One paper of a pack."""

    number: int
    title: str
    type: str | None
    published: Day | None
    first_page: int
    last_page: int


class DocumentEntry(Shape):
    """A file of the ledger with what its document says of itself; unknown is null."""

    id: str | None = Field(
        description="The first twelve digits of the content's SHA-256; null if unread."
    )
    path: str
    sha256: str | None
    status: str = Field(
        description="indexed, failed, skipped, duplicate, quarantined, container or removed."
    )
    stage: str
    error: str | None = Field(description="Why it failed or was skipped, in plain words.")
    type: str | None
    title: str | None
    authority: str | None
    published: Day | None
    period: str | None = Field(description="The month, quarter or year it bears, ISO 8601.")
    event_start: Day | None
    event_end: Day | None
    framework: str | None
    event: str | None
    inspectors: list[str]
    grades: Grades
    evidence: dict[str, Evidence] = Field(
        description="Name of a field to the words it was read from."
    )
    parts: list[Part]
    pages: int
    passages: int
    pages_without_text: list[int]
    ocr_pages: int
    ocr_confidence: Score | None
    repaired: bool | None
    missing_since: Moment | None
    size: int = Field(description="Bytes.")
    attempts: int
    seconds: float


class DocumentDetail(DocumentEntry):
    """One document; of a superseded version the ledger keeps no size, attempts or seconds."""

    size: int | None  # type: ignore[assignment]
    attempts: int | None  # type: ignore[assignment]
    seconds: float | None  # type: ignore[assignment]
    superseded_by: str | None = Field(description="Id of the version that took its place.")


class Region(Shape):
    """A stretch of a passage's text and where it stands."""

    start: int
    end: int
    page: int
    box: Box | None


class ThemeLabel(Shape):
    """A theme of a passage."""

    id: str
    score: Score
    source: str = Field(description="rule, model, heading or person.")
    spans: list[Span]


class AreaLabel(Shape):
    """An inspection area a passage belongs to."""

    id: str
    score: Score
    source: str


class StanceLabel(Shape):
    """What a passage says: a strength, a need to improve, an action, context."""

    id: str
    score: Score
    source: str
    spans: list[Span]


class Figure(Shape):
    """A figure a passage states; what is not known of it is left out."""

    value: float
    unit: str | None = None
    out_of: float | None = Field(None, description="The 31 of `27 of 31`.")
    measure: str | None = None
    of: str | None = None
    period: str | None = None
    place: str | None = None
    kind: str | None = None
    text: str
    span: Span
    measure_span: Span | None = None


class Passage(Shape):
    """A paragraph, bullet, table row or heading, with its labels and place."""

    id: str
    document: str
    page: int
    part: int | None
    boxes: list[Box] = Field(description="On its first page.")
    regions: list[Region]
    heading_path: list[str]
    kind: str = Field(description="paragraph, bullet, row or heading.")
    text: str
    stem: str | None = Field(description="The sentence that introduces the list it is a point of.")
    themes: list[ThemeLabel]
    areas: list[AreaLabel]
    stance: StanceLabel | None
    mixed: bool | None
    speaker: str | None
    figures: list[Figure]


class Meaning(Shape):
    """An abbreviation by whose meaning a passage matched, and where that is explained."""

    short: str
    long: str
    passage: str
    page: int


class Why(Shape):
    """Why a passage was found."""

    words: list[str] = Field(
        description="Of the question and its other forms, as they stand there."
    )
    related: list[str] = Field(description="The papers' own words for what was asked.")
    heading: list[str] = Field(description="Words that stand in the headings above it only.")
    title: list[str] = Field(description="Words that stand in the title of its document only.")
    themes: list[str] = Field(description="Themes of the question that it bears.")
    areas: list[str]
    stance: str | None = Field(description="If it was asked for.")
    speaker: str | None = Field(description="If it was asked for.")
    meaning: float | None = Field(description="Cosine to the question; null without a model.")


class Hit(Shape):
    """A passage that answers."""

    passage: str
    document: str
    path: str
    title: str | None
    authority: str | None
    type: str | None
    published: Day | None
    period: str | None
    page: int
    heading_path: list[str]
    text: str
    snippet: str = Field(description="HTML: matches within `<mark>`, all else escaped.")
    spans: list[Span]
    meanings: list[Meaning]
    why: Why
    folded: list[str] = Field(description="Ids of further matches that say the same.")
    more_in_document: int = Field(description="Matches of its document that stand below it.")
    score: float = Field(description="Compares within one answer only.")
    themes: list[str]
    areas: list[str]
    stance: str | None
    mixed: bool | None
    speaker: str | None


class Learned(Shape):
    """An abbreviation that documents explain."""

    short: str
    long: str
    documents: int


class Weighed(Shape):
    """A theme that a question is about."""

    id: str
    weight: float


class WeighedWords(Shape):
    """How papers say what was asked."""

    words: str
    weight: float


class ReadAs(Shape):
    """What a question was read as being about."""

    asked: bool = Field(description="It is put as a question, rather than as words to look for.")
    themes: list[Weighed]
    words: list[WeighedWords]
    areas: list[str]
    stance: str | None
    speaker: str | None
    first_year: int | None
    last_year: int | None


class Asked(Shape):
    """How the question was read."""

    parsed: str
    expanded: list[str] = Field(description="Other forms that were also searched.")
    learned: list[Learned]
    relaxed: bool = Field(description="Few passages have all the words, so some of them sufficed.")
    suggestion: str | None = Field(description="The query with misspelt words put right.")
    problems: list[str] = Field(description="Mistakes in it, and how they were read.")
    read_as: ReadAs


class Answer(Shape):
    """The passages that answer a question."""

    total: int = Field(description="All matches, of which `hits` are a part.")
    took: float = Field(description="Milliseconds.")
    query: Asked
    folded: int = Field(description="Matches that are folded under hits, and not listed.")
    hits: list[Hit]
    facets: dict[str, dict[str, int]] = Field(
        description="Facet to value to number of matches, most first."
    )
    next: str | None = Field(description="Address of the next hits; null at the end.")


class DocumentList(Shape):
    """Files of the ledger."""

    total: int
    documents: list[DocumentEntry]
    next: str | None = Field(description="Address of the next ones; null at the end.")


class PassageList(Shape):
    """Passages of a document in reading order."""

    total: int
    passages: list[Passage]
    next: str | None = Field(description="Address of the next ones; null at the end.")


class LastRun(Shape):
    """The latest run of indexing."""

    started: Moment
    finished: Moment | None
    paths: list[str]
    counts: dict[str, Any]


class MeaningStatus(Shape):
    """The model of meaning that was brought in, and how far the vectors are made."""

    model: str | None = Field(description="Its version; null without one.")
    passages: int = Field(description="Passages that have a vector.")
    wanted: int = Field(description="Passages that are to have one.")
    error: str | None = Field(description="Why it cannot be used; null if it can.")


class Status(Shape):
    """What the index holds, and every version in use."""

    home: str
    files: dict[str, int]
    unfinished: int = Field(description="Of those that failed, those a run has not finished.")
    documents: int
    pages: int
    passages: int
    missing: int
    pages_without_text: int
    years: tuple[int, int] | None
    engine: str | None
    schema_: str = Field(alias="schema")
    taxonomy: str
    pipeline: str
    meaning: MeaningStatus
    bytes: int
    last_run: LastRun | None


class Named(Shape):
    """An id with its words."""

    id: str
    label: str


class ThemeEntry(Named):
    """A theme: what counts, and what looks near and does not."""

    counts: str
    excludes: str
    terms: list[str]
    areas: list[str]


class TypeEntry(Named):
    """A kind of document."""

    speaker: str | None
    framework: str | None


class FrameworkEntry(Named):
    """An inspection framework."""

    inspectorate: str
    since: str
    until: str | None
    grades: list[str]
    judgement_areas: list[Named]


class TaxonomyEntry(Shape):
    """Every value that labels and filters can have."""

    version: str
    themes: list[ThemeEntry]
    areas: list[Named]
    stances: list[Named]
    speakers: list[Named]
    types: list[TypeEntry]
    frameworks: list[FrameworkEntry]


class ParameterError(Shape):
    """A parameter that is not accepted."""

    parameter: str
    value: str | None
    detail: str = Field(description="What is wrong and what is valid.")


class ProblemDetails(Shape):
    """What went wrong, by RFC 9457."""

    type: str = Field(description="Address of the description of this kind of problem.")
    title: str
    status: int
    detail: str = Field(description="What happened this time, and what to do about it.")
    errors: list[ParameterError] = Field(default_factory=list)
    position: int | None = Field(
        None, description="Character of the query at which the mistake starts."
    )
