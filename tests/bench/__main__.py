"""Measure reading, annotating and searching beside the fastest thing possible.

Run with ``make bench``, or ``python -m tests.bench FOLDER`` on own documents.
Figures of a shared machine swing by half; the ratios hold better than the seconds.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from indexer.answer import Question, answer
from indexer.extract.mupdf import load_mupdf
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


def raw_extraction(folder: Path) -> int:
    """Read every PDF with bare PyMuPDF, the limit no indexer here can pass; return the pages."""
    pymupdf = load_mupdf()
    flags = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES
    pages = 0
    for path in sorted(folder.rglob("*.pdf")):
        with pymupdf.open(path) as document:
            for page in document:
                page.get_text("dict", flags=flags)
                pages += 1
    return pages


def pdftotext(folder: Path) -> None:
    """Take the text of every PDF with Poppler, a process for each file."""
    for path in sorted(folder.rglob("*.pdf")):
        subprocess.run(["pdftotext", str(path), "-"], stdout=subprocess.DEVNULL, check=False)


def recollindex(folder: Path) -> None:
    """Index the folder with Recoll, a desktop indexer on Xapian."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = Path(scratch) / "recoll.conf"
        settings.write_text(f"topdirs = {folder.resolve()}\nthrQSizes = -1 -1 -1\n")
        subprocess.run(
            ["recollindex", "-c", scratch, "-z"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def sightline(folder: Path, home: Home, jobs: int) -> None:
    """Index the folder as an operator does: one command, everything included."""
    command = [sys.executable, "-m", "app", "index", str(folder), "--home", str(home.path)]
    subprocess.run(
        [*command, "--jobs", str(jobs), "--ocr", "off"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def bench_index(folder: Path, home: Home) -> None:
    """Compare whole runs on one core with raw extraction, Poppler and Recoll; then two cores."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    began = time.perf_counter()
    pages = raw_extraction(folder)
    limit = time.perf_counter() - began
    print(f"{pages} pages of PDF, one core")
    print(f"raw PyMuPDF        {pages / limit:8.0f} pages/s")
    for name, reference in (("pdftotext", pdftotext), ("recollindex", recollindex)):
        if shutil.which(name):
            print(f"{name:18} {pages / seconds(partial(reference, folder)):8.0f} pages/s")
        else:
            print(f"{name:18} not installed")
    one = seconds(partial(sightline, folder, home, 1))
    print(f"sightline index    {pages / one:8.0f} pages/s   (start of the worker included)")
    again = seconds(partial(sightline, folder, home, 1))
    print(f"  unchanged        {again:8.2f} s")
    os.sched_setaffinity(0, cores)
    if len(cores) > 1:
        two = seconds(partial(sightline, folder, Home(home.path / "two"), 2))
        print(f"  two workers      {pages / two:8.0f} pages/s   ({one / two:.2f} times one)")


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
