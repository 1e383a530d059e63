"""Where each passage of a pack belongs: by judgement area and by the three questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.decisions.anchors import words_hash
from indexer.model import Document, Passage
from indexer.pack.later import Later, later_of
from indexer.pack.matters import Matter, matters_of
from indexer.pack.model import Item, Pack, PackError, Question
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy
from nlp.types import Annotation, Speaker, Stance

NO_AREA = "none"
NO_AREA_LABEL = "Across all areas"
_VERDICTS = (Stance.STRENGTH, Stance.NEEDS_IMPROVEMENT)
_OTHERS = (Speaker.INSPECTORATE, Speaker.AUDITOR_PEER, Speaker.CHILD_FAMILY)


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage in its place.

    Attributes:
        number: from 1 through the whole pack, by which all its files name it.
        area: id of its judgement area, or :data:`NO_AREA`.
        later: what became of its paper since; None where that is still the latest.
    """

    number: int
    item: Item
    passage: Passage
    document: Document
    area: str
    question: Question
    later: Later | None = None

    @property
    def label(self) -> str | None:
        """The printed label of its page; None where there is none."""
        pages = self.document.pages
        number = self.passage.page
        return pages[number - 1].label if 0 < number <= len(pages) else None

    @property
    def newer(self) -> str | None:
        """The id of the passage that a newer version of its paper has in its place, if any."""
        return self.later.passage.id if self.later and self.later.passage else None


@dataclass(frozen=True, slots=True)
class Laid:
    """A pack with its passages in order.

    Attributes:
        areas: ids and labels of the areas that have any, in the order of the framework.
        lost: ids of passages that the store no longer has, or has with other words.
        matters: the findings it was given.
    """

    pack: Pack
    entries: tuple[Entry, ...]
    areas: tuple[tuple[str, str], ...]
    lost: tuple[str, ...] = ()
    matters: tuple[Matter, ...] = ()

    def of(self, area: str) -> list[tuple[Question, list[Entry]]]:
        """Return the entries of an area by question."""
        own = [entry for entry in self.entries if entry.area == area]
        return [(question, list(some)) for question, some in groupby(own, lambda e: e.question)]


def find_pack(store: Store, id_: int) -> Pack:
    """Return a pack.

    Raises:
        PackError: there is none of that number.
    """
    pack = store.pack(id_)
    if pack is None:
        raise PackError(f"There is no pack {id_}. `sightline pack list` shows those there are.")
    return pack


def lay_out(store: Store, id_: int, taxonomy: Taxonomy) -> Laid:
    """Read a pack and put its passages into order.

    Raises:
        PackError: there is no such pack.
    """
    pack, items = find_pack(store, id_), store.items(id_)
    found = store.passages_by_id(item.passage for item in items)
    passages = {
        item.passage: found[item.passage]
        for item in items
        if item.passage in found and item.words in (None, words_hash(found[item.passage].text))
    }
    documents = store.documents_by_id(passage.document for passage in passages.values())
    placed = [
        (item, passage, documents[passage.document])
        for item in items
        if (passage := passages.get(item.passage)) and passage.document in documents
    ]
    labels = {area.id: area.label for area in taxonomy.areas} | {NO_AREA: NO_AREA_LABEL}
    rank = {area: number for number, area in enumerate(labels)}
    asked = list(Question)
    ordered = sorted(
        (
            (area_of(item, passage, labels), question_of(item, passage), item, passage, document)
            for item, passage, document in placed
        ),
        key=lambda one: (rank[one[0]], asked.index(one[1]), one[2].position),
    )
    later = later_of(store, (passage for _, passage, _ in placed))
    entries = tuple(
        Entry(number, item, passage, document, area, question, later.get(passage.id))
        for number, (area, question, item, passage, document) in enumerate(ordered, start=1)
    )
    there = {entry.area for entry in entries}
    lost = tuple(item.passage for item in items if item.passage not in passages)
    areas = tuple((area, label) for area, label in labels.items() if area in there)
    return Laid(pack, entries, areas, lost, matters_of(store, entries))


def area_of(item: Item, passage: Passage, known: Sequence[str] | dict[str, str]) -> str:
    """Return the area of an item: where a person put it, else the likeliest of its passage."""
    if item.area in known and item.area:
        return item.area
    note = passage.annotation
    likely = sorted(note.areas, key=lambda area: -area.score) if note else []
    return next((area.id for area in likely if area.id in known), NO_AREA)


def question_of(item: Item, passage: Passage) -> Question:
    """Return the question an item answers: as a person put it, else by rule (:func:`answers`)."""
    return item.question or answers(passage.annotation)


def answers(note: Annotation | None) -> Question:
    """Tell which of the three questions a passage answers.

    What was or is to be done answers the plans. A verdict of the council or its partners on
    their own practice is what they know. What inspectors, auditors, children and families say,
    and what states figures or facts without a verdict, is how they know it.
    """
    if note is None:
        return Question.HOW
    if note.stance.id is Stance.ACTION_OR_PLAN:
        return Question.PLANS
    if note.stance.id in _VERDICTS and note.speaker not in _OTHERS:
        return Question.KNOW
    return Question.HOW
