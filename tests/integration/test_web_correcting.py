"""Correcting a document in the browser: what is kept, what is refused, and who may send it."""

import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from lxml import html

from app import create_app, forms
from app.corrections.form import BOTH
from app.forms import Verdict, check_token, make_token
from indexer.corrections import correct
from indexer.home import Home
from indexer.model import Document
from indexer.store.repository import Store
from nlp.types import Speaker
from tests.shelf import build_shelf, ledger_entry
from tests.webpage import Part, read

WHO = {"who": "Ada Marsh", "note": "It says so on the cover."}


@pytest.fixture
def place(tmp_path: Path) -> Home:
    """A home of its own, for these tests change what is in it."""
    return build_shelf(tmp_path)


@pytest.fixture
def client(place: Home) -> FlaskClient:
    return create_app(place).test_client()


def letter(home: Home) -> Document:
    with Store.open(home.store) as store:
        return next(d for d in store.documents() if d.path.endswith("letter.pdf"))


def filled(page: Part, changes: Mapping[str, str]) -> dict[str, str]:
    """Fill in the form of a page as a browser would send it."""
    [form] = page.element.xpath("//form[@method='post']")
    return {name: value or "" for name, value in form.fields.items()} | dict(changes)


def send(client: FlaskClient, home: Home, changes: Mapping[str, str], *, status: int = 303) -> Part:
    address = f"/document/{letter(home).id}/correct"
    response = client.post(address, data=filled(read(client, address), changes))
    assert response.status_code == status, response.text
    return Part(html.fromstring(response.text))


def test_a_correction_is_shown_with_who_made_it_and_what_the_machine_read(
    client: FlaskClient, place: Home
) -> None:
    send(client, place, WHO | {"authority": "Northmere"})
    page = read(client, f"/document/{letter(place).id}?corrected=authority")
    assert page.texts(".done")[0].startswith("Corrected: Authority.")
    [fact] = [row.words for row in page.all(".facts dl > div") if "Authority" in row.words]
    assert "Northmere corrected by Ada Marsh on" in fact
    assert "the machine read: Marlow Vale" in fact


def test_a_correction_is_found_by_the_next_search(client: FlaskClient, place: Home) -> None:
    send(client, place, WHO | {"authority": "Northmere"})
    page = read(client, "/search?q=discussions&authority=Northmere")
    assert len(page.all(".hit")) == 1


def test_only_what_was_changed_is_corrected(client: FlaskClient, place: Home) -> None:
    send(client, place, WHO | {"title": "Another title"})
    with Store.open(place.store) as store:
        made = store.corrections(document=letter(place).id)
    assert [(one.field, one.who, one.note) for one in made] == [
        ("title", "Ada Marsh", "It says so on the cover.")
    ]


def test_an_emptied_field_is_not_stated(client: FlaskClient, place: Home) -> None:
    send(client, place, WHO | {"published": "", "type": ""})
    known = letter(place).metadata
    assert (known.published, known.type) == (None, None)


def test_inspectors_and_grades_can_be_said(client: FlaskClient, place: Home) -> None:
    send(client, place, WHO | {"inspectors": "Jo Reed, Sam Hart", "grades.overall": "good"})
    known = letter(place).metadata
    assert known.inspectors == ("Jo Reed", "Sam Hart")
    assert known.grades.overall == "good"


def test_both_days_of_a_visit_can_be_moved_at_once(client: FlaskClient, place: Home) -> None:
    send(client, place, WHO | {"event_start": "2022-03-01", "event_end": "2022-03-04"})
    send(client, place, WHO | {"event_start": "2022-05-01", "event_end": "2022-05-04"})
    known = letter(place).metadata
    assert (str(known.event_start), str(known.event_end)) == ("2022-05-01", "2022-05-04")


def test_a_wrong_value_is_said_beside_its_field_and_what_was_typed_is_kept(
    client: FlaskClient, place: Home
) -> None:
    page = send(client, place, WHO | {"published": "yesterday"}, status=422)
    [error] = page.all("#published-error")
    assert "2022-03-03" in error.words
    [field] = page.all("input#published")
    assert (field.get("value"), field.get("aria-invalid")) == ("yesterday", "true")
    assert page.all("input#who")[0].get("value") == "Ada Marsh"
    assert page.texts("textarea#note") == ["It says so on the cover."]


def test_what_is_right_is_saved_though_something_else_is_wrong(
    client: FlaskClient, place: Home
) -> None:
    page = send(client, place, WHO | {"published": "never", "title": "New"}, status=422)
    assert page.texts(".done") == ["Saved: Title."]
    assert letter(place).metadata.title == "New"
    assert page.all("input[name=was-title]")[0].get("value") == "New"


def test_a_correction_needs_a_name(client: FlaskClient, place: Home) -> None:
    page = send(client, place, {"title": "New", "who": " "}, status=422)
    assert page.all("#who-error")
    assert page.all("input#title")[0].get("value") == "New"
    assert letter(place).metadata.title != "New"


def test_a_form_without_changes_saves_nothing(client: FlaskClient, place: Home) -> None:
    page = send(client, place, WHO, status=422)
    assert "Nothing was changed" in page.texts("[role=alert]")[0]


def test_sending_a_form_takes_back_nothing_another_has_corrected_meanwhile(
    client: FlaskClient, place: Home
) -> None:
    address = f"/document/{letter(place).id}/correct"
    form = filled(read(client, address), WHO | {"title": "Mine"})
    with Store.open(place.store) as store:
        correct(store, letter(place).id, "authority", "Northmere", who="Another")
    client.post(address, data=form)
    known = letter(place).metadata
    assert (known.title, known.authority) == ("Mine", "Northmere")


def test_while_a_run_writes_nothing_is_saved_and_nothing_typed_is_lost(
    client: FlaskClient, place: Home
) -> None:
    with place.lock("an index run over papers"):
        page = send(client, place, WHO | {"title": "New"}, status=409)
    assert "an index run over papers" in page.texts("[role=alert]")[0]
    assert page.all("input#title")[0].get("value") == "New"
    assert letter(place).metadata.title != "New"
    address = f"/document/{letter(place).id}/correct"
    assert client.post(address, data=filled(page, {})).status_code == 303
    assert letter(place).metadata.title == "New"


def test_the_history_lists_every_correction_latest_first(client: FlaskClient, place: Home) -> None:
    send(client, place, WHO | {"title": "First"})
    send(client, place, WHO | {"title": "Second"})
    latest, first = read(client, f"/document/{letter(place).id}/correct").texts(".changes li")
    assert latest.startswith("Title: Second")
    assert "in place of Inspection of Marlow Vale Borough Council, by Ada Marsh" in first
    assert "It says so on the cover." in first


def test_a_correction_of_an_earlier_version_can_be_kept_for_this_one(
    client: FlaskClient, place: Home
) -> None:
    with Store.open(place.store) as store:
        old = letter(place)
        correct(store, old.id, "title", "Right", who="Another")
        known = replace(old.metadata, title="Machine's new title")
        new = replace(old, id="0" * 12, sha256="0" * 64, metadata=known)
        store.save_document(new, [], pipeline="shelf")
        store.record(ledger_entry(new))
        store.supersede([old.id])
    page = read(client, f"/document/{new.id}/correct")
    assert "in this one the machine reads “Machine's new title”" in page.texts("label.tick")[0]
    send(client, place, WHO | {"confirm-title": "1"})
    after = read(client, f"/document/{new.id}/correct")
    assert not after.all("input[name=confirm-title]")


@pytest.mark.parametrize("token", ["", "made up", None])
def test_a_form_from_elsewhere_is_refused(
    client: FlaskClient, place: Home, token: str | None
) -> None:
    data = WHO | {"title": "Forged"} | ({} if token is None else {"token": token})
    address = f"/document/{letter(place).id}/correct"
    assert client.post(address, data=data).status_code == 403
    assert letter(place).metadata.title != "Forged"


def test_the_token_of_one_session_does_not_serve_for_another(place: Home) -> None:
    assert check_token(place, "2 monday", make_token(place, "1 monday")) is Verdict.FORGED


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    ],
)
def test_a_form_sent_from_another_site_is_refused_whatever_it_carries(
    client: FlaskClient, place: Home, headers: dict[str, str]
) -> None:
    address = f"/document/{letter(place).id}/correct"
    data = filled(read(client, address), WHO | {"title": "Forged"})
    assert client.post(address, data=data, headers=headers).status_code == 403
    assert letter(place).metadata.title != "Forged"


def test_a_form_that_lay_open_too_long_is_shown_again_with_what_was_typed(
    client: FlaskClient, place: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/document/{letter(place).id}/correct"
    form = filled(read(client, address), WHO | {"title": "New"})
    monkeypatch.setattr(forms, "LIFETIME", -1)
    response = client.post(address, data=form)
    assert response.status_code == 400
    page = Part(html.fromstring(response.text))
    assert page.all("input#title")[0].get("value") == "New"
    monkeypatch.undo()
    assert client.post(address, data=filled(page, {})).status_code == 303


def test_an_expired_token_that_was_forged_is_no_better(place: Home) -> None:
    make_token(place, "a" * 12)
    other = URLSafeTimedSerializer("another key", salt="form")
    assert check_token(place, "a" * 12, str(other.dumps("a" * 12))) is Verdict.FORGED


def test_the_key_is_readable_by_its_owner_only_and_stays_the_same(place: Home) -> None:
    token = make_token(place, "a" * 12)
    key = place.path / "form-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) >= 32
    assert check_token(place, "a" * 12, token) is Verdict.GOOD
    assert [file.name for file in place.path.glob("form-key*")] == ["form-key"]


def test_correcting_sets_no_cookie(client: FlaskClient, place: Home) -> None:
    response = client.get(f"/document/{letter(place).id}/correct")
    assert "Set-Cookie" not in response.headers


def test_markup_in_a_correction_is_shown_and_never_obeyed(client: FlaskClient, place: Home) -> None:
    send(client, place, {"who": "<script>1</script>", "title": "<img src=x>"})
    for address in ("", "/correct"):
        page = read(client, f"/document/{letter(place).id}{address}")
        scripts = [script.get("src") for script in page.all("script")]
        assert all(source and source.startswith("/static/") for source in scripts)
        assert "<img src=x>" in page.words


def test_a_correction_can_be_withdrawn_and_its_history_is_kept(
    client: FlaskClient, place: Home
) -> None:
    send(client, place, WHO | {"title": "Another title"})
    send(client, place, {"who": "Jo Reed", "withdraw-title": "1"})
    assert letter(place).metadata.title == "Inspection of Marlow Vale Borough Council"
    page = read(client, f"/document/{letter(place).id}?withdrawn=title")
    assert page.texts(".done")[0].startswith("Correction withdrawn: Title.")
    newest, oldest = page.texts(".changes li")
    assert newest.startswith("Title: correction withdrawn")
    assert "by Jo Reed" in newest
    assert oldest.startswith("Title: Another title")


def test_only_what_was_corrected_can_be_withdrawn(client: FlaskClient, place: Home) -> None:
    send(client, place, WHO | {"title": "Another title"})
    page = read(client, f"/document/{letter(place).id}/correct")
    assert [tick.get("name") for tick in page.all("input[type=checkbox]")] == ["withdraw-title"]


def test_to_withdraw_and_to_say_something_else_at_once_is_refused(
    client: FlaskClient, place: Home
) -> None:
    send(client, place, WHO | {"title": "Another title"})
    page = send(client, place, WHO | {"title": "A third", "withdraw-title": "1"}, status=422)
    assert page.texts("#title-error") == [BOTH]
    assert letter(place).metadata.title == "Another title"


def test_a_corrected_kind_tells_that_the_passages_were_labelled_anew(
    client: FlaskClient, place: Home
) -> None:
    send(client, place, WHO | {"type": "self-evaluation"})
    with Store.open(place.store) as store:
        notes = [p.annotation for p in store.passages(document=letter(place).id)]
    assert {note.speaker for note in notes if note} == {Speaker.COUNCIL}
    page = read(client, f"/document/{letter(place).id}?corrected=type")
    assert "labelled anew" in page.texts(".done")[0]
