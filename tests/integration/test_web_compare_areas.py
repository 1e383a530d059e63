"""The pages of claims, figures and other authorities, as a browser without a script has them."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from app import create_app
from indexer.council.model import Council
from indexer.home import Home
from indexer.store.repository import Store
from tests.counting import (
    ANYBODY,
    BRIEFING,
    CLAIM,
    COUNTY,
    EARLIER,
    HIGH,
    JUDGED,
    LOW,
    NEIGHBOUR,
    PRAISED,
    SURVEY,
    build_counting,
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return create_app(build_counting(tmp_path_factory.mktemp("compared"))).test_client()


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    words = re.sub(r"<[^>]*>", "", answer.get_data(as_text=True))
    return " ".join(words.replace("&#39;", "'").split())


def measure_of(client):
    found = re.search(r"/figures/[0-9a-f]{10}", client.get("/figures/").get_data(as_text=True))
    return found[0]


def test_the_list_of_figures_says_what_does_not_agree(client):
    assert "89 against 86 for 2021/22" in text_of(client, "/figures/")


@pytest.mark.parametrize("words", [HIGH, LOW, EARLIER])
def test_the_page_of_a_measure_has_every_passage(client, words):
    assert words in text_of(client, measure_of(client))


def test_the_chart_has_a_name_and_a_table_beside_it(client):
    page = client.get(measure_of(client)).get_data(as_text=True)
    assert 'role="img" aria-labelledby="chart-title"' in page
    assert page.count('class="ring"') == 3  # two points and the key


def test_figures_are_narrowed_by_words(client):
    assert "No measure fits" in text_of(client, "/figures/?words=dentists")


def test_figures_go_to_a_workbook_with_a_row_for_each(client):
    book = load_workbook(io.BytesIO(client.get("/figures/figures.xlsx").data))
    rows = list(book.active.iter_rows(values_only=True))
    assert sorted(row[4] for row in rows[1:]) == [86, 89, 91]


def test_claims_are_listed_by_theme_with_what_was_read(client):
    page = text_of(client, "/claims/")
    assert "1 passage of 1 paper, 2022" in page
    assert COUNTY in page


def test_a_theme_shows_an_over_claim_with_both_passages(client):
    page = text_of(client, "/claims/?theme=neglect")
    assert "Over-claims 1" in page
    assert CLAIM in page
    assert JUDGED in page
    assert "6 months later" in page


def test_what_nobody_can_tell_who_says_is_counted_on_neither_side_with_the_way_to_it(client):
    assert "1 passage of 1 paper on neither side" in text_of(client, "/claims/")
    page = client.get("/claims/").get_data(as_text=True)
    assert f'<a href="/document/{SURVEY}">A survey of 2022</a>' in page
    assert "theme=neglect#unknown" in page
    theme = client.get("/claims/?theme=neglect").get_data(as_text=True)
    assert 'On neither side: <a href="#unknown">1 passage</a>' in theme
    assert ANYBODY in theme.partition('id="unknown"')[2]


def test_claims_are_narrowed_by_whose_judgement_counts(client):
    assert "Over-claims 0" in text_of(client, "/claims/?theme=neglect&voice=child-family")


def test_claims_go_to_a_file_with_both_passages(client):
    rows = list(csv.reader(io.StringIO(client.get("/claims/claims.csv").get_data(as_text=True))))
    assert (rows[1][3], rows[1][7]) == (CLAIM, JUDGED)


def test_other_authorities_are_shown_in_their_words_without_our_own(client):
    page = text_of(client, f"/comparators/?theme=neglect&without={COUNTY}")
    assert PRAISED in page
    assert JUDGED not in page
    assert "Overall, as printed: good" in page


@pytest.mark.parametrize("path", ["/figures/", "/claims/"])
def test_a_paper_that_names_no_authority_is_listed_with_what_became_of_it(client, path):
    assert "1 paper names no authority and is left out" in text_of(client, path)
    assert f'<a href="/document/{BRIEFING}">' in client.get(path).get_data(as_text=True)


def test_figures_are_put_together_anew_once_the_council_has_a_name(tmp_path):
    home = build_counting(tmp_path)
    client = create_app(home).test_client()
    assert "95 against 91" not in text_of(client, "/figures/")
    with Store.open(home.store) as store:
        store.set_council(Council(f"{COUNTY} Council", "evidence@vale.gov.uk"), who="test")
    page = text_of(client, "/figures/")
    assert "95 against 91 for 2020/21" in page
    assert f"1 paper names no authority and is counted with those of {COUNTY}" in page


def test_our_own_is_left_out_from_the_start_and_can_be_taken_in(tmp_path):
    home = build_counting(tmp_path)
    with Store.open(home.store) as store:
        store.set_council(Council(f"{NEIGHBOUR} Council", "evidence@vale.gov.uk"), who="test")
    client = create_app(home).test_client()
    assert PRAISED not in text_of(client, "/comparators/?theme=neglect")
    assert PRAISED in text_of(client, "/comparators/?theme=neglect&without=")


def test_other_authorities_go_to_a_file(client):
    answer = client.get("/comparators/reports.csv?theme=neglect&grade=good")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))
    assert [(row[0], row[3]) for row in rows[1:]] == [(PRAISED, NEIGHBOUR)]


@pytest.mark.parametrize(
    "path",
    [
        "/figures/0000000000",
        "/figures/figures.pdf",
        "/claims/claims.pdf",
        "/comparators/reports.pdf",
    ],
)
def test_what_there_is_not_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/claims/?theme=no-such&since=x&voice=y&papers=z",
        "/comparators/?theme=no-such&page=x&until=99999",
        "/figures/?page=x&agree=x",
    ],
)
def test_what_makes_no_sense_in_an_address_is_left_out(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/figures/", "/claims/", "/comparators/"])
def test_before_anything_is_indexed_a_page_says_so(tmp_path, path):
    client = create_app(Home(tmp_path / "home")).test_client()
    assert "Nothing has been indexed yet" in text_of(client, path)
