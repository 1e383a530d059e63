"""The search page, asked through the real application over a real index."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.files import INTERRUPTED
from indexer.home import Home
from indexer.model import FileStatus, Metadata
from indexer.search.lifecycle import open_for_writing
from indexer.search.records import records_of
from indexer.store.repository import Store
from nlp.types import Stance
from tests.shelf import (
    HOSTILE,
    KINSHIP,
    OWN_WORDS,
    SUPERVISION,
    build_shelf,
    ledger_entry,
    make_text,
    note,
)
from tests.webpage import read


@pytest.fixture
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A paper of ninety passages with one word in common."""
    folder = tmp_path_factory.mktemp("crowded")
    home = Home(folder / "home")
    words = [f"Visit {number} was made in week {number}." for number in range(1, 91)]
    label = note(Stance.CONTEXT, "visits")
    document, passages = make_text(folder / "many.txt", words, Metadata(title="Visits"), label)
    with Store.open(home.store, create=True) as store:
        store.save_document(document, passages, pipeline="shelf")
        store.record(ledger_entry(document))
    records = list(records_of(passages, document))
    open_for_writing(home.search, engine="auto", pipeline="shelf", records=records).close()
    return create_app(home).test_client()


def test_the_first_page_says_what_is_here(client: FlaskClient) -> None:
    holdings = read(client, "/").texts(".holdings")[0]
    assert "3 documents" in holdings
    assert "dated 2022 to 2023" in holdings
    assert "1 file could not be read" in holdings


def test_the_first_page_tells_files_not_read_to_the_end_from_those_that_could_not_be(
    shelf: Home, tmp_path: Path
) -> None:
    home = Home(shutil.copytree(shelf.path, tmp_path / "home"))
    with Store.open(home.store) as store:
        [failed] = store.entries(status=FileStatus.FAILED)
        store.record(replace(failed, path="/papers/next.pdf", error=INTERRUPTED))
    holdings = read(create_app(home).test_client(), "/").texts(".holdings")[0]
    assert "1 file could not be read. 1 file is not read to the end yet." in holdings


def test_the_first_page_counts_what_a_search_for_everything_finds(sample_home: Home) -> None:
    client = create_app(sample_home).test_client()
    total = read(client, "/search?sort=date").texts("#total")[0]
    assert read(client, "/").texts(".holdings strong") == [total]


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


def test_a_mistake_in_a_question_is_shown_at_its_place_and_the_nearest_reading_runs(
    client: FlaskClient,
) -> None:
    page = read(client, "/search?q=supervision+(priority&stance=action-or-plan")
    assert page.texts(".query mark") == ["("]
    assert "This bracket is never closed" in page.texts(".mistake")[0]
    assert "Searched for: supervision priority" in page.texts(".mistake")[0]
    assert page.texts(".chosen-list li")[0].startswith("Remove What it says: Action or plan")
    assert page.texts(".snippet")[0] == OWN_WORDS


def test_after_an_unclosed_quotation_mark_the_words_are_read_without_it(
    client: FlaskClient,
) -> None:
    page = read(client, "/search?q=supervision+%22priority")
    assert page.texts(".query mark") == ['"']
    assert "This quotation mark is never closed" in page.texts(".mistake")[0]
    assert page.texts(".snippet")[0] == OWN_WORDS


def test_a_question_with_a_mistake_stays_in_the_box_as_it_was_typed(client: FlaskClient) -> None:
    [box] = read(client, "/search?q=supervision+(priority").all("#q")
    assert box.get("value") == "supervision (priority"


# Fields that are typed are facets that are clicked


def test_a_field_that_is_typed_is_a_filter_with_its_chip(client: FlaskClient) -> None:
    typed = read(client, "/search?q=supervision+stance:needs-improvement")
    clicked = read(client, "/search?q=supervision&stance=needs-improvement")
    assert typed.texts(".chosen-list li") == clicked.texts(".chosen-list li")
    assert typed.texts(".facet li") == clicked.texts(".facet li")
    assert typed.texts(".snippet") == clicked.texts(".snippet") == [SUPERVISION]
    assert typed.all("#q")[0].get("value") == "supervision"


def test_a_field_says_how_it_was_read_where_its_value_is_misspelt(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision+stance:needs-improvment")
    assert page.texts(".chosen-list li")[0].startswith("Remove What it says: Needs improvement")
    assert "is no stance" in page.texts(".mistake")[0]


def test_a_field_among_alternatives_stays_among_the_words(client: FlaskClient) -> None:
    page = read(client, "/search?q=reflective+OR+stance:action-or-plan")
    assert not page.all(".chosen-list")
    assert {SUPERVISION, OWN_WORDS} <= set(page.texts(".snippet"))


def test_a_run_of_years_that_is_typed_is_chosen_in_the_chart(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision+year:2021..2022")
    assert page.texts(".chosen-list li")[0].startswith("Remove Year: 2021 to 2022")
    assert page.texts(".snippet") == [SUPERVISION]


def test_years_from_one_on_are_a_first_date(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision+year:2023..")
    assert page.texts(".chosen-list li")[0].startswith("Remove From: 1 January 2023")
    assert page.texts(".snippet") == [OWN_WORDS]


def test_an_authority_is_known_in_small_letters(client: FlaskClient) -> None:
    page = read(client, '/search?q=authority:"marlow+vale"+reflective')
    assert page.texts(".chosen-list li")[0].startswith("Remove Authority: Marlow Vale")


# Years


def test_every_year_from_the_first_to_the_last_has_its_bar(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision")
    assert page.texts(".years .year") == ["2023", "2022"]
    assert [bar.get("width") for bar in page.all(".years rect")] == ["100.0", "100.0"]


def test_a_year_without_passages_is_shown_and_leads_nowhere(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision&year=2020")
    assert page.texts(".years .empty .year") == ["2021"]


def test_the_ends_of_a_run_of_years_can_be_chosen(client: FlaskClient) -> None:
    page = read(client, "/search?q=supervision&from_year=2021&to_year=2022")
    assert page.texts(".snippet") == [SUPERVISION]
    assert page.texts(".years .chosen .year") == ["Remove 2022", "Remove 2021"]


# Other forms


def test_an_other_form_can_be_switched_off_and_on_again(client: FlaskClient) -> None:
    forms = read(client, "/search?q=SGO").all(".also .form")
    without = read(client, forms[0].get("href"))
    [switched_off] = without.all(".also .off")
    assert len(without.all(".also .form")) == len(forms)
    again = read(client, switched_off.get("href"))
    assert again.texts(".also .form") == [form.words for form in forms]


# Why, and what else


def test_a_hit_says_why_it_is_there_where_its_words_do_not(client: FlaskClient) -> None:
    page = read(client, "/search?q=how+good+is+management+oversight")
    [hit] = [hit for hit in page.all(".hit") if SUPERVISION in hit.texts(".snippet")]
    assert "theme" in hit.texts(".reasons")[0]


def test_what_a_question_was_read_as_can_be_insisted_on(client: FlaskClient) -> None:
    page = read(client, "/search?q=how+good+is+management+oversight")
    [theme] = [a for a in page.all(".also a") if a.words == "Supervision and management oversight"]
    narrowed = read(client, theme.get("href"))
    assert narrowed.texts(".chosen-list li")[0].startswith("Remove Theme: Supervision")


def test_a_misspelt_word_is_put_right_in_a_link(crowded: FlaskClient) -> None:
    page = read(crowded, "/search?q=visti")
    assert page.texts(".meant") == ["Did you mean visit?"]
    assert read(crowded, page.link("visit")).all(".hit")


def test_more_from_one_document_is_a_search_in_it_alone(client: FlaskClient) -> None:
    page = read(client, "/search")
    document = page.all(".hit h3 a")[0].get("href").split("/")[2].partition("?")[0]
    within = read(client, f"/search?document={document}")
    assert within.texts(".chosen-list li")[0].startswith("Remove Document: ")
    titles = {title.partition(",")[0] for title in within.texts(".hit h3")}
    assert len(titles) == 1


# Many pages


def test_any_page_of_many_can_be_jumped_to(crowded: FlaskClient) -> None:
    page = read(crowded, "/search?q=visit&page=3")
    assert page.texts(".pages li") == ["First", "← Previous", "Page 3 of 5", "Next →", "Last"]
    assert read(crowded, page.link("Last")).texts(".pages li")[-1] == "Page 5 of 5"
    [number] = page.all(".pages input[name=page]")
    assert (number.get("min"), number.get("max"), number.get("value")) == ("1", "5", "3")
    assert [f.get("value") for f in page.all(".pages input[name=q]")] == ["visit"]


def test_no_passage_is_on_two_pages(crowded: FlaskClient) -> None:
    shown = [
        link.get("href").partition("#")[0]
        for number in range(1, 6)
        for link in read(crowded, f"/search?q=visit&page={number}").all(".hit h3 a")
    ]
    assert len({parse_qs(urlsplit(one).query)["passage"][0] for one in shown}) == 90


def test_finding_nothing_leads_to_the_theme_in_place_of_the_words(client: FlaskClient) -> None:
    page = read(client, "/search?q=%22management+oversight+of+zebras%22")
    theme = page.all(".nothing li a")[0]
    assert theme.words == "Supervision and management oversight"
    assert read(client, theme.get("href")).all(".hit")


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
