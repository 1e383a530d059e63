"""Words of a document's title find its passages, where few passages have the words."""

import pytest

from indexer.answer import Question, answer
from indexer.model import Metadata
from indexer.search.engines import ENGINES
from indexer.search.lifecycle import open_for_writing
from indexer.search.records import records_of
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from nlp.types import Stance
from tests.shelf import ledger_entry, make_text, note

REVIEW = ["Two agencies shared nothing about the baby.", "The rota was redrawn in May."]
OTHERS = [f"The lantern club met on Monday evening number {number}." for number in range(20)]


@pytest.fixture(scope="module", params=ENGINES)
def ask(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    label = note(Stance.CONTEXT)
    papers = {"Walrus report on a lantern": REVIEW, "Minutes": OTHERS}
    records = []
    with Store.open(folder / "sightline.db", create=True) as store:
        for title, texts in papers.items():
            document, passages = make_text(
                folder / f"{title}.txt", texts, Metadata(title=title), label
            )
            store.save_document(document, passages, pipeline="1")
            store.record(ledger_entry(document))
            records += records_of(passages, document)
        engine = open_for_writing(
            folder / "search", engine=request.param, pipeline="1", records=records
        )
        taxonomy = load_taxonomy()
        yield lambda text: answer(Question(text), store=store, engine=engine, taxonomy=taxonomy)
        engine.close()


def found(answered):
    return {hit.passage.text for hit in answered.hits}


def test_a_word_of_the_title_alone_finds_the_passages_of_the_document(ask):
    assert found(ask("walrus")) == set(REVIEW)


def test_words_of_title_and_text_meet(ask):
    [first, *_] = ask("walrus rota").hits
    assert first.passage.text == REVIEW[1]
    assert first.why.title == ("Walrus",)


def test_where_plenty_of_passages_have_the_words_titles_are_not_searched(ask):
    assert ask("lantern").total == len(OTHERS)


def test_what_is_asked_of_titles_only_is_found_there_only(ask):
    assert found(ask("walrus in:title")) == set(REVIEW)
    assert not ask("rota in:title").hits
