"""The pages of background work: what there is, how far it is, stopping it, doing it again."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from indexer.home import Home
from indexer.jobs.model import Job, JobState
from indexer.jobs.running import job_now, start_job
from indexer.store.repository import Store
from tests.shelf import build_shelf
from tests.staff import add_staff, client_of, send


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = build_shelf(tmp_path_factory.mktemp("working"))
    add_staff(home)
    return home


@pytest.fixture(scope="module")
def app(place: Home) -> Flask:
    return create_app(place)


@pytest.fixture
def tagger(app: Flask) -> FlaskClient:
    return client_of(app, "tagger")


@pytest.fixture
def store(place: Home) -> Iterator[Store]:
    """The store; work that a test only wrote down is ended, lest the next wait for it."""
    with Store.open(place.store) as store:
        yield store
        for id_ in store.open_jobs(before=sys.maxsize):
            store.finish_job(id_, JobState.STOPPED, message="The test has ended.")


def add(store: Store, title: str = "Read <b>papers</b>", who: str = "A. tagger") -> Job:
    return store.add_job("index", title=title, params={"paths": []}, who=who)


def test_the_list_says_of_each_work_who_asked_and_how_it_stands(
    tagger: FlaskClient, store: Store
) -> None:
    job = add(store)
    store.finish_job(job.id, JobState.FAILED, message="The disk is full.")
    page = tagger.get("/jobs").text
    assert "Read &lt;b&gt;papers&lt;/b&gt;" in page
    assert "A. tagger" in page
    assert "The disk is full." in page


def test_an_open_work_is_asked_for_anew_without_scripts(tagger: FlaskClient, store: Store) -> None:
    job = add(store)
    store.note_progress(job.id, 3, 12, "3 of 12 files read")
    page = tagger.get(f"/jobs/{job.id}").text
    assert 'http-equiv="refresh"' in page
    assert '<progress max="12" value="3"' in page
    assert "3 of 12 files read" in page


def test_what_has_ended_is_not_asked_for_again(tagger: FlaskClient, store: Store) -> None:
    job = add(store)
    store.finish_job(job.id, JobState.STOPPED, message="Stopped as asked.")
    assert 'http-equiv="refresh"' not in tagger.get(f"/jobs/{job.id}").text
    assert "data-open" not in tagger.get(f"/jobs/{job.id}/progress").text


def test_work_is_asked_to_stop_from_its_page(tagger: FlaskClient, store: Store) -> None:
    job = add(store)
    sent = send(tagger, f"/jobs/{job.id}", f"/jobs/{job.id}/stop")
    assert sent.status_code == 303
    assert "asked to stop" in tagger.get(f"/jobs/{job.id}").text
    assert store.note_progress(job.id, 1, 2, "on the way") is True


def test_other_peoples_work_is_stopped_by_leads_only(
    app: Flask, tagger: FlaskClient, store: Store
) -> None:
    job = add(store, who="Somebody else")
    assert f"/jobs/{job.id}/stop" not in tagger.get(f"/jobs/{job.id}").text
    assert f"/jobs/{job.id}/stop" in client_of(app, "lead").get(f"/jobs/{job.id}").text


def test_what_was_cut_off_is_done_again_in_a_process_of_its_own(
    tagger: FlaskClient, store: Store, place: Home, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text("Visits to children in care are purposeful and timely.")
    job = store.add_job(
        "index", title="Read papers", params={"paths": [str(tmp_path)]}, who="A. tagger"
    )
    store.finish_job(job.id, JobState.CUT_OFF, message="The process ended without a word.")
    sent = send(tagger, f"/jobs/{job.id}", f"/jobs/{job.id}/again")
    new = int(sent.headers["Location"].rpartition("/")[2])
    assert new != job.id
    done = ended(place, store, new)
    assert done.state is JobState.DONE
    page = tagger.get(f"/jobs/{new}").text
    assert "Papers: 1 new." in page


def test_a_server_answers_while_work_writes(
    tagger: FlaskClient, store: Store, place: Home, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text("Supervision of social workers is regular and reflective.")
    with place.lock("a long correction"):
        job = start_job(
            place, store, "index", title="Read", params={"paths": [str(tmp_path)]}, who="A. tagger"
        )
        while "a long correction" not in (job_now(place, store, job.id) or job).message:
            time.sleep(0.05)
        page = tagger.get(f"/jobs/{job.id}").text
        assert "a long correction" in page
        assert tagger.get("/search?q=supervision").status_code == 200
    assert ended(place, store, job.id).state is JobState.DONE


def test_there_is_no_page_for_work_that_there_is_not(tagger: FlaskClient) -> None:
    assert tagger.get("/jobs/9999").status_code == 404


def ended(place: Home, store: Store, id_: int) -> Job:
    for _ in range(1200):
        job = job_now(place, store, id_)
        assert job is not None
        if not job.state.is_open:
            return job
        time.sleep(0.05)
    raise AssertionError("still open")
