"""Fit the networks that give a second opinion on stance."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from nlp.classifier.design import Design
from nlp.classifier.features import Features
from nlp.classifier.fitting import Choice, stance_scales
from nlp.classifier.linear import Weights
from nlp.classifier.terms import Floats

# Tried: 32 units (no gain left), penalties 0.1 and 1 (alike), 12 to 100 rounds (alike from 30).
_UNITS, _PENALTY, _ROUNDS, _BATCH = 64, 0.3, 40, 128
_SEEDS = (0, 1)
_HEADINGS = 0.5


def fit_opinion(
    design: Design,
    features: Features,
    vectors: Floats,
    rows: Choice,
    targets: Choice,
    classes: int,
    themes: int,
) -> tuple[Weights, Floats] | None:
    """Fit the networks.

    Args:
        design: passages.
        features: the vocabularies.
        vectors: one row for each term of the words' vocabulary.
        rows: the passages to learn from.
        targets: the stance of each of these, from 0.
        classes: how many stances there are.
        themes: how many themes there are.

    Returns:
        weights of the first layer and the second layers; None where fewer than three
        stances are known.
    """
    if len(set(targets.tolist())) < 3:
        return None
    facts = stance_scales(themes, design.facts.dense.shape[1]).facts
    of_words = _to_size_one(design.words[rows] @ vectors, vectors)
    by_heading = _vectors_of_headings(features, vectors)
    of_headings = _to_size_one(design.headings[rows] @ by_heading, by_heading, _HEADINGS)
    used = np.flatnonzero(facts)
    kinds = design.kinds[rows].toarray()
    seen = np.hstack(
        [of_words[0], of_headings[0], kinds, design.facts.dense[rows][:, used]], dtype=np.float32
    )
    networks = [_fit(seen, targets, seed) for seed in _SEEDS]
    first = np.hstack([network.coefs_[0] for network in networks])
    ends = np.cumsum([vectors.shape[1], vectors.shape[1], kinds.shape[1]])
    words, headings, places, ruled = np.split(first.astype(np.float32), ends)
    by_fact = np.zeros((len(facts), first.shape[1]), np.float32)
    by_fact[used] = ruled
    offset = np.hstack([network.intercepts_[0] for network in networks])
    weights = Weights(
        words=of_words[1] @ words,
        headings=of_headings[1] @ headings,
        kinds=places,
        facts=by_fact,
        offset=offset.astype(np.float32)[None],
    )
    return weights, np.stack([_second_layer(network, classes) for network in networks])


def _to_size_one(seen: Floats, vectors: Floats, size: float = 1.0) -> tuple[Floats, Floats]:
    """Scale sums of vectors, and the vectors, so that the sums vary by ``size``."""
    scale = np.float32(size / (seen.std() or 1.0))
    return seen * scale, vectors * scale


def _vectors_of_headings(features: Features, vectors: Floats) -> Floats:
    places = {term: row for row, term in enumerate(features.words.terms)}
    found = np.zeros((len(features.headings), vectors.shape[1]), np.float32)
    for row, term in enumerate(features.headings.terms):
        if term in places:
            found[row] = vectors[places[term]]
    return found


def _fit(seen: Floats, targets: Choice, seed: int) -> MLPClassifier:
    network = MLPClassifier(
        (_UNITS,), alpha=_PENALTY, max_iter=_ROUNDS, batch_size=min(_BATCH, len(seen)),
        random_state=seed,
    )  # fmt: skip
    with warnings.catch_warnings():
        # It is meant to stop early.
        warnings.simplefilter("ignore", ConvergenceWarning)
        return network.fit(seen, targets)


def _second_layer(network: MLPClassifier, classes: int) -> Floats:
    """Return weights and offset of every stance; one never seen can never be chosen."""
    layer = np.zeros((_UNITS + 1, classes), np.float32)
    layer[-1] = -1e3
    layer[:-1, network.classes_] = network.coefs_[1]
    layer[-1, network.classes_] = network.intercepts_[1]
    return layer
