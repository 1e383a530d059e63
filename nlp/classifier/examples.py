"""Gather what the area classifier learns from.

Two sources. Inspection reports are written area by area, so the heading of a
section labels the passages under it at no cost; it is then taken away, so that
the model learns from the words. And passages that people have labelled, which
alone show council papers and what belongs to no area.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nlp.classifier.headings import area_of_heading
from nlp.types import PassageInput

# Reports whose sections are the judgement areas.
_BY_SECTION = frozenset(
    {"ilacs-inspection-report", "sif-inspection-report", "lac-inspection-2009-13"}
)
# Reports on another service: no passage speaks to an area of children's social
# care (198 of 202 labelled passages, the other four in passing).
_OUTSIDE = frozenset({"send-area-inspection"})
_SHORTEST = 40


@dataclass(frozen=True, slots=True)
class AreaExample:
    """A passage with the areas it speaks to.

    Attributes:
        areas: empty for none of them.
        group: the authority it comes from; splits never part a group.
        weight: how much it counts in learning.
        judged: it was labelled by a person, so that figures may rest on it.
    """

    passage: PassageInput
    areas: tuple[str, ...]
    group: str
    weight: float = 1.0
    judged: bool = False


def examples_from_reports(
    passages: Iterable[tuple[PassageInput, str]], *, weight: float = 0.5, outside: float = 0.15
) -> Iterator[AreaExample]:
    """Label passages of inspection reports by the section they stand in.

    A section that covers two areas labels nothing.

    Args:
        passages: passages with their authority.
        weight: of each passage. Against labelled passages of weight 2: 0.5 and 1
            are equally good with the heading, 0.5 better without (0.850, 0.844).
        outside: weight of each passage from reports on another service.
    """
    for passage, authority in passages:
        if len(passage.text) < _SHORTEST:
            continue
        bare = PassageInput(text=passage.text, document_type=passage.document_type)
        if passage.document_type in _OUTSIDE:
            yield AreaExample(bare, (), group_of(authority), outside)
        elif passage.document_type in _BY_SECTION:
            areas = area_of_heading(passage.heading_path)
            if areas is not None and len(areas) == 1:
                yield AreaExample(bare, areas, group_of(authority), weight)


def group_of(authority: str) -> str:
    """Fold the ways of writing an authority's name, so that no split parts them."""
    words = authority.casefold().replace("&", "and").replace("-", " ").replace(",", " ").split()
    return " ".join(word for word in words if word not in _COMMON) or authority.casefold()


_COMMON = frozenset(
    "the of london borough royal city county council metropolitan unitary authority local".split()
)
