"""What a document page says of its document, its versions, its parts and its likes."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.documents.twins import differences
from indexer.home import Home
from indexer.model import Document
from indexer.store.repository import Store
from tests.cabinet import MEMBER_FIGURES, OLD_WORDS, PACK_FIGURES, build_cabinet
from tests.shelf import DISCUSSIONS, OWN_WORDS
from tests.webpage import Part, read


@pytest.fixture(scope="module")
def cabinet(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with all that befalls files; read only."""
    return build_cabinet(tmp_path_factory.mktemp("cabinet"))


@pytest.fixture
def client(cabinet: Home) -> FlaskClient:
    return create_app(cabinet).test_client()


def document(home: Home, name: str, *, old: bool = False) -> Document:
    with Store.open(home.store) as store:
        current = {found.id for found in store.documents()}
        found = [d for d in store.documents(all=True) if Path(d.path).name == name]
    return next(d for d in found if (d.id in current) is not old)


def passage_id(home: Home, name: str, text: str) -> str:
    with Store.open(home.store) as store:
        own = store.passages(document=document(home, name).id)
        return next(passage.id for passage in own if passage.text == text)


def fact(page: Part, title: str) -> Part:
    [found] = [row for row in page.all(".facts dl > div") if row.texts("dt")[0].startswith(title)]
    return found


def test_a_statement_shows_the_words_it_was_read_from_and_leads_to_their_page(
    client: FlaskClient, cabinet: Home
) -> None:
    page = read(client, f"/document/{document(cabinet, 'letter.pdf').id}")
    grade = fact(page, "Overall effectiveness")
    assert grade.texts("dd")[0].startswith("Good")
    assert grade.texts("q") == ["Overall effectiveness: Good"]
    assert read(client, grade.link("page 2")).texts(".pager span")[0].startswith("Page 2")


def test_an_event_is_named_in_words(client: FlaskClient, cabinet: Home) -> None:
    page = read(client, f"/document/{document(cabinet, 'letter.pdf').id}")
    assert fact(page, "Inspection or visit").texts("dd") == ["Standard inspection"]


def test_a_pack_lists_its_papers_and_leads_to_them(client: FlaskClient, cabinet: Home) -> None:
    page = read(client, f"/document/{document(cabinet, 'pack.pdf').id}")
    assert page.texts(".papers li") == [
        "1. Agenda page 1",
        "2. Safeguarding partnership annual report Annual report, 1 September 2022, pages 2 to 3",
    ]
    [paper] = page.all(".papers a")[1:]
    assert DISCUSSIONS in read(client, paper.get("href")).words


def test_a_recognised_page_says_how_sure_that_is(client: FlaskClient, cabinet: Home) -> None:
    page = read(client, f"/document/{document(cabinet, 'scan.pdf').id}?page=1")
    assert "Read by OCR, 94 % sure" in page.texts(".by-ocr")[0]


def test_a_page_without_text_says_that_it_needs_ocr(client: FlaskClient, cabinet: Home) -> None:
    page = read(client, f"/document/{document(cabinet, 'scan.pdf').id}?page=2")
    assert page.texts(".passages .note")[0].startswith("Needs OCR.")


def test_an_old_version_can_be_read_and_leads_to_todays(client: FlaskClient, cabinet: Home) -> None:
    old = document(cabinet, "own.txt", old=True)
    page = read(client, f"/document/{old.id}")
    assert OLD_WORDS in page.words
    assert page.texts(".note")[0].startswith("This is an older version")
    assert OWN_WORDS in read(client, page.link("Open today")).words


def test_an_old_version_offers_no_correction(client: FlaskClient, cabinet: Home) -> None:
    old = document(cabinet, "own.txt", old=True)
    assert "Correct this" not in read(client, f"/document/{old.id}").words
    read(client, f"/document/{old.id}/correct", status=404)


def test_a_file_that_changed_lists_its_versions(client: FlaskClient, cabinet: Home) -> None:
    page = read(client, f"/document/{document(cabinet, 'own.txt').id}")
    # What it says now it said before: content that came back is listed each time.
    assert page.texts(".versions summary") == ["3 versions of this file"]
    assert OLD_WORDS in read(client, page.link("Earlier version")).words


def test_the_same_wording_elsewhere_is_named_beside_the_passage(
    client: FlaskClient, cabinet: Home
) -> None:
    page = read(client, f"/passage/{passage_id(cabinet, 'pack.pdf', DISCUSSIONS)}/twins")
    assert page.texts(".twins h2") == ["Same wording in 1 other paper"]
    assert page.texts(".twins a")[0].startswith("Inspection of Marlow Vale Borough Council, page 2")


def test_other_figures_are_marked_on_both_sides(client: FlaskClient, cabinet: Home) -> None:
    own = passage_id(cabinet, "pack.pdf", PACK_FIGURES)
    page = read(client, f"/document/{own.rpartition('-')[0]}?passage={own}")
    assert page.texts(".twins summary") == ["Same words, different figures in 1 other paper"]
    assert page.texts(".twins .own mark") == ["82%"]
    assert page.texts(".twins li mark") == ["47%"]


def test_a_passage_of_its_own_kind_has_no_likes(client: FlaskClient, cabinet: Home) -> None:
    own = passage_id(cabinet, "own.txt", OWN_WORDS)
    assert not read(client, f"/document/{own.rpartition('-')[0]}?passage={own}").all(".twins")
    assert "No other passage says this" in read(client, f"/passage/{own}/twins").words


def test_the_likes_of_no_passage_are_a_404(client: FlaskClient, home: Home) -> None:
    read(client, "/passage/none-1/twins", status=404)
    read(create_app(home).test_client(), "/passage/none-1/twins", status=404)


def test_a_hit_says_how_many_say_the_same_and_in_which_paper_of_a_pack_it_is(
    client: FlaskClient,
) -> None:
    page = read(client, "/search?q=%22strategy+discussions%22")
    [hit] = [hit for hit in page.all(".hit") if "Scrutiny pack" in hit.words]
    assert hit.texts(".part") == [
        "in: Safeguarding partnership annual report (Annual report), part 2"
    ]
    assert DISCUSSIONS in read(client, hit.link("1 more says this or nearly this")).words


@pytest.mark.parametrize(
    ("one", "other", "ours", "theirs"),
    [
        (PACK_FIGURES, MEMBER_FIGURES, ["82%"], ["47%"]),
        ("It cost £1,200.50.", "It cost £1,300.50!", ["£1,200.50"], ["£1,300.50"]),
        ("The same.", "the  SAME", [], []),
        ("Most likely", "Least likely to", ["Most"], ["Least", "to"]),
    ],
)
def test_words_that_differ_are_found_in_both_texts(
    one: str, other: str, ours: list[str], theirs: list[str]
) -> None:
    marks = differences(one, other)
    assert [one[a:b] for a, b in marks[0]] == ours
    assert [other[a:b] for a, b in marks[1]] == theirs
