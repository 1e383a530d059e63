"""The overview: every number is that of the search behind it, as the store is now."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.coverage import Coverage, Narrow
from indexer.decisions.model import Act, Field
from indexer.home import Home
from indexer.model import Metadata
from indexer.store.deciding import Said
from indexer.store.repository import Store
from nlp.types import Speaker, Stance
from tests.shelf import build_shelf, ledger_entry, make_text, note
from tests.webpage import Part, read


@pytest.fixture(scope="module")
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


@pytest.fixture
def own(tmp_path: Path) -> Home:
    """A shelf that a test may write to."""
    return build_shelf(tmp_path)


def found(client: FlaskClient, address: str) -> int:
    total = read(client, address).texts("#total")[0]
    return int(re.sub(r"\D", "", total) or 0)


def cell(page: Part, theme: str, area: str) -> Part:
    [row] = [row for row in page.all(".grid tbody tr") if theme in row.texts("th")[0]]
    [wanted] = [one for one in row.all("td") if one.get("data-name") == area]
    return wanted


def decide(home: Home, field: Field, act: Act, value: object, *, words: str) -> None:
    with Store.open(home.store) as store:
        [passage] = [p for p in store.passages() if words in p.text]
        said = Said(passage.id, field, act, value, None, "shelf", "Ada Marsh")
        store.decide([said])


# The grid


def test_every_number_of_the_grid_is_that_of_the_search_behind_it(client: FlaskClient) -> None:
    links = read(client, "/overview").all(".grid a.count-of")
    assert len(links) > 5
    told = {link.get("href"): int(link.words.split()[0]) for link in links}
    assert {address: found(client, address) for address in told} == told


def test_every_number_of_a_narrowed_grid_is_that_of_the_search_behind_it(
    client: FlaskClient,
) -> None:
    narrowed = "authority=Marlow+Vale&speaker=inspectorate&from_year=2022&to_year=2022"
    links = read(client, f"/overview?{narrowed}").all(".grid a.count-of")
    told = {link.get("href"): int(link.words.split()[0]) for link in links}
    assert told
    assert {address: found(client, address) for address in told} == told


def test_a_cell_tells_the_newest_date_and_who_speaks(client: FlaskClient) -> None:
    told = cell(read(client, "/overview"), "Supervision", "All areas")
    assert told.texts(".rests") == ["May 2023, council, inspectors"]


def test_each_number_says_its_stance_in_words_and_by_a_sign(client: FlaskClient) -> None:
    for link in read(client, "/overview").all(".grid a.count-of"):
        assert re.fullmatch(r"\d+ (Strength|Needs improvement|Action or plan|Context)", link.words)
        assert link.all("svg.shape")


def test_themes_of_which_nothing_is_said_are_named(client: FlaskClient) -> None:
    page = read(client, "/overview?from_year=2023")
    assert "Strategy discussions" in page.texts(".silent")[0]


def test_what_people_decided_counts_at_once(own: Home) -> None:
    client = create_app(own).test_client()
    before = cell(read(client, "/overview"), "Supervision", "All areas").texts(".count-of")
    assert before == ["1 Needs improvement", "2 Action or plan"]
    decide(own, Field.STANCE, Act.SET, "strength", words="Supervision is irregular")
    after = cell(read(client, "/overview"), "Supervision", "All areas").texts(".count-of")
    assert after == ["1 Strength", "2 Action or plan"]


def test_a_theme_that_people_reject_or_add_moves_in_the_grid(own: Home) -> None:
    client = create_app(own).test_client()
    read(client, "/overview")
    decide(own, Field.THEME, Act.NO, "visits", words="visit children often")
    decide(own, Field.THEME, Act.YES, "direct-work", words="visit children often")
    rows = read(client, "/overview").texts(".grid tbody th")
    assert any(row.startswith("Direct work") for row in rows)
    assert not any(row.startswith("Visits") for row in rows)


def test_page_furniture_is_counted_nowhere(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    paper, passages = make_text(
        tmp_path / "a.txt", ("One.", "Two."), Metadata(), note(Stance.STRENGTH, "visits")
    )
    passages[1] = replace(passages[1], annotation=note(Stance.SKIP, "visits"))
    with Store.open(home.store, create=True) as store:
        store.save_document(paper, passages, pipeline="shelf")
        store.record(ledger_entry(paper))
        assert Coverage().facts(store).grid(Narrow())["visits", None].total == 1


def test_only_documents_that_changed_are_read_again(own: Home) -> None:
    coverage = Coverage()
    with Store.open(own.store) as store:
        before = coverage.facts(store)
        assert coverage.facts(store) is before
        late, passages = make_text(
            own.path / "late.txt", ("Late.",), Metadata(), note(Stance.STRENGTH, "visits")
        )
        store.save_document(late, passages, pipeline="shelf")
        store.record(ledger_entry(late))
        after = coverage.facts(store).grid(Narrow())["visits", None].total
    assert after == before.grid(Narrow())["visits", None].total + 1


def test_counting_nothing_is_no_mistake(home: Home) -> None:
    with Store.open(home.store, create=True) as store:
        assert Coverage().facts(store).grid(Narrow(since=date(2020, 1, 1))) == {}


def test_an_overview_of_nothing_leads_to_the_first_steps(home: Home) -> None:
    assert "sightline index" in read(create_app(home).test_client(), "/overview").words


@pytest.mark.parametrize(
    "nonsense",
    ["from_year=x&to_year=99", "speaker=nobody", "new=yesterday", "authority=%00", "type=&by=week"],
)
def test_what_makes_no_sense_in_the_address_is_left_out(client: FlaskClient, nonsense: str) -> None:
    assert read(client, f"/overview?{nonsense}").all(".grid")


# A theme over time


def test_every_bar_is_as_high_as_the_search_behind_it_finds(client: FlaskClient) -> None:
    page = read(client, "/overview/themes/supervision-oversight")
    assert page.texts("section h2") == [
        "Everybody 3 passages",
        "Inspectorate 1 passage",
        "Council about itself 2 passages",
    ]
    links = page.all(".times a.count-of")
    told = {link.get("href"): int(link.words.split()[0]) for link in links}
    assert {address: found(client, address) for address in told} == told
    drawn = {link.get("href") for link in page.all(".chart svg a")}
    assert drawn == set(told)


def test_time_is_cut_into_quarters_on_request(client: FlaskClient) -> None:
    page = read(client, "/overview/themes/supervision-oversight?by=quarter")
    assert page.texts(".times tbody th")[:2] == ["April to June 2023", "April to June 2022"]


def test_passages_without_a_date_are_told_and_not_dropped(client: FlaskClient) -> None:
    page = read(client, "/overview/themes/supervision-oversight")
    undated = "1 passage of documents without a date is in no bar."
    assert page.texts("section p.hint") == [undated, undated]  # of everybody, and of the council


def test_an_unknown_theme_is_a_404(client: FlaskClient) -> None:
    read(client, "/overview/themes/nothing", status=404)


# What is new, and the files


def test_what_is_new_since_a_day_is_that_of_the_search_behind_it(client: FlaskClient) -> None:
    page = read(client, "/overview?new=2020-01-01")
    [all_new] = [link for link in page.all("a") if "added=" in link.get("href")][:1]
    assert found(client, all_new.get("href")) == int(all_new.words.split()[0])
    assert page.texts(".news h3") == ["They say most of"]


def test_nothing_new_is_said(client: FlaskClient) -> None:
    page = read(client, "/overview?new=2100-01-01")
    assert "Nothing came in since 1 January 2100" in page.words


def test_the_files_are_counted_by_what_became_of_them(client: FlaskClient) -> None:
    page = read(client, "/overview")
    assert page.texts(".tally a") == ["1 Failed", "3 Indexed"]
    [failed] = [link for link in page.all(".tally a") if "Failed" in link.words]
    assert len(read(client, failed.get("href")).all(".ledger tbody tr")) == 1


def test_speakers_are_those_of_the_filter(client: FlaskClient) -> None:
    page = read(client, "/overview")
    options = [option.get("value") for option in page.all("select#speaker option")]
    assert options == ["", *Speaker]
