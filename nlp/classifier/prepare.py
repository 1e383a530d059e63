"""Take passages apart for the model: their tokens, and what the rules found in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from nlp.classifier.stance_facts import StanceFacts, stance_facts
from nlp.classifier.theme_facts import ThemeFacts, theme_facts
from nlp.components.extensions import Tokens, make_doc, passage_of, tokens_of
from nlp.taxonomy import Taxonomy, load_taxonomy
from nlp.types import PassageInput

if TYPE_CHECKING:
    from nlp.components.stance import StanceJudge
    from nlp.components.themes import ThemeTagger


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a model looks at in one passage."""

    passage: PassageInput
    tokens: Tokens
    themes: ThemeFacts
    stance: StanceFacts

    @property
    def lower(self) -> list[str]:
        """The tokens in lower case."""
        return self.tokens.lower

    @property
    def written(self) -> list[str]:
        """The tokens as written."""
        tokens = self.tokens
        return [tokens.text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]


class Preparer:
    """Prepare passages that the rules have read.

    Args:
        theme_ids: the themes a model knows, numbered from 0; others are passed over.
        tagger, judge: the rules.
    """

    def __init__(
        self, theme_ids: Sequence[str], tagger: "ThemeTagger", judge: "StanceJudge"
    ) -> None:
        self._numbers = {theme: number for number, theme in enumerate(theme_ids)}
        self._tagger = tagger
        self._judge = judge

    def headings(self, doc: Doc) -> frozenset[str]:
        """Return the themes that the headings of a passage name."""
        named, parents = self._tagger.named(passage_of(doc))
        return named | parents

    def __call__(self, doc: Doc) -> Prepared:
        """Prepare one passage."""
        passage = passage_of(doc)
        named, parents = self._tagger.named(passage)
        themes = theme_facts(doc, self._tagger.weighed(doc), named, parents, self._numbers)
        reading, ruling, mixed = self._judge.judged(doc)
        stance = stance_facts(reading, ruling, tokens_of(doc), mixed=mixed)
        return Prepared(passage, tokens_of(doc), themes, stance)


def prepare(passages: Iterable[PassageInput], taxonomy: Taxonomy | None = None) -> list[Prepared]:
    """Prepare passages with rules of their own, as training needs them."""
    return list(_prepared(passages, taxonomy or load_taxonomy()))


def _prepared(passages: Iterable[PassageInput], taxonomy: Taxonomy) -> Iterator[Prepared]:
    import spacy

    from nlp.components.stance import StanceJudge
    from nlp.components.themes import ThemeTagger

    nlp = spacy.blank("en")
    themes = [theme.id for theme in taxonomy.themes]
    preparer = Preparer(themes, ThemeTagger(nlp, taxonomy), StanceJudge(nlp, taxonomy))
    for passage in passages:
        yield preparer(make_doc(nlp, passage))


def lower_tokens(rows: Sequence[Prepared]) -> list[list[str]]:
    """Return the lower-case tokens of each passage."""
    return [row.lower for row in rows]
