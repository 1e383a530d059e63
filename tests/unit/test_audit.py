"""The audit trail: what is kept, that nothing in it changes, and that tampering shows."""

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from indexer.audit import ACTING, BEGINNING, Acting, Action, Event, verify
from indexer.home import Home
from indexer.store.audit import Wanted
from indexer.store.repository import Store
from indexer.store.tables_people import audit


@pytest.fixture
def store(home: Home):
    with Store.open(home.store, create=True) as store:
        for number in range(1, 4):
            store.record_event(Event("decided", f"Person {number}", f"paper-{number}"))
        yield store


def alter(home: Home, *statements: str) -> None:
    """Change the file behind the program's back, as somebody with access to it could."""
    with closing(sqlite3.connect(home.store)) as raw:
        for name in ("update", "delete", "replace"):
            raw.execute(f"DROP TRIGGER audit_no_{name}")
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def test_entries_are_kept_in_order(store):
    kept = [(entry.id, entry.event.who) for entry in store.audit_entries()]
    assert kept == [(1, "Person 1"), (2, "Person 2"), (3, "Person 3")]


def test_an_untouched_chain_is_whole(store):
    verdict = verify(store.audit_entries())
    assert (verdict.entries, verdict.broken) == (3, None)
    assert verdict.head == list(store.audit_entries())[-1].hash


def test_an_empty_trail_is_whole(home):
    with Store.open(home.store, create=True) as store:
        assert verify(store.audit_entries()).head == BEGINNING


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(audit).values(who="Nobody"),
        sa.delete(audit).where(audit.c.id == 3),
        sa.insert(audit).prefix_with("OR REPLACE"),
    ],
    ids=["update", "delete", "replace"],
)
def test_the_database_refuses_to_change_an_entry(store, statement):
    if statement.is_insert:
        last = list(store.audit_entries())[-1]
        statement = statement.values(
            id=3, at=last.at, who="x", action="x", subject="", detail={}, previous="", hash=""
        )
    with pytest.raises(sa.exc.IntegrityError, match="only added to"), store._writing() as writer:
        writer.execute(statement)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET who = 'Nobody' WHERE id = 2", 2),
        ("UPDATE audit SET detail = '{\"a\": 1}' WHERE id = 1", 1),
        ("UPDATE audit SET at = '2020-01-01 00:00:00.000000' WHERE id = 3", 3),
        ("DELETE FROM audit WHERE id = 2", 3),
        ("DELETE FROM audit WHERE id = 1", 2),
    ],
)
def test_tampering_with_the_file_shows(home, store, statement, broken):
    alter(home, statement)
    assert verify(store.audit_entries()).broken == broken


def test_what_was_cut_off_at_the_end_shows_by_a_head_noted_before(home, store):
    noted = verify(store.audit_entries()).head
    alter(home, "DELETE FROM audit WHERE id = 3")
    verdict = verify(store.audit_entries())
    assert verdict.broken is None
    assert verdict.head != noted


def test_details_read_back_as_they_were_hashed(store):
    detail = {"words": "Ünïcode “quoted”", "list": (1, 2), "none": None, "number": 0.1}
    store.record_event(Event("decided", "Ada Marsh", detail=detail))
    last = list(store.audit_entries())[-1]
    assert last.event.detail == detail | {"list": [1, 2]}
    assert verify(store.audit_entries()).broken is None


def test_what_is_recorded_within_a_request_has_its_role_and_address(store):
    token = ACTING.set(Acting("lead", "10.0.0.7"))
    store.record_event(Event(Action.EXPORTED, "Ada Marsh"))
    ACTING.reset(token)
    last = list(store.audit_entries())[-1]
    assert (last.event.role, last.event.address) == ("lead", "10.0.0.7")


def test_entries_are_found_by_who_what_and_words(store):
    store.record_event(Event(Action.EXPORTED, "Ada Marsh", detail={"query": "kinship"}))
    assert [one.event.who for one in store.find_entries(Wanted(action="exported"))] == ["Ada Marsh"]
    assert [one.id for one in store.find_entries(Wanted(who="Person 2"))] == [2]
    assert [one.id for one in store.find_entries(Wanted(words="KINSHIP"))] == [4]
    assert [one.id for one in store.find_entries(Wanted(words="paper-"), limit=2)] == [3, 2]
    assert store.count_entries(Wanted(words="paper-")) == 3


def test_two_programs_that_write_at_once_keep_one_chain(home, store):
    with Store.open(home.store) as other:
        for number in range(5):
            store.record_event(Event("decided", f"One {number}"))
            other.record_event(Event("decided", f"Other {number}"))
    assert verify(store.audit_entries()).entries == 13
    assert verify(store.audit_entries()).broken is None
