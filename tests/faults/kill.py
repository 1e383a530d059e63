"""Kill an index run at a random moment, and see what the next run makes of it."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from indexer.home import Home
from indexer.search.lifecycle import open_current
from indexer.store.repository import Store

Holdings = tuple[dict[str, str], dict[str, str], int]


def index_command(folder: Path, home: Home) -> list[str]:
    """Give the command line of a run."""
    return [sys.executable, "-m", "app", "index", str(folder), "--home", str(home.path)]


def run_and_kill(folder: Path, home: Home, *, after: float) -> bool:
    """Start a run and kill -9 it; False if it had ended by itself before."""
    run = subprocess.Popen(
        index_command(folder, home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        run.wait(timeout=after)
    except subprocess.TimeoutExpired:
        run.send_signal(signal.SIGKILL)
        run.wait()
        return True
    return False


def finish(folder: Path, home: Home) -> None:
    """Let a run go to its end."""
    subprocess.run(index_command(folder, home), check=True, capture_output=True)


def holdings(home: Home) -> Holdings:
    """Tell all that matters of a home: statuses, passages with their text, what is searchable."""
    with Store.open(home.store) as store:
        statuses = {Path(entry.path).name: str(entry.status) for entry in store.entries()}
        passages = {passage.id: passage.text for passage in store.passages()}
    engine = open_current(home.search)
    try:
        return statuses, passages, engine.count()
    finally:
        engine.close()


def kill_often(folder: Path, home: Home, *, times: int, seed: int = 1) -> int:
    """Kill runs until ``times`` of them died, then finish; return how many died at work.

    A new home is begun whenever a run came to its end, so that every kill finds work to do.
    """
    chance = random.Random(seed)
    began = time.monotonic()
    finish(folder, Home(home.path.with_name("timing")))
    whole = time.monotonic() - began
    died = 0
    for _ in range(times):
        died += run_and_kill(folder, home, after=chance.uniform(0.2, whole))
    finish(folder, home)
    return died
