"""A question is answered by what it is about, best evidence first, copies folded, with reasons."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.answer import Answer, Question, answer, find_all
from indexer.contract import answer_json
from indexer.home import Home
from indexer.ingest import ingest
from indexer.plain import answer_text
from indexer.ranking import best
from indexer.search.base import Sort
from indexer.search.engines import ENGINES
from indexer.search.lifecycle import open_current
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy

COPIED = (
    "Case direction in supervision is not good enough, and plans for children drift for months."
)
LETTER = f"""Focused visit to Ambershire

Date: 4 May 2022

{COPIED}

Managers see a report on the roof of the depot, which is driven over in June.

The strategy discussions were prompt, and the police came to each of them without fail.
"""
REPORT = f"""Report on Ambershire

Date: 5 June 2019

The depot was painted in spring, which took two weeks and four people of the works team.

{COPIED}

Recruitment of lorry drivers went forward, and the depot has all that it needs for the winter.
"""

Ask = Callable[..., Answer]


@pytest.fixture(params=ENGINES, scope="module")
def ask(request, tmp_path_factory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp(request.param)
    for name, text in (("letter", LETTER), ("report", REPORT)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    home = Home(folder / "home")
    ingest([folder], home=home, engine=request.param)
    engine = open_current(home.search)
    taxonomy = load_taxonomy()
    with Store.open(home.store) as store:

        def run(text: str, *, meaning=None, every: bool = False, **asked):
            question = Question(text, **asked)
            if every:
                return find_all(question, engine=engine, taxonomy=taxonomy, meaning=meaning)
            return answer(question, store=store, engine=engine, taxonomy=taxonomy, meaning=meaning)

        yield run
    engine.close()


QUESTION = "do bosses stop things from stalling?"


def test_a_question_finds_a_passage_that_has_none_of_its_words(ask: Ask) -> None:
    found = ask(QUESTION)
    assert found.hits[0].passage.text == COPIED
    assert found.relaxed


def test_that_no_passage_has_all_the_words_is_told_and_which_of_them_stand_nowhere(
    ask: Ask,
) -> None:
    text = answer_text(ask("drift xylophone concerto"), offset=0)
    assert "No passage has all the words" in text
    assert "In no paper: xylophone, concerto." in text
    assert "Few passages have all the words; these" in answer_text(ask("depot winter"), offset=0)


def test_each_hit_says_why_it_is_there(ask: Ask) -> None:
    why = ask(QUESTION).hits[0].why
    assert "supervision-oversight" in why.themes
    assert {"drift", "case direction"} <= set(why.related)
    assert why.words == ()


def test_the_words_that_matched_are_a_reason(ask: Ask) -> None:
    assert ask("strategy discussions").hits[0].why.words == ("strategy", "discussions")


def test_a_copy_is_folded_under_the_newer_paper_and_still_counts(ask: Ask) -> None:
    found = ask("plans drift")
    [hit] = found.hits
    assert hit.document.path.endswith("letter.txt")
    assert len(hit.folded) == found.folded == 1
    assert found.total == 2


def test_by_date_nothing_is_folded(ask: Ask) -> None:
    assert len(ask("plans drift", sort=Sort.DATE).hits) == 2


def test_what_is_folded_is_among_all_that_match(ask: Ask) -> None:
    assert len(ask("plans drift", every=True)) == 2


def test_pages_beyond_the_ranked_go_on_without_gap_or_copy(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(best, "CONSIDERED", 2)
    query = "plans OR depot OR police OR roof OR winter"
    total = ask(query).total
    pages = [hit.passage.id for n in range(total) for hit in ask(query, limit=1, offset=n).hits]
    assert len(set(pages)) == len(pages) == total - ask(query).folded


def test_words_to_look_for_are_not_answered_by_their_theme(ask: Ask) -> None:
    assert not ask("bosses stalling").total


def test_the_years_of_a_question_narrow_it(ask: Ask) -> None:
    found = ask("do plans for children drift since 2021?")
    assert {hit.document.metadata.dated.year for hit in found.hits} == {2022}


def test_a_mistake_is_read_as_well_as_can_be_where_that_is_asked_for(ask: Ask) -> None:
    found = ask("(plans drift", forgiving=True)
    assert found.total == 2
    assert len(found.problems) == 1


def test_a_slip_of_the_keyboard_is_put_right(ask: Ask) -> None:
    assert ask("depott roof").suggestion == "depot roof"


class Near:
    """Says that one passage means what any question asks, and knows no others."""

    def __init__(self, passage: str) -> None:
        self._passage = passage

    def nearest(self, question: str, k: int) -> list[tuple[str, float]]:
        return [(self._passage, 0.8)][:k] if question else []

    def cosines(self, question: str, passages) -> dict[str, float]:
        near = dict(self.nearest(question, 1))
        return {passage: near.get(passage, 0.1) for passage in passages}


def test_a_passage_near_in_meaning_is_found_and_says_so(ask: Ask) -> None:
    [police] = [hit.passage.id for hit in ask("police").hits]
    found = ask("xylophones and zeppelins?", meaning=Near(police))
    assert [(hit.passage.id, hit.why.meaning) for hit in found.hits] == [(police, 0.8)]


def test_an_export_holds_what_was_found_by_meaning_too(ask: Ask) -> None:
    [police] = [hit.passage.id for hit in ask("police").hits]
    assert ask("xylophones and zeppelins?", meaning=Near(police), every=True) == (police,)


def test_a_passage_near_in_meaning_is_found_however_few_of_the_words_it_has(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(best, "CONSIDERED", 1)
    [roof] = [hit.passage.id for hit in ask("roof").hits]
    near = Near(roof)
    query = "what of plans, drift, supervision and a report?"
    pages = [ask(query, meaning=near, limit=1, offset=n).hits for n in range(8)]
    shown = [hit.passage.id for hits in pages for hit in hits]
    assert roof in shown[:2]
    assert len(set(shown)) == len(shown)


def test_programs_and_people_are_told_what_was_read_and_why(ask: Ask) -> None:
    found = ask(QUESTION)
    row = answer_json(found)
    assert row["query"]["read_as"]["themes"][0]["id"] == "supervision-oversight"
    assert row["hits"][0]["why"]["themes"] == list(found.hits[0].why.themes)
    text = answer_text(found, offset=0)
    assert "Read as: supervision-oversight" in text
    assert "1 more says the same" in text
