"""Tagging goes on over a server that is killed: no decision is lost, none is made twice."""

import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import requests
from lxml import html

from indexer.decisions.anchors import words_hash
from indexer.home import Home
from indexer.model import Metadata, Passage
from indexer.search.base import SearchRequest
from indexer.search.lifecycle import open_current, open_for_writing
from indexer.search.records import records_of
from indexer.store.repository import Store
from nlp.types import Stance
from tests.shelf import ledger_entry, make_text, note

PASSAGES = 200
KILLED_AFTER = (20, 70, 130)
"""How many decisions are saved when the server is killed, in the midst of the next."""


@dataclass
class Server:
    """``sightline serve`` as an operator starts it, on one port over and over."""

    home: Home
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ["--home", str(self.home.path), "--port", str(self.port)]
        command = [sys.executable, "-m", "app", "serve", *options]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()


def build_home(folder: Path) -> Home:
    home = Home(folder / "home")
    texts = [f"Visit number {number} was made on time." for number in range(PASSAGES)]
    label = note(Stance.CONTEXT, "visits")
    document, passages = make_text(folder / "visits.txt", texts, Metadata(), label)
    with Store.open(home.store, create=True) as store:
        store.save_document(document, passages, pipeline="shelf")
        store.record(ledger_entry(document))
    records = records_of(passages, document)
    open_for_writing(home.search, engine="auto", pipeline="shelf", records=records).close()
    return home


def token_from(address: str, passage: str) -> str:
    """Open the page of a passage as soon as the server answers."""
    until = time.monotonic() + 60
    while True:
        try:
            page = requests.get(f"{address}/passage/{passage}/tag", timeout=5)
            return str(html.fromstring(page.text).xpath("//input[@name='token']/@value")[0])
        except requests.ConnectionError:
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.1)


def send(address: str, token: str, passage: Passage) -> bool:
    """Send what the script of the page would; False if no answer came."""
    seen = {"passage": passage.id, "words": words_hash(passage.text)}
    gesture = {"key": f"key-{passage.id}", **seen, "say": ["stance:set:strength"]}
    try:
        answer = requests.post(
            f"{address}/tagging/say", json=gesture, headers={"X-Form-Token": token}, timeout=5
        )
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
        return False  # before the answer, or in the midst of it
    assert answer.status_code == 200, answer.text
    return True


def test_no_decision_is_lost_or_doubled_when_the_server_is_killed(tmp_path: Path) -> None:
    home = build_home(tmp_path)
    with Store.open(home.store) as store:
        passages = list(store.passages())
    with socket.create_server(("127.0.0.1", 0)) as free:
        server = Server(home, free.getsockname()[1])
    address = f"http://127.0.0.1:{server.port}"
    server.start()
    try:
        token = token_from(address, passages[0].id)
        for number, passage in enumerate(passages):
            if number in KILLED_AFTER:
                _kill_while_sending(server, address, token, passage)
                server.start()
                token_from(address, passage.id)
            assert send(address, token, passage)
        _wait_until_shown(home)
    finally:
        server.kill()
    with Store.open(home.store) as store:
        made = store.decisions()
        assert len(made) == PASSAGES
        assert {store.subject(one.subject).passage for one in made} == {one.id for one in passages}
    engine = open_current(home.search)
    found = engine.search(SearchRequest(None, filters={"stance": ("strength",)}))
    assert (found.total, engine.count()) == (PASSAGES, PASSAGES)
    engine.close()


def _kill_while_sending(server: Server, address: str, token: str, passage: Passage) -> None:
    sending = threading.Thread(target=send, args=(address, token, passage))
    sending.start()
    time.sleep(0.005)  # about when it is saved, so that now one and now the other is first
    server.kill()
    sending.join()


def _wait_until_shown(home: Home) -> None:
    until = time.monotonic() + 20
    with Store.open(home.store) as store:
        while store.unshown(limit=1):
            assert time.monotonic() < until, "the search does not show what was decided"
            time.sleep(0.1)
