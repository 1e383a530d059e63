"""Domain objects to table rows and back.

JSON columns hold short arrays, because a region or a label is stored by the
hundred thousand: a region is ``[start, end, page]`` and, with a box,
``[start, end, page, x0, y0, x1, y1]``; a theme ``[id, score, source, spans]``;
an area ``[id, score, source]``; figures as ``figured.py`` writes them; evidence
``[quote, page]`` under its field's name.

Passages and labels, of which there are many, become :data:`Values`; the rest become
a :data:`Row`, which SQLAlchemy turns into that.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC
from functools import lru_cache
from typing import Any

from indexer.decisions.model import Decided, laid_over
from indexer.model import (
    Definition,
    Document,
    Evidence,
    FileStatus,
    Grades,
    Kind,
    LedgerEntry,
    Metadata,
    Page,
    Part,
    Passage,
    Period,
    Region,
    Stage,
)
from indexer.search.fields import indexed_text
from indexer.store.figured import pack_figures, unpack_figures
from nlp.types import Annotation, AreaLabel, Source, Span, Speaker, Stance, StanceLabel, ThemeLabel

Row = dict[str, Any]
"""Values by the names of their columns."""

Values = tuple[Any, ...]
"""A row as the database's driver takes it: in the order of the columns, JSON as text."""

_NO_LABELS = Annotation((), (), StanceLabel(Stance.CONTEXT, 0.0, Source.RULE), False, None)

to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Write what a JSON column holds."""


def file_row(entry: LedgerEntry) -> Row:
    """Map a ledger entry to its row, without ``seen_at`` and ``missing_since``."""
    return {
        "path": entry.path,
        "sha256": entry.sha256,
        "size": entry.size,
        "modified": entry.modified,
        "status": entry.status.value,
        "stage": entry.stage.value,
        "document": entry.document,
        "error": entry.error,
        "seconds": entry.seconds,
        "attempts": entry.attempts,
        "reader": entry.reader,
    }


def entry_from(row: Any) -> LedgerEntry:
    """Map a row of ``files`` to a ledger entry."""
    return LedgerEntry(
        path=row.path,
        sha256=row.sha256,
        size=row.size,
        modified=row.modified,
        status=FileStatus(row.status),
        stage=Stage(row.stage),
        document=row.document,
        error=row.error,
        seconds=row.seconds,
        attempts=row.attempts,
        reader=row.reader,
        missing_since=row.missing_since and row.missing_since.replace(tzinfo=UTC),
    )


def document_row(document: Document) -> Row:
    """Map a document to its row, without ``indexed_at`` and ``pipeline``."""
    known = document.metadata
    return {
        "id": document.id,
        "sha256": document.sha256,
        "path": document.path,
        "type": known.type,
        "title": known.title,
        "authority": known.authority,
        "published": known.published,
        "event_start": known.event_start,
        "event_end": known.event_end,
        "framework": known.framework,
        "event": known.event,
        "inspectors": list(known.inspectors),
        "grades": asdict(known.grades),
        "evidence": {name: [e.quote, e.page] for name, e in known.evidence.items()},
        "repaired": document.repaired,
        "period_start": known.period and known.period.start,
        "period_end": known.period and known.period.end,
    }


def document_from(
    row: Any,
    pages: Sequence[Page],
    parts: Sequence[Part],
    abbreviations: Sequence[Definition] = (),
) -> Document:
    """Map a row of ``documents`` and what belongs to it to a document."""
    return Document(
        id=row.id,
        sha256=row.sha256,
        path=row.path,
        metadata=Metadata(
            type=row.type,
            title=row.title,
            authority=row.authority,
            published=row.published,
            event_start=row.event_start,
            event_end=row.event_end,
            framework=row.framework,
            event=row.event,
            inspectors=tuple(row.inspectors),
            grades=Grades(**row.grades),
            evidence={name: Evidence(*packed) for name, packed in row.evidence.items()},
            period=period_from(row),
        ),
        pages=tuple(pages),
        repaired=row.repaired,
        parts=tuple(parts),
        abbreviations=tuple(abbreviations),
    )


def period_from(row: Any) -> Period | None:
    """Map a row that holds the columns of a document's period to that."""
    return Period(row.period_start, row.period_end) if row.period_start else None


def page_row(document: str, page: Page) -> Row:
    """Map a page to its row."""
    return {
        "document": document,
        "number": page.number,
        "label": page.label,
        "width": page.width,
        "height": page.height,
        "has_text": page.has_text,
        "ocr": page.ocr,
    }


def page_from(row: Any) -> Page:
    """Map a row of ``pages`` to a page; it is in the order of the table.

    A screen of hits may rest on thousands of pages, and naming columns takes twice the time.
    """
    _, number, label, width, height, has_text, ocr = row
    return Page(number, label, width, height, has_text, ocr)


def part_row(document: str, part: Part) -> Row:
    """Map a part of a pack to its row."""
    return {"document": document, **asdict(part)}


def part_from(row: Any) -> Part:
    """Map a row of ``parts`` to a part of a pack."""
    return Part(
        number=row.number,
        title=row.title,
        first_page=row.first_page,
        last_page=row.last_page,
        type=row.type,
        published=row.published,
    )


def definition_rows(document: str, found: Sequence[Definition]) -> list[Row]:
    """Map the abbreviations of a document to their rows."""
    return [
        {
            "document": document,
            "number": number,
            "short": one.short,
            "long": one.long,
            "passage": one.passage,
            "page": one.page,
            "start": one.span[0],
            "end": one.span[1],
            "short_terms": indexed_text(one.short),
            "long_terms": indexed_text(one.long),
        }
        for number, one in enumerate(found, start=1)
    ]


def definition_from(row: Any) -> Definition:
    """Map a row of ``abbreviations`` to where one is explained."""
    return Definition(row.short, row.long, row.passage, row.page, (row.start, row.end))


@lru_cache(maxsize=1024)
def _path_json(path: tuple[str, ...]) -> str:
    """Encode the headings above a passage, once for all that stand under them."""
    return to_json(path)


def passage_values(passage: Passage, position: int) -> Values:
    """Map a passage to its row, without its annotation."""
    return (
        passage.id,
        passage.document,
        position,
        passage.page,
        passage.kind.value,
        passage.text,
        _path_json(passage.heading_path),
        to_json([_pack_region(region) for region in passage.regions]),
        passage.part,
        passage.stem,
    )


def passage_from(row: Any) -> Passage:
    """Map a row of ``passages`` joined with ``annotations`` to a passage."""
    return Passage(
        id=row.id,
        document=row.document,
        page=row.page,
        kind=Kind(row.kind),
        text=row.text,
        heading_path=tuple(row.heading_path),
        regions=tuple(_unpack_region(packed) for packed in row.regions),
        annotation=None if row.stance is None else _annotation_from(row),
        part=row.part,
        stem=row.stem,
    )


def as_decided(passage: Passage, decided: Decided) -> Passage:
    """Put what people decided of a passage in the place of the machine's labels."""
    if decided.is_empty:
        return passage
    machine = passage.annotation or _NO_LABELS
    return replace(passage, annotation=laid_over(machine, decided), machine=machine)


def annotation_values(passage: str, annotation: Annotation, pipeline: str) -> Values:
    """Map a passage's labels to their row."""
    stance, speaker = annotation.stance, annotation.speaker
    themes = [[one.id, one.score, one.source.value, one.spans] for one in annotation.themes]
    return (
        passage,
        pipeline,
        to_json(themes),
        to_json([[area.id, area.score, area.source.value] for area in annotation.areas]),
        stance.id.value,
        stance.score,
        stance.source.value,
        to_json(stance.spans),
        annotation.mixed,
        speaker.value if speaker else None,
        to_json(pack_figures(annotation.figures)),
    )


def _annotation_from(row: Any) -> Annotation:
    return Annotation(
        themes=tuple(
            ThemeLabel(id_, score, Source(source), _spans(spans))
            for id_, score, source, spans in row.themes
        ),
        areas=tuple(AreaLabel(id_, score, Source(source)) for id_, score, source in row.areas),
        stance=StanceLabel(
            Stance(row.stance),
            row.stance_score,
            Source(row.stance_source),
            _spans(row.stance_spans),
        ),
        mixed=row.mixed,
        speaker=Speaker(row.speaker) if row.speaker else None,
        figures=unpack_figures(row.figures),
    )


def _spans(packed: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in packed)


def _pack_region(region: Region) -> list[float]:
    if region.box is None:
        return [region.start, region.end, region.page]
    x0, y0, x1, y1 = region.box
    # A hundredth of a point is finer than any printer; raw floats are 17 digits long.
    box = round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)
    return [region.start, region.end, region.page, *box]


def _unpack_region(packed: Sequence[Any]) -> Region:
    start, end, page, *box = packed
    return Region(start, end, page, (box[0], box[1], box[2], box[3]) if box else None)
