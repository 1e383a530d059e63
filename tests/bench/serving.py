"""The pages over many passages, and many people at once while an index run writes."""

import http.client
import itertools
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from app import create_app
from indexer.home import Home
from tests.bench.figures import Figures, Times, percentile
from tests.bench.lifelike import EACH, Lifelike
from tests.bench.searching import QUERIES, ROUNDS, one_core

PEOPLE = 32
READING = 3.0
"""Seconds that a person looks at what was found, on average, before asking again: some at once,
some after ten. So 32 people ask for ten pages a second, as more than an office of readers does.
What happens without any pause is measured beside it; only programs ask so."""
LASTING = 20.0
"""Seconds of each measurement."""
_PREPARING = 3.0
"""Seconds until the server has prepared itself; 32 people at once in its first second wait 0.3 to
1 s each."""
FILES = 400
"""Texts that the index run has to read; enough to outlast a measurement on two cores."""


def bench_page(home: Home, figures: Figures, size: str) -> None:
    """Ask for whole pages of hits, without a network, as one person after another."""
    client = create_app(home).test_client()
    taken = Times()
    with one_core():
        for number, text in itertools.product(range(ROUNDS + 1), QUERIES):
            asked = partial(client.get, "/search", query_string={"q": text})
            if number:
                taken.take(asked)
            elif (answer := asked()).status_code != 200:
                raise SystemExit(f"The page of {text!r} has status {answer.status_code}.")
    taken.tell(f"{size} page", figures)


@dataclass(slots=True)
class _Crowd:
    """What happened to all who asked."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def ask(self, port: int, number: int, reading: float) -> None:
        """Ask, read and ask again until told to stop."""
        chance = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.ended.wait(chance.random() * reading)
        while not self.ended.is_set():
            began = time.perf_counter()
            try:
                self._get(connection, chance.choice(QUERIES))
            except (OSError, http.client.HTTPException) as error:
                self.errors.append(f"{type(error).__name__}: {error}")
                connection.close()
            self.times.append((time.perf_counter() - began) * 1000)
            self.ended.wait(chance.expovariate(1 / reading) if reading else 0)
        connection.close()

    def _get(self, connection: http.client.HTTPConnection, text: str) -> None:
        connection.request("GET", f"/search?{urlencode({'q': text})}")
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200 or b"</html>" not in body:
            self.errors.append(f"status {answer.status} for {text!r}")


def bench_crowd(home: Home, source: Lifelike, figures: Figures, size: str) -> None:
    """Let many people search over the loopback address, first alone, then during a run."""
    with serving(home) as port:
        time.sleep(_PREPARING)
        _crowd(port, f"{size} {PEOPLE} people", READING, figures)
        with _indexing(home, source):
            _crowd(port, f"{size} {PEOPLE} people, run writing", READING, figures)
            _crowd(port, f"{size} {PEOPLE} without pause, run writing", 0.0, figures)


def _crowd(port: int, name: str, reading: float, figures: Figures) -> None:
    crowd = _Crowd()
    threads = [
        threading.Thread(target=crowd.ask, args=(port, number, reading)) for number in range(PEOPLE)
    ]
    for thread in threads:
        thread.start()
    crowd.ended.wait(LASTING)
    crowd.ended.set()
    for thread in threads:
        thread.join()
    figures.add(f"{name}, median", percentile(crowd.times, 0.5), "ms")
    figures.add(f"{name}, 95th", percentile(crowd.times, 0.95), "ms")
    told = f"   of {len(crowd.times)} pages {crowd.errors[:3] or ''}"
    figures.add(f"{name}, errors", len(crowd.errors), "", told)


@contextmanager
def serving(home: Home) -> Iterator[int]:
    """Serve a home as an operator does, until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app", "serve", "--home", str(home.path), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The server did not start within a minute.")


@contextmanager
def _indexing(home: Home, source: Lifelike) -> Iterator[None]:
    """Index new texts with one worker; what is left at the end of the block is not waited for."""
    folder: Path = home.path / "incoming"
    folder.mkdir(exist_ok=True)
    for number in range(FILES):
        (folder / f"{number}.txt").write_text(source.text(EACH), encoding="utf-8")
    command = [sys.executable, "-m", "app", "index", str(folder), "--home", str(home.path)]
    run = subprocess.Popen(
        [*command, "--jobs", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(3)  # the worker has started and writes
    try:
        yield
        if run.poll() is not None:
            print(f"The index run had ended with {run.returncode} before the last page was asked.")
    finally:
        run.terminate()
        run.wait()
