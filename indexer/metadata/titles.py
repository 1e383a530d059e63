"""The title of a document, from its title block or its file's properties."""

import re

from indexer.extract.pieces import squeeze
from indexer.metadata.dates import find_spans
from indexer.metadata.evidence import Found, quote
from indexer.metadata.opening import Opening
from indexer.model import Evidence, Kind

_NO_TITLE = re.compile(
    r"^(?:contents|table of contents|overview|introduction|foreword|executive summary|summary|"
    r"background|agenda|minutes|official|confidential|draft|guidance|easy read|"
    r"(?:appendix|annex)\b.*)$",
    re.IGNORECASE,
)
_NO_PROPERTY = re.compile(
    r"template|^microsoft|^(?:word|document|untitled|title|report|presentation)\W*\d*$"
    r"|\.(?:docx?|pdf|indd|pptx?)$"
    r"|^[\W\d_]*$|^\S+$|\\|/",
    re.IGNORECASE,
)
_LONGEST = 200


def find_title(
    opening: Opening, property_title: str | None, *, pattern: re.Pattern[str] | None = None
) -> Found[str] | None:
    """Find the title.

    Args:
        opening: of the document.
        property_title: what the file's properties claim.
        pattern: words of the title block by which the type was told.
    """
    if pattern:
        for block in opening.title_block:
            text = block.text
            if pattern.search(text) and len(text) <= _LONGEST and not text.endswith("."):
                return Found(text, quote(block))
    for block in opening.blocks[:6]:
        if block.kind is Kind.HEADING and _is_title(block.text):
            return Found(block.text, quote(block))
    cleaned = squeeze(property_title or "")
    if not cleaned or _NO_PROPERTY.search(cleaned):
        return None
    return Found(cleaned, Evidence(f"title in the properties of the file: {cleaned}"))


def _is_title(text: str) -> bool:
    if _NO_TITLE.match(text) or len(text) > _LONGEST or len(text.split()) < 2:
        return False
    if text[0].islower():  # a motto beside a crest, or the end of a line above
        return False
    whole = next(find_spans(text), None)
    return whole is None or whole.until - whole.at < len(text) - 2
