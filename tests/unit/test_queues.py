"""Queues: the order of passages, and that two people are never given the same one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from indexer.decisions.deciding import Word, decide
from indexer.decisions.model import Act, Field
from indexer.queues.giving import QueueError, assign, next_task, sample_round
from indexer.queues.model import Queue
from indexer.queues.ranking import Rankings, order
from indexer.store.repository import Store
from indexer.store.scored import Scored
from nlp.taxonomy import load_taxonomy
from nlp.types import Stance
from tests.register import LETTER, make_paper, make_passages, save
from tests.shelf import SUPERVISION, build_shelf, note

TAXONOMY = load_taxonomy()
ADA, BEN = "Ada Okoro", "Ben Marsh"


@pytest.fixture
def store(tmp_path):
    with Store.open(build_shelf(tmp_path).store) as opened:
        yield opened


@pytest.fixture
def orders(store):
    return Rankings().orders(store)


def scored(name, least=0.9, doubted=0.0, themes=()):
    return Scored(name, "d", tuple(themes), "context", least, doubted)


def say(store, passage, field, act, value, who=ADA):
    decide(store, TAXONOMY, [Word(passage, field, act, value)], who=who)


def passage_of(store, text):
    return next(p.id for p in store.passages() if p.text == text)


def test_headings_are_in_no_queue_as_they_are_in_no_search(tmp_path):
    label = note(Stance.CONTEXT, "visits")
    heading, point = (
        replace(one, annotation=label) for one in make_passages(LETTER, "Visits are in time.")
    )
    with Store.open(tmp_path / "store", create=True) as store:
        save(store, make_paper(LETTER), [heading, point])
        assert [one.passage for one in store.scored()] == [point.id]


def test_the_least_sure_label_comes_first_and_what_is_sure_does_not_come():
    made = order([scored("sure"), scored("unsure", 0.4), scored("guess", 0.2)])
    assert made.uncertain == ["guess", "unsure"]


def test_what_no_words_bear_out_comes_by_how_sure_the_model_is_of_it():
    made = order([scored("a", doubted=0.6), scored("b", doubted=0.9), scored("c")])
    assert made.disagreement == ["b", "a"]


def test_the_sample_is_drawn_by_nothing_that_is_known_of_a_passage():
    rows = [scored(f"p-{n}", least=n / 1000) for n in range(1000)]
    drawn = order(rows).drawn[:200]
    assert drawn == order(rows[::-1]).drawn[:200]
    mean = sum(int(name[2:]) for name in drawn) / 200
    assert mean == pytest.approx(500, abs=60)  # three standard errors


def test_a_person_keeps_the_passage_they_have_not_ended(store, orders):
    first = next_task(store, orders, Queue.NEW, who=ADA)
    assert next_task(store, orders, Queue.NEW, who=ADA) == first


def test_two_people_are_never_given_the_same_passage(store, orders):
    one, other = (next_task(store, orders, Queue.NEW, who=who) for who in (ADA, BEN))
    assert one.passage != other.passage


def test_people_who_ask_at_once_are_given_different_passages(store, orders):
    people = [f"Person {n}" for n in range(5)]
    with ThreadPoolExecutor(5) as pool:
        given = list(pool.map(lambda who: next_task(store, orders, Queue.NEW, who=who), people))
    assert len({task.passage for task in given}) == 5


def test_nobody_is_given_what_a_person_decided(store, orders):
    passage = passage_of(store, SUPERVISION)
    say(store, passage, Field.STANCE, Act.SET, "strength")
    given = assign(store, orders, Queue.NEW, to=BEN, by=ADA, number=100)
    assert passage not in {task.passage for task in given}


def test_what_was_decided_is_done_and_the_rest_passed_over(store, orders):
    done = next_task(store, orders, Queue.NEW, who=ADA)
    say(store, done.passage, Field.MIXED, Act.SET, False)
    assert store.end_task(done)
    passed = next_task(store, orders, Queue.NEW, who=ADA)
    assert not store.end_task(passed)
    assert [(one.today, one.ever) for one in store.progress()] == [(1, 1)]


def test_what_one_person_passed_over_is_offered_to_others_and_not_to_them(store, orders):
    passed = next_task(store, orders, Queue.NEW, who=ADA)
    store.end_task(passed)
    assert next_task(store, orders, Queue.NEW, who=ADA).passage != passed.passage
    assert next_task(store, orders, Queue.NEW, who=BEN).passage == passed.passage


def test_what_a_newer_version_took_the_place_of_is_offered_no_more(store):
    rankings = Rankings()
    held = next_task(store, rankings.orders(store), Queue.NEW, who=ADA)
    store.supersede([held.passage.partition("-")[0]])
    task = next_task(store, rankings.orders(store), Queue.NEW, who=ADA)
    assert store.is_current(task.passage.partition("-")[0])


def test_what_a_person_was_given_comes_before_what_they_take(store, orders):
    given = assign(store, orders, Queue.NEW, to=BEN, by=ADA, number=2)
    first = next_task(store, orders, Queue.NEW, who=BEN)
    store.end_task(first)
    assert [first, next_task(store, orders, Queue.NEW, who=BEN)] == given


def test_a_number_that_cannot_be_given_is_refused(store, orders):
    with pytest.raises(QueueError, match="1 to 500"):
        assign(store, orders, Queue.NEW, to=BEN, by=ADA, number=0)


def test_the_theme_of_which_people_decided_least_comes_first(store, orders):
    for passage in orders.themes["visits"]:
        say(store, passage, Field.THEME, Act.YES, "visits")
    task = next_task(store, orders, Queue.THEME, who=BEN)
    assert "visits" not in orders.scored[task.passage].themes


def test_another_theme_is_given_at_once_when_it_is_asked_for(store, orders):
    next_task(store, orders, Queue.THEME, who=ADA, theme="visits")
    task = next_task(store, orders, Queue.THEME, who=ADA, theme="kinship-care")
    assert "kinship-care" in orders.scored[task.passage].themes


def test_a_second_look_is_for_somebody_else(store, orders):
    passage = passage_of(store, SUPERVISION)
    say(store, passage, Field.THEME, Act.NO, "supervision-oversight")
    assert next_task(store, orders, Queue.SECOND, who=ADA) is None
    assert next_task(store, orders, Queue.SECOND, who=BEN).passage == passage


def test_who_says_what_the_machine_says_calls_for_no_second_look(store, orders):
    passage = passage_of(store, SUPERVISION)
    say(store, passage, Field.THEME, Act.YES, "supervision-oversight")
    assert next_task(store, orders, Queue.SECOND, who=BEN) is None


def test_the_sample_leaves_out_nothing_that_people_decided_of(store, orders):
    for passage in orders.drawn:
        say(store, passage, Field.MIXED, Act.SET, False)
    assert next_task(store, orders, Queue.SAMPLE, who=ADA).passage == orders.drawn[0]


def test_the_sample_is_coded_in_one_round_whoever_begins(store):
    assert sample_round(store, who=ADA).id == sample_round(store, who=BEN).id
