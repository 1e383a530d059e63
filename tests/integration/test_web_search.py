"""The search page, asked through the real application over a real index."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.home import Home
from tests.shelf import HOSTILE, KINSHIP, SUPERVISION, build_shelf
from tests.webpage import read


@pytest.fixture
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


def test_the_first_page_says_what_is_here(client: FlaskClient) -> None:
    holdings = read(client, "/").texts(".holdings")[0]
    assert "3 documents" in holdings
    assert "dated 2022 to 2023" in holdings
    assert "1 file could not be read" in holdings


def test_the_first_page_names_the_latest_documents_newest_first(client: FlaskClient) -> None:
    assert read(client, "/").texts("section[aria-labelledby=recent] a") == [
        "How we are doing",
        "Inspection of Marlow Vale Borough Council",
    ]


def test_every_example_question_can_be_opened(client: FlaskClient) -> None:
    page = read(client, "/")
    examples = page.all("section[aria-labelledby=ask] a")
    assert examples
    for example in examples:
        read(client, example.get("href"))


def test_a_home_without_an_index_says_how_to_begin(home: Home) -> None:
    client = create_app(home).test_client()
    for address in ("/", "/search?q=visits", "/documents"):
        assert "sightline index" in read(client, address).words


def test_what_is_indexed_after_the_start_is_found(tmp_path: Path) -> None:
    client = create_app(Home(tmp_path / "home")).test_client()
    assert "sightline index" in read(client, "/").words
    build_shelf(tmp_path)
    assert read(client, "/search?q=kinship").all(".hit")


def test_a_hit_shows_its_document_page_heading_and_labels(client: FlaskClient) -> None:
    [hit] = read(client, '/search?q="kinship+carers"').all(".hit")
    words = hit.words
    for part in (
        "Inspection of Marlow Vale Borough Council, page 3 (printed 1)",
        "ILACS inspection report",
        "1 June 2022",
        "Leaders",
        "Inspectorate",
        "Kinship",
    ):
        assert part in words


def test_the_words_searched_are_marked_in_the_snippet(client: FlaskClient) -> None:
    page = read(client, '/search?q="kinship+carers"')
    assert page.texts(".snippet mark") == ["Kinship carers"]


def test_a_passage_that_speaks_both_ways_says_so_in_place_of_its_stance(
    client: FlaskClient,
) -> None:
    page = read(client, '/search?q="kinship+carers"')
    assert page.texts(".hit .badge") == ["Mixed: read whole"]


def test_two_values_of_one_facet_are_alternatives(client: FlaskClient) -> None:
    one = read(client, "/search?theme=kinship-care")
    both = read(client, "/search?theme=kinship-care&theme=visits")
    assert len(one.all(".hit")) == 1
    assert len(both.all(".hit")) == 2


def test_a_facet_still_counts_what_its_other_values_would_add(client: FlaskClient) -> None:
    page = read(client, "/search?stance=strength")
    [other] = [t for t in page.texts(".facet li") if t.startswith("Needs improvement")]
    assert other == "Needs improvement 2 passages"


def test_choosing_a_facet_value_adds_it_and_its_chip_takes_it_away(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision")
    chosen = read(client, page.link("Council about itself"))
    first, *others = chosen.texts(".chosen-list li")
    assert first.startswith("Remove Who speaks: Council about itself")
    assert others == ["Clear all"]
    chip = chosen.all(".chosen-list a")[0].get("href")
    assert parse_qs(urlsplit(chip).query) == {"q": ["supervision"]}


def test_clearing_all_keeps_the_words(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision&stance=strength&since=2020-01-01&year=2022")
    assert parse_qs(urlsplit(page.link("Clear all")).query) == {"q": ["supervision"]}


def test_a_new_question_keeps_the_filters(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision&stance=strength&year=2022")
    fields = {(f.get("name"), f.get("value")) for f in page.all("form.search input")}
    assert {("stance", "strength"), ("year", "2022")} <= fields


def test_dates_narrow_the_search(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision&since=2023-01-01")
    assert "How we are doing" in page.texts(".hit h3")[0]
    assert len(page.all(".hit")) == 1


def test_newest_first_puts_the_later_document_first(client: FlaskClient) -> None:
    titles = read(client, "/search?q=supervision&sort=date").texts(".hit h3")
    assert titles[0].startswith("How we are doing")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("theme=nonsense", "“nonsense” is not one of the choices"),
        ("since=yesterday", "“yesterday” is not a date"),
        ("since=2024-01-01&until=2023-01-01", "first date is later than the second"),
        ("q=" + "a+" * 600, "Only the first 500 characters"),
    ],
)
def test_what_makes_no_sense_in_the_address_is_said(
    client: FlaskClient, args: str, said: str
) -> None:
    assert any(said in note for note in read(client, f"/search?{args}").texts(".note"))


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30, "²"])
def test_a_nonsense_page_number_shows_results_or_the_way_to_them(
    client: FlaskClient, page: str
) -> None:
    assert read(client, f"/search?q=supervision&page={page}").all(".found")


def test_a_page_beyond_the_last_leads_to_the_last(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision&page=7")
    assert read(client, page.link("Go to the last one")).all(".hit")


def test_a_question_that_cannot_be_read_shows_where_and_keeps_the_filters(
    client: FlaskClient,
) -> None:
    page = read(client, "/search?q=visits+(kinship&stance=strength", status=400)
    assert page.texts(".query mark") == ["("]
    assert page.texts(".chosen-list li")[0].startswith("Remove What it says: Strength")
    assert page.all("form.search input[name=stance][value=strength]")


def test_finding_nothing_says_what_was_searched_and_what_it_does_not_mean(
    client: FlaskClient,
) -> None:
    words = read(client, "/search?q=zebra").texts(".nothing")[0]
    assert "Nothing found in 3 documents dated 2022 to 2023" in words
    assert "not the same as “no weakness”" in words


def test_other_forms_that_were_searched_are_named(client: FlaskClient) -> None:
    assert "special guardian" in read(client, "/search?q=SGO").texts(".also")[0]


def test_markup_in_a_document_is_shown_and_never_obeyed(client: FlaskClient) -> None:
    page = client.get("/search?q=script").text
    assert HOSTILE not in page
    assert not re.search(r"<script(?! src)", page)
    assert "&lt;<mark>script</mark>&gt;" in page


def test_markup_in_a_question_is_shown_and_never_obeyed(client: FlaskClient) -> None:
    page = client.get('/search?q="><script>alert(1)</script>').text
    assert "<script>alert" not in page


def test_the_passages_found_are_those_asked_for(client: FlaskClient) -> None:
    snippets = read(client, "/search?speaker=inspectorate&area=leaders").texts(".snippet")
    assert snippets == [SUPERVISION]
    assert KINSHIP not in snippets
