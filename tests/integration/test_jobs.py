"""Work in the background: done by a process of its own, seen while it runs, never lost."""

import os
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from indexer.errors import IndexerError
from indexer.jobs.__main__ import run
from indexer.jobs.indexing import index_papers
from indexer.jobs.model import JobState, life_lock
from indexer.jobs.running import job_now, jobs_now, start_job
from indexer.meaning.near import Meaning
from indexer.store.repository import Store
from nlp.meaning.install import add_model
from tests.tiny_model import build_tiny_model


@pytest.fixture
def store(home):
    with Store.open(home.store, create=True) as opened:
        yield opened


def until(home, store, job, *, ended=True, seconds=60):
    for _ in range(seconds * 20):
        found = job_now(home, store, job.id)
        if found.state.is_open is not ended:
            return found
        time.sleep(0.05)
    raise AssertionError(f"still {found}")


def told(home, store, job, words, *, seconds=60):
    for _ in range(seconds * 20):
        found = job_now(home, store, job.id)
        if words in found.message:
            return
        assert found.state.is_open, found
        time.sleep(0.05)
    raise AssertionError(f"{words!r} is not in {found}")


def index(home, store, *paths):
    params = {"paths": [str(path) for path in paths]}
    return start_job(home, store, "index", title="Index papers", params=params, who="Ada Okoro")


def test_papers_are_indexed_in_the_background(home, store, papers):
    job = until(home, store, index(home, store, papers))
    assert (job.state, job.message) == (JobState.DONE, "")
    assert job.result["documents"]["indexed"] == len(store.documents()) > 0


def test_work_waits_while_somebody_else_writes(home, store, papers):
    with home.lock("a long correction"):
        job = index(home, store, papers)
        told(home, store, job, "a long correction")
    assert until(home, store, job).state is JobState.DONE


def test_work_that_fails_says_why(home, store, papers):
    home.search.write_text("a file where the folder of search indexes belongs")
    job = until(home, store, index(home, store, papers))
    assert job.state is JobState.FAILED
    assert str(home.search) in job.message


def test_work_stops_when_asked_to(home, store, papers):
    with home.lock("a long correction"):
        job = index(home, store, papers)
        store.ask_to_stop(job.id)
        assert until(home, store, job).state is JobState.STOPPED


def test_a_killed_process_is_told_as_cut_off(home, store, papers):
    with home.lock("a long correction"):
        job = index(home, store, papers)
        told(home, store, job, "a long correction")
        os.kill(process_of(home, job.id), signal.SIGKILL)
        assert until(home, store, job).state is JobState.CUT_OFF
    assert not jobs_now(home, store)[0].state.is_open


def process_of(home, job):
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        # Jobs of other homes on this machine have the same numbers.
        if words[2:-1] == [b"indexer.jobs", bytes(home.path.absolute()), str(job).encode()]:
            return int(folder.name)
    raise AssertionError("no process does the job")


def test_the_lock_of_a_job_is_in_the_home(home):
    assert life_lock(home, 3).parent.parent == home.path


def test_work_of_an_unknown_kind_is_refused_and_not_noted(home, store):
    with pytest.raises(IndexerError, match="no work of kind 'dance'"):
        start_job(home, store, "dance", title="Dance", params={}, who="Ada Okoro")
    assert store.jobs() == []


def test_work_that_waits_for_its_turn_can_be_asked_to_stop(home, store, papers):
    with home.lock("a long correction"):
        first = index(home, store, papers)
        told(home, store, first, "a long correction")  # it has its turn
        second = index(home, store, papers)
        told(home, store, second, "other work")
        store.ask_to_stop(second.id)
        assert until(home, store, second).state is JobState.STOPPED
        store.ask_to_stop(first.id)
        assert until(home, store, first).state is JobState.STOPPED


def test_work_is_done_in_the_order_in_which_it_was_asked_for(home, store):
    first = store.add_job("index", title="Slow to start", params={"paths": []}, who="Ada Okoro")
    second = index(home, store)
    told(home, store, second, "other work")
    run(home, first.id)
    assert until(home, store, second).started >= store.job(first.id).finished


def test_work_whose_process_never_came_to_life_is_told_as_cut_off(home, store):
    long_ago = store.add_job("index", title="Index papers", params={"paths": []}, who="Ada Okoro")
    assert job_now(home, store, long_ago.id).state is JobState.WAITING
    with sqlite3.connect(home.store) as connection:
        connection.execute("update jobs set created_at = '2022-03-01 09:00:00.000000'")
    connection.close()
    assert until(home, store, index(home, store)).state is JobState.DONE  # held up by nothing
    assert job_now(home, store, long_ago.id).state is JobState.CUT_OFF


def test_papers_read_in_the_background_are_found_by_meaning_too(home, papers, tmp_path):
    tiny = build_tiny_model(tmp_path)
    add_model(home.models, tiny.folder, known=tiny.known)
    told = []
    index_papers(home, {"paths": [str(papers)]}, lambda *now: told.append(now))
    assert any("by meaning" in message for *_, message in told)
    meaning = Meaning(home)
    assert meaning.nearest("supervision", 1)
    meaning.close()
