"""Findings in tables: which column states the finding, and which whom it is for."""

import re
from collections.abc import Iterable, Iterator

from indexer.findings.wording import Wording

_COLUMN = re.compile(r"(?:^|[;.,]\s*)(?P<label>[A-Z][^:;.]{3,140}):\s+")
_BODY = re.compile(r"\b(?:council|board|icb|trust|police|partnership|nhs)\b", re.IGNORECASE)


def row_parts(text: str, wording: Wording) -> tuple[str, str | None]:
    """Return the finding that a table row states, and whom it is for."""
    columns = list(_columns(text))
    said = next((value for label, value in columns if wording.kind_of(label)), None)
    owner = next((v for label, v in columns if label.lower().startswith("responsible bod")), None)
    if said is None and len(columns) == 1 and _BODY.search(columns[0][0]):
        return columns[0][1], columns[0][0]
    return said or text, owner


def _columns(text: str) -> Iterator[tuple[str, str]]:
    marks = list(_COLUMN.finditer(text))
    ends: Iterable[int] = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        yield mark["label"], text[mark.end() : end].strip()
