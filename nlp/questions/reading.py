"""From the text of a question to its gist, in less than half a millisecond.

Three sources. Wordings: the question holds everyday words of which we know how papers say
them. Weights: a logistic regression over the question's words, fitted to invented questions
and to the taxonomy's terms. Cues: areas, verdicts, speakers and years that are named.
"""

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache

from nlp.questions.cues import (
    frames_of,
    is_asked,
    named_areas,
    named_speaker,
    named_stance,
    named_years,
)
from nlp.questions.fitted import Fitted, Wording, load_fitted
from nlp.questions.gist import Gist, Related, without_frames
from nlp.questions.stems import stems, telling

MOST_THEMES = 3
# On 60 questions judged on five documents, nDCG@10 with the best 1, 2, 3, 5 and all themes:
# 0.555, 0.571, 0.574, 0.571, 0.571.
LEAST_SHARE = 0.2
# Of the likeliest theme's score. 0.1 and 0.2 change nothing, 0.3 costs 0.002.
_WORDING_SHARE = 0.5
# What wordings say beside what weights say: 0, 0.25, 0.5, 1 gave 0.568, 0.571, 0.571, 0.565 on
# those questions and 0.665, 0.673, 0.690, 0.693 on 38 others.
_RANKS = (1.0, 0.6, 0.4)
_SURE = 12.0
# Rarity of all words of a wording from which on it is sure: two telling words or so. "Where
# children live" says less than "empty fridge". nDCG@10 of 60 questions on five papers, 66 on the
# sample papers and 30 on 494 papers: 0.630, 0.541, 0.657 where a wording of one word counts 0.6
# and all others 1; 0.638, 0.537, 0.674 for 10; 0.640, 0.540, 0.679 for 12.
_UNSEEN = 6.0
# Rarity of a word that was in nothing learnt from.


@lru_cache(maxsize=512)
def gist_of(text: str) -> Gist:
    """Read a question.

    Args:
        text: what was typed, in words; operators of the query language left out.
    """
    fitted = load_fitted()
    first, last, bounds = named_years(text)
    frames = tuple(sorted([*frames_of(text), *([bounds] if bounds else [])]))
    found = stems(without_frames(text, Gist(frames=frames)))
    words, themes = _wordings(fitted.widened(found), fitted)
    return Gist(
        asked=is_asked(text),
        themes=_likeliest(_scores(telling(found), themes, fitted)),
        words=words,
        areas=named_areas(text),
        stance=named_stance(text),
        speaker=named_speaker(text),
        first_year=first,
        last_year=last,
        frames=frames,
    )


def _wordings(
    found: frozenset[str], fitted: Fitted
) -> tuple[tuple[Related, ...], dict[str, float]]:
    """Return the papers' words for what is asked, and themes with what speaks for them."""
    words: dict[str, float] = {}
    themes: dict[str, float] = {}
    for wording, sure in _met(found, fitted):
        for word in wording.words:
            words[word] = max(words.get(word, 0), sure)
        for theme, share in zip(wording.themes, _RANKS, strict=False):
            themes[theme] = max(themes.get(theme, 0), sure * share)
    return tuple(Related(word, round(sure, 3)) for word, sure in _falling(words)), themes


def _met(found: frozenset[str], fitted: Fitted) -> Iterator[tuple[Wording, float]]:
    """Yield the wordings that a question meets, each with how sure it is to be meant.

    Words that are part of a longer wording say nothing alone: "grew up with us" is no
    "grow up". Without that nDCG@10 is 0.623, 0.534 for 0.628, 0.539 on 60 questions on five
    papers and 66 on the sample papers.
    """
    met = [(ask, wording) for wording in fitted.wordings for ask in wording.asks if ask <= found]
    asks = {ask for ask, _ in met}
    for ask, wording in met:
        if not any(ask < other for other in asks):
            rarity = sum(fitted.rarity.get(stem, _UNSEEN) for stem in ask)
            yield wording, min(1.0, rarity / _SURE)


def _scores(found: list[str], worded: dict[str, float], fitted: Fitted) -> dict[str, float]:
    """Return what words and wordings say for each theme; nothing where they hardly say a thing."""
    known = {stem for stem in found if stem in fitted.rarity}
    scores = dict(zip(fitted.themes, _chances(known, fitted), strict=True)) if known else {}
    for theme, sure in worded.items():
        scores[theme] = scores.get(theme, 0) + _WORDING_SHARE * sure
    return scores if max(scores.values(), default=0.0) >= _LEAST_CHANCE else {}


def _likeliest(scores: Mapping[str, float]) -> tuple[Related, ...]:
    """Return the few themes with the highest scores, the likeliest with a weight of 1."""
    likely = _falling(scores)[:MOST_THEMES]
    best = likely[0][1] if likely else 0.0
    return tuple(Related(t, round(s / best, 3)) for t, s in likely if s >= LEAST_SHARE * best)


_LEAST_CHANCE = 0.08
# Three times the chance of a theme drawn from 42 at random.


def _chances(known: set[str], fitted: Fitted) -> list[float]:
    length = math.sqrt(sum(fitted.rarity[stem] ** 2 for stem in known))
    scores = list(fitted.offset)
    for stem in known:
        share = fitted.rarity[stem] / length
        for number, weight in fitted.weights.get(stem, ()):
            scores[number] += share * weight
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _falling(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda item: -item[1])
