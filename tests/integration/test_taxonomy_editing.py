"""Editing themes: checked, tried on the passages there are, kept with history, labelled anew."""

import shutil
from pathlib import Path

import pytest

from indexer.decisions.deciding import Word, decide
from indexer.decisions.model import Act, Field
from indexer.home import Home
from indexer.ingest import Summary
from indexer.jobs.relabelling import relabel_all
from indexer.store.repository import Store
from indexer.taxonomy.editing import (
    digest_of,
    entries,
    id_from,
    remove_entry,
    restore,
    save_entry,
    shipped,
)
from indexer.taxonomy.model import EntryChanged, EntryRefused, Part
from indexer.taxonomy.trying import try_theme
from indexer.training import decided_passages
from nlp.taxonomy import load_taxonomy, taxonomy_version

HUBS = {
    "id": "assurance-visits",
    "label": "Assurance visits",
    "counts": "Visits of inspectors in between.",
    "excludes": "Full inspections.",
    "terms": ["social workers"],
    "abbr": [],
    "strong": [],
    "weak": [],
    "negatives": [],
    "areas": ["leaders"],
}


@pytest.fixture
def place(indexed: tuple[Home, Summary], tmp_path: Path) -> Home:
    return Home(shutil.copytree(indexed[0].path, tmp_path / "home"))


@pytest.fixture
def store(place):
    with Store.open(place.store) as opened:
        yield opened


def save(place, store, entry, **options):
    return save_entry(place, store, Part.THEME, entry, who="Ada Okoro", **options)


def test_a_new_theme_counts_at_once_and_is_in_the_history(place, store):
    change = save(place, store, HUBS, note="Asked for by the board")
    taxonomy = load_taxonomy(own=place.taxonomy)
    assert taxonomy.theme("assurance-visits").terms == ("social workers",)
    assert (change.before, change.after["label"]) == (None, "Assurance visits")
    assert (change.who, change.note, change.version) == (
        "Ada Okoro",
        "Asked for by the board",
        taxonomy.version,
    )
    assert store.taxonomy_changes(part=Part.THEME, entry="assurance-visits") == [change]


def test_what_is_as_it_ships_is_not_laid_over(place, store):
    theme = shipped(Part.THEME)["visits"]
    save(place, store, {**theme, "label": "Visiting children"})
    assert "visits" in (place.taxonomy / "themes.yaml").read_text()
    save(place, store, theme)
    assert not (place.taxonomy / "themes.yaml").exists()
    assert taxonomy_version(own=place.taxonomy) == taxonomy_version()


def test_saving_what_is_there_already_is_no_change(place, store):
    assert save(place, store, shipped(Part.THEME)["visits"]) is None
    assert store.taxonomy_changes() == []


def test_every_change_can_be_taken_back(place, store):
    added = save(place, store, HUBS)
    changed = save(place, store, {**HUBS, "label": "Visits between"})
    restore(place, store, changed, who="Ada Okoro")
    assert entries(place, Part.THEME)["assurance-visits"]["label"] == "Assurance visits"
    restore(place, store, added, who="Ada Okoro")
    assert "assurance-visits" not in entries(place, Part.THEME)
    assert len(store.taxonomy_changes()) == 4


def test_a_removed_shipped_theme_comes_back_by_taking_that_back(place, store):
    gone = remove_entry(place, store, Part.THEME, "visits", who="Ada Okoro")
    assert "visits" not in entries(place, Part.THEME)
    restore(place, store, gone, who="Ada Okoro")
    assert entries(place, Part.THEME)["visits"] == shipped(Part.THEME)["visits"]


def test_two_who_edit_the_same_theme_do_not_overwrite_each_other(place, store):
    opened = digest_of(entries(place, Part.THEME)["visits"])
    theme = shipped(Part.THEME)["visits"]
    save(place, store, {**theme, "label": "First"}, opened=opened)
    with pytest.raises(EntryChanged, match="Somebody else saved"):
        save(place, store, {**theme, "label": "Second"}, opened=opened)
    assert entries(place, Part.THEME)["visits"]["label"] == "First"


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"label": ""}, "label", "Give it a name"),
        ({"counts": ""}, "counts", "what belongs"),
        ({"terms": []}, "terms", "at least one term"),
        ({"terms": ["ab"]}, "terms", "too short"),
        ({"terms": ["hub", "Hub"]}, "terms", "listed twice"),
        ({"terms": ["hub"], "negatives": ["hub"]}, "negatives", "its own negative"),
        ({"strong": ["elsewhere"]}, "strong", "neither among its terms"),
        ({"abbr": ["hub"]}, "abbr", "lower-case word"),
        ({"areas": []}, "areas", "at least one area"),
        ({"areas": ["moon"]}, "areas", "unknown"),
        ({"label": "Visits to children"}, "label", "of this name already"),
        ({"id": ""}, "label", "at least one letter"),
        ({"id": "", "label": ""}, "label", "Give it a name"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_saved(place, store, changes, field, told):
    with pytest.raises(EntryRefused) as refused:
        save(place, store, HUBS | changes)
    assert told in refused.value.faults[field]
    assert not (place.taxonomy / "themes.yaml").exists()


def test_an_id_is_made_of_the_name_and_unlike_all_others():
    assert id_from("Children's homes & hubs", {}) == "childrens-homes-hubs"
    assert id_from("Hubs", {"hubs": 1, "hubs-2": 1}) == "hubs-3"


def test_trying_a_theme_tells_what_the_pipeline_then_says(place, store):
    """What is tried is what comes out: the counts before saving are those after it."""
    trial = try_theme(place, store, HUBS)
    assert trial.now == 0
    assert trial.gained > 0
    assert all(
        "social workers" in example.passage.text[start:end].lower()
        for example in trial.gains
        for start, end in example.spans
    )
    assert bearing(store, "assurance-visits") == set()  # trying changes nothing
    save(place, store, HUBS)
    relabelled(place, store)
    assert len(bearing(store, "assurance-visits")) == trial.gained
    assert store.count_given("assurance-visits") == trial.gained


def test_trying_fewer_words_tells_what_is_lost(place, store):
    save(place, store, HUBS)
    relabelled(place, store)
    before = bearing(store, "assurance-visits")
    trial = try_theme(place, store, HUBS | {"terms": ["nothing says this"]})
    assert (trial.now, trial.gained, trial.lost) == (len(before), 0, len(before))


def test_changing_a_definition_changes_no_label(place, store):
    theme = shipped(Part.THEME)["visits"]
    trial = try_theme(place, store, {**theme, "counts": "Put in other words."})
    assert (trial.touched, trial.gained, trial.lost) == (0, 0, 0)


def test_rewording_a_definition_makes_no_label_due(place, store):
    theme = shipped(Part.THEME)["visits"]
    before = taxonomy_version(own=place.taxonomy)
    save(place, store, {**theme, "counts": "Put in other words."})
    assert load_taxonomy(own=place.taxonomy).theme("visits").counts == "Put in other words."
    assert taxonomy_version(own=place.taxonomy) == before
    save(place, store, {**theme, "terms": [*theme["terms"], "doorstep chat"]})
    assert taxonomy_version(own=place.taxonomy) != before


def test_what_people_decided_with_a_theme_outlives_it(place, store):
    save(place, store, HUBS)
    relabelled(place, store)
    passage = next(iter(store.passages())).id
    word = Word(passage, Field.THEME, Act.YES, "assurance-visits")
    decide(store, load_taxonomy(own=place.taxonomy), [word], who="Ada Okoro")
    remove_entry(place, store, Part.THEME, "assurance-visits", who="Ada Okoro")
    relabelled(place, store)
    assert [one.value for one in store.decisions(passage=passage)] == ["assurance-visits"]


def relabelled(place, store):
    """Label anew as the work in the background does, without the time that its process takes."""
    done = relabel_all(place, {}, lambda *_: None)
    assert done["documents"] == len(store.documents())


def bearing(store, theme):
    return {
        p.id
        for p in store.passages()
        if p.annotation and theme in {t.id for t in p.annotation.themes}
    }


def test_a_theme_of_ones_own_does_not_keep_the_model_from_being_trained(place, store):
    """The model learns the themes that ship; those of one's own are found by their words."""
    save(place, store, HUBS)
    taxonomy = load_taxonomy(own=place.taxonomy)
    passage = next(p for p in store.passages() if p.annotation)
    words = [
        Word(passage.id, Field.THEME, Act.YES, "assurance-visits"),
        Word(passage.id, Field.THEME, Act.YES, "visits"),
        Word(passage.id, Field.STANCE, Act.SET, "strength"),
        Word(passage.id, Field.AREAS, Act.SET, ["leaders"]),
    ]
    decide(store, taxonomy, words, who="Ada Okoro")
    [row] = decided_passages(store)
    assert row.themes == ("visits",)
    assert "assurance-visits" not in row.themes_maybe


def test_a_removed_shipped_theme_is_given_to_no_passage(place, store):
    save(place, store, {**shipped(Part.THEME)["visits"], "terms": ["social workers"], "strong": []})
    relabelled(place, store)
    assert bearing(store, "visits")
    remove_entry(place, store, Part.THEME, "visits", who="Ada Okoro")
    relabelled(place, store)
    assert bearing(store, "visits") == set()
