"""Why a passage is among the results, in the words that people read."""

from collections.abc import Sequence

from app.words import Words
from indexer.why import Why

_MOST = 3
"""Words of one kind that are named; the others are marked in the text anyway."""


def reasons_of(why: Why, words: Words) -> tuple[str, ...]:
    """Return the reasons for a hit that its marked words do not tell.

    None for a hit that only its words speak for: they are marked.
    """
    reasons = [f"on the theme {words.label('theme', theme)}" for theme in why.themes]
    reasons += [f"on {words.label('area', area)}" for area in why.areas]
    if why.stance:
        reasons.append(f"says what was asked for: {words.label('stance', why.stance).lower()}")
    if why.speaker:
        reasons.append(f"said by the one asked about: {words.label('speaker', why.speaker)}")
    if why.related:
        reasons.append(f"in the words of the papers: {_listed(why.related)}")
    if why.heading:
        reasons.append(f"under a heading with {_listed(why.heading)}")
    if why.meaning is not None:
        reasons.append("near in meaning")
    return tuple(reasons)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:_MOST])
