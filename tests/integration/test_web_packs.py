"""The pages of packs, as a person opens and sends them."""

import io
import shutil
import time
import zipfile

import pytest

from app import create_app
from app.packs import screens
from indexer.home import Home
from indexer.jobs.running import job_now
from indexer.meaning.making import make_vectors
from indexer.people import Role
from indexer.store.repository import Store
from nlp.meaning.install import add_model
from tests.packing import BESIDE, BOY, LATER, SCANNED, STORY, id_of, renew
from tests.staff import add_staff, client_of, form_of, send
from tests.tiny_model import build_tiny_model
from tests.webpage import read


@pytest.fixture
def home(packing, tmp_path):
    return Home(shutil.copytree(packing.path, tmp_path / "home"))


@pytest.fixture
def client(home):
    return create_app(home).test_client()


def passage(home, words):
    with Store.open(home.store) as store:
        return id_of(store, words)


def begun(client, name="Visits"):
    return send(client, "/packs/", "/packs/", {"name": name}).location.partition("?")[0]


def add(client, pack, **what):
    fields = form_of(client.get(pack), "/packs/add")
    return client.post("/packs/add", data={"token": fields["token"], "pack": pack[7:]} | what)


def filled(client, home, *words):
    pack = begun(client)
    for one in words:
        assert add(client, pack, passage=passage(home, one)).status_code == 303
    return pack


def test_a_pack_is_begun_and_listed(client):
    pack = begun(client)
    assert pack == "/packs/1"
    assert read(client, "/packs/").texts(".packs > li > a") == ["Visits"]


def test_a_pack_needs_a_name(client):
    answer = send(client, "/packs/", "/packs/", {"name": " "})
    assert answer.status_code == 422
    assert "needs a name" in answer.text


def test_a_hit_is_added_with_one_click_to_the_pack_worked_on_last(client, home):
    pack = begun(client)
    sent = form_of(client.get("/search?q=supervision"), "/packs/add")
    answer = client.post(
        "/packs/add", data=sent, headers={"Referer": "http://localhost/search?q=x"}
    )
    assert answer.location.startswith(f"{pack}?added=1")
    assert "Back to where you were" in read(client, answer.location).words


def test_a_script_that_adds_is_told_where_it_went(client):
    begun(client)
    sent = form_of(client.get("/search?q=supervision"), "/packs/add")
    answer = client.post("/packs/add", data=sent, headers={"Accept": "application/json"})
    assert answer.json == {
        "added": 1,
        "pack": "Visits",
        "address": "/packs/1",
        "words": "1 passage added.",
    }


def test_adding_without_a_pack_begins_one(client):
    sent = form_of(client.get("/search?q=supervision"), "/packs/add")
    client.post("/packs/add", data=sent)
    assert read(client, "/packs/").texts(".packs > li > a") == ["Evidence pack"]


def test_all_on_a_theme_is_added(client):
    pack = begun(client)
    add(client, pack, theme="supervision-oversight")
    assert len(read(client, pack).all(".pack-items > li")) == 3


def test_an_unknown_passage_is_refused_with_the_reason(client):
    pack = begun(client)
    answer = add(client, pack, passage="0000-1")
    assert answer.status_code == 422
    assert "No passage has the id 0000-1" in answer.text


def test_a_passage_is_annotated_and_laid_elsewhere(client, home):
    pack = filled(client, home, LATER)
    action = f"{pack}/items/1"
    send(client, pack, action, {"note": "We mean it.", "question": "know", "area": "leaders"})
    page = read(client, pack)
    assert page.texts("#passages h2") == ["Leaders"]
    assert page.texts("#passages h3")[0].startswith("What do you know")
    assert "In our own words: We mean it." in page.words


def test_a_passage_moves_and_is_taken_out(client, home):
    pack = filled(client, home, BESIDE, "Kinship carers")
    send(client, pack, f"{pack}/items/2", {"do": "up"})
    first = read(client, pack).texts(".pack-items .text")[0]
    send(client, pack, f"{pack}/items/2", {"do": "remove"})
    assert "Kinship" in first
    assert len(read(client, pack).all(".pack-items > li")) == 1


def test_a_passage_of_an_older_version_says_so_and_is_exchanged(client, home):
    pack = filled(client, home, LATER)
    with Store.open(home.store) as store:
        renew(store, LATER, "We will review every plan by May.")
    page = read(client, pack)
    assert "1 passage stands in a paper that has a newer version since" in page.words
    assert any("by May" in told for told in page.texts(".pack-items .outdated"))
    send(client, pack, f"{pack}/items/1", {"do": "newer"})
    page = read(client, pack)
    assert (page.texts(".pack-items .text"), page.texts(".outdated")) == (
        ["We will review every plan by May."],
        [],
    )


def test_the_screen_shows_a_name_with_its_places(client, home):
    pack = filled(client, home, STORY)
    page = read(client, f"{pack}/screen")
    assert any(BOY in told for told in page.texts(".choices legend"))
    assert any("also names" in told for told in page.texts(".places li"))


def test_a_decision_is_kept_with_who(client, home):
    pack = filled(client, home, STORY)
    send(client, f"{pack}/screen", f"{pack}/screen", {"name:tom briggs": "redact"})
    page = read(client, f"{pack}/screen")
    assert any("redact," in told for told in page.texts(".choices legend"))


def test_all_that_is_left_is_redacted_at_once(client, home):
    pack = filled(client, home, STORY)
    send(client, f"{pack}/screen", f"{pack}/screen", {"rest": "redact"})
    assert "Nothing is left to decide" in read(client, f"{pack}/screen").words


def test_a_form_that_lay_open_undoes_nothing_that_was_ruled_since(client, home, monkeypatch):
    pack = filled(client, home, STORY)
    screen = f"{pack}/screen"
    send(client, screen, screen, {"name:tom briggs": "keep"})
    with monkeypatch.context() as patch:
        earlier = int(time.time()) - 60
        patch.setattr("itsdangerous.TimestampSigner.get_timestamp", lambda _: earlier)
        stale = form_of(client.get(screen), screen)
    send(client, screen, screen, {"name:tom briggs": "redact"})
    answer = client.post(screen, data=stale | {"name:tom briggs": "keep", "rest": "keep"})
    assert answer.status_code == 409
    page = read(client, screen)
    assert [told for told in page.texts(".choices legend") if BOY in told and "redact" in told]
    assert "Nothing is left to decide" not in page.words


def test_a_pack_says_beside_its_button_what_is_still_to_be_screened(client, home):
    pack = filled(client, home, STORY)
    assert "First screen it for private people." in read(client, pack).words
    client.get(f"{pack}/screen")
    assert "First decide on " in read(client, pack).words
    send(client, f"{pack}/screen", f"{pack}/screen", {"rest": "redact"})
    assert "Everything that the screen found is decided." in read(client, pack).words


def test_a_passage_is_dropped_from_the_screen(client, home):
    pack = filled(client, home, STORY, LATER)
    send(client, f"{pack}/screen", f"{pack}/screen", {"drop": passage(home, STORY)})
    assert read(client, pack).texts(".pack-items .text") == [LATER]


def wait(home, job):
    with Store.open(home.store) as store:
        for _ in range(300):
            found = job_now(home, store, job)
            if not found.state.is_open:
                return found
            time.sleep(0.1)
    raise AssertionError("the work did not end in half a minute")


def test_a_saved_search_brings_what_its_page_finds_also_by_meaning(home, tmp_path):
    tiny = build_tiny_model(tmp_path)
    add_model(home.models, tiny.folder, known=tiny.known)
    make_vectors(home)
    client = create_app(home).test_client()
    address = "/search?q=xylophones+or+zeppelins"  # no paper has the words
    found = read(client, address).all("[data-hit]")
    assert found
    send(client, address, "/searches", {"name": "Alike"})
    listed = read(client, "/searches").words
    pack = begun(client)
    add(client, pack, saved="1")
    with Store.open(home.store) as store:
        assert len(store.items(1)) == len(found)
    assert f"Open all {len(found)} passages" in listed


def jobs(home):
    with Store.open(home.store) as store:
        return [job.id for job in store.jobs(kind="screen")]


def test_a_large_pack_is_screened_in_the_background_once(client, home, monkeypatch):
    monkeypatch.setattr(screens, "AT_ONCE", 1)
    pack = filled(client, home, STORY, LATER)
    begun = read(client, f"{pack}/screen")
    assert begun.all(".job-state")
    assert not begun.all(".choices")
    assert wait(home, 1).result == {"pack": 1, "open": 2}  # the boy and the day he was born
    send(client, f"{pack}/screen", f"{pack}/screen", {"rest": "redact"})
    assert "Nothing is left to decide" in read(client, f"{pack}/screen").words
    assert jobs(home) == [1]


def test_what_was_found_stays_while_a_changed_pack_is_looked_through_anew(
    client, home, monkeypatch
):
    pack = filled(client, home, STORY)
    read(client, f"{pack}/screen")
    monkeypatch.setattr(screens, "AT_ONCE", 0)
    add(client, pack, passage=passage(home, SCANNED))
    page = read(client, f"{pack}/screen")
    assert "is being looked through anew" in page.words
    read(client, f"{pack}/screen")
    assert jobs(home) == [1]
    assert any(BOY in told for told in page.texts(".choices legend"))
    wait(home, 1)
    page = read(client, f"{pack}/screen")
    assert "anew" not in page.words
    assert any("moved home" in told for told in page.texts(".places li"))
    assert {"Cover", "Leave the page out"} <= set(page.texts(".choices label"))


def built(client, home, *words):
    pack = filled(client, home, *words)
    send(client, f"{pack}/screen", f"{pack}/screen", {"rest": "redact"})
    answer = send(client, pack, f"{pack}/build")
    assert answer.status_code == 303
    return pack, wait(home, 1)


def test_a_pack_is_built_in_the_background_taken_and_verified(client, home, tmp_path):
    _, job = built(client, home, STORY, LATER)
    assert job.state == "done", job.message
    with client.get("/packs/built/1.zip") as sent:
        taken = sent.data
    with zipfile.ZipFile(io.BytesIO(taken)) as archive:
        assert sorted(archive.namelist()) == [
            "manifest.json",
            "pack.docx",
            "pages.pdf",
            "register.xlsx",
        ]
    assert "All is unchanged" in read(client, "/packs/built/1/verify").words
    sent = form_of(client.get("/packs/"), "/packs/verify")
    upload = {"token": sent["token"], "file": (io.BytesIO(taken), "pack.zip")}
    answer = client.post("/packs/verify", data=upload, content_type="multipart/form-data")
    assert "All is unchanged" in answer.text
    elsewhere = create_app(Home(tmp_path / "elsewhere")).test_client()
    sent = form_of(elsewhere.get("/packs/"), "/packs/verify")
    upload = {"token": sent["token"], "file": (io.BytesIO(taken), "pack.zip")}
    answer = elsewhere.post("/packs/verify", data=upload, content_type="multipart/form-data")
    assert "could not be compared" in answer.text


def test_why_a_pack_is_not_built_is_told_on_its_page(client, home):
    pack = filled(client, home, STORY)
    send(client, pack, f"{pack}/build")
    wait(home, 1)
    assert "not decided on: " in read(client, pack).words


def test_what_is_no_pack_cannot_be_verified(client):
    begun(client)
    sent = form_of(client.get("/packs/"), "/packs/verify")
    upload = {"token": sent["token"], "file": (io.BytesIO(b"no"), "pack.zip")}
    answer = client.post("/packs/verify", data=upload, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "no pack" in answer.text


def test_a_reader_sees_packs_and_changes_none(home):
    pack = begun(create_app(home).test_client())
    add_staff(home)
    reader = client_of(create_app(home), Role.READER.value)
    assert "Visits" in read(reader, "/packs/").words
    assert not read(reader, pack).all("form.pack-form")
    assert "Add to pack" not in read(reader, "/search?q=supervision").words


def test_an_unknown_pack_is_not_found(client):
    read(client, "/packs/99", status=404)
