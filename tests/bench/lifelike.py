"""Any number of passages, as like those of real papers as drawing lots can make them.

Each takes its length, headings, labels and kind from a real passage, and its sentences from
all of them. So words are as frequent, texts as long and facets as full as in what they were
drawn from; the number of different words does not grow.
"""

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from indexer.model import (
    Document,
    FileStatus,
    Kind,
    LedgerEntry,
    Metadata,
    Page,
    Passage,
    Region,
    Stage,
)
from indexer.store.repository import Store
from nlp.types import Annotation, Stance

EACH = 90
"""Passages of a document: the 494 papers that were read while this was written hold 92."""
AUTHORITIES = 153
"""English councils with children's services."""
FIRST_DAY, DAYS = date(2009, 1, 1), 6000
LINE = 90
"""Characters of a printed line; each has a box."""

_SENTENCE = re.compile(r"(?<=[.?!;])\s+")


@dataclass(frozen=True, slots=True)
class _Model:
    """A passage to take after."""

    sentences: int
    heading_path: tuple[str, ...]
    kind: Kind
    annotation: Annotation


class Lifelike:
    """Draws passages from those of a store; the same ones each time."""

    def __init__(self, store: Store) -> None:
        self._chance = random.Random(1)
        self._sentences: list[str] = []
        self._models: list[_Model] = []
        for passage in store.passages():
            note = passage.annotation
            if passage.kind is Kind.HEADING or note is None or note.stance.id is Stance.SKIP:
                continue
            sentences = _SENTENCE.split(passage.text)
            self._sentences += sentences
            self._models.append(
                _Model(len(sentences), passage.heading_path, passage.kind, _bare(note))
            )
        self._types = sorted({d.metadata.type for d in store.documents() if d.metadata.type})

    def documents(
        self, passages: int, *, name: str = ""
    ) -> Iterator[tuple[Document, list[Passage]]]:
        """Yield documents that hold so many passages between them.

        Args:
            passages: how many in all.
            name: other names give other documents.
        """
        for number, first in enumerate(range(0, passages, EACH)):
            yield self._document(f"{name}{number}", min(EACH, passages - first))

    def text(self, passages: int) -> str:
        """Return a plain text of so many paragraphs."""
        return "\n\n".join(self._words(self._chance.choice(self._models)) for _ in range(passages))

    def _document(self, name: str, passages: int) -> tuple[Document, list[Passage]]:
        digest = hashlib.sha256(name.encode()).hexdigest()
        known = Metadata(
            type=self._chance.choice(self._types),
            title=f"Paper {name}",
            authority=f"Council {self._chance.randrange(AUTHORITIES)}",
            published=FIRST_DAY + timedelta(days=self._chance.randrange(DAYS)),
        )
        pages = tuple(Page(number, width=595, height=842) for number in range(1, passages // 6 + 2))
        document = Document(digest[:12], digest, f"/papers/{name}.pdf", known, pages)
        return document, [self._passage(document, n) for n in range(1, passages + 1)]

    def _passage(self, document: Document, number: int) -> Passage:
        model = self._chance.choice(self._models)
        text, page = self._words(model), number // 6 + 1
        return Passage(
            id=f"{document.id}-{number}",
            document=document.id,
            page=page,
            kind=model.kind,
            text=text,
            heading_path=model.heading_path,
            regions=tuple(
                Region(start, min(start + LINE, len(text)), page, (72, 90, 520, 104))
                for start in range(0, len(text), LINE)
            ),
            annotation=model.annotation,
        )

    def _words(self, model: _Model) -> str:
        return " ".join(self._chance.choices(self._sentences, k=model.sentences))


def _bare(note: Annotation) -> Annotation:
    """Leave out where in the text the labels rest: the text will be another."""
    return replace(
        note,
        themes=tuple(replace(theme, spans=()) for theme in note.themes),
        stance=replace(note.stance, spans=()),
        figures=(),
    )


def ledger_entry(document: Document) -> LedgerEntry:
    """Return the entry of a file that was indexed as this document."""
    return LedgerEntry(
        path=document.path,
        sha256=document.sha256,
        size=1,
        modified=0.0,
        status=FileStatus.INDEXED,
        stage=Stage.DONE,
        document=document.id,
    )
