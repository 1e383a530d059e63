"""How many expected passages the extractor finds whole and under the right heading."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.extract.pdf import PdfExtractor
from indexer.model import Passage
from indexer.passages import to_passages
from tests.groundtruth.forms import Form
from tests.groundtruth.truth import Expected


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of one paper.

    Attributes:
        name: of the form.
        pages: of the paper.
        expected: passages a reader makes.
        missing: those not found with the same words, kind, page, headings and stem.
        extra: passages found that no reader would make, words of charts among them.
    """

    name: str
    pages: int
    expected: int
    missing: tuple[Expected, ...]
    extra: tuple[Expected, ...]

    @property
    def share(self) -> float:
        """The share of passages found."""
        return 1 - len(self.missing) / self.expected


def score(form: Form, truth: Sequence[Expected], folder: Path) -> Score:
    """Draw a paper, read it and compare."""
    path = folder / f"{form.name}.pdf"
    form.make(path)
    extraction = PdfExtractor().extract(path)
    found = [_seen(passage, truth) for passage in to_passages("d", extraction)]
    missing = Counter(truth) - Counter(found)
    extra = Counter(found) - Counter(truth)
    return Score(
        form.name, len(extraction.pages), len(truth),
        tuple(missing.elements()), tuple(extra.elements()),
    )  # fmt: skip


def _seen(passage: Passage, truth: Sequence[Expected]) -> Expected:
    """Bring a passage to the form of the truth: the paper's own title is in no path."""
    first = next((each.text for each in truth if each.kind == "heading"), None)
    title = None if any(first in each.path for each in truth) else first
    path = tuple(name for name in passage.heading_path if name != title)
    text = " ".join(passage.text.split())
    return Expected(passage.page, str(passage.kind), text, path, passage.stem)


def describe(found: Score) -> str:
    """Say what was not found, and what stands in its place."""
    lines = [f"{found.name}: {len(found.missing)} of {found.expected} not found"]
    lines += [f"  - {each}" for each in found.missing]
    lines += [f"  + {each}" for each in found.extra]
    return "\n".join(lines)


def table(scores: Sequence[Score]) -> str:
    """Give the scores by form, and over all."""
    rows = [f"{'form':<20} pages passages found  extra  share"]
    rows += [_row(each.name, each.pages, each.expected, len(each.missing), len(each.extra))
             for each in scores]  # fmt: skip
    rows.append(
        _row(
            "all", sum(each.pages for each in scores), sum(each.expected for each in scores),
            sum(len(each.missing) for each in scores), sum(len(each.extra) for each in scores),
        )
    )  # fmt: skip
    return "\n".join(rows)


def _row(name: str, pages: int, expected: int, missing: int, extra: int) -> str:
    share = 1 - missing / expected
    return f"{name:<20} {pages:>5} {expected:>8} {expected - missing:>5} {extra:>6} {share:>6.1%}"
