"""Measure reading, annotating and searching beside the fastest thing possible.

Run with ``make bench``, or ``python -m tests.bench FOLDER`` on own documents.
Figures of a shared machine swing by half; the ratios hold better than the seconds.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from indexer.answer import Question, answer
from indexer.home import Home
from indexer.ingest import ingest
from indexer.search.lifecycle import open_current
from indexer.store.repository import Store
from nlp.pipeline import Annotator
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput

QUERIES = (
    "supervision",
    "police attendance at strategy discussions",
    '"direct work"',
    "kinship carers OR special guardianship",
    "do managers drive cases forward?",
    "IRO challenge -adoption",
    "",
)
ROUNDS = 20


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def raw_extraction(folder: Path) -> tuple[int, float]:
    """Read every PDF with bare PyMuPDF: the limit no indexer here can pass."""
    from indexer.extract.mupdf import load_mupdf

    pymupdf = load_mupdf()
    flags = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES
    pages = 0
    began = time.perf_counter()
    for path in sorted(folder.rglob("*.pdf")):
        with pymupdf.open(path) as document:
            for page in document:
                page.get_text("dict", flags=flags)
                pages += 1
    return pages, time.perf_counter() - began


def bench_index(folder: Path, home: Home) -> None:
    """Compare the whole index run with raw extraction."""
    pages, raw = raw_extraction(folder)
    summary = ingest([folder], home=home, jobs=1)
    again = seconds(lambda: ingest([folder], home=home, jobs=1))
    print(f"raw PyMuPDF        {pages / raw:8.0f} pages/s   ({pages} pages)")
    print(
        f"index, one worker  {summary.pages / summary.seconds:8.0f} pages/s   "
        f"({summary.passages} passages, start of the worker included)"
    )
    print(f"index, unchanged   {again:8.2f} s")


def bench_annotate(home: Home) -> None:
    """Measure the language pipeline alone."""
    with Store.open(home.store) as store:
        inputs = [PassageInput(p.text, p.heading_path) for p in store.passages()]
    annotator = Annotator()
    list(annotator.annotate(inputs[:50]))  # builds what is built lazily
    took = seconds(lambda: list(annotator.annotate(inputs)))
    print(f"annotate           {len(inputs) / took:8.0f} passages/s")


def bench_search(home: Home, engine: str) -> None:
    """Measure questions with all facets and the first twenty passages."""
    taxonomy = load_taxonomy()
    with Store.open(home.store) as store:
        index = open_current(home.search)

        def ask(query: str) -> object:
            return answer(Question(text=query), store=store, engine=index, taxonomy=taxonomy)

        times = sorted(seconds(partial(ask, q)) for _ in range(ROUNDS) for q in QUERIES)
        index.close()
    median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"search, {engine:10} {median * 1000:8.1f} ms median, {p95 * 1000:.1f} ms at the 95th")


def main() -> int:
    """Run every measurement over one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus"))
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as scratch:
        home = Home(Path(scratch))
        bench_index(folder, home)
        bench_annotate(home)
        bench_search(home, "tantivy")
        ingest([folder], home=home, engine="whoosh")
        bench_search(home, "whoosh")
    return 0


if __name__ == "__main__":
    sys.exit(main())
