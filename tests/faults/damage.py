"""Index hundreds of damaged files, and judge what became of each."""

import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from indexer.extract.base import OcrMode
from indexer.home import Home
from indexer.ingest import ingest
from indexer.inside import look_through
from indexer.model import FileStatus, LedgerEntry
from indexer.store.repository import Store
from tests.faults.mutate import Mutant, write_mutants
from tests.faults.sources import CORPUS, write_sources
from tests.faults.verdict import Ledger, exceptions

BOUND = {OcrMode.OFF: 60.0, OcrMode.AUTO: 300.0}
"""Seconds a damaged file may take, in the worker or in being looked through before.

On two busy cores the slowest of 2,400 took 9 to 30 s without it; of 40 damaged copies of a scan of
four pages 91 s with it.
"""
SCANNED = "scanned"
"""In the name of the sample paper that is a scan."""


def damage_files(scratch: Path, count: int, *, ocr: OcrMode = OcrMode.OFF) -> bool:
    """Index files damaged in every way; return whether each came to a correct end.

    Args:
        scratch: an empty folder.
        count: how many of each kind.
        ocr: with it, only the sample that is a scan is damaged: recognition is slow.
    """
    if ocr is OcrMode.OFF:
        sources = write_sources(scratch / "sources")
    else:
        sources = [path for path in CORPUS.iterdir() if SCANNED in path.name]
    mutants = list(write_mutants(sources, scratch / "mutants", count=count))
    whole = _indexed(sources, Home(scratch / "whole"), ocr)
    looking = {mutant.path: _seconds_to_look(mutant.path) for mutant in mutants}
    began = time.monotonic()
    damaged = _indexed([scratch / "mutants"], Home(scratch / "damaged"), ocr)
    print(f"{len(mutants)} files in {time.monotonic() - began:.0f} s; no run crashed")
    _print_counts(mutants, damaged)
    bound = BOUND[ocr]
    slow = _print_slowest(mutants, damaged, looking, bound)
    faults = list(exceptions(mutants, whole, damaged))
    print("\n".join(faults))
    quarantined = [e for e in damaged.entries.values() if e.status is FileStatus.QUARANTINED]
    for entry in quarantined:
        print(f"quarantined: {Path(entry.path).name}: {entry.error}")
    print(f"{len(faults)} exceptions, {len(quarantined)} quarantined, {slow} over {bound:.0f} s")
    return not faults and not slow


def _indexed(paths: Sequence[Path], home: Home, ocr: OcrMode) -> Ledger:
    ingest(paths, home=home, jobs=2, ocr=ocr)
    with Store.open(home.store) as store:
        return Ledger.of(store)


class _Empty:
    """A ledger that knows of no file."""

    def entry(self, _path: str) -> LedgerEntry | None:
        return None

    def entries_within(self, _container: str) -> Sequence[LedgerEntry]:
        return ()


def _seconds_to_look(path: Path) -> float:
    """Time what the run itself does with a file, where no time limit holds."""
    began = time.monotonic()
    for _ in look_through([path], _Empty()):
        pass
    return time.monotonic() - began


def _print_counts(mutants: Sequence[Mutant], damaged: Ledger) -> None:
    kinds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for mutant in mutants:
        entry = damaged.entries.get(str(mutant.path))
        held = damaged.held.get(str(mutant.path))
        told = str(entry.status) if entry else "lost"
        if held and held.repaired:
            told += ", repaired"
        made_of = mutant.source.suffix if mutant.source else mutant.path.suffix
        kinds[mutant.kind, ""][told] += 1
        kinds[mutant.kind, made_of][told] += 1
    for (kind, made_of), told_of in sorted(kinds.items()):
        counts = "; ".join(f"{number} {told}" for told, number in sorted(told_of.items()))
        print(f"{'' if made_of else kind:10} {made_of:6} {counts}")


def _print_slowest(
    mutants: Sequence[Mutant], damaged: Ledger, looking: dict[Path, float], bound: float
) -> int:
    """Print the ten files that took longest; return how many took too long."""
    times: list[tuple[float, float, str]] = []
    for mutant in mutants:
        entry = damaged.entries.get(str(mutant.path))
        times.append((entry.seconds if entry else 0.0, looking[mutant.path], mutant.path.name))
    for reading, before, name in sorted(times, key=lambda one: -(one[0] + one[1]))[:10]:
        print(f"{reading:6.1f} s in the worker, {before:6.1f} s before  {name}")
    return sum(max(reading, before) > bound for reading, before, _ in times)
