"""Reading and labelling files, beside the fastest thing possible."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from indexer.extract.mupdf import load_mupdf
from indexer.home import Home
from indexer.store.repository import Store
from nlp.pipeline import Annotator
from nlp.types import PassageInput
from tests.bench.figures import Figures, seconds


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
