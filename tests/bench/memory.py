"""Measure memory: is it flat over ten thousand files, and bounded on one of 2,000 pages?

Run with ``python -m tests.bench.memory``. It reads ``/proc``, so it needs Linux.
Every figure is of resident memory, with all libraries that a process maps.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from indexer.extract.base import OcrMode, Options
from indexer.extract.mupdf import load_mupdf
from indexer.home import Home
from indexer.ingest import Summary, ingest
from indexer.pool import limit_memory
from indexer.worker import process, read

CORPUS = Path(__file__).parents[2] / "corpus"
LINE, LINES = 84, 46
"""Characters of a line and lines of a page: as full as a page of the sample reports."""
SAMPLING = 0.1
"""Seconds between looks at the workers, which live for some seconds at least."""


class Scribe:
    """Writes pages that no other page is like, out of stretches of the sample papers."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words: list[str] = []
        for path in sorted(CORPUS.glob("*.pdf")):
            with load_mupdf().open(path) as document:
                for page in document:
                    self.words += page.get_text().split()

    def words_in_a_row(self) -> list[str]:
        """Take a stretch that is long enough to hold a term and too short to be a sentence."""
        start = self.chance.randrange(len(self.words) - 8)
        return self.words[start : start + self.chance.randint(3, 8)]

    def paragraph(self) -> list[str]:
        """Write the lines of one paragraph."""
        lines, line = [], "In short,"
        for _ in range(self.chance.randint(8, 24)):
            for word in self.words_in_a_row():
                if len(line) + len(word) > LINE:
                    lines.append(line)
                    line = word
                else:
                    line += f" {word}"
        return [*lines, f"{line}."]

    def write_page(self, canvas: Canvas) -> None:
        """Write a page: a heading, and paragraphs below it."""
        lines: list[str] = []
        while len(lines) < LINES:
            lines += [*self.paragraph(), ""]
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 770, " ".join(self.words_in_a_row()).capitalize())
        canvas.setFont("Helvetica", 10)
        for number, line in enumerate(lines[:LINES]):
            canvas.drawString(72, 742 - 15 * number, line)
        canvas.showPage()


def write_long(path: Path, pages: int) -> None:
    """Write one PDF of many pages."""
    path.parent.mkdir()
    scribe, canvas = Scribe(0), Canvas(str(path), pagesize=A4)
    for _ in range(pages):
        scribe.write_page(canvas)
    canvas.save()


def write_many(folder: Path, files: int) -> None:
    """Write many PDFs of one page."""
    scribe = Scribe(1)
    folder.mkdir()
    for number in range(files):
        canvas = Canvas(str(folder / f"{number:05}.pdf"), pagesize=A4)
        scribe.write_page(canvas)
        canvas.save()


def apart(work: Callable[..., None], *arguments: object) -> None:
    """Do something in a process of its own, so that it leaves no memory behind here."""
    child = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    child.start()
    child.join()
    if child.exitcode:
        raise SystemExit(f"{work.__name__} ended with {child.exitcode}")


def memory(pid: int | str, name: str) -> float:
    """Return a line of ``/proc/PID/status`` in MB: VmRSS is what it holds, VmHWM held at most."""
    lines = _read(Path(f"/proc/{pid}/status")).splitlines()
    return next((int(line.split()[1]) / 1e3 for line in lines if line.startswith(name)), 0.0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""  # what it tells of has just ended


def forget_peak() -> None:
    """Let the peak of this process begin anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _below(pid: str) -> list[str]:
    """List the processes below one: workers are started by a server that the run started."""
    listed = Path(f"/proc/{pid}/task").glob("*/children")  # any thread may have started them
    children = [child for path in listed for child in _read(path).split()]
    return children + [one for child in children for one in _below(child)]


@dataclass(slots=True)
class Meter:
    """Looks at this process and its workers while a run goes on."""

    worker_peak: float = 0.0
    ended: threading.Event = field(default_factory=threading.Event)

    def look_on(self) -> None:
        """Keep the peak of all workers until told to stop; they come and go."""
        while not self.ended.wait(SAMPLING):
            self.worker_peak = max(self.worker_peak, *self.workers("VmHWM"))

    def workers(self, name: str) -> list[float]:
        """Give a figure of each process below this one; 0 stands for none."""
        return [0.0, *(memory(pid, name) for pid in _below("self"))]

    def row(self, label: str) -> str:
        """Give a line of the table, and begin the peaks anew."""
        held, most = memory("self", "VmRSS"), memory("self", "VmHWM")
        told = f"{label:>16} {held:9.0f} {most:9.0f} {max(self.workers('VmRSS')):9.0f}"
        told += f" {self.worker_peak:9.0f}"
        forget_peak()
        self.worker_peak = 0.0
        return told


def over(folder: Path, home: Home, *, every: int) -> None:
    """Index a folder, twice, and print what the processes hold on the way.

    A worker also has to hand over what it read, which takes memory of its own.
    """
    meter = Meter()
    print(f"{'':16} {'main, MB':>19} {'largest worker, MB':>19}")
    print(f"{'files':>16} {'now':>9} {'peak':>9} {'now':>9} {'peak':>9}")

    def show(done: int, _total: int, _summary: Summary) -> None:
        if done % every == 0:
            print(meter.row(f"{done:,}"), flush=True)

    threading.Thread(target=meter.look_on, daemon=True).start()
    for label in ("at its end", "run again"):
        summary = ingest([folder], home=home, jobs=2, ocr=OcrMode.OFF, progress=show)
        print(meter.row(label), flush=True)
        show = _say_nothing
    meter.ended.set()
    print(f"{summary.unchanged:,} files, {summary.failed} failed")


def _say_nothing(_done: int, _total: int, _summary: Summary) -> None:
    pass


def read_only(path: str, _models: str) -> None:
    """Read a file as a worker does, without annotating it, and print the peak."""
    limit_memory()
    document, passages = read(Path(path), "0" * 64, Options(ocr=OcrMode.OFF))
    told = f"{len(document.pages):,} pages, {len(passages):,} passages"
    print(f"{told}: read alone {memory('self', 'VmHWM'):.0f} MB", flush=True)


def read_and_annotate(path: str, models: str) -> None:
    """Do all that a worker does with a file, and print the peak."""
    limit_memory()
    process(path, "0" * 64, models, OcrMode.OFF, "memory")
    print(f"  with annotating and packing {memory('self', 'VmHWM'):.0f} MB", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one long file and many short ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000, help="PDFs of one page")
    parser.add_argument("--pages", type=int, default=2_000, help="pages of the long PDF")
    parser.add_argument("--every", type=int, default=1_000, help="files between two looks")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="sightline-memory-") as scratch:
        folder = Path(scratch)
        long, models = str(folder / "long" / "long.pdf"), str(folder / "none")
        apart(write_long, Path(long), wanted.pages)
        apart(read_only, long, models)
        apart(read_and_annotate, long, models)
        over(Path(long).parent, Home(folder / "home-long"), every=1)
        if wanted.files:
            apart(write_many, folder / "many", wanted.files)
            over(folder / "many", Home(folder / "home"), every=wanted.every)
    return 0


if __name__ == "__main__":
    sys.exit(main())
