"""Measure reading, annotating and searching beside the fastest thing possible.

Run with ``make bench``, or ``python -m tests.bench FOLDER`` on own documents. The
figures are kept in ``index/bench.json`` and stand beside those of the next run over
the same folder. On a shared machine they swing by half; the ratios hold better.
"""

import argparse
import json
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
KEPT = Path(__file__).parents[2] / "index" / "bench.json"


class Figures:
    """The figures of this run, each printed beside that of the last one over the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder.resolve())
        self._all = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        self._last = self._all.get(self._folder, {})
        self._now: dict[str, float] = {}

    def add(self, name: str, value: float, unit: str, note: str = "") -> None:
        """Print a figure and keep it."""
        last = f"   last {self._last[name]:.1f}" if name in self._last else ""
        print(f"{name:28} {value:8.1f} {unit}{note}{last}", flush=True)
        self._now[name] = value

    def keep(self) -> None:
        """Write the figures down."""
        KEPT.parent.mkdir(exist_ok=True)
        self._all[self._folder] = self._now
        KEPT.write_text(json.dumps(self._all, indent=1) + "\n")


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


def bench_index(folder: Path, home: Home, figures: Figures) -> None:
    """Compare whole runs on one core with raw extraction, Poppler and Recoll; then two cores."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    began = time.perf_counter()
    pages = raw_extraction(folder)
    limit = time.perf_counter() - began
    print(f"{pages} pages of PDF, one core")
    figures.add("raw PyMuPDF", pages / limit, "pages/s")
    references = {}
    for name, reference in (("pdftotext", pdftotext), ("recollindex", recollindex)):
        if shutil.which(name):
            references[name] = pages / seconds(partial(reference, folder))
            figures.add(name, references[name], "pages/s")
        else:
            print(f"{name:28} not installed")
    one = seconds(partial(sightline, folder, home, 1))
    figures.add("sightline index", pages / one, "pages/s", "   (start of the worker included)")
    for name, speed in references.items():
        figures.add(f"  times {name}", pages / one / speed, "")
    figures.add("  unchanged", seconds(partial(sightline, folder, home, 1)), "s")
    os.sched_setaffinity(0, cores)
    if len(cores) > 1:
        two = seconds(partial(sightline, folder, Home(home.path / "two"), 2))
        figures.add("  two workers", pages / two, "pages/s")
        figures.add("  two workers, times one", one / two, "")


def bench_annotate(home: Home, figures: Figures) -> None:
    """Measure the language pipeline alone, on one core and as a worker runs it."""
    with Store.open(home.store) as store:
        inputs = [PassageInput(p.text, p.heading_path) for p in store.passages()]
    annotator = Annotator()
    list(annotator.annotate(inputs[:50]))  # builds what is built lazily
    began = time.process_time()
    list(annotator.annotate(inputs))
    figures.add("annotate", len(inputs) / (time.process_time() - began), "passages/s a core")


def bench_search(home: Home, engine: str, figures: Figures) -> None:
    """Measure questions with all facets and the first twenty passages."""
    taxonomy = load_taxonomy()
    with Store.open(home.store) as store:
        index = open_current(home.search)

        def ask(query: str) -> object:
            return answer(Question(text=query), store=store, engine=index, taxonomy=taxonomy)

        times = sorted(seconds(partial(ask, q)) for _ in range(ROUNDS) for q in QUERIES)
        index.close()
    median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    figures.add(f"search, {engine}, median", median * 1000, "ms")
    figures.add(f"search, {engine}, 95th", p95 * 1000, "ms")


def main() -> int:
    """Run every measurement over one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus"))
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as scratch:
        home, figures = Home(Path(scratch)), Figures(folder)
        bench_index(folder, home, figures)
        bench_annotate(home, figures)
        bench_search(home, "tantivy", figures)
        ingest([folder], home=home, engine="whoosh")
        bench_search(home, "whoosh", figures)
    figures.keep()
    return 0


if __name__ == "__main__":
    sys.exit(main())
