"""The pages of the findings register, as a person opens and sends them."""

import csv
import io
import shutil
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from app import create_app
from app.findings.following import following
from app.wiring import workplace_of
from indexer.council.model import Council
from indexer.decisions.anchors import words_hash
from indexer.findings.model import Scale
from indexer.home import Home
from indexer.people import Role
from indexer.store.repository import Store
from tests.register import (
    ANSWER,
    LATER,
    LETTER,
    PACE,
    VISITS,
    build_register,
    make_paper,
    make_passages,
)
from tests.register import save as save_paper
from tests.staff import add_staff, client_of, form_of, send
from tests.webpage import read


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A register to be copied: making its tables takes longer than a test."""
    return build_register(tmp_path_factory.mktemp("register"))


@pytest.fixture
def home(kept, tmp_path):
    return Home(shutil.copytree(kept.path, tmp_path / "home"))


@pytest.fixture
def client(home):
    return create_app(home).test_client()


def address_of(client, words):
    links = read(client, "/findings/").all("tbody th a")
    return next(link.get("href") for link in links if words in link.words)


def test_the_register_lists_findings_with_where_they_stand(client):
    page = read(client, "/findings/")
    assert page.texts("tbody th a") == [PACE, VISITS]
    assert "A focused-visit-letter, page 1" in page.texts("tbody tr")[0]


@pytest.mark.parametrize(
    ("narrowed", "texts"),
    [
        ("words=visits", [VISITS]),
        ("year=2021", [PACE, VISITS]),
        ("year=2019", []),
        ("action=unrated", [PACE, VISITS]),
        ("impact=sustained", []),
        ("kind=priority-action", []),
        (f"document={LETTER}", [PACE, VISITS]),
        (f"document={LATER}", []),
        ("kind=nonsense&action=nonsense", [PACE, VISITS]),
    ],
)
def test_the_register_can_be_narrowed(client, narrowed, texts):
    assert read(client, f"/findings/?{narrowed}").texts("tbody th a") == texts


def test_the_register_can_be_taken_as_csv(client):
    sent = client.get("/findings/register.csv?words=visits").data.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(sent))
    assert (row["Finding"], row["Found on"], row["Page"]) == (VISITS, "2021-05-01", "1")


def test_the_register_can_be_taken_as_a_workbook(client):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/findings/register.xlsx").data))
    assert [cell.value for cell in book.active["A"]] == ["Finding", PACE, VISITS]


def test_a_finding_shows_later_passages_with_the_reasons(client):
    page = read(client, address_of(client, "pace"))
    assert ANSWER in page.texts(".evidence .text")
    assert "Same words" in page.texts(".evidence .tools")[0]


def test_an_unknown_finding_is_not_found(client):
    read(client, f"/findings/{LETTER}-f00000000", status=404)


def test_a_rating_is_kept_and_shown_with_who_and_when(client):
    address = address_of(client, "pace")
    changes = {"status": "under-way", "owner": "Head of help", "due": "2024-09-30", "who": "Ann"}
    answer = send(client, address, f"{address}/rate", changes)
    assert answer.status_code == 303
    page = read(client, address)
    assert "Under way Head of help by 30 September 2024 rated by Ann" in page.words


def test_a_rating_of_action_leaves_impact_unrated(client):
    address = address_of(client, "pace")
    send(client, address, f"{address}/rate", {"status": "done"})
    row = read(client, "/findings/").texts("tbody tr")[0]
    assert row.endswith("Done Not rated")


def test_a_rating_that_cannot_be_is_refused_with_the_reason_and_what_was_typed(client):
    address = address_of(client, "pace")
    answer = send(client, address, f"{address}/rate", {"status": "done", "due": "soon"})
    assert answer.status_code == 422
    assert "Write it as 2024-09-30" in answer.text


def test_a_form_without_its_token_is_refused(client):
    address = address_of(client, "pace")
    answer = client.post(f"{address}/rate", data={"scale": "action", "status": "done"})
    assert answer.status_code == 403
    assert "Done" not in read(client, "/findings/").texts("tbody tr")[0]


def judged(client, word, **changes):
    address = address_of(client, "pace")
    fields = form_of(client.get(address), f"{address}/judge")
    assert fields["passage"] == f"{LATER}-2"
    sent = fields | {"judgement": word, "bearing": "supports"} | changes
    return client.post(f"{address}/judge", data=sent), read(client, address)


def test_a_passage_can_be_confirmed_as_evidence(client):
    answer, page = judged(client, "confirmed")
    assert answer.status_code == 303
    assert any("Confirmed by" in item for item in page.texts(".evidence"))
    assert "Told by the 1 passage that people confirmed" in page.words


def test_a_passage_can_be_rejected_and_then_leaves_a_gap(client):
    judged(client, "rejected")
    page = read(client, "/findings/gaps")
    assert "Nothing later speaks of it" in page.words


def test_evidence_that_has_other_words_than_were_shown_is_not_confirmed(client):
    answer, page = judged(client, "confirmed", words=words_hash("Other words."))
    assert answer.status_code == 422
    assert "so it was not confirmed" in answer.text
    assert not any("Confirmed by" in item for item in page.texts(".evidence"))


def by_hand(client, passage):
    address = address_of(client, "visits")
    [token] = {form_of(client.get(address), f"{address}/judge")["token"]}
    sent = {"token": token, "passage": passage, "judgement": "confirmed", "found": "1"}
    answer = client.post(f"{address}/judge", data=sent | {"scale": "action", "bearing": "supports"})
    return answer, read(client, address)


def test_evidence_that_a_person_found_is_added_by_its_address(client):
    finding = read(client, address_of(client, "visits"))
    assert finding.texts(".evidence .text") == []
    assert "Suggested by the evidence" not in finding.words
    [search] = [one.get("href") for one in finding.all("#found-hint a")]
    assert "authority=Marlow+Vale" in search
    assert "since=2021-05-02" in search
    answer, page = by_hand(client, f"http://localhost/document/{LATER}?passage={LATER}-3&q=x#here")
    assert answer.location.endswith(f"#{LATER}-3")
    assert page.texts(".evidence .text") == ["Papers on the budget of the council, number 0."]


def test_evidence_passes_to_the_next_version_of_its_paper(client, home):
    by_hand(client, f"{LATER}-3")
    new, words = "d" * 12, "Papers on the budget of the council, number 0."
    with Store.open(home.store) as store:
        old = store.document(LATER)
        store.supersede([LATER])
        paper = replace(old, id=new, sha256=new + "0" * 52)
        save_paper(store, paper, make_passages(new, "A point was added.", PACE, words))
    page = read(client, address_of(client, "visits"))
    assert page.texts(".evidence .text") == [words]


def test_evidence_of_another_authority_is_refused_with_what_to_do(client, home):
    other = make_paper("c" * 12, "annual-report", day=date(2023, 5, 1))
    elsewhere = replace(other, metadata=replace(other.metadata, authority="Upper Ashby"))
    with Store.open(home.store) as store:
        save_paper(store, elsewhere, make_passages("c" * 12, "Visits are better."))
    answer, page = by_hand(client, f"{'c' * 12}-2")
    assert answer.status_code == 422
    assert "a paper on Upper Ashby, and this finding is on Marlow Vale" in answer.text
    assert page.texts(".evidence .text") == []


def test_a_passage_is_not_confirmed_without_saying_which_way_it_speaks(client):
    answer, _ = judged(client, "confirmed", bearing="")
    assert answer.status_code == 422


def test_a_finding_can_be_put_right_and_keeps_its_address(client):
    address = address_of(client, "pace")
    send(client, address, f"{address}/edit", {"text": "The pace of plans.", "who": "Ann"})
    page = read(client, address)
    assert page.texts("h1") == ["The pace of plans."]
    assert PACE in page.words


def test_a_finding_can_be_taken_out_with_a_reason_and_put_back(client):
    address = address_of(client, "pace")
    send(client, address, f"{address}/remove", {"note": "It is praise."})
    assert read(client, "/findings/").texts("tbody th a") == [VISITS]
    send(client, address, f"{address}/restore")
    assert read(client, "/findings/").texts("tbody th a") == [PACE, VISITS]


def test_a_finding_that_was_missed_can_be_added(client):
    address = f"/findings/add/{LETTER}"
    changes = {"text": "The use of audits.", "kind": "recommendation"}
    assert send(client, address, address, changes).status_code == 303
    assert "The use of audits." in read(client, "/findings/").texts("tbody th a")


def test_the_passages_are_not_read_again_when_somebody_signs_in_or_rates(home):
    add_staff(home)
    app = create_app(home)
    place = workplace_of(app)
    before = following(place)
    client = client_of(app, "tagger")
    assert following(place) is before
    address = address_of(client, "pace")
    send(client, address, f"{address}/rate", {"status": "done"})
    after = following(place)
    assert after is not before
    assert after.pools is before.pools
    assert after.entries[0].rating(Scale.ACTION)


def test_the_gaps_say_what_is_missing_after_each_finding(client):
    rows = read(client, "/findings/gaps").texts("tbody tr")
    assert any(VISITS in row and "Nothing later speaks of it" in row for row in rows)


def test_the_gaps_begin_with_the_council_s_own_and_the_register_leads_to_them(client, home):
    def chosen(address):
        options = read(client, address).all("select[name=authority] option[selected]")
        return [option.words for option in options]

    assert chosen("/findings/gaps") == []
    with Store.open(home.store) as store:
        council = Council("Marlow Vale Borough Council", "evidence@vale.gov.uk")
        store.set_council(council, who="test")
        neighbour = make_paper("c" * 12, day=date(2020, 5, 1))
        metadata = replace(neighbour.metadata, authority="Upper Ashby")
        elsewhere = replace(neighbour, path="/theirs.pdf", metadata=metadata)
        save_paper(store, elsewhere, make_passages("c" * 12, "The use of audits."))
    assert chosen("/findings/gaps") == ["Marlow Vale"]
    assert chosen("/findings/gaps?authority=") == []
    links = [one.get("href") for one in read(client, "/findings/").all(".go a")]
    assert links == ["/findings/?authority=Marlow+Vale"]


@pytest.mark.parametrize("address", ["/findings/", "/findings/gaps"])
def test_an_empty_home_says_what_to_do(tmp_path, address):
    client = create_app(Home(tmp_path / "none")).test_client()
    assert "sightline index" in read(client, address).words


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.TAGGER, 303)])
def test_only_who_may_decide_can_rate(home, role, status):
    add_staff(home)
    client = client_of(create_app(home), role.value)
    address = address_of(client, "pace")
    token = form_of(client.get(address), "/sign-out")["token"]
    sent = {"token": token, "scale": "action", "status": "done"}
    assert client.post(f"{address}/rate", data=sent).status_code == status


def test_what_who_is_signed_in_says_is_kept_with_their_name(home):
    add_staff(home)
    client = client_of(create_app(home), "tagger")
    address = address_of(client, "pace")
    send(client, address, f"{address}/rate", {"status": "done"})
    assert "rated by A. tagger" in read(client, address).words
