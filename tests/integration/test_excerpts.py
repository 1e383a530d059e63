"""Passages that people make of words of a document: searched, decided of, and found again."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from indexer.decisions.deciding import DecisionError, Word, decide
from indexer.decisions.excerpts import make_excerpt
from indexer.decisions.model import Act, Field
from indexer.decisions.reporting import report_decisions, report_json
from indexer.decisions.showing import show_decisions
from indexer.home import Home
from indexer.ingest import ingest
from indexer.model import Kind, Passage
from indexer.search.base import SearchRequest
from indexer.search.lifecycle import open_current
from indexer.search.query import parse
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from tests.papers import write_papers
from tests.staff import form_of
from tests.webpage import read

TAXONOMY = load_taxonomy()
FIRST = "Supervision of social workers is not regular enough to prevent drift, and audits are rare."
SECOND = "Kinship carers wait too long for their assessments to be completed."
PAPER = f"# Practice review\n\n{FIRST}\n\n{SECOND}\n"
PART = "Supervision of social workers is not regular enough to prevent drift"


@pytest.fixture
def place(tmp_path: Path, home: Home) -> tuple[Home, Path]:
    """A home with one paper of two passages, and the paper."""
    paper = tmp_path / "papers" / "review.md"
    paper.parent.mkdir()
    paper.write_text(PAPER)
    ingest([paper.parent], home=home)
    return home, paper


def make(home: Home, quote: str = PART, key: str = "a-key") -> str:
    with Store.open(home.store) as store:
        [document] = store.documents()
        return make_excerpt(home, store, document.id, quote, near=2, who="Ada Okoro", key=key)


def stored(home: Home) -> dict[str, Passage]:
    with Store.open(home.store) as store:
        return {passage.text: passage for passage in store.passages(excerpts=True)}


def found(home: Home, words: str) -> set[str]:
    engine = open_current(home.search)
    try:
        return {hit.passage for hit in engine.search(SearchRequest(parse(words))).hits}
    finally:
        engine.close()


def again(paper: Path, home: Home) -> Any:
    return ingest([paper.parent], home=home)


def test_chosen_words_become_a_passage_with_labels_of_its_own(place: tuple[Home, Path]) -> None:
    home, _ = place
    made = make(home)
    excerpt = stored(home)[PART]
    assert excerpt.id == made
    assert excerpt.kind is Kind.EXCERPT
    assert excerpt.heading_path == ("Practice review",)
    assert excerpt.annotation


def test_an_excerpt_is_found_by_searches(place: tuple[Home, Path]) -> None:
    home, _ = place
    made = make(home)
    with Store.open(home.store) as store:
        show_decisions(home, store)
    assert made in found(home, "supervision")


def test_words_over_the_end_of_a_passage_make_one(place: tuple[Home, Path]) -> None:
    home, _ = place
    make(home, "and audits are rare. Kinship carers wait too long")
    assert "and audits are rare. Kinship carers wait too long" in stored(home)


def test_words_selected_in_part_count_as_whole_ones(place: tuple[Home, Path]) -> None:
    home, _ = place
    make(home, PART[2:-3])
    assert PART in stored(home)


def test_the_same_words_are_one_passage(place: tuple[Home, Path]) -> None:
    home, _ = place
    whole = stored(home)[SECOND].id
    assert make(home, SECOND) == whole
    assert make(home, key="key-1") == make(home, key="key-2")


@pytest.mark.parametrize(
    ("quote", "told"),
    [("drift", "3 words"), ("words that stand nowhere", "do not stand"), ("x " * 3000, "at most")],
)
def test_what_cannot_be_a_passage_is_refused_in_words(
    place: tuple[Home, Path], quote: str, told: str
) -> None:
    home, _ = place
    with pytest.raises(DecisionError, match=told):
        make(home, quote)


def test_an_excerpt_and_what_was_decided_of_it_survive_a_new_version(
    place: tuple[Home, Path],
) -> None:
    home, paper = place
    made = make(home)
    with Store.open(home.store) as store:
        word = Word(made, Field.THEME, Act.YES, "kinship-care")
        decide(store, TAXONOMY, [word], who="Ada Okoro")
    paper.write_text("# Foreword\n\nThis is the second edition.\n\n" + PAPER)
    again(paper, home)
    excerpt = stored(home)[PART]
    assert excerpt.id != made
    assert excerpt.annotation
    assert "kinship-care" in {theme.id for theme in excerpt.annotation.themes}
    assert excerpt.id in found(home, "supervision")
    assert made not in found(home, "supervision")


def test_an_excerpt_survives_that_its_file_is_read_anew(place: tuple[Home, Path]) -> None:
    home, paper = place
    made = make(home)
    ingest([paper.parent], home=home, again=True)
    assert stored(home)[PART].id == made
    assert made in found(home, "supervision")


def test_an_excerpt_whose_words_are_gone_comes_back_with_them(place: tuple[Home, Path]) -> None:
    home, paper = place
    make(home)
    paper.write_text("# Practice review\n\nNothing of that is said here any more.\n")
    again(paper, home)
    assert PART not in stored(home)
    with Store.open(home.store) as store:
        assert [cut.passage for cut in store.cuts()] == [None]
    paper.write_text(PAPER + "\nThe words are back.\n")
    again(paper, home)
    assert PART in stored(home)


def test_an_excerpt_of_a_page_stands_in_the_boxes_of_its_words(tmp_path: Path, home: Home) -> None:
    ingest([write_papers(tmp_path / "papers")], home=home)
    with Store.open(home.store) as store:
        whole = next(
            p
            for p in store.passages()
            if len(p.text.split()) > 8 and p.regions and p.regions[0].box
        )
        words = " ".join(whole.text.split()[2:6])
        made = make_excerpt(
            home, store, whole.document, words, near=1, who="Ada Okoro", key="a-key"
        )
        excerpt = store.passages_by_id([made])[made]
    outer, inner = whole.regions[0].box, excerpt.regions[0].box
    assert outer
    assert inner
    assert outer[0] < inner[0] < inner[2] < outer[2]
    assert (outer[1], outer[3]) == (inner[1], inner[3])


@pytest.fixture
def client(place: tuple[Home, Path]) -> FlaskClient:
    return create_app(place[0]).test_client()


def test_a_passage_is_trimmed_by_its_form_and_taken_out_again(
    client: FlaskClient, place: tuple[Home, Path]
) -> None:
    home, _ = place
    whole = stored(home)[FIRST]
    address = f"/document/{whole.document}/excerpt"
    fields = form_of(client.get(f"/passage/{whole.id}/tag"), address)
    answer = client.post(address, data=fields | {"quote": PART})
    assert answer.status_code == 303
    page = read(client, answer.location)
    assert len(page.all(".kind-excerpt.picked")) == 1
    made = stored(home)[PART].id
    address = f"/passage/{made}/withdraw"
    client.post(address, data=form_of(client.get(answer.location), address))
    assert PART not in stored(home)


def test_a_choice_that_is_no_passage_is_told(client: FlaskClient, place: tuple[Home, Path]) -> None:
    home, _ = place
    whole = stored(home)[FIRST]
    address = f"/document/{whole.document}/excerpt"
    fields = form_of(client.get(f"/passage/{whole.id}/tag"), address)
    answer = client.post(address, data=fields | {"quote": "drift"})
    assert answer.status_code == 422
    assert "3 words or more" in answer.text


def test_the_report_tells_of_excerpts_and_which_are_found_nowhere(
    client: FlaskClient, place: tuple[Home, Path]
) -> None:
    home, paper = place
    make(home)
    make(home, "Kinship carers wait too long", key="b-key")
    paper.write_text(PAPER.replace(FIRST, "Nothing of that is said here any more."))
    again(paper, home)
    with Store.open(home.store) as store:
        told = report_json(report_decisions(store, TAXONOMY))["excerpts"]
    assert [bool(one["passage"]) for one in told] == [False, True]
    assert "its words are found nowhere now" in read(client, "/decisions").words
