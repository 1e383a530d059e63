"""From the text of a question to its gist, in a tenth of a millisecond.

Three sources. Wordings: the question holds everyday words of which we know how papers say
them. Weights: a logistic regression over the question's words, fitted to invented questions
and to the taxonomy's terms. Cues: areas, verdicts, speakers and years that are named.
"""

import math
from functools import lru_cache

from nlp.questions.cues import (
    frames_of,
    is_asked,
    named_areas,
    named_speaker,
    named_stance,
    named_years,
)
from nlp.questions.fitted import Fitted, load_fitted
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
# A wording met by one word alone says less than one met by several.
_SURENESS = {1: 0.6, 2: 1.0}


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
    words, themes = _wordings(frozenset(found), fitted)
    return Gist(
        asked=is_asked(text),
        themes=_themes(telling(found), themes, fitted),
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
    for wording in fitted.wordings:
        size = max((len(ask) for ask in wording.asks if ask <= found), default=0)
        if not size:
            continue
        sure = _SURENESS.get(size, 1.0)
        for word in wording.words:
            words[word] = max(words.get(word, 0), sure)
        for theme, share in zip(wording.themes, _RANKS, strict=False):
            themes[theme] = max(themes.get(theme, 0), sure * share)
    return tuple(Related(word, sure) for word, sure in _falling(words)), themes


def _themes(found: list[str], worded: dict[str, float], fitted: Fitted) -> tuple[Related, ...]:
    """Return the themes that words and wordings speak for, the likeliest with a weight of 1."""
    known = {stem for stem in found if stem in fitted.rarity}
    if not known and not worded:
        return ()
    scores = dict(zip(fitted.themes, _chances(known, fitted), strict=True)) if known else {}
    for theme, sure in worded.items():
        scores[theme] = scores.get(theme, 0) + _WORDING_SHARE * sure
    best = max(scores.values())
    if best < _LEAST_CHANCE:
        return ()
    likely = _falling(scores)[:MOST_THEMES]
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


def _falling(scores: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda item: -item[1])
