"""When an inspection or visit took place, and which event of its framework it was."""

import re

from indexer.metadata.dates import Span, find_spans
from indexer.metadata.evidence import Found, quote
from indexer.metadata.kinds import DocumentKind
from indexer.metadata.opening import Opening
from indexer.model import Evidence

_LABEL = re.compile(
    r"(?:inspection|visit|fieldwork|review)\s+dates?\s*:?|dates?\s+of\s+(?:this\s+)?(?:inspection|visit|fieldwork)\s*:?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:visit|inspection|fieldwork|review|inspectors?)\b[^.]*?\b(?:on|between|from|during|place)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"^\W*(?:between|from|on)\s+$", re.IGNORECASE)
_OPENS_VISIT = re.compile(
    r"^[^.]*\b(?:undertook|carried out|conducted|completed)\b[^.]*\b(?:inspection|visit)\b",
    re.IGNORECASE,
)
_MONITORING = re.compile(r"monitoring inspection of")
_ASSURANCE = re.compile(r"assurance visit", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:previous|last|earlier|since|following the)\b", re.IGNORECASE)
_LABEL_REACH = 40
_SENTENCE_REACH = 300
# The framework sets one week on site for a short inspection and two for a standard one.
# All 225 reports with known events agree: 3 to 5 days against 12. Where inspectors came
# back, the first stretch counts.
_SHORT_DAYS = 7
_STANDARD_DAYS = 21


def find_visit(opening: Opening) -> Found[Span] | None:
    """Find the days of the inspection or visit a document reports."""
    return _labelled(opening) or _told(opening)


def name_event(
    kind: Found[DocumentKind], opening: Opening, visit: Found[Span] | None
) -> Found[str] | None:
    """Name the event; ILACS reports do not print theirs, so its length tells."""
    if kind.value.id == "send-area-inspection":
        return _titled(opening, _MONITORING, "send-monitoring") or Found("send-full", kind.evidence)
    if kind.value.id == "ilacs-inspection-report":
        return _event_of_length(visit) if visit else None
    if kind.value.id == "focused-visit-letter":
        assurance = _titled(opening, _ASSURANCE, "assurance-visit")
        if assurance:
            return assurance
    return Found(kind.value.event, kind.evidence) if kind.value.event else None


def _titled(opening: Opening, pattern: re.Pattern[str], event: str) -> Found[str] | None:
    for block in opening.title_block:
        if pattern.search(block.text):
            return Found(event, quote(block))
    return None


def _event_of_length(visit: Found[Span]) -> Found[str] | None:
    days = (visit.value.first_end - visit.value.start).days + 1
    if days > _STANDARD_DAYS:
        return None
    event = "short" if days <= _SHORT_DAYS else "standard"
    told = f"length of fieldwork: {visit.evidence.quote}"
    return Found(event, Evidence(told, visit.evidence.page))


def _labelled(opening: Opening) -> Found[Span] | None:
    """Find dates beside or below a label such as "Inspection dates:"."""
    labelled = False
    for block in opening.blocks[:30]:
        text = block.text
        match = _LABEL.search(text)
        if match and not _EARLIER.search(text[: match.end()]):
            for span in find_spans(text):
                if 0 <= span.at - match.end() <= _LABEL_REACH:
                    return Found(span, quote(block, span.at, span.until))
            labelled = not text[match.end() :].strip()
        elif labelled:
            for span in find_spans(text):
                if span.at <= _LABEL_REACH:
                    return Found(span, quote(block, span.at, span.until))
            labelled = False
    return None


def _told(opening: Opening) -> Found[Span] | None:
    """Find dates in a sentence such as "the focused visit to Northmere on 26 to 27 April 2022"."""
    for block in opening.blocks[:30]:
        for span in find_spans(block.text):
            start = max(block.text.rfind(". ", 0, span.at) + 1, span.at - _SENTENCE_REACH)
            before = block.text[start : span.at]
            told = _SENTENCE.search(before) or (
                _BETWEEN.match(before)
                and _OPENS_VISIT.match(block.text[span.until : span.until + _SENTENCE_REACH])
            )
            if told and not _EARLIER.search(before):
                return Found(span, quote(block, span.at, span.until))
    return None
