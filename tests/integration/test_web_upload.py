"""Adding papers in the browser: kept safely, read in the background, each with its result."""

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from indexer import uploads
from indexer.home import Home
from indexer.jobs.model import JobState
from indexer.jobs.running import jobs_now
from indexer.store.repository import Store
from tests.staff import add_staff, client_of, form_of

VISITS = b"Visits to children in care are purposeful and timely, and children are seen alone."
EMPTY = b""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("adding") / "home")
    add_staff(home)
    return home


@pytest.fixture(scope="module")
def app(place: Home) -> Flask:
    return create_app(place)


@pytest.fixture(scope="module")
def tagger(app: Flask) -> FlaskClient:
    return client_of(app, "tagger")


@pytest.fixture(scope="module")
def followed(tagger: FlaskClient, place: Home) -> str:
    """The page of four papers that were added together, when all were read."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("within.txt", VISITS.replace(b"Visits", b"Regular visits"))
    sent = add(
        tagger,
        ("visits.txt", VISITS),
        ("the same.txt", VISITS),
        ("nothing.txt", EMPTY),
        ("pack.zip", archive.getvalue()),
    )
    assert sent.status_code == 303
    wait_for_work(place)
    return tagger.get(sent.headers["Location"]).text


def add(client: FlaskClient, *files: tuple[str, bytes]) -> TestResponse:
    token = form_of(client.get("/add"), "/add")["token"]
    data = {"token": token, "files": [(io.BytesIO(content), name) for name, content in files]}
    return client.post("/add", data=data, content_type="multipart/form-data")


def wait_for_work(place: Home) -> None:
    with Store.open(place.store) as store:
        for _ in range(1200):
            jobs = jobs_now(place, store)
            if jobs and not any(job.state.is_open for job in jobs):
                assert jobs[0].state is JobState.DONE, jobs[0].message
                return
            time.sleep(0.05)
    raise AssertionError("the papers were not read")


def test_what_was_added_is_read_and_can_be_opened(followed: str, tagger: FlaskClient) -> None:
    assert ">Indexed<" in followed
    assert "visits.txt" in followed
    link = followed.partition('href="/document/')[2].partition('"')[0]
    assert "seen alone" in tagger.get(f"/document/{link}").text


def test_a_paper_that_is_here_already_is_told_with_the_first(followed: str) -> None:
    assert "Same content as" in followed
    assert "Open the original" in followed


def test_a_paper_that_cannot_be_read_is_told_with_the_reason(followed: str) -> None:
    assert "is empty (0 bytes)" in followed


def test_what_lies_in_an_archive_has_a_line_of_its_own(followed: str) -> None:
    assert "within.txt" in followed
    assert "in pack.zip" in followed


def test_each_addition_leads_to_the_list_of_documents(followed: str, tagger: FlaskClient) -> None:
    address = followed.partition('href="/documents?name=')[2].partition('"')[0]
    assert "5 files" in tagger.get(f"/documents?name={address}").text


def test_a_paper_that_was_added_is_found_by_its_words(followed: str, tagger: FlaskClient) -> None:
    assert "visits" in tagger.get("/search?q=purposeful+timely").text


def test_an_addition_is_in_the_audit_trail(followed: str, app: Flask) -> None:
    assert "added papers" in client_of(app, "lead").get("/audit").text


def test_papers_of_one_name_added_together_are_both_kept(place: Home) -> None:
    batch = uploads.begin_batch(place)
    first = uploads.keep_file(batch, "minutes.txt", io.BytesIO(b"May"))
    second = uploads.keep_file(batch, "minutes.txt", io.BytesIO(b"June"))
    assert (first.name, second.name) == ("minutes.txt", "minutes (2).txt")
    assert (first.read_bytes(), second.read_bytes()) == (b"May", b"June")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\letter.pdf", "letter.pdf"),
        ("a<b>|c?.pdf", "a_b__c_.pdf"),
        ("con.txt", "_con.txt"),
        ("tricky\u202efdp.exe", "tricky_fdp.exe"),
        ("..", "unnamed"),
        ("line\nbreak.txt", "line_break.txt"),
        ("Prüfbericht.pdf", "Prüfbericht.pdf"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_a_name_is_made_safe_and_stays_legible(name: str, kept: str) -> None:
    assert uploads.safe_name(name) == kept


def test_a_file_beyond_the_limit_is_refused_and_leaves_nothing(
    place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 1000)
    batch = uploads.begin_batch(place)
    with pytest.raises(uploads.UploadRefused, match=r"long\.pdf is larger"):
        uploads.keep_file(batch, "long.pdf", io.BytesIO(b"x" * 2000))
    assert list(batch.folder.iterdir()) == []


TAKES_ONE_IN = """
import sys
from indexer.home import Home
from indexer.uploads import begin_batch, keep_file
from pathlib import Path
print("ready", flush=True)
keep_file(begin_batch(Home(Path(sys.argv[1]))), "cut off.txt", sys.stdin.buffer)
"""


def coming(home: Home) -> list[Path]:
    found = list(home.uploads.glob("*/.coming-*"))
    for path in found:
        long_ago = time.time() - 120
        os.utime(path, (long_ago, long_ago))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="There the lock is not to be had.")
def test_what_a_killed_process_left_of_a_file_is_cleared_away(home: Home) -> None:
    command = [sys.executable, "-c", TAKES_ONE_IN, str(home.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(b"x" * (2 << 20))  # more than it copies at a time
        process.stdin.flush()
        for _ in range(200):
            if coming(home):
                break
            time.sleep(0.05)
        assert uploads.clear_cut_off(home) == 0  # it is still on its way
        process.kill()
    assert len(coming(home)) == 1
    uploads.begin_batch(home)
    assert coming(home) == []


def test_what_is_left_of_a_file_goes_after_a_day_and_its_empty_folder_too(home: Home) -> None:
    folder = uploads.begin_batch(home).folder
    (folder / ".coming-x").touch()
    (folder / "paper.txt").touch()
    other = uploads.begin_batch(home).folder
    for path in (folder / ".coming-x", other):
        os.utime(path, (0, 0))
    assert uploads.clear_cut_off(home) == 1
    assert [path.name for path in folder.iterdir()] == ["paper.txt"]
    assert not other.exists()


def test_files_of_the_computer_are_left_out_with_a_word(tagger: FlaskClient) -> None:
    refused = add(tagger, ("Thumbs.db", b"x"))
    assert refused.status_code == 422
    assert "Thumbs.db was left out" in refused.text


def test_sending_nothing_is_told(tagger: FlaskClient) -> None:
    refused = add(tagger)
    assert refused.status_code == 422
    assert "Choose at least one file" in refused.text


def test_only_adding_takes_more_than_a_form(tagger: FlaskClient) -> None:
    token = form_of(tagger.get("/add"), "/add")["token"]
    data = {"token": token, "questions": "x" * 100_000}
    assert tagger.post("/add/begin", data=data).status_code == 413


def test_a_script_sends_file_by_file_and_hears_of_each(tagger: FlaskClient, place: Home) -> None:
    token = form_of(tagger.get("/add"), "/add")["token"]
    headers = {"X-Form-Token": token}
    begun = tagger.post("/add/begin", headers=headers).json
    kept = tagger.post(f"{begun['file']}?name=own.txt", data=VISITS * 5000, headers=headers)
    assert kept.json == {"name": "own.txt"}
    refused = tagger.post(f"{begun['file']}?name=.hidden", data=b"x", headers=headers)
    assert refused.status_code == 422
    assert "left out" in refused.json["detail"]
    page = tagger.get(begun["page"]).text
    assert "Read them now" in page  # the connection may be lost before they are asked to be read
    assert tagger.post(begun["read"], headers=headers).status_code == 303
    wait_for_work(place)
    assert "Read them now" not in tagger.get(begun["page"]).text


@pytest.mark.parametrize("id_", ["20260101-000000-abcdef", "..", "nothing"])
def test_there_is_no_page_for_what_was_never_added(tagger: FlaskClient, id_: str) -> None:
    assert tagger.get(f"/add/{id_}").status_code == 404


def test_readers_cannot_add(app: Flask) -> None:
    reader = client_of(app, "reader")
    assert reader.get("/add").status_code == 403
    assert "Add papers" not in reader.get("/documents").text


@pytest.fixture
def empty(tmp_path: Path) -> FlaskClient:
    return create_app(Home(tmp_path / "home")).test_client()


def test_the_first_paper_of_all_can_be_added_in_the_browser(
    empty: FlaskClient, tmp_path: Path
) -> None:
    assert 'href="/add"' in empty.get("/").text
    assert add(empty, ("first.txt", VISITS)).status_code == 303
    wait_for_work(Home(tmp_path / "home"))
    assert "first.txt" in empty.get("/documents").text
