"""What is expected of a paper, and its form as YAML."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("truth")


@dataclass(frozen=True, slots=True)
class Expected:
    """One passage a careful reader would make.

    Attributes:
        page: the page it starts on, from 1.
        path: headings above it, outermost first, the paper's own title left out: whether
            a title stands over the whole paper is not judged.
        stem: the sentence that introduces a point of a list; None for all else.
    """

    page: int
    kind: str
    text: str
    path: tuple[str, ...] = ()
    stem: str | None = None


def load_truth(name: str) -> list[Expected]:
    """Read the truth kept of a paper."""
    kept = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        Expected(
            page, entry["kind"], entry["text"], tuple(entry.get("under", ())), entry.get("stem")
        )
        for page, entries in kept.items()
        for entry in entries
    ]


def save_truth(name: str, expected: Sequence[Expected]) -> None:
    """Write the truth of a paper, page by page."""
    pages: dict[int, list[dict[str, Any]]] = {}
    for each in expected:
        entry: dict[str, Any] = {"kind": each.kind, "text": each.text}
        if each.path:
            entry["under"] = list(each.path)
        if each.stem:
            entry["stem"] = each.stem
        pages.setdefault(each.page, []).append(entry)
    text = yaml.safe_dump(pages, sort_keys=False, allow_unicode=True, width=96)
    (FOLDER / f"{name}.yaml").write_text(text, encoding="utf-8")
