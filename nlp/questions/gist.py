"""What a question was read as."""

from dataclasses import dataclass

from nlp.types import Span, Speaker, Stance


@dataclass(frozen=True, slots=True)
class Related:
    """Something a question does not say and is about, and how surely so, from 0 to 1.

    Attributes:
        name: id of a theme, or words as the papers use them.
    """

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Gist:
    """What a question is about.

    Attributes:
        asked: it is put as a question, rather than as words to look for.
        themes: ids with their weights, the surest first; empty where nothing is sure.
        words: how papers say what was asked in everyday words, the surest first.
        areas: ids of judgement areas that are named.
        stance: what is asked for; None where either verdict answers.
        speaker: whose word is asked for; None where anyone's will do.
        first_year, last_year: bounds that are stated, both included; None is open.
        frames: stretches of the text that ask and tell nothing of the subject: "how do we know
            that", "tell me about", and the bounds of years.
    """

    asked: bool = False
    themes: tuple[Related, ...] = ()
    words: tuple[Related, ...] = ()
    areas: tuple[str, ...] = ()
    stance: Stance | None = None
    speaker: Speaker | None = None
    first_year: int | None = None
    last_year: int | None = None
    frames: tuple[Span, ...] = ()


def without_frames(text: str, gist: Gist) -> str:
    """Blank the frames of a question out of its text; all of it stays if no word would."""
    bare = text
    for start, end in gist.frames:
        bare = bare[:start] + " " * (end - start) + bare[end:]
    return bare if any(letter.isalnum() for letter in bare) else text
