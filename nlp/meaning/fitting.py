"""Learn the vectors of words: ``python -m nlp.meaning.fitting --models HOME/models PASSAGES``.

PASSAGES is what ``sightline passages --format json`` prints of some hundred papers; the home needs
the sentence encoder (``sightline models add``), the teacher. What is learnt from: those passages
(only by the words of :func:`vocabulary`, so that no name of a place or a person gets in), the
invented passages for training labels, the questions that were written for each of those, what
people call the words of papers (:mod:`nlp.meaning.everyday`), and, with ``--published``, questions
written for published passages. The sample papers' own are left out, since the search is judged on
these, and so is every published paper that answers one of the questions it is judged by.

nDCG@10 without a sentence encoder, on 60 questions on five papers, 31 more on these, 66 on the
sample papers and 66 on 494 papers: 0.638, -, 0.552, 0.558 without any of this; 0.658, 0.672, 0.647,
0.599 with vectors and the questions for invented passages; 0.678, 0.682, 0.652, 0.610 with what
people call things and 2,376 questions for published passages; 0.685, 0.713, 0.649, 0.607 with 6,723
of these; 0.693, 0.720, 0.664, 0.602 when these are let go farther from the first step. Vectors that
only copy the teacher: 0.615, -, 0.584 and, before all of their first hits were judged, 0.543 beside
0.560 for the whole.
"""

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from nlp.classifier.labels import SHIPPED_LABELS, read_labels
from nlp.classifier.likelihoods import likelihoods
from nlp.meaning.artefact import load_sentence_encoder, read_card, read_pieces
from nlp.meaning.encoder import SentenceEncoder
from nlp.meaning.everyday import read_everyday
from nlp.meaning.weights import quantised
from nlp.meaning.words import FORMAT, SHIPPED, Floats
from nlp.questions.answered import read_answered
from nlp.questions.stems import is_telling, stems
from nlp.types import Stance

DIMENSIONS, HEAD = 128, 192
"""96 instead of 128: 0.654, 0.650, 0.550 instead of 0.658, 0.652, 0.549. 192 of the encoder's 384
figures rank answers to questions as high as 384 do."""

_MOST = 17_000
"""Passages of real papers that are learnt from, evenly drawn: five minutes of the teacher."""
_SAMPLE = "Marlshire"
_WORD_SHARE = 0.3  # a single word beside a passage; 0.1 and 1 gave 0.654, 0.649 and 0.662, 0.648
_RIDGE = 0.3

# The second step, tried on the questions of a fifth of the passages: mean reciprocal rank among
# 2,399 passages, everyday and professional questions. Without it 0.057, 0.109 (the encoder itself
# 0.101, 0.124); no word left out, sharpness 0.1: 0.080, 0.153 at best and falling after ten
# rounds; half of a passage's words and a third of a question's left out 0.085, 0.156; sharpness
# 0.2 0.090, 0.169; with a stronger pull to where the first step ended, 0.01, 0.099, 0.180; a pull
# of 0.03 0.088, 0.162.
_SHARPNESS, _PULL, _ROUNDS, _STEP = 0.2, 0.002, 80, 0.003
_LEFT_OUT, _LEFT_OUT_OF_QUESTIONS = 0.5, 0.3
# Later, with questions of a quarter of the passages: so 0.126 for both kinds together; with 2,376
# questions for 1,188 published passages 0.137; with everyday words as well, at this weight, 0.150,
# at twice this weight and in halves 0.141, in halves at this weight 0.146.
# With 6,723 questions for 2,637 published passages, a quarter of the newer ones left out as well:
# 0.154 instead of 0.144 on the invented passages, 0.165 instead of 0.150 on the published ones;
# counted twice 0.151, 0.167, half 0.150, 0.148. So many bear a weaker pull: 0.005 0.169, 0.179;
# 0.002 0.174, 0.181; 0.001 0.173, 0.183; and more rounds than 40: 80 at 0.002 0.175, 0.188, at
# 0.005 0.172, 0.181. More words left out 0.176, 0.179; 192 dimensions 0.173, 0.182. The head, in
# 40 rounds, 0.159 instead of 0.154, 0.147 instead of 0.140.
_OF_EVERYDAY = 0.5
# The head, judged likewise: none 0.101, 0.124; this 0.140, 0.165; sharpness 0.05 and 0.2 0.123,
# 0.155 and 0.124, 0.156; a pull of 0.1 0.131, 0.154.
_HEAD_SHARPNESS, _HEAD_PULL, _HEAD_STEP = 0.1, 0.03, 0.005

Rows = sp.csr_matrix
_LETTERS = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Questions and the passages that they were written for.

    Attributes:
        passages: their texts.
        questions: their texts.
        answers: for every question the number of its passage.
    """

    passages: Sequence[str]
    questions: Sequence[str]
    answers: NDArray[np.intp]

    def and_also(self, more: "Pairs") -> "Pairs":
        """Return these and more."""
        answers = np.concatenate([self.answers, more.answers + len(self.passages)])
        return Pairs([*self.passages, *more.passages], [*self.questions, *more.questions], answers)


def read_pairs() -> Pairs:
    """Return the questions that ship, and the invented passages that are not of the sample."""
    rows = read_labels(SHIPPED_LABELS)
    own = [row for row in rows if row.authority != _SAMPLE and row.stance != Stance.SKIP]
    numbers = {row.id: number for number, row in enumerate(own)}
    asked = [one for one in read_answered() if one.passage in numbers]
    return Pairs(
        [row.passage.text for row in own],
        [one.question for one in asked],
        np.array([numbers[one.passage] for one in asked]),
    )


def read_published(path: Path) -> Pairs:
    """Return the questions of a file of JSON lines, a ``text`` and its ``questions`` each."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    asked = [(question, at) for at, row in enumerate(rows) for question in row["questions"]]
    return Pairs(
        [row["text"] for row in rows],
        [question for question, _ in asked],
        np.array([at for _, at in asked], np.intp),
    )


def everyday_pairs() -> Pairs:
    """Return what people call things as questions, answered by what papers call them."""
    called = read_everyday()
    return Pairs(
        ["; ".join((one.term, *one.trade)) for one in called],
        [" ".join(one.everyday) for one in called],
        np.arange(len(called)),
    )


def vocabulary(pieces: Sequence[str], invented: Sequence[str]) -> list[str]:
    """Return the stems that get a vector: of the teacher's whole words and of invented texts."""
    counts = Counter(stem for text in invented for stem in set(stems(text)))
    ours = {stem for stem, count in counts.items() if count > 1 and not stem.isdigit()}
    theirs = {stems(word)[0] for word in _whole(pieces)}
    return sorted(stem for stem in ours | theirs if is_telling(stem))


def _whole(pieces: Sequence[str]) -> list[str]:
    return [piece for piece in pieces if _LETTERS.fullmatch(piece)]


class Counted:
    """Texts as rows of the stems they hold, each weighted by how rare it is."""

    def __init__(self, names: Sequence[str], texts: Sequence[str]) -> None:
        self._columns = {name: column for column, name in enumerate(names)}
        held = Counter(column for text in texts for column in self._of(text))
        counts = np.array([held[column] for column in range(len(names))])
        self.rarity = np.log(1 + len(texts) / (1 + counts)).astype(np.float32)

    def _of(self, text: str) -> list[int]:
        return sorted({self._columns[stem] for stem in stems(text) if stem in self._columns})

    def rows(self, texts: Sequence[str]) -> Rows:
        """Return the texts, each of length 1 (shape: texts, stems)."""
        found = [self._of(text) for text in texts]
        weights = [_normed(self.rarity[one][None])[0][0] for one in found]
        ends = np.cumsum([0, *map(len, found)])
        places = np.concatenate([np.array(one, np.intp) for one in found])
        shape = len(texts), len(self.rarity)
        return sp.csr_matrix((np.concatenate(weights), places, ends), shape, dtype=np.float32)


def copied(rows: Rows, vectors: Floats, dimensions: int) -> Floats:
    """Learn vectors of words whose sums come near to vectors of texts, in fewer figures.

    Ridge regression by conjugate gradients, then the axes along which the sums differ most.
    """
    turned = rows.T.tocsr()
    left = turned @ vectors
    found, step = np.zeros_like(left), left.copy()
    size = (left * left).sum(0)
    for _ in range(25):
        moved = turned @ (rows @ step) + _RIDGE * step
        length = size / ((step * moved).sum(0) + 1e-12)
        found += length * step
        left -= length * moved
        new = (left * left).sum(0)
        step = left + (new / (size + 1e-12)) * step
        size = new
    sums = _normed(rows @ found)[0]
    _, axes = np.linalg.eigh((sums.T @ sums).astype(np.float64))
    return np.asarray(found @ axes[:, ::-1][:, :dimensions].astype(np.float32), np.float32)


def told_apart(
    asked: Rows, said: Rows, answers: NDArray[np.intp], weights: Floats, begin: Floats
) -> Floats:
    """Move vectors of words so that questions lie nearer to their passages than to others.

    Each round leaves out some words anew, so that no pair is learnt by heart.

    Args:
        weights: what each question counts.
    """
    chance = np.random.default_rng(1)

    def rows() -> tuple[Rows, Rows]:
        return _thinned(asked, _LEFT_OUT_OF_QUESTIONS, chance), _thinned(said, _LEFT_OUT, chance)

    return _contrasted(rows, answers, weights, begin, _SHARPNESS, _PULL, _STEP)


def fit_head(asked: Floats, said: Floats, answers: NDArray[np.intp]) -> Floats:
    """Learn how to turn a sentence encoder's vectors, likewise."""
    _, axes = np.linalg.eigh(np.cov(said.T))
    begin = axes[:, ::-1][:, :HEAD].astype(np.float32)
    even = np.ones(len(answers), np.float32)
    return _contrasted(
        lambda: (asked, said), answers, even, begin, _HEAD_SHARPNESS, _HEAD_PULL, _HEAD_STEP
    )


def _contrasted(
    rows: Any,
    answers: NDArray[np.intp],
    weights: Floats,
    begin: Floats,
    sharpness: float,
    pull: float,
    step: float,
) -> Floats:
    """Raise the share of each question's passage among all, by Adam (Kingma and Ba 2015).

    Args:
        rows: gives the questions and the passages, anew for each round.
        begin: from where; what is found is drawn back to it.
    """
    moved, mean, spread = np.zeros_like(begin), np.zeros_like(begin), np.zeros_like(begin)
    lines, shared = np.arange(len(answers)), (weights / weights.sum() / sharpness)[:, None]
    for count in range(1, _ROUNDS + 1):
        asked, said = rows()
        questions, lengths = _normed(asked @ (begin + moved))
        passages, sizes = _normed(said @ (begin + moved))
        shares = likelihoods(questions @ passages.T / np.float32(sharpness))
        shares[lines, answers] -= 1
        shares *= shared
        slope = pull * moved
        slope += asked.T @ _slope(shares @ passages, questions, lengths)
        slope += said.T @ _slope(shares.T @ questions, passages, sizes)
        mean += 0.1 * (slope - mean)
        spread += 0.01 * (slope * slope - spread)
        right = mean / (1 - 0.9**count), spread / (1 - 0.99**count)
        moved -= step * right[0] / (np.sqrt(right[1]) + 1e-8)
    return begin + moved


def _slope(slope: Floats, normed: Floats, lengths: Floats) -> Floats:
    """Carry a slope back through the division by the length."""
    back: Floats = (slope - normed * (slope * normed).sum(axis=1, keepdims=True)) / lengths
    return back


def _normed(rows: Floats) -> tuple[Floats, Floats]:
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows / lengths, lengths


def _thinned(rows: Rows, share: float, chance: np.random.Generator) -> Rows:
    thin = rows.copy()
    thin.data *= chance.random(len(thin.data)) >= share
    return thin


def fit(
    real: Sequence[str], pairs: Pairs, teacher: SentenceEncoder, pieces: Sequence[str]
) -> dict[str, Any]:
    """Learn all that ships.

    Args:
        real: passages of real papers.
        pairs: questions with the passages they were written for, invented and published.
        teacher: the sentence encoder.
        pieces: its vocabulary.

    Returns:
        arrays for :func:`nlp.meaning.words.load_learnt`, but for what is told of them.
    """
    called = everyday_pairs()
    invented = read_pairs()
    names = vocabulary(
        pieces,
        [*invented.passages, *pairs.questions, *called.passages, *called.questions],
    )
    texts = [*real, *pairs.passages]
    counted = Counted(names, texts)
    singles = _whole(pieces)
    said, asked = teacher.encode(pairs.passages), teacher.encode(pairs.questions)
    taught = np.vstack([teacher.encode(texts[: -len(pairs.passages)]), said, asked])
    alone = teacher.encode(singles)
    share = np.float32(np.sqrt(_WORD_SHARE))
    rows = [counted.rows([*texts, *pairs.questions]), counted.rows(singles) * share]
    targets = [taught - taught.mean(axis=0), (alone - alone.mean(axis=0)) * share]
    begin = copied(sp.vstack(rows).tocsr(), np.vstack(targets), DIMENSIONS)
    both = pairs.and_also(called)
    weights = np.ones(len(both.questions), np.float32)
    weights[len(asked) :] = _OF_EVERYDAY
    questions, passages = counted.rows(both.questions), counted.rows(both.passages)
    words = told_apart(questions, passages, both.answers, weights, begin)
    steps, scales = quantised(words * counted.rarity[:, None])
    head_steps, head_scales = quantised(fit_head(asked, said, pairs.answers))
    return {
        "names": np.frombuffer("\n".join(names).encode(), np.uint8),
        "words": steps,
        "word_scales": scales,
        "head": head_steps,
        "head_scales": head_scales,
    }


def _drawn(real: Sequence[str]) -> Sequence[str]:
    return real[:: max(1, math.ceil(len(real) / _MOST))]


def main() -> None:
    """Read the passages, learn, and write what ships."""
    parser = argparse.ArgumentParser(description="Learn the vectors of words.")
    parser.add_argument("passages", type=Path, help="JSON lines with a text and a document each")
    parser.add_argument("--published", type=Path, help="JSON lines with a text and its questions")
    parser.add_argument("--models", type=Path, required=True, help="folder with the encoder")
    given = parser.parse_args()
    card, teacher = read_card(given.models), load_sentence_encoder(given.models)
    if card is None or teacher is None:
        parser.error("There is no sentence encoder. `sightline models add` fetches it.")
    lines = given.passages.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    real = _drawn(sorted({row["text"] for row in rows}))
    own = pairs = read_pairs()
    if given.published is not None:
        pairs = own.and_also(read_published(given.published))
    arrays = fit(real, pairs, teacher, read_pieces(given.models))
    learnt_from = {
        "passages": len(real) + len(own.passages),
        "invented": len(own.passages),
        "documents": len({row["document"] for row in rows}),
        "questions": len(own.questions),
        "published": len(pairs.passages) - len(own.passages),
        "published_questions": len(pairs.questions) - len(own.questions),
        "everyday": len(read_everyday()),
    }
    about = {"format": FORMAT, "teacher": card.source_sha256, "learnt_from": learnt_from}
    told = np.frombuffer(json.dumps(about).encode(), np.uint8)
    np.savez(SHIPPED, allow_pickle=False, about=told, **arrays)


if __name__ == "__main__":
    main()
