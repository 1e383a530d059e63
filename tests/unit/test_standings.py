"""What hits are ranked by is what people see of them, not only what the machine read."""

from datetime import date

import pytest

from indexer.corrections import correct
from indexer.decisions.deciding import Word, decide
from indexer.decisions.model import Act, Field
from indexer.model import Metadata
from indexer.store.ranked import Standing
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from nlp.types import Speaker, Stance
from tests.shelf import VISITS, ledger_entry, make_text, note

READ = Metadata(type="committee-paper", event_end=date(2022, 2, 9))


@pytest.fixture
def store(tmp_path):
    label = note(Stance.STRENGTH, "visits", area="leaders")
    document, passages = make_text(tmp_path / "letter.txt", [VISITS], READ, label)
    with Store.open(tmp_path / "sightline.db", create=True) as opened:
        opened.save_document(document, passages, pipeline="1")
        opened.record(ledger_entry(document))
        yield opened


def standing(store: Store) -> Standing:
    [passage] = store.passages()
    return store.standings([passage.id])[passage.id]


def say(store: Store, field: Field, value: object) -> None:
    [passage] = store.passages()
    decide(store, load_taxonomy(), [Word(passage.id, field, Act.SET, value)], who="Mo Carne")


def test_without_anybody_saying_otherwise_the_machines_reading_counts(store):
    found = standing(store)
    assert (found.stance, found.speaker) == (Stance.STRENGTH, Speaker.INSPECTORATE)
    assert (found.areas, found.dated) == (("leaders",), date(2022, 2, 9))


def test_a_decided_stance_counts_in_place_of_the_machines(store):
    say(store, Field.STANCE, "needs-improvement")
    assert standing(store).stance is Stance.NEEDS_IMPROVEMENT


def test_decided_areas_count_in_place_of_the_machines(store):
    say(store, Field.AREAS, ["help-protection"])
    assert standing(store).areas == ("help-protection",)


def test_a_speaker_decided_to_be_nobody_is_nobody(store):
    say(store, Field.SPEAKER, None)
    assert standing(store).speaker is None


@pytest.mark.parametrize("field", ["event_end", "published"])
def test_a_corrected_day_counts_in_place_of_the_machines(store, field):
    correct(store, standing(store).document, field, "2024-05-06", who="Mo Carne")
    assert standing(store).dated == date(2024, 5, 6)
