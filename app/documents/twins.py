"""Passages that say the same as another, or the same with other figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from app.marks import mark
from app.wiring import Workplace
from indexer.model import Document, Passage
from indexer.plural import plural
from indexer.store.likeness import Relation, Twin
from nlp.types import Span

SHOWN = 4
"""Passages of each kind shown beside a passage; all of them stand on a page of their own."""

MOST = 200
"""Passages on that page: what stands in more letters than this is a form of words."""

_WORD = re.compile(r"(?:(?<!\w)[-\u2212<>\u00a3$\u20ac])?\w+(?:[.,:/'\u2019]\w+)*%?")


@dataclass(frozen=True, slots=True)
class TwinView:
    """A passage like the one asked about, with the words marked that are not the same."""

    passage: Passage
    document: Document
    text: Markup


@dataclass(frozen=True, slots=True)
class TwinGroup:
    """Passages that are alike in one way.

    Attributes:
        title: how they are alike and how many there are.
        own: the passage asked about, with its own figures marked where they are what
            differs; else None.
        more: how many there are that are not shown.
    """

    relation: Relation
    title: str
    own: Markup | None
    twins: tuple[TwinView, ...]
    more: int


def find_twins(passage: Passage, place: Workplace, *, shown: int) -> tuple[TwinGroup, ...]:
    """Group the passages that are like one, the likest first.

    Args:
        passage: the one asked about.
        place: where they lie.
        shown: how many of each kind to read.
    """
    twins = place.store.twins(passage.id)
    groups = (
        _group(passage, relation, [t for t in twins if t.relation is relation], place, shown)
        for relation in Relation
    )
    return tuple(group for group in groups if group.twins)


def differences(one: str, other: str) -> tuple[list[Span], list[Span]]:
    """Find the words in which two texts differ, as spans of each."""
    ours, theirs = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    matcher = SequenceMatcher(None, _folded(ours), _folded(theirs), autojunk=False)
    marks: tuple[list[Span], list[Span]] = ([], [])
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            marks[0].extend(word.span() for word in ours[i1:i2])
            marks[1].extend(word.span() for word in theirs[j1:j2])
    return marks


def _folded(words: Sequence[re.Match[str]]) -> list[str]:
    return [word.group().casefold().replace("\u2019", "'") for word in words]


def _group(
    passage: Passage, relation: Relation, twins: Sequence[Twin], place: Workplace, shown: int
) -> TwinGroup:
    is_same = relation is Relation.SAME
    found = place.store.passages_by_id(twin.passage for twin in twins[:shown])
    documents = {id_: place.store.document(id_) for id_ in {p.document for p in found.values()}}
    views: list[TwinView] = []
    ours: list[Span] = []
    for other in found.values():
        document = documents[other.document]
        if document is None:
            continue
        own, theirs = ([], []) if is_same else differences(passage.text, other.text)
        ours += own
        views.append(TwinView(other, document, mark(other.text, theirs)))
    # Of passages that are only near, each differs in other words: all would be marked.
    figures = relation is Relation.FIGURES_DIFFER
    own_text = mark(passage.text, ours) if figures else None
    title = _title(relation, passage, twins)
    return TwinGroup(relation, title, own_text, tuple(views), len(twins) - len(views))


def _title(relation: Relation, passage: Passage, twins: Sequence[Twin]) -> str:
    papers = {twin.passage.rpartition("-")[0] for twin in twins}
    one_each = len(papers) == len(twins) and passage.document not in papers
    where = plural(len(twins), "other paper" if one_each else "other place")
    return {
        Relation.SAME: f"Same wording in {where}",
        Relation.FIGURES_DIFFER: f"Same words, different figures in {where}",
        Relation.NEAR: f"Nearly the same words in {where}",
    }[relation]
