"""Reading a document beside the results that led to it, through the real application."""

from collections.abc import Sequence
from pathlib import Path

import pymupdf
import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.home import Home
from indexer.model import Document, Metadata, Passage
from indexer.search.lifecycle import open_for_writing
from indexer.search.records import records_of
from indexer.store.repository import Store
from tests.shelf import (
    DISCUSSIONS,
    KINSHIP,
    LETTER,
    OWN_WORDS,
    SUPERVISION,
    Line,
    ledger_entry,
    make_document,
    print_lines,
)
from tests.webpage import read


@pytest.fixture
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


@pytest.fixture
def letter(shelf: Home) -> Document:
    with Store.open(shelf.store) as store:
        return next(d for d in store.documents() if Path(d.path).name == "letter.pdf")


def passage_of(letter: Document, text: str) -> str:
    return f"{letter.id}-{[line.text for line in LETTER].index(text) + 1}"


# Results beside the document


def test_the_results_stand_beside_the_document_with_the_present_one_marked(
    client: FlaskClient, letter: Document
) -> None:
    passage = passage_of(letter, SUPERVISION)
    page = read(client, f"/document/{letter.id}?passage={passage}&q=supervision")
    assert len(page.all(".beside-hits li")) == 2
    [current] = page.all(".beside-hits a[aria-current]")
    assert f"passage={passage}" in current.get("href")


def test_each_result_beside_a_document_leads_to_its_place_and_keeps_the_search(
    client: FlaskClient, letter: Document
) -> None:
    address = f"/document/{letter.id}?passage={passage_of(letter, SUPERVISION)}"
    page = read(client, f"{address}&q=supervision&zoom=200")
    links = [link.get("href") for link in page.all(".beside-hits a")]
    pages = [read(client, link.partition("#")[0]) for link in links]
    assert {page.texts(".picked .text")[0] for page in pages} == {SUPERVISION, OWN_WORDS}
    assert all(page.all(".beside-hits") for page in pages)
    assert all("zoom=200" in link for link in links)


def test_next_and_previous_walk_through_all_results(client: FlaskClient, letter: Document) -> None:
    page = read(client, f"/document/{letter.id}?q=children+strategy+supervision&page=1")
    seen = []
    while links := page.all(".bar a[data-key=n]"):
        page = read(client, links[0].get("href").partition("#")[0])
        seen.append(page.texts(".picked .text")[0])
    total = int(page.texts("#beside-head")[0].split()[-1])
    assert len(seen) == len(set(seen)) == total > 1
    while links := page.all(".bar a[data-key=p]"):
        page = read(client, links[0].get("href").partition("#")[0])
    assert page.texts("#beside-head") == [f"Result 1 of {total}"]


def test_next_goes_over_the_edge_of_a_screen_of_results(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    words = [f"Supervision of team {n} is recorded in a way of its own {n * 7}." for n in range(45)]
    lines = [Line(n // 15 + 1, 60 + n % 15 * 40, text) for n, text in enumerate(words)]
    print_lines(tmp_path / "a.pdf", lines)
    long, passages = make_document(tmp_path / "a.pdf", lines, Metadata(), labels=("1", "2", "3"))
    fill(home, long, passages)
    client = create_app(home).test_client()
    page = read(client, f"/document/{long.id}?q=supervision&sort=date&results=2")
    ranks = [page.texts("#beside-head")[0]]
    for _ in range(21):
        [following] = page.all(".bar a[data-key=n]")
        page = read(client, following.get("href").partition("#")[0])
        ranks.append(page.texts("#beside-head")[0])
    assert ranks[-1] == "Result 41 of 45"
    [back] = page.all(".bar a[data-key=p]")
    assert read(client, back.get("href").partition("#")[0]).texts("#beside-head") == [
        "Result 40 of 45"
    ]


def test_what_is_found_in_the_document_is_counted_and_stepped_through_in_reading_order(
    client: FlaskClient, letter: Document
) -> None:
    found = f"/document/{letter.id}?stance=needs-improvement"
    page = read(client, f"{found}&passage={passage_of(letter, DISCUSSIONS)}")
    assert "1 of 2 in this document" in page.texts(".bar nav")[1]
    [following] = page.all(".bar a[data-key=N]")
    page = read(client, following.get("href").partition("#")[0])
    assert page.texts(".picked .text") == [SUPERVISION]
    assert not page.all(".bar a[data-key=N]")


def test_from_a_page_between_two_finds_both_are_a_step_away(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?stance=needs-improvement&page=3")
    before, after = (page.all(f".bar a[data-key={key}]")[0].get("href") for key in "PN")
    assert passage_of(letter, DISCUSSIONS) in before
    assert passage_of(letter, SUPERVISION) in after


def test_a_document_opened_without_a_search_has_no_results_beside_it(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?page=2")
    assert not page.all(".beside")
    assert not page.all(".back")


def test_a_query_with_a_mistake_marks_what_the_search_found_by_it(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?page=2&q=health+(partners")
    assert page.texts(".passage mark") == ["health partners"]


def test_all_that_is_found_on_a_page_is_marked_in_its_place(
    client: FlaskClient, letter: Document
) -> None:
    passage = passage_of(letter, KINSHIP)
    page = read(client, f"/document/{letter.id}?passage={passage}&q=supervision")
    assert len(page.all("svg .other rect.word")) == 1
    assert not page.all("svg .picked rect.word")


# The page


def test_the_words_of_the_page_lie_unseen_where_they_are_printed(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?page=2")
    [line] = [line for line in page.all("svg .print text") if line.words == DISCUSSIONS]
    with pymupdf.open(letter.path) as file:
        [printed] = file[1].search_for(DISCUSSIONS)
    assert line.number("x") == pytest.approx(printed.x0, abs=1)
    assert line.number("textlength") == pytest.approx(printed.width, abs=1)
    assert printed.y0 < line.number("y") < printed.y1
    assert line.get("data-passage") == passage_of(letter, DISCUSSIONS)


def test_the_size_of_the_page_stays_on_the_way_to_another(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?page=2&zoom=200")
    assert page.all(".sheet.zoom-200")
    assert all("zoom=200" in link.get("href") for link in page.all(".turn a"))


@pytest.mark.parametrize("zoom", ["0", "17", "x", "100000"])
def test_a_size_there_is_not_is_the_usual_one(
    client: FlaskClient, letter: Document, zoom: str
) -> None:
    assert read(client, f"/document/{letter.id}?zoom={zoom}").all(".sheet.zoom-100")


@pytest.mark.parametrize(("asked", "number"), [("ii", 2), ("1", 3), ("p. II", 2), ("2", 2)])
def test_a_page_is_gone_to_by_its_printed_label_or_else_its_number(
    client: FlaskClient, letter: Document, asked: str, number: int
) -> None:
    response = client.get(f"/document/{letter.id}", query_string={"go": asked, "q": "health"})
    assert response.status_code == 302
    assert f"page={number}&q=health" in response.location


def test_a_page_that_is_not_there_is_told(client: FlaskClient, letter: Document) -> None:
    page = read(client, f"/document/{letter.id}?go=xii")
    assert "There is no page “xii”" in page.texts(".note")[0]


def test_small_pages_are_fetched_as_they_come_into_view(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}/contents")
    images = page.all(".pages-all img")
    assert [image.get("loading") for image in images] == ["lazy"] * 3
    picture = client.get(images[2].get("src"))
    assert pymupdf.Pixmap(picture.data).width == 180


def test_the_contents_page_lists_every_heading(client: FlaskClient, letter: Document) -> None:
    page = read(client, f"/document/{letter.id}/contents?q=health")
    assert page.texts(".outline li") == [
        "Inspection of Marlow Vale 1",
        "Help and protection 2",
        "Leaders 3",
    ]
    assert all("q=health" in link.get("href") for link in page.all(".outline a"))


def test_a_passage_carries_what_is_copied_with_it(client: FlaskClient, letter: Document) -> None:
    passage = passage_of(letter, DISCUSSIONS)
    [card] = read(client, f"/document/{letter.id}?passage={passage}").all(".picked.passage")
    assert card.get("data-cite").endswith("Marlow Vale, 1 June 2022, page 2 (printed ii)")
    assert card.get("data-link") == f"http://localhost/passage/{passage}"


def test_each_label_of_the_passage_tells_its_reason_to_whoever_focuses_it(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?passage={passage_of(letter, DISCUSSIONS)}")
    labels = page.all(".told button")
    reasons = {label.words: page.texts(f"#{label.get('aria-describedby')}")[0] for label in labels}
    assert "Strategy discussions" in reasons["Strategy discussions and section 47 enquiries"]
    assert reasons["Help and protection"] == "taken from the heading above it"


def fill(home: Home, document: Document, passages: Sequence[Passage]) -> None:
    with Store.open(home.store, create=True) as store:
        store.save_document(document, passages, pipeline="shelf")
        store.record(ledger_entry(document))
    records = list(records_of(passages, document))
    open_for_writing(home.search, engine="auto", pipeline="shelf", records=records).close()
