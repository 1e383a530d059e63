"""What people decide of passages holds, is found, and stays with the words it was said of."""

import shutil
from dataclasses import replace

import pytest

from indexer.decisions.deciding import DecisionError, Word, decide, undo
from indexer.decisions.model import Act, Field, State
from indexer.decisions.settling import settle_decisions
from indexer.decisions.showing import show_decisions
from indexer.home import Home
from indexer.ingest import ingest
from indexer.search.base import SearchRequest
from indexer.search.lifecycle import open_current
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from nlp.types import Source

TAXONOMY = load_taxonomy()
FINDING = "Supervision of social workers is not regular enough to prevent drift."
PAPER = f"""# Practice review

## What needs to improve

{FINDING}

Kinship carers wait too long for their assessments to be completed.
"""


@pytest.fixture
def place(tmp_path, home):
    """A home with one paper of a few passages; its folder is beside it."""
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "review.md").write_text(PAPER)
    ingest([folder], home=home)
    return home, folder


def passage_of(store, text):
    return next(p for p in store.passages() if p.text == text)


def say(store, passage, field, act, value, key=None, **by):
    word = Word(passage, field, act, value, key=key)
    return decide(store, TAXONOMY, [word], who=by.pop("who", "Ada Okoro"), **by)[0]


def themes(passage):
    return {theme.id: theme.source for theme in passage.annotation.themes}


def test_an_added_theme_holds_and_the_machine_s_stay_beside_it(place):
    home, _ = place
    with Store.open(home.store) as store:
        before = passage_of(store, FINDING)
        say(store, before.id, Field.THEME, Act.YES, "workforce")
        after = passage_of(store, FINDING)
    assert themes(after)["workforce"] is Source.PERSON
    assert after.machine == before.annotation


def test_a_rejected_theme_is_gone(place):
    home, _ = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        assert "supervision-oversight" in themes(passage)
        say(store, passage.id, Field.THEME, Act.NO, "supervision-oversight")
        assert "supervision-oversight" not in themes(passage_of(store, FINDING))


def test_what_is_undone_counts_no_more(place):
    home, _ = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        made = say(store, passage.id, Field.STANCE, Act.SET, "strength")
        assert passage_of(store, FINDING).annotation.stance.id == "strength"
        undo(store, TAXONOMY, [made], who="Ada Okoro")
        assert passage_of(store, FINDING).annotation == passage.annotation


def test_an_undone_undo_counts_again(place):
    home, _ = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        made = say(store, passage.id, Field.STANCE, Act.SET, "strength")
        undone = undo(store, TAXONOMY, [made], who="Ada Okoro")
        undo(store, TAXONOMY, undone, who="Ada Okoro")
        assert passage_of(store, FINDING).annotation.stance.id == "strength"


def test_a_decision_sent_twice_is_kept_once(place):
    home, _ = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        first = say(store, passage.id, Field.STANCE, Act.SET, "strength", key="a1")
        again = say(store, passage.id, Field.STANCE, Act.SET, "strength", key="a1")
        assert again == first
        assert store.decisions() == [first]


def test_a_blind_decision_changes_no_label(place):
    home, _ = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        say(store, passage.id, Field.STANCE, Act.SET, "strength", round=1)
        assert passage_of(store, FINDING).annotation == passage.annotation


@pytest.mark.parametrize(
    ("field", "act", "value"),
    [
        (Field.THEME, Act.YES, "no-such-theme"),
        (Field.THEME, Act.SET, "kinship-care"),
        (Field.STANCE, Act.SET, "splendid"),
        (Field.AREAS, Act.SET, "leaders"),
        (Field.MIXED, Act.SET, "yes"),
        (Field.NOTE, Act.SET, "  "),
        (Field.STANCE, Act.WITHDRAW, 99),
    ],
)
def test_what_cannot_be_said_is_refused_and_nothing_kept(place, field, act, value):
    home, _ = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        good = Word(passage.id, Field.STANCE, Act.SET, "strength")
        with pytest.raises(DecisionError):
            decide(store, TAXONOMY, [good, Word(passage.id, field, act, value)], who="Ada Okoro")
        assert store.decisions() == []


def test_the_search_shows_a_decision_once_told_to(place):
    home, _ = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        say(store, passage.id, Field.THEME, Act.YES, "kinship-care")
        assert passage.id not in found(home)
        assert show_decisions(home, store) == 1
        assert store.unshown() == []
    assert passage.id in found(home)


def test_an_index_run_shows_what_the_search_did_not(place):
    home, folder = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        say(store, passage.id, Field.THEME, Act.YES, "kinship-care")
    ingest([folder], home=home)
    assert passage.id in found(home)


def found(home: Home):
    engine = open_current(home.search)
    try:
        result = engine.search(SearchRequest(None, filters={"theme": ("kinship-care",)}))
        return {hit.passage for hit in result.hits}
    finally:
        engine.close()


def test_a_decision_follows_its_words_into_the_next_version(place):
    home, folder = place
    with Store.open(home.store) as store:
        say(store, passage_of(store, FINDING).id, Field.STANCE, Act.SET, "strength")
    (folder / "review.md").write_text("# Foreword\n\nThis is a second edition.\n\n" + PAPER)
    summary = ingest([folder], home=home)
    with Store.open(home.store) as store:
        assert passage_of(store, FINDING).annotation.stance.source is Source.PERSON
        assert store.subjects()[0].state is State.MOVED
        assert store.settlements()[0].was != store.settlements()[0].now
    assert summary.decisions.moved == 1


def test_a_passage_of_mostly_the_same_words_keeps_its_decision_and_is_reported(place):
    home, folder = place
    with Store.open(home.store) as store:
        say(store, passage_of(store, FINDING).id, Field.STANCE, Act.SET, "strength")
    changed = FINDING.replace("regular enough", "often regular enough")
    (folder / "review.md").write_text(PAPER.replace(FINDING, changed))
    assert ingest([folder], home=home).decisions.changed == 1
    with Store.open(home.store) as store:
        assert passage_of(store, changed).annotation.stance.id == "strength"
        assert store.settlements()[0].quote_after == changed


def test_a_decision_whose_words_are_gone_is_kept_and_comes_back_with_them(place):
    home, folder = place
    with Store.open(home.store) as store:
        say(store, passage_of(store, FINDING).id, Field.STANCE, Act.SET, "strength")
    (folder / "review.md").write_text("# Practice review\n\nNothing more is said here at all.\n")
    assert ingest([folder], home=home).decisions.orphaned == 1
    with Store.open(home.store) as store:
        assert store.subjects(state=State.ORPHANED)[0].quote == FINDING
    (folder / "review.md").write_text(PAPER + "\nThe words are back.\n")
    ingest([folder], home=home)
    with Store.open(home.store) as store:
        assert passage_of(store, FINDING).annotation.stance.id == "strength"


def test_a_decision_survives_that_its_file_is_gone(place):
    home, folder = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        say(store, passage.id, Field.STANCE, Act.SET, "strength")
    shutil.copy(folder / "review.md", folder / "other.md")
    (folder / "other.md").write_text("# Another\n\nAnother paper says something else.\n")
    (folder / "review.md").unlink()
    ingest([folder], home=home, forget_missing=True)
    with Store.open(home.store) as store:
        kept = store.passages_by_id([passage.id])[passage.id]
        assert kept.annotation.stance.id == "strength"
        assert settle_decisions(store).is_quiet


def test_a_decision_survives_that_all_is_labelled_anew(place):
    home, folder = place
    with Store.open(home.store) as store:
        passage = passage_of(store, FINDING)
        say(store, passage.id, Field.THEME, Act.YES, "kinship-care")
        other = replace(passage.annotation, themes=(), mixed=True)
        store.save_annotations(passage.document, {passage.id: other}, pipeline="another model")
        assert passage_of(store, FINDING).machine == other
    ingest([folder], home=home)  # finds that other labels are due, as after a training
    with Store.open(home.store) as store:
        after = passage_of(store, FINDING)
    assert themes(after)["kinship-care"] is Source.PERSON
    assert after.machine == passage.annotation


def test_an_older_version_is_decided_no_more(place):
    home, folder = place
    with Store.open(home.store) as store:
        old = passage_of(store, FINDING)
    (folder / "review.md").write_text("# Foreword\n\nThis is a second edition.\n\n" + PAPER)
    ingest([folder], home=home)
    with Store.open(home.store) as store, pytest.raises(DecisionError, match="older version"):
        say(store, old.id, Field.STANCE, Act.SET, "strength")
