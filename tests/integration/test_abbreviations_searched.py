"""Within the document that explains it, an abbreviation is found by what it stands for."""

from pathlib import Path

import pytest

from app import create_app
from indexer.answer import Answer, Question, answer
from indexer.home import Home
from indexer.ingest import ingest
from indexer.search.engines import ENGINES
from indexer.search.lifecycle import open_current
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy

EXPLAINING = """The hub

The Meadow Listening Hub (MLH) opened in May.

Families told us that the MLH answers within a day.

The meadow listening hub was given money.
"""
OTHER = """The lift

The MLH lift was mended in June, at some cost to the council.
"""
TWO_MEANINGS = """The panels

A child protection plan (CPP) names a keyworker.

The corporate parenting panel (CPP) met twice.

Every CPP was reviewed, and protection came first.

The CPP is late.
"""


@pytest.fixture(params=ENGINES, scope="module")
def ask(request, tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp(request.param)
    for name, text in (("hub", EXPLAINING), ("lift", OTHER), ("panels", TWO_MEANINGS)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    home = Home(folder / "home")
    ingest([folder], home=home, engine=request.param)
    engine = open_current(home.search)
    with Store.open(home.store) as store:

        def run(text: str) -> Answer:
            question = Question(text)
            return answer(question, store=store, engine=engine, taxonomy=load_taxonomy())

        yield run
    engine.close()


def test_the_pages_tell_where_it_is_explained(home: Home, tmp_path: Path) -> None:
    (tmp_path / "hub.txt").write_text(EXPLAINING, encoding="utf-8")
    ingest([tmp_path / "hub.txt"], home=home)
    client = create_app(home).test_client()
    with Store.open(home.store) as store:
        (document,) = store.documents()
    page = client.get(f"/document/{document.id}").get_data(as_text=True)
    assert "1 abbreviation explained here" in page
    results = client.get("/search?q=meadow+listening+hub").get_data(as_text=True)
    assert "MLH for Meadow Listening Hub (1 document)" in results
    assert "MLH: Meadow Listening Hub, as explained in this document" in results


def test_documents_read_by_an_earlier_version_are_looked_through_again(
    home: Home, tmp_path: Path
) -> None:
    (tmp_path / "hub.txt").write_text(EXPLAINING, encoding="utf-8")
    ingest([tmp_path / "hub.txt"], home=home)
    with Store.open(home.store) as store:
        (document,) = store.documents()
        store.save_abbreviations(document.id, ())
        store.save_annotations(document.id, {}, pipeline="an earlier one")
    ingest([tmp_path / "hub.txt"], home=home)
    with Store.open(home.store) as store:
        assert store.documents() == [document]


def texts(found: Answer) -> set[str]:
    return {hit.passage.text for hit in found.hits}


ANSWERS = "Families told us that the MLH answers within a day."
GIVEN = "The meadow listening hub was given money."
OPENED = "The Meadow Listening Hub (MLH) opened in May."


@pytest.mark.parametrize("query", ['"meadow listening hub"', '"listening hub" families'])
def test_the_long_form_finds_passages_that_only_have_the_abbreviation(ask, query) -> None:
    assert ANSWERS in texts(ask(query))


def test_the_abbreviation_of_a_document_that_does_not_explain_it_is_left_alone(ask) -> None:
    assert texts(ask('"meadow listening hub"')) == {OPENED, ANSWERS, GIVEN}


def test_what_matched_is_marked_in_the_passage(ask) -> None:
    (hit,) = (hit for hit in ask('"meadow listening hub"').hits if hit.passage.text == ANSWERS)
    assert [ANSWERS[slice(*span)] for span in hit.spans] == ["MLH"]
    (meaning,) = hit.meanings
    assert (meaning.short, meaning.long, meaning.page) == ("MLH", "Meadow Listening Hub", 1)


def test_passages_that_say_it_in_words_come_first(ask) -> None:
    assert ask('"meadow listening hub"').hits[-1].passage.text == ANSWERS


def test_what_is_excluded_is_excluded_as_it_is_written(ask) -> None:
    assert texts(ask('MLH -"listening hub" -lift')) == {ANSWERS}


def test_an_abbreviation_of_two_meanings_needs_a_second_cue(ask) -> None:
    assert texts(ask('"child protection plan"')) == {
        "A child protection plan (CPP) names a keyworker.",
        "Every CPP was reviewed, and protection came first.",
    }


def test_the_abbreviation_finds_its_long_forms(ask) -> None:
    assert GIVEN in texts(ask("MLH money"))


def test_what_documents_explain_is_told_beside_the_answer(ask) -> None:
    told = [(one.short, one.long, one.documents) for one in ask("meadow listening hub").learned]
    assert told == [("MLH", "Meadow Listening Hub", 1)]
    assert ask("MLH").learned == ask("meadow listening hub").learned
    assert ask("-MLH meadow").learned == ()
