"""Kill an index run at random moments, and see what the next run makes of it."""

import contextlib
import random
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.extract.base import OcrMode
from indexer.home import Home
from indexer.model import FileStatus
from indexer.store.repository import Store
from tests.faults.holdings import differences, holdings
from tests.faults.small import write_small_files, write_small_scans

PATIENCE = 60.0
"""Seconds in which workers have to end after the run that started them was killed."""


@dataclass(frozen=True, slots=True)
class Death:
    """What a killed run left.

    Attributes:
        after: seconds it had lived.
        done: files of the ledger that were finished, interrupted and not yet seen.
        orphans: workers that were alive when it was killed, and what they had started.
        recognising: Tesseract was among them.
        lingering: seconds until the last of them was gone; None if one outlived the patience.
    """

    after: float
    done: Counter[str]
    orphans: int
    recognising: bool
    lingering: float | None


def start(folder: Path, home: Home, ocr: OcrMode) -> subprocess.Popen[bytes]:
    """Start a run as an operator does."""
    command = [sys.executable, "-m", "app", "index", str(folder), "--home", str(home.path)]
    # Not a pipe: that would be open until the last worker is gone, too.
    with _log(home).open("wb") as log:
        return subprocess.Popen(
            [*command, "--jobs", "2", "--ocr", ocr.value], stdout=subprocess.DEVNULL, stderr=log
        )


def _log(home: Home) -> Path:
    return home.path.with_suffix(".log")


def finish(folder: Path, home: Home, *, ocr: OcrMode = OcrMode.OFF) -> float:
    """Let a run go to its end, and return the seconds it took.

    Raises:
        RuntimeError: it crashed. Files that cannot be read do not make it crash.
    """
    began = time.monotonic()
    _check_end(start(folder, home, ocr), home)
    return time.monotonic() - began


def run_and_kill(
    folder: Path, home: Home, *, after: float | None, ocr: OcrMode = OcrMode.OFF
) -> Death | None:
    """Start a run and kill -9 it after some seconds; None if it had ended by itself before."""
    run = start(folder, home, ocr)
    began = time.monotonic()
    try:
        run.wait(timeout=after)
    except subprocess.TimeoutExpired:
        below = list(descendants(run.pid))
        recognising = any(_name(pid) == "tesseract" for pid, _ in below)
        run.send_signal(signal.SIGKILL)
        run.wait()
        lived = time.monotonic() - began
        done = progress_in(home, ocr)
        return Death(lived, done, len(below), recognising, _seconds_to_die(below))
    _check_end(run, home)
    return None


def _check_end(run: subprocess.Popen[bytes], home: Home) -> None:
    run.wait()
    errors = _log(home).read_text(encoding="utf-8")
    if run.returncode not in {0, 1} or "Traceback" in errors:
        raise RuntimeError(f"The run crashed ({run.returncode}): {errors[-2000:]}")


def descendants(pid: int) -> Iterator[tuple[int, str]]:
    """List the processes below one, each with its start time, lest a number be used again.

    Any thread may have started them.
    """
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in listed.read_text(encoding="ascii").split():
            yield int(child), _started(int(child))
            yield from descendants(int(child))


def _started(pid: int) -> str:
    """Return when a process began, empty if it is gone or waits only to be collected."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return "" if fields[0] == "Z" else fields[19]
    return ""


def _name(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    return ""


def _seconds_to_die(below: list[tuple[int, str]]) -> float | None:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if not any(began_at and _started(pid) == began_at for pid, began_at in below):
            return time.monotonic() - began
        time.sleep(0.01)
    return None


def progress_in(home: Home, ocr: OcrMode = OcrMode.OFF) -> Counter[str]:
    """Count the files that a killed run finished, and those it had taken up.

    With recognition a scan is finished when that is done.
    """
    if not home.store.exists():
        return Counter()
    with Store.open(home.store, create=True) as store:
        entries = store.entries()
        waiting = set() if ocr is OcrMode.OFF else store.documents_needing_ocr()
    open_ones = sum("before this file was finished" in (entry.error or "") for entry in entries)
    read = sum(
        entry.status is FileStatus.INDEXED and entry.document in waiting for entry in entries
    )
    return Counter(finished=len(entries) - open_ones - read, interrupted=open_ones)


def kill_runs(
    scratch: Path, *, files: int, kills: int, ocr: OcrMode = OcrMode.OFF, seed: int = 1
) -> bool:
    """Kill runs, resume each, and compare every home that came to its end with an unbroken run.

    Each moment is drawn evenly over what is left to do, as the files still to be read tell.
    Runs killed before they had workers, or after, are killed over and above those asked for;
    with recognition, when the files are scans, those killed while it was not going on.

    Returns:
        whether every home ended like the unbroken run and no worker outlived its run for long.
    """
    chance = random.Random(seed)
    folder = scratch / "papers"
    (write_small_files if ocr is OcrMode.OFF else write_small_scans)(folder, files)
    whole = Home(scratch / "whole")
    seconds, idle = (finish(folder, whole, ocr=ocr) for _ in range(2))
    expected = holdings(whole)
    print(f"{files} files, {seconds:.1f} s unbroken, {idle:.1f} s again; {_sizes(expected)}")
    home, homes, resumed, wrong = Home(scratch / "home-0"), 0, 0, 0
    deaths: list[Death] = []
    patience = 1.0
    enough = False
    while resumed or not enough:
        left = idle + (seconds - idle) * (1 - progress_in(home, ocr)["finished"] / files)
        enough = sum(_counts(death, ocr) for death in deaths) >= kills
        after = None if enough else chance.uniform(0, left * patience)
        death = run_and_kill(folder, home, after=after, ocr=ocr)
        if death is not None:
            # The machine may be slower now than when the unbroken run was timed.
            patience = 1.0 if death.orphans else 1.5 * patience
            deaths.append(death)
            resumed += 1
            print(_told(len(deaths), death), flush=True)
            continue
        found = differences(expected, holdings(home))
        wrong += bool(found)
        print(f"home {homes}: {resumed} kills, then {'; '.join(found) or 'the same'}", flush=True)
        homes, resumed = homes + 1, 0
        home = Home(scratch / f"home-{homes}")
    return _print_deaths(deaths, homes, wrong)


def _counts(death: Death, ocr: OcrMode) -> bool:
    return death.orphans > 0 if ocr is OcrMode.OFF else death.recognising


def _told(number: int, death: Death) -> str:
    end = "still there" if death.lingering is None else f"gone after {death.lingering:.2f} s"
    counts = f"{death.done['finished']} finished, {death.done['interrupted']} interrupted"
    return f"kill {number}: at {death.after:.1f} s, {counts}; {death.orphans} orphans" + (
        f"{', Tesseract among them' if death.recognising else ''}, {end}"
    )


def _sizes(expected: dict[str, object]) -> str:
    return ", ".join(f"{len(v)} {k}" for k, v in expected.items() if isinstance(v, dict | set))


def _print_deaths(deaths: list[Death], homes: int, wrong: int) -> bool:
    lingering = [death.lingering for death in deaths if death.orphans and death.lingering]
    busy = sum(death.orphans > 0 for death in deaths)
    stayed = sum(death.lingering is None for death in deaths)
    told = f"{len(deaths)} runs killed, {busy} of them with workers"
    read = sum(death.recognising for death in deaths)
    print(f"{told}, {read} while Tesseract ran, in {homes} homes")
    print(f"{wrong} homes ended otherwise than the unbroken run")
    if lingering:
        middle = statistics.median(lingering)
        print(
            f"workers ended {middle:.2f} s after their run (median), {max(lingering):.2f} at most"
        )
    print(f"{stayed} runs left a worker for more than {PATIENCE:.0f} s")
    return not wrong and not stayed
