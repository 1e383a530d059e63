"""Documents, their pages and the ledger, through the real application."""

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest
from flask.testing import FlaskClient

from app import create_app
from app.documents.leaves import PART
from indexer.home import Home
from indexer.model import Document, Metadata, Page, Region
from indexer.store.repository import Store
from nlp.types import Stance
from tests.shelf import (
    DISCUSSIONS,
    HOSTILE,
    LETTER,
    MARGIN,
    OWN_WORDS,
    VISITS,
    Line,
    build_shelf,
    make_document,
    make_text,
    note,
    print_lines,
)
from tests.webpage import read


@pytest.fixture
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


@pytest.fixture
def letter(shelf: Home) -> Document:
    return document(shelf, "letter.pdf")


def document(home: Home, name: str) -> Document:
    with Store.open(home.store) as store:
        return next(d for d in store.documents() if Path(d.path).name == name)


def passage_of(letter: Document, text: str) -> str:
    return f"{letter.id}-{[line.text for line in LETTER].index(text) + 1}"


def test_a_lasting_link_leads_to_the_page_of_its_passage(
    client: FlaskClient, letter: Document
) -> None:
    passage = passage_of(letter, DISCUSSIONS)
    response = client.get(f"/passage/{passage}?q=health")
    assert response.status_code == 302
    assert response.location == (f"/document/{letter.id}?passage={passage}&q=health#here")


def test_the_passage_asked_for_is_framed_where_it_is_printed(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?passage={passage_of(letter, DISCUSSIONS)}")
    [frame] = page.all("svg rect#here")
    with pymupdf.open(letter.path) as file:
        [printed] = file[1].search_for(DISCUSSIONS)
    assert frame.number("x") <= printed.x0
    assert frame.number("y") <= printed.y0 + 1
    assert frame.number("x") + frame.number("width") >= printed.x1
    assert frame.number("y") + frame.number("height") >= printed.y1 - 1


def test_the_words_searched_are_marked_where_they_are_printed(
    client: FlaskClient, letter: Document
) -> None:
    passage = passage_of(letter, DISCUSSIONS)
    page = read(client, f"/document/{letter.id}?passage={passage}&q=%22health+partners%22")
    [word] = page.all("svg rect.word")
    with pymupdf.open(letter.path) as file:
        [printed] = file[1].search_for("health partners")
    assert word.number("x") == pytest.approx(printed.x0, abs=6)
    assert word.number("x") + word.number("width") == pytest.approx(printed.x1, abs=6)


def test_the_words_searched_are_marked_in_the_text(client: FlaskClient, letter: Document) -> None:
    page = read(client, f"/document/{letter.id}?page=2&q=health")
    assert page.texts(".passage mark") == ["health"]


def test_a_passage_tells_the_words_and_the_source_of_each_label(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?passage={passage_of(letter, DISCUSSIONS)}")
    reasons = " ".join(page.texts(".picked .why dd"))
    assert "Strategy discussions, health partners: found by its words" in reasons
    assert "taken from the heading above it" in reasons
    assert "suggested by the trained model, score 0.70" in reasons


def test_a_passage_says_how_to_cite_it(client: FlaskClient, letter: Document) -> None:
    page = read(client, f"/document/{letter.id}?passage={passage_of(letter, DISCUSSIONS)}")
    assert page.texts(".cite") == [
        "Cite as Inspection of Marlow Vale Borough Council, Marlow Vale, 1 June 2022, "
        "page 2 (printed ii)"
    ]


def test_what_a_document_does_not_state_is_called_not_stated(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}")
    facts = dict(zip(page.texts(".facts dt"), page.texts(".facts dd"), strict=True))
    assert facts["Inspectors"] == "not stated"
    assert facts["Authority"] == "Marlow Vale"


def test_the_contents_lead_to_the_pages_of_the_headings(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}")
    assert page.texts(".outline li") == [
        "Inspection of Marlow Vale 1",
        "Help and protection 2",
        "Leaders 3",
    ]


def test_the_way_back_keeps_the_filters_and_the_page_of_results(
    client: FlaskClient, letter: Document
) -> None:
    page = read(client, f"/document/{letter.id}?page=2&q=health&stance=strength&results=3")
    [back] = page.all(".back a")
    assert back.get("href") == "/search?q=health&stance=strength&page=3"


@pytest.mark.parametrize("asked", ["0", "99", "x", "-1"])
def test_a_page_that_is_not_there_shows_one_that_is(
    client: FlaskClient, letter: Document, asked: str
) -> None:
    assert read(client, f"/document/{letter.id}?page={asked}").all(".sheet img")


def test_a_link_to_a_passage_that_has_gone_says_so(client: FlaskClient, letter: Document) -> None:
    page = read(client, f"/document/{letter.id}?passage={letter.id}-999")
    assert "no longer in the document" in page.texts(".note")[0]


@pytest.mark.parametrize(
    "address",
    ["/document/000000000000", "/passage/none-1", "/document/../../etc/passwd", "/nowhere"],
)
def test_an_address_of_nothing_is_a_404_that_says_what_to_do(
    client: FlaskClient, address: str
) -> None:
    assert "list of documents" in read(client, address, status=404).words


def test_a_page_image_is_a_png_of_the_width_asked_for(
    client: FlaskClient, letter: Document
) -> None:
    response = client.get(f"/document/{letter.id}/page/2.png?width=900")
    assert response.mimetype == "image/png"
    assert pymupdf.Pixmap(response.data).width == 900


def test_a_page_image_is_sent_once_and_never_asked_for_again(
    client: FlaskClient, letter: Document
) -> None:
    address = f"/document/{letter.id}/page/1.png"
    first = client.get(address)
    assert "immutable" in first.headers["Cache-Control"]
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("page/0.png", 404),
        ("page/4.png", 404),
        ("page/1.png?width=100000", 400),
        ("page/1.png?width=x", 200),
        ("page/-1.png", 404),
    ],
)
def test_only_pages_that_exist_are_drawn_at_the_widths_there_are(
    client: FlaskClient, letter: Document, rest: str, status: int
) -> None:
    assert client.get(f"/document/{letter.id}/{rest}").status_code == status


def test_a_document_without_pages_is_shown_as_text_with_the_passage_marked(
    client: FlaskClient, shelf: Home
) -> None:
    own = document(shelf, "own.txt")
    page = read(client, f"/document/{own.id}?passage={own.id}-1")
    assert not page.all(".sheet")
    assert OWN_WORDS in page.texts("#here")[0]


def test_a_long_text_is_cut_into_parts_and_opens_at_the_one_asked_for(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    words = [f"Minute {n} of a long meeting." for n in range(1, PART + 3)]
    long, passages = make_text(tmp_path / "long.txt", words, Metadata(), note(Stance.CONTEXT))
    with Store.open(home.store, create=True) as store:
        store.save_document(long, passages, pipeline="shelf")
    client = create_app(home).test_client()
    page = read(client, f"/document/{long.id}?passage={passages[-1].id}")
    assert page.texts(".passage .text") == words[PART:]
    assert page.texts("#here .text") == words[-1:]
    assert "Part 2 of 2" in page.texts(".pager")[0]


def test_a_word_file_with_pages_is_shown_page_by_page_without_images(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    words = ["On the first page.", "On the second page."]
    document, passages = make_text(tmp_path / "a.docx", words, Metadata(), note(Stance.CONTEXT))
    document = replace(document, pages=(Page(1), Page(2)))
    passages[1] = replace(passages[1], page=2, regions=(Region(0, len(words[1]), 2),))
    with Store.open(home.store, create=True) as store:
        store.save_document(document, passages, pipeline="shelf")
    page = read(create_app(home).test_client(), f"/document/{document.id}?page=2")
    assert page.texts(".passage .text") == words[1:]
    assert not page.all(".sheet")
    assert page.texts("h1") == ["a.docx"]


def test_a_passage_that_runs_over_the_page_is_on_both(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    lines = [Line(1, 700, VISITS, note=note(Stance.STRENGTH)), Line(2, 90, OWN_WORDS)]
    print_lines(tmp_path / "a.pdf", lines)
    file, passages = make_document(tmp_path / "a.pdf", lines, Metadata(), labels=("1", "2"))
    half = len(VISITS) // 2
    box = (72.0, 72.0, 200.0, 88.0)
    over = (replace(passages[0].regions[0], end=half), Region(half, len(VISITS), 2, box))
    passages[0] = replace(passages[0], regions=over)
    with Store.open(home.store, create=True) as store:
        store.save_document(file, passages, pipeline="shelf")
    client = create_app(home).test_client()
    page = read(client, f"/document/{file.id}?page=2&passage={passages[0].id}")
    assert page.texts(".picked .text") == [VISITS]
    assert page.all("svg rect#here")[0].number("y") == pytest.approx(box[1] - 3)


def test_markup_in_a_document_is_shown_and_never_obeyed(client: FlaskClient, shelf: Home) -> None:
    hostile = document(shelf, "hostile.html")
    page = read(client, f"/document/{hostile.id}?q=script")
    assert page.texts("h1") == [HOSTILE]
    scripts = [script.get("src") for script in page.all("script")]
    assert all(script.startswith("/static/") for script in scripts)
    assert not page.all("img[onerror]")


def test_a_changed_original_is_not_shown_but_its_text_is(tmp_path: Path) -> None:
    home = build_shelf(tmp_path)
    letter = document(home, "letter.pdf")
    Path(letter.path).write_bytes(Path(document(home, "own.txt").path).read_bytes())
    client = create_app(home).test_client()
    page = read(client, f"/document/{letter.id}?page=2")
    assert "has changed since it was read" in page.texts(".note")[0]
    assert DISCUSSIONS in page.words
    assert client.get(f"/document/{letter.id}/page/2.png").status_code == 410


def test_a_lost_original_is_said_and_its_text_is_kept(tmp_path: Path) -> None:
    home = build_shelf(tmp_path)
    letter = document(home, "letter.pdf")
    Path(letter.path).unlink()
    page = read(create_app(home).test_client(), f"/document/{letter.id}?page=2")
    assert "no longer at" in page.texts(".note")[0]
    assert DISCUSSIONS in page.words


def test_the_ledger_lists_every_file_with_the_reason_of_a_failure(client: FlaskClient) -> None:
    page = read(client, "/documents")
    assert len(page.all(".ledger tbody tr")) == 4
    assert page.texts(".ledger .reason") == ["This PDF needs a password. Save a copy without one."]
    assert "1 Failed" in page.texts(".tally li")


def test_the_ledger_can_be_kept_to_one_status(client: FlaskClient) -> None:
    page = read(client, "/documents?status=failed")
    assert len(page.all(".ledger tbody tr")) == 1
    assert "broken.pdf" in page.texts(".ledger tbody tr")[0]


def test_the_ledger_can_be_searched_by_name(client: FlaskClient) -> None:
    page = read(client, "/documents?name=LETTER")
    assert len(page.all(".ledger tbody tr")) == 1


def test_a_page_of_an_absurd_shape_is_not_drawn(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    lines = [Line(1, 90, VISITS, note=note(Stance.STRENGTH))]
    print_lines(tmp_path / "a.pdf", lines)
    strip, passages = make_document(tmp_path / "a.pdf", lines, Metadata(), labels=("1",))
    strip = replace(strip, pages=(replace(strip.pages[0], height=90_000.0),))
    with Store.open(home.store, create=True) as store:
        store.save_document(strip, passages, pipeline="shelf")
    client = create_app(home).test_client()
    assert VISITS in read(client, f"/document/{strip.id}").words
    assert client.get(f"/document/{strip.id}/page/1.png").status_code == 404


def test_boxes_lie_inside_their_page(client: FlaskClient, letter: Document) -> None:
    page = read(client, f"/document/{letter.id}?page=1")
    boxes = page.all("svg .other rect")
    assert boxes
    assert all(box.number("x") == pytest.approx(MARGIN) for box in boxes)
