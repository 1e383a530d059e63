"""The codebook: what ships, what leads wrote in its place, and passages people confirmed."""

from dataclasses import replace

import pytest

from indexer.codebook.entries import (
    CodebookError,
    build_codebook,
    changed_words,
    find_entry,
    reword,
)
from indexer.codebook.model import Wording
from indexer.decisions.deciding import Word, decide
from indexer.decisions.model import Act, Field
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from nlp.types import Stance
from tests.shelf import SUPERVISION, build_shelf

TAXONOMY = load_taxonomy()
ADA, CLEO = "Ada Okoro", "Cleo Hart"
THEME = ("theme", "supervision-oversight")
NEW = Wording("What managers do on live cases to direct them.")


@pytest.fixture
def store(tmp_path):
    with Store.open(build_shelf(tmp_path).store) as opened:
        yield opened


def entry(store, kind="area", name="leaders"):
    return find_entry(build_codebook(store, TAXONOMY), kind, name)


def say(store, field, act, value):
    passage = next(p.id for p in store.passages() if p.text == SUPERVISION)
    decide(store, TAXONOMY, [Word(passage, field, act, value)], who=ADA)


def test_every_label_that_can_be_given_has_an_entry_that_says_what_belongs_to_it():
    entries = {(one.kind, one.name): one for one in build_codebook(None, TAXONOMY)}
    labels = (
        {("theme", theme.id) for theme in TAXONOMY.themes}
        | {("area", area.id) for area in TAXONOMY.areas}
        | {("stance", stance.value) for stance in Stance}
    )
    assert entries.keys() == labels
    assert all(one.wording.counts for one in entries.values())


def test_a_new_wording_stands_in_place_of_the_one_that_ships(store):
    reword(store, entry(store), NEW, who=CLEO, why="Clearer")
    changed = entry(store)
    assert changed.wording == NEW
    assert (changed.version.who, changed.version.why) == (CLEO, "Clearer")


def test_every_earlier_wording_is_kept(store):
    first = reword(store, entry(store), NEW, who=CLEO)
    other = Wording("Other words.", "Not this.")
    reword(store, entry(store), other, who=ADA, since=first.id)
    assert [one.wording for one in store.wordings()] == [NEW, other]


def test_a_theme_says_itself_what_belongs_to_it_and_the_codebook_where_it_is_in_doubt(store):
    shipped = entry(store, *THEME).wording
    reword(store, entry(store, *THEME), Wording("Else.", notes="Group work counts."), who=CLEO)
    assert entry(store, *THEME).wording == replace(shipped, notes="Group work counts.")


def test_the_audit_trail_tells_of_a_new_wording(store):
    reword(store, entry(store), NEW, who=CLEO)
    last = [entry.event for entry in store.audit_entries()][-1]
    assert (last.action, last.subject) == ("codebook-changed", "area/leaders")


def test_who_wrote_at_the_same_time_overwrites_nobody(store):
    reword(store, entry(store), NEW, who=CLEO)
    with pytest.raises(CodebookError, match=f"{CLEO} changed this entry"):
        reword(store, entry(store), Wording("Mine."), who=ADA, since=None)


@pytest.mark.parametrize("given", [Wording(" "), Wording("x" * 5000)])
def test_a_wording_that_says_nothing_or_too_much_is_refused(store, given):
    with pytest.raises(CodebookError):
        reword(store, entry(store), given, who=CLEO)


def test_the_same_wording_is_no_new_version(store):
    with pytest.raises(CodebookError, match="already"):
        reword(store, entry(store), entry(store).wording, who=CLEO)


def test_a_confirmed_passage_is_an_example(store):
    say(store, Field.THEME, Act.YES, "supervision-oversight")
    examples = entry(store, *THEME).examples
    assert [(one.text, one.who) for one in examples] == [(SUPERVISION, ADA)]


def test_what_was_taken_back_or_rejected_later_is_no_example(store):
    say(store, Field.THEME, Act.YES, "supervision-oversight")
    say(store, Field.THEME, Act.NO, "supervision-oversight")
    say(store, Field.STANCE, Act.SET, "strength")
    say(store, Field.STANCE, Act.SET, "context")
    assert entry(store, *THEME).examples == ()
    assert entry(store, "stance", "strength").examples == ()
    assert [one.text for one in entry(store, "stance", "context").examples] == [SUPERVISION]


def test_what_changed_is_told_by_the_word():
    assert changed_words("one two three", "one new three four") == [
        ("same", "one"),
        ("gone", "two"),
        ("new", "new"),
        ("same", "three"),
        ("new", "four"),
    ]
