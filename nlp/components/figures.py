"""Find the figures that a passage states.

Most passages state none, and most numbers are dates, pages and the like; so a passage
is first asked for a digit or a number word.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.extensions import passage_of, tokens_of
from nlp.figures import read_figures
from nlp.figures.words import WORDS
from nlp.types import Figure

FACTORY = "sightline_figures"

_DIGIT = re.compile(r"\d")


class FigureFinder:
    """Write ``doc._.figures``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the figures of one passage."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> tuple[Figure, ...]:
        """Return the figures without touching the ``Doc``."""
        passage = passage_of(doc)
        tokens = tokens_of(doc)
        spelt: list[int] = []
        if not WORDS.isdisjoint(tokens.lower):
            pairs = zip(tokens.lower, tokens.start, strict=True)
            spelt = [start for word, start in pairs if word in WORDS]
        elif not _DIGIT.search(passage.text):
            return ()
        return read_figures(passage.text, passage.heading_path, spelt=spelt)

    def set_annotations(self, doc: Doc, figures: tuple[Figure, ...]) -> None:
        """Write the figures to the ``Doc``."""
        doc._.figures = figures


@Language.factory(FACTORY, requires=["doc._.passage"], assigns=["doc._.figures"])
def create_figure_finder(nlp: Language, name: str) -> FigureFinder:  # noqa: ARG001
    """Build the component."""
    return FigureFinder()
