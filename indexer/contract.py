"""The JSON forms of the domain, as the command line and the web interface give them.

Names are a promise to other programs: fields may be added, never renamed.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from indexer.answer import Answer, Hit
from indexer.days import period_iso
from indexer.model import Document, Evidence, Grades, LedgerEntry, Metadata, Page, Part, Passage
from indexer.search.query import describe
from indexer.search.snippet import Snippet
from indexer.why import Why
from nlp.questions import Gist
from nlp.types import Annotation, Figure

if TYPE_CHECKING:
    from indexer.ingest import Summary


def summary_json(summary: "Summary") -> dict[str, Any]:
    """Give what an index run did."""
    names = ("indexed", "unchanged", "updated", "failed", "skipped")
    return {
        "documents": {name: getattr(summary, name) for name in names},
        "pages": summary.pages,
        "passages": summary.passages,
        "recognised": summary.recognised,
        "missing": summary.missing,
        "removed": summary.removed,
        "doubts": list(summary.doubts),
        "seconds": round(summary.seconds, 2),
        "failures": [asdict(failure) for failure in summary.failures],
        "disputes": [
            {
                "document": dispute.document,
                "field": dispute.correction.field,
                "corrected": dispute.correction.value,
                "now": dispute.now,
            }
            for dispute in summary.disputes
        ],
        "decisions": asdict(summary.decisions),
    }


def document_json(
    entry: LedgerEntry, document: Document | None, *, passages: int
) -> dict[str, Any]:
    """Give a file of the ledger with what its document says of itself."""
    metadata = document.metadata if document else Metadata()
    pages = document.pages if document else ()
    return {
        "id": entry.document or (entry.sha256[:12] if entry.sha256 else None),
        "path": entry.path,
        "sha256": entry.sha256,
        "status": entry.status,
        "stage": entry.stage,
        "error": entry.error,
        "type": metadata.type,
        "title": metadata.title,
        "authority": metadata.authority,
        "published": iso(metadata.published),
        "period": period_iso(metadata.period) if metadata.period else None,
        "event_start": iso(metadata.event_start),
        "event_end": iso(metadata.event_end),
        "framework": metadata.framework,
        "event": metadata.event,
        "inspectors": list(metadata.inspectors),
        "grades": grades_json(metadata.grades),
        "evidence": evidence_json(metadata.evidence),
        "parts": [part_json(part) for part in document.parts] if document else [],
        "pages": len(pages),
        "passages": passages,
        "pages_without_text": [page.number for page in pages if not page.has_text],
        "ocr_pages": sum(page.ocr is not None and page.has_text for page in pages),
        "ocr_confidence": confidence_of(pages),
        "repaired": document.repaired if document else None,
        "missing_since": entry.missing_since and entry.missing_since.isoformat(timespec="seconds"),
        "size": entry.size,
        "attempts": entry.attempts,
        "seconds": round(entry.seconds, 3),
    }


def confidence_of(pages: Sequence[Page]) -> float | None:
    """Give how sure recognition was, on average over the pages read by it; None without any."""
    sure = [page.ocr for page in pages if page.ocr is not None and page.has_text]
    return round(sum(sure) / len(sure), 3) if sure else None


def grades_json(grades: Grades) -> dict[str, str | None]:
    """Give the grades under the ids of the judgement areas."""
    return {name.replace("_", "-"): grade for name, grade in asdict(grades).items()}


def evidence_json(evidence: Mapping[str, Evidence]) -> dict[str, dict[str, Any]]:
    """Give the words each field was read from; a grade under "grades." and its area's id."""
    return {
        name.replace("_", "-") if name.startswith("grades.") else name: {
            "quote": words.quote,
            "page": words.page,
        }
        for name, words in evidence.items()
    }


def part_json(part: Part) -> dict[str, Any]:
    """Give one paper of a pack."""
    return {
        "number": part.number,
        "title": part.title,
        "type": part.type,
        "published": iso(part.published),
        "first_page": part.first_page,
        "last_page": part.last_page,
    }


def passage_json(passage: Passage) -> dict[str, Any]:
    """Give a passage with its labels and where it stands.

    ``boxes`` are those on its first page; ``regions`` tie every stretch of the
    text to its page and box.
    """
    return {
        "id": passage.id,
        "document": passage.document,
        "page": passage.page,
        "part": passage.part,
        "boxes": [
            list(region.box)
            for region in passage.regions
            if region.box and region.page == passage.page
        ],
        "regions": [
            {"start": r.start, "end": r.end, "page": r.page, "box": list(r.box) if r.box else None}
            for r in passage.regions
        ],
        "heading_path": list(passage.heading_path),
        "kind": passage.kind,
        "text": passage.text,
        "stem": passage.stem,
        **labels_json(passage),
        "figures": figures_json(passage),
    }


def labels_json(passage: Passage) -> dict[str, Any]:
    """Give the labels of a passage that hold; nulls when it has none yet.

    Where people decided of any, the machine's own are in ``machine``.
    """
    labels = _annotation_json(passage.annotation)
    return labels | {"machine": _annotation_json(passage.machine)} if passage.machine else labels


def _annotation_json(note: Annotation | None) -> dict[str, Any]:
    if note is None:
        return {"themes": [], "areas": [], "stance": None, "mixed": None, "speaker": None}
    return {
        "themes": [
            {
                "id": theme.id,
                "score": round(theme.score, 3),
                "source": theme.source,
                "spans": [list(span) for span in theme.spans],
            }
            for theme in note.themes
        ],
        "areas": [
            {"id": area.id, "score": round(area.score, 3), "source": area.source}
            for area in note.areas
        ],
        "stance": {
            "id": note.stance.id,
            "score": round(note.stance.score, 3),
            "source": note.stance.source,
            "spans": [list(span) for span in note.stance.spans],
        },
        "mixed": note.mixed,
        "speaker": note.speaker,
    }


def figures_json(passage: Passage) -> list[dict[str, Any]]:
    """Give the figures of a passage; ``out_of`` is the 31 of ``27 of 31``.

    What is not known of a figure is left out.
    """
    figures = passage.annotation.figures if passage.annotation else ()
    return [_figure_json(figure, passage.text) for figure in figures]


def _figure_json(figure: Figure, text: str) -> dict[str, Any]:
    start, end = figure.span
    told = {
        "value": figure.value,
        "unit": figure.unit,
        "out_of": figure.whole,
        "measure": figure.measure,
        "of": figure.of,
        "period": figure.period,
        "place": figure.place,
        "kind": figure.kind,
        "text": text[start:end],
        "span": [start, end],
        "measure_span": list(figure.measure_span) if figure.measure_span else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def answer_json(answer: Answer) -> dict[str, Any]:
    """Give the answer to a search."""
    return {
        "total": answer.total,
        "took": round(answer.took, 1),
        "query": {
            "parsed": describe(answer.node),
            "expanded": list(answer.expanded),
            "learned": [
                {"short": one.short, "long": one.long, "documents": one.documents}
                for one in answer.learned
            ],
            "relaxed": answer.relaxed,
            "suggestion": answer.suggestion,
            "problems": [problem.message for problem in answer.problems],
            "read_as": gist_json(answer.gist),
        },
        "folded": answer.folded,
        "hits": [hit_json(hit) for hit in answer.hits],
        "facets": facets_json(answer.facets),
    }


def gist_json(gist: Gist) -> dict[str, Any]:
    """Give what a question was read as being about; weights lie between 0 and 1."""
    return {
        "asked": gist.asked,
        "themes": [{"id": one.name, "weight": round(one.weight, 3)} for one in gist.themes],
        "words": [{"words": one.name, "weight": round(one.weight, 3)} for one in gist.words],
        "areas": list(gist.areas),
        "stance": gist.stance,
        "speaker": gist.speaker,
        "first_year": gist.first_year,
        "last_year": gist.last_year,
    }


def why_json(why: Why) -> dict[str, Any]:
    """Give the reasons for a hit; ``meaning`` is a cosine, null without vectors."""
    return {
        "words": list(why.words),
        "related": list(why.related),
        "heading": list(why.heading),
        "title": list(why.title),
        "themes": list(why.themes),
        "areas": list(why.areas),
        "stance": why.stance,
        "speaker": why.speaker,
        "meaning": round(why.meaning, 3) if why.meaning is not None else None,
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """Give one hit; ``snippet`` marks matches with ``<mark>`` and is otherwise escaped."""
    metadata = hit.document.metadata
    labels = labels_json(hit.passage)
    return {
        "passage": hit.passage.id,
        "document": hit.document.id,
        "path": hit.document.path,
        "title": metadata.title,
        "authority": metadata.authority,
        "type": metadata.type,
        "published": iso(metadata.published),
        "period": period_iso(metadata.period) if metadata.period else None,
        "page": hit.passage.page,
        "heading_path": list(hit.passage.heading_path),
        "text": hit.passage.text,
        "snippet": marked_html(hit.snippet),
        "spans": [list(span) for span in hit.spans],
        "meanings": [
            {"short": one.short, "long": one.long, "passage": one.passage, "page": one.page}
            for one in hit.meanings
        ],
        "why": why_json(hit.why),
        "folded": list(hit.folded),
        "more_in_document": hit.more_in_document,
        "score": round(hit.score, 4),
        "themes": [theme["id"] for theme in labels["themes"]],
        "areas": [area["id"] for area in labels["areas"]],
        "stance": labels["stance"]["id"] if labels["stance"] else None,
        "mixed": labels["mixed"],
        "speaker": labels["speaker"],
    }


def marked_html(snippet: Snippet) -> str:
    """Write a snippet as HTML: matches within ``<mark>``, all else escaped."""
    parts, end = [], 0
    for start, stop in snippet.spans:
        words = html.escape(snippet.text[start:stop])
        parts += [html.escape(snippet.text[end:start]), f"<mark>{words}</mark>"]
        end = stop
    return "".join([*parts, html.escape(snippet.text[end:])])


def facets_json(facets: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Give plain dictionaries, most frequent value first."""
    return {name: dict(values) for name, values in facets.items()}


def iso(value: date | None) -> str | None:
    """Write a date as ISO 8601; None stays None."""
    return value.isoformat() if value else None
