"""Vectors of words, and what they make of a text alone and beside a sentence encoder."""

import json

import numpy as np
import pytest

from nlp.errors import ModelError
from nlp.meaning.card import words_card
from nlp.meaning.encoders import SENTENCES, BothEncoder, about_encoder, load_encoder
from nlp.meaning.everyday import read_everyday
from nlp.meaning.install import add_model
from nlp.meaning.weights import quantised
from nlp.meaning.words import WordVectors, load_learnt, unpacked
from nlp.questions.answered import read_answered
from nlp.taxonomy import load_taxonomy
from tests.tiny_model import build_tiny_model

WORDS = WordVectors(["child", "visit"], np.array([[3.0, 0.0], [0.0, 4.0]], np.float32))


@pytest.fixture(scope="module")
def words():
    return load_learnt().words


def test_a_text_is_the_sum_of_its_words():
    [found] = WORDS.encode(["Visits to the children"])
    assert found == pytest.approx([0.6, 0.8])


def test_a_word_that_comes_twice_counts_once():
    once, twice = WORDS.encode(["a visit to a child", "a visit, a visit to a child"])
    assert once == pytest.approx(twice)


def test_a_text_of_unknown_words_is_near_to_nothing():
    assert not WORDS.encode(["xyzzy", ""]).any()


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        (
            "do bosses notice when a case is stuck?",
            "Management oversight does not prevent drift and delay.",
            "Foster carers are recruited in good time.",
        ),
        (
            "can youngsters move in with grandma?",
            "Kinship assessments of relatives are completed quickly.",
            "The virtual school supports pupils with their education plans.",
        ),
        (
            "who sits round the table when a child is in danger?",
            "Police and health professionals attend strategy discussions.",
            "Care leavers know what their local offer is.",
        ),
    ],
)
def test_everyday_words_lie_near_to_those_of_the_papers(words, question, answer, other):
    asked, right, wrong = words.encode([question, answer, other])
    assert asked @ right > asked @ wrong


def test_what_was_made_small_is_nearly_what_it_was():
    rows = np.random.default_rng(0).normal(size=(50, 16)).astype(np.float32)
    assert unpacked(*quantised(rows)) == pytest.approx(rows, abs=0.02)


def test_a_damaged_file_says_what_to_do(tmp_path):
    path = tmp_path / "words.npz"
    path.write_bytes(b"nothing")
    with pytest.raises(ModelError, match="install it again"):
        load_learnt.__wrapped__(path)


def test_a_cosine_beside_a_sentence_encoder_is_the_weighted_mean_of_both():
    texts = ["a child", "visits to children"]
    alike = WordVectors(["visit"], np.array([[1.0]], np.float32))
    both = BothEncoder(WORDS, alike, head=None).encode(texts)
    own = WORDS.encode(texts)
    assert both[0] @ both[1] == pytest.approx(SENTENCES * (own[0] @ own[1]))


def test_a_head_turns_what_the_sentence_encoder_says():
    head = np.array([[0.0], [1.0]], np.float32)
    [found] = BothEncoder(WORDS, WORDS, head).encode(["visits to children"])
    assert found[0] == pytest.approx(SENTENCES**0.5)


def test_without_a_model_the_words_serve_alone(tmp_path):
    assert about_encoder(tmp_path).model is None
    assert load_encoder(tmp_path) is load_learnt().words


def test_a_model_that_is_brought_in_serves_beside_the_words(tmp_path):
    tiny = build_tiny_model(tmp_path / "tiny")
    card = add_model(tmp_path, tiny.folder, known=tiny.known).card
    [vector] = load_encoder(tmp_path).encode(["supervision"])
    assert len(vector) == about_encoder(tmp_path).dimensions == card.dimensions + 128


def test_every_question_that_ships_asks_after_themes_of_the_taxonomy():
    themes = {theme.id for theme in load_taxonomy().themes}
    assert {theme for one in read_answered() for theme in one.themes} == themes


def test_every_question_that_ships_has_its_passage():
    from nlp.classifier.labels import SHIPPED_LABELS

    lines = SHIPPED_LABELS.read_text(encoding="utf-8").splitlines()
    assert {one.passage for one in read_answered()} <= {json.loads(line)["id"] for line in lines}


def test_every_term_that_ships_is_there_once_with_other_words_for_it():
    terms = [one.term for one in read_everyday()]
    assert len(set(terms)) == len(terms)
    assert [one.term for one in read_everyday() if not (all(one.trade) and all(one.everyday))] == []


def test_the_card_tells_what_the_vectors_were_learnt_from():
    card = words_card()
    assert f"Version {load_learnt().version}" in card
    assert f"{len(read_answered()):,} questions" in card
    assert f"{len(read_everyday()):,} words and terms" in card
