"""Gather what the model learns from.

Two sources. Inspection reports are written area by area, so the heading of a
section tells the area of the passages under it at no cost; it is then taken away,
so that the model learns from the words. And passages that people have labelled,
which alone show themes, stance, councils' papers and what belongs to no area.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nlp.classifier.headings import area_of_heading
from nlp.classifier.kinds import kind_of
from nlp.classifier.labels import Labelled
from nlp.types import PassageInput

# Reports whose sections are the judgement areas.
_BY_SECTION = frozenset(
    {"ilacs-inspection-report", "sif-inspection-report", "slac-inspection-report"}
)
# Reports on another service: no passage speaks to an area of children's social
# care (198 of 202 labelled passages, the other four in passing).
_OUTSIDE = frozenset({"send-area-inspection"})
_SHORTEST = 40

# Weights of one passage labelled by section, by a report on another service, and
# by a person. Five folds by authority, judged on 3,687 labelled passages, first
# area right with heading and type / by words alone, section to person
# 1:2 0.887/0.844, 1:4 0.890/0.851 (C 2); with headings of the PDF extractor, which
# make more of the labels by section, 1:4 0.883/0.852 (C 3), 1:8 0.885/0.856 (C 1.5).
_SECTION_WEIGHT = 0.5
_OUTSIDE_WEIGHT = 0.15
_LABEL_WEIGHT = 4.0


@dataclass(frozen=True, slots=True)
class Example:
    """A passage with what is known to be right of it.

    Attributes:
        areas: empty for none of them.
        group: the authority it comes from; splits never part a group.
        weight: how much it counts in learning areas.
        labelled: its labels by a person; figures rest on these alone.
        kind, document: type and id of the document, for the model card.
    """

    passage: PassageInput
    areas: tuple[str, ...]
    group: str
    weight: float = 1.0
    labelled: Labelled | None = None
    kind: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class ReportPassage:
    """A passage as extracted, with the authority and the document it is from; no label."""

    passage: PassageInput
    authority: str
    document: str


def examples_from_reports(passages: Iterable[ReportPassage]) -> Iterator[Example]:
    """Label passages of inspection reports by the section they stand in.

    A section that covers two areas labels nothing, nor does any other kind of
    document. The heading is taken away, and so is the document type where the
    section decides: such passages never belong to no area, which would teach
    that reports of this type have none of those.
    """
    for row in passages:
        kind = kind_of(row.passage.document_type)
        if len(row.passage.text) < _SHORTEST or kind is None:
            continue
        areas: tuple[str, ...] | None = None
        if kind in _BY_SECTION:
            areas = area_of_heading(row.passage.heading_path)
        if kind not in _OUTSIDE and (areas is None or len(areas) != 1):
            continue
        yield Example(
            PassageInput(row.passage.text, document_type=kind if kind in _OUTSIDE else None),
            areas or (),
            group_of(row.authority),
            weight=_SECTION_WEIGHT if areas else _OUTSIDE_WEIGHT,
            kind=kind,
            document=row.document,
        )


def examples_from_labels(rows: Iterable[Labelled]) -> Iterator[Example]:
    """Turn labelled passages into examples; one without an authority stands alone."""
    for row in rows:
        yield Example(
            row.passage,
            row.areas,
            group_of(row.authority or row.id),
            weight=_LABEL_WEIGHT,
            labelled=row,
            kind=kind_of(row.passage.document_type),
            document=row.document,
        )


def group_of(authority: str) -> str:
    """Fold the ways of writing an authority's name, so that no split parts them."""
    words = authority.casefold().replace("&", "and").replace("-", " ").replace(",", " ").split()
    return " ".join(word for word in words if word not in _COMMON) or authority.casefold()


_COMMON = frozenset(
    {"the", "of", "london", "borough", "royal", "city", "county", "council"}
    | {"metropolitan", "unitary", "authority", "local"}
)
