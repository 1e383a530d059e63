"""Why a passage was found: what of the question it holds, bears or means."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Passage
from indexer.search.analysis import terms
from indexer.search.fields import indexed_text
from indexer.search.query import Node, leaf_terms, positive_leaves
from nlp.questions import Gist
from nlp.types import Span, Speaker, Stance


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons for a hit; all empty where everything was asked for.

    Attributes:
        words: what stands in it of the question and of its other forms, as it stands there.
        related: what stands in it of the words that papers use for what was asked.
        heading: words of the question that stand in the headings above it only.
        title: words of it that stand in the title of the document only.
        themes: ids of the question's themes that it bears, and of its areas below.
        stance, speaker: those asked for, if it has them.
        meaning: how near its meaning is to that of the question, as a cosine; None if unknown.
    """

    words: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    stance: Stance | None = None
    speaker: Speaker | None = None
    meaning: float | None = None


class Reasons:
    """Says of passages why they were found by one question.

    Args:
        node: the query with its other forms; None for an empty one.
        gist: what the question is about.
    """

    def __init__(self, node: Node | None, gist: Gist) -> None:
        leaves = positive_leaves(node) if node else ()
        self._asked = {term for leaf in leaves for term in leaf_terms(leaf)}
        self._gist = gist
        self._themes = [theme.name for theme in gist.themes]
        related = {word.name: set(terms(word.name)) for word in gist.words}
        self._related = {
            word: found for word, found in related.items() if found and not found <= self._asked
        }

    def of(
        self,
        passage: Passage,
        spans: Sequence[Span],
        *,
        title: str = "",
        meaning: float | None = None,
    ) -> Why:
        """Say why a passage was found.

        Args:
            passage: the passage.
            spans: where the query stands in its text.
            title: of the document it stands in.
            meaning: cosine of question and passage.
        """
        said = set(indexed_text(passage.text).split())
        above = [word for heading in passage.heading_path for word in heading.split()]
        headed = said | set(indexed_text(" ".join(above)).split())
        note, gist = passage.annotation, self._gist
        return Why(
            words=_distinct([passage.text[start:end] for start, end in spans]),
            related=tuple(word for word, found in self._related.items() if found <= said),
            heading=_distinct([word for word in above if self._is_new(word, said)]),
            title=_distinct([word for word in title.split() if self._is_new(word, headed)]),
            themes=_common(self._themes, [theme.id for theme in note.themes] if note else []),
            areas=_common(gist.areas, [area.id for area in note.areas] if note else []),
            stance=gist.stance if note and note.stance.id is gist.stance else None,
            speaker=gist.speaker if note and note.speaker is gist.speaker else None,
            meaning=meaning,
        )

    def _is_new(self, word: str, said: set[str]) -> bool:
        found = set(terms(word))
        return bool(found) and found <= self._asked and not found & said


def _common(asked: Sequence[str], has: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in asked if one in has)


def _distinct(words: Sequence[str]) -> tuple[str, ...]:
    """Keep each word once, in whatever letters it comes."""
    return tuple({word.casefold(): word for word in reversed(words)}.values())[::-1]
