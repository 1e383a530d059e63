"""What happens to one file, in a process of its own that may die or be killed."""

import ctypes
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.abbreviations import Meanings
from indexer.errors import ExtractionError, UnsupportedFormat
from indexer.extract.base import OcrMode, Options
from indexer.findings.deriving import findings_of
from indexer.handover import LONG, SLICE, Reading, to_write
from indexer.model import Document, FileStatus, Passage, Stage
from nlp.pipeline import pipeline_version
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput

if TYPE_CHECKING:
    from nlp.pipeline import Annotator

LONGEST = 1_000_000
"""Characters of a passage, a book of five hundred pages; spaCy reads no more at once."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        status, stage, error: what the ledger will say.
        reading: None when it failed.
        seconds: time spent in the worker.
    """

    path: str
    sha256: str
    status: FileStatus
    stage: Stage
    reading: Reading | None = None
    error: str | None = None
    seconds: float = 0.0


def process(path: str, sha256: str, models: str, ocr: OcrMode, pipeline: str) -> Outcome:
    """Read one file into a document with annotated passages.

    Never raises: whatever goes wrong is told in the outcome, with its stage.

    Args:
        pipeline: version of the pipeline, to be noted with what it says.
    """
    began = time.perf_counter()
    stage = Stage.EXTRACT
    try:
        document, passages = read(Path(path), sha256, Options(ocr=ocr))
        stage = Stage.ANNOTATE
        if len(document.pages) > LONG:
            give_back_memory()
        findings = findings_of(document, passages, load_taxonomy())
        waiting = deque(passages)
        del passages  # so that each can go when it is packed
        labelled = annotated(document, waiting, Path(models))
        reading = to_write(document, labelled, pipeline, findings=findings)
        outcome = Outcome(path, sha256, FileStatus.INDEXED, Stage.STORE, reading)
    except UnsupportedFormat as error:
        outcome = Outcome(path, sha256, FileStatus.SKIPPED, stage, error=str(error))
    except MemoryError:
        told = "The file needs more memory than one file may take. Split it and index the parts."
        outcome = Outcome(path, sha256, FileStatus.QUARANTINED, stage, error=told)
    except ExtractionError as error:
        outcome = Outcome(path, sha256, FileStatus.FAILED, stage, error=str(error))
    except Exception as error:  # whatever it is, it must not stop the run
        told = f"Unexpected fault while reading ({type(error).__name__}: {error})."
        outcome = Outcome(path, sha256, FileStatus.FAILED, stage, error=told)
    return replace(outcome, seconds=time.perf_counter() - began)


def give_back_memory() -> None:
    """Return to the system what MuPDF has let go, where the C library can (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)


def read(path: Path, sha256: str, options: Options) -> tuple[Document, tuple[Passage, ...]]:
    """Read one file into a document and its passages.

    Raises:
        ExtractionError: it cannot be read.
        UnsupportedFormat: it is of no format that is read.
    """
    from indexer.abbreviations import find_definitions
    from indexer.containers import opened
    from indexer.extract.formats import extractor_for
    from indexer.metadata import read_metadata
    from indexer.parts import split_parts
    from indexer.passages import to_passages

    with opened(path) as file:
        extraction = extractor_for(file).extract(file, options)
    number = sha256[:12]
    found = to_passages(number, extraction)
    _refuse_endless(path, found)
    parts, passages = split_parts(extraction, found)
    document = Document(
        id=number,
        sha256=sha256,
        path=str(path),
        metadata=read_metadata(path, extraction),
        pages=extraction.pages,
        repaired=extraction.repaired,
        parts=parts,
        abbreviations=find_definitions(passages),
    )
    return document, passages


def _refuse_endless(path: Path, passages: Sequence[Passage]) -> None:
    longest = max((len(passage.text) for passage in passages), default=0)
    if longest > LONGEST:
        raise ExtractionError(
            f"{path.name} has a paragraph of {longest:,} characters, and {LONGEST:,} can be read. "
            "It may hold data and not text. Part it into paragraphs by empty lines."
        )


def annotate(document: Document, passages: Iterable[Passage], models: Path) -> tuple[Passage, ...]:
    """Label the passages of one document.

    The document's abbreviations count as what they stand for.
    In a pack the type of the part counts, for it tells whose words they are.
    """
    return tuple(annotated(document, deque(passages), models))


def annotated(document: Document, waiting: deque[Passage], models: Path) -> Iterator[Passage]:
    """Take passages off a queue and yield them labelled, so that few are held twice."""
    given = Inputs(document)
    pipeline = annotator(models)
    while waiting:
        some = [waiting.popleft() for _ in range(min(SLICE, len(waiting)))]
        notes = pipeline.annotate([given.of(passage) for passage in some], batch_size=SLICE)
        for passage, note in zip(some, notes, strict=True):
            yield replace(passage, annotation=note)


class Inputs:
    """What the pipeline needs to know of the passages of one document."""

    def __init__(self, document: Document) -> None:
        self._parts = {part.number: part for part in document.parts}
        self._whole = document.metadata
        self._meanings = Meanings(document.abbreviations)

    def of(self, passage: Passage) -> PassageInput:
        """Return the input for one passage."""
        part = self._parts.get(passage.part) if passage.part is not None else None
        meanings = self._meanings.of(passage.text, passage.heading_path)
        return PassageInput(
            passage.text,
            passage.heading_path,
            (part and part.type) or self._whole.type,
            (part and part.title) or self._whole.title,
            abbreviations=tuple((one.short, one.long) for one in meanings),
        )


def annotator(models: Path) -> "Annotator":
    """Return the pipeline of today: a server may live on while its model is trained anew."""
    return _annotator_of(models, pipeline_version(models))


@lru_cache(maxsize=1)
def _annotator_of(models: Path, _version: str) -> "Annotator":
    """Build the pipeline once a process and version: it takes a second."""
    from nlp.pipeline import Annotator

    return Annotator(models=models)
