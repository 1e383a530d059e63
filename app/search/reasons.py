"""Why a passage is among the results, in the words that people read."""

from collections.abc import Sequence

from app.words import Words
from indexer.answer import Hit

_MOST = 3
"""Words of one kind that are named; those of the question are marked in the text anyway."""


def reasons_of(hit: Hit, words: Words) -> tuple[str, ...]:
    """Return the reasons for a hit, each a few words.

    None for a hit that nothing but its words speak for: they are marked.
    """
    why = hit.why
    heading, title = _bare(why.heading), _bare(why.title)
    others = [
        *_themes(hit, words),
        *(words.label("area", area) for area in why.areas),
        *([words.label("stance", why.stance).lower()] if why.stance else []),
        *([words.label("speaker", why.speaker)] if why.speaker else []),
        *([f"the papers’ words for it: {_listed(why.related)}"] if why.related else []),  # noqa: RUF001
        *([f"heading: {_listed(heading)}"] if heading else []),
        *([f"title: {_listed(title)}"] if title else []),
        *(["meaning"] if why.meaning is not None else []),
    ]
    if not others:
        return ()
    return ("words", *others) if why.words else tuple(others)


def _themes(hit: Hit, words: Words) -> list[str]:
    """Name the themes that count, or say only "theme" where there is no other to take it for."""
    note = hit.passage.annotation
    if hit.why.themes and note and len(note.themes) == 1:
        return ["theme"]
    return [f"theme {words.label('theme', theme)}" for theme in hit.why.themes]


def _bare(words: Sequence[str]) -> list[str]:
    return [word.strip(".,:;()") for word in words if any(map(str.isalpha, word))]


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:_MOST])
