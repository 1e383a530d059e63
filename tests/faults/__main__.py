"""The long version: hundreds of damaged files, dozens of killed runs."""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from indexer.home import Home
from indexer.ingest import ingest
from indexer.store.repository import Store
from tests.faults.kill import finish, holdings, kill_often
from tests.faults.mutate import write_mutants

CORPUS = Path(__file__).parents[2] / "corpus"


def damage_files(scratch: Path, count: int) -> bool:
    """Index damaged files and tell what became of each kind."""
    sources = sorted(path for path in CORPUS.iterdir() if path.suffix in (".pdf", ".docx", ".html"))
    files = list(write_mutants(sources, scratch / "mutants", count=count))
    home = Home(scratch / "mutant-home")
    ingest([scratch / "mutants"], home=home, jobs=2)
    with Store.open(home.store) as store:
        entries = store.entries()
    told = Counter((Path(e.path).name.split("-")[0], str(e.status)) for e in entries)
    for (kind, status), number in sorted(told.items()):
        print(f"{kind:12} {status:12} {number}")
    unexpected = [e for e in entries if "Unexpected fault" in (e.error or "")]
    unfinished = [e for e in entries if "before this file was finished" in (e.error or "")]
    for entry in (*unexpected, *unfinished):
        print(f"{entry.path}: {entry.error}")
    print(f"{len(files)} files, {len(entries)} entries, {len(unexpected)} faults nobody foresaw")
    return len(entries) == len(files) and not unexpected and not unfinished


def kill_runs(scratch: Path, kills: int) -> bool:
    """Kill runs and compare what is left at the end with an unbroken run."""
    whole, broken = Home(scratch / "whole"), Home(scratch / "broken")
    finish(CORPUS, whole)
    died = kill_often(CORPUS, broken, times=kills)
    same = holdings(whole) == holdings(broken)
    print(f"{died} runs killed; at the end {'the same as' if same else 'NOT as'} an unbroken run")
    return same


def main() -> int:
    """Do both, and fail if anything was lost, doubled or unforeseen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300, help="damaged files of each kind")
    parser.add_argument("--kills", type=int, default=50, help="runs to kill")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        fine = damage_files(Path(scratch), wanted.files)
        fine = kill_runs(Path(scratch), wanted.kills) and fine
    return not fine


if __name__ == "__main__":
    sys.exit(main())
