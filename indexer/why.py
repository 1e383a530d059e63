"""Why a passage was found: what of the question it holds, bears or means."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from indexer.model import Passage
from indexer.search.analysis import terms
from indexer.search.fields import indexed_text
from indexer.search.query import Node, leaf_terms, positive_leaves
from indexer.search.relax import FUNCTION_WORDS
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
        titles: whether words were looked for in titles, too.
    """

    def __init__(self, node: Node | None, gist: Gist, *, titles: bool = False) -> None:
        leaves = positive_leaves(node) if node else ()
        self._sought = {frozenset(leaf_terms(leaf)) - FUNCTION_WORDS for leaf in leaves}
        self._asked = frozenset[str]().union(*self._sought)
        self._gist, self._titles = gist, titles
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
        titled = title.split() if self._titles else []
        note, gist = passage.annotation, self._gist
        return Why(
            words=_distinct([passage.text[start:end] for start, end in spans]),
            related=tuple(word for word, found in self._related.items() if found <= said),
            heading=self._only_in(above, said),
            title=self._only_in(titled, headed),
            themes=_common(self._themes, [theme.id for theme in note.themes] if note else []),
            areas=_common(gist.areas, [area.id for area in note.areas] if note else []),
            stance=gist.stance if note and note.stance.id is gist.stance else None,
            speaker=gist.speaker if note and note.speaker is gist.speaker else None,
            meaning=meaning,
        )

    def _only_in(self, words: Sequence[str], said: Set[str]) -> tuple[str, ...]:
        """Return the words of a heading that answer and are not said elsewhere.

        Of another form of several words all must stand there: "services" alone does not
        speak for a passage because "reviewing service" was sought as well.
        """
        found = {word: frozenset(terms(word)) for word in words}
        here = frozenset[str]().union(*found.values())
        met = frozenset[str]().union(*(one for one in self._sought if one <= here)) - said
        return _distinct([word for word in words if found[word] and found[word] <= met])


def _common(asked: Sequence[str], has: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in asked if one in has)


def _distinct(words: Sequence[str]) -> tuple[str, ...]:
    """Keep each word once, in whatever letters it comes."""
    return tuple({word.casefold(): word for word in reversed(words)}.values())[::-1]
