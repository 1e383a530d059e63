"""Let the learnt model decide: it adds what no term names and removes what a term only mentions.

It asks the rules of themes and stance what they find and weighs that together with
the words and the place of the passage. It is fastest on many passages at once, so the
component works on batches when the pipeline streams.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.classifier.artefact import load_model
from nlp.classifier.model import Labels
from nlp.classifier.prepare import Preparer
from nlp.components.context import taxonomy_of
from nlp.components.stance import StanceJudge
from nlp.components.themes import MOST, ThemeTagger, spans_of
from nlp.types import Source, StanceLabel, ThemeLabel

FACTORY = "sightline_learnt"
_BATCH = 256


class LearntLabels:
    """Set ``doc._.themes``, ``areas``, ``stance`` and ``mixed`` anew.

    Args:
        nlp: the pipeline; the rules of themes and stance must stand in it, disabled or not.
        models: folder of locally trained models; None for the shipped one.
    """

    def __init__(self, nlp: Language, models: Path | None = None) -> None:
        self._model = load_model(models)
        self._tagger: ThemeTagger = nlp.get_pipe("sightline_themes")  # type: ignore[assignment]
        self._judge: StanceJudge = nlp.get_pipe("sightline_stance")  # type: ignore[assignment]
        known = self._model.rules.theme_ids
        self._listed = frozenset(theme.id for theme in taxonomy_of(nlp).themes)
        self._newer = self._listed.difference(known)
        self._prepare = Preparer(known, self._tagger, self._judge)

    def __call__(self, doc: Doc) -> Doc:
        """Label one document."""
        self.set_annotations([doc], self.predict([doc]))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = _BATCH) -> Iterator[Doc]:
        """Label a stream of documents, batch by batch, in order."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self.set_annotations(batch, self.predict(batch))
            yield from batch

    def predict(self, docs: Sequence[Doc]) -> list[Labels]:
        """Return the labels of each document, without touching it."""
        return self._model.label([self._prepare(doc) for doc in docs])

    def set_annotations(self, docs: Sequence[Doc], labels: Sequence[Labels]) -> None:
        """Write what was predicted, with the words each label rests on."""
        for doc, found in zip(docs, labels, strict=True):
            written = doc._
            written.themes = self._themes(doc, found)
            written.areas = found.areas
            written.stance = self._stance(doc, found)
            written.mixed = found.mixed

    def _themes(self, doc: Doc, found: Labels) -> tuple[ThemeLabel, ...]:
        """Return the model's themes that are still listed.

        Of a theme newer than the model the rules' word stands.
        """
        given = ((theme, chance) for theme, chance in found.themes if theme in self._listed)
        labels = [self._theme(doc, theme, chance) for theme, chance in given]
        if not self._newer:
            return tuple(labels)
        newer = [label for label in self._tagger.predict(doc) if label.id in self._newer]
        return tuple(sorted([*labels, *newer], key=lambda label: -label.score)[:MOST])

    def _theme(self, doc: Doc, theme: str, chance: float) -> ThemeLabel:
        """Name the source: the terms found, or else the heading, or else the words as a whole."""
        weighed = self._tagger.weighed(doc).get(theme)
        if weighed is not None:
            source = Source.RULE if weighed.enough else Source.MODEL
            return ThemeLabel(theme, round(chance, 3), source, spans_of(doc, weighed.evidence))
        named = theme in self._prepare.headings(doc)
        return ThemeLabel(theme, round(chance, 3), Source.HEADING if named else Source.MODEL)

    def _stance(self, doc: Doc, found: Labels) -> StanceLabel:
        reading, ruling, _ = self._judge.judged(doc)
        source = ruling.source if ruling.stance is found.stance else Source.MODEL
        spans = tuple(reading.tally.spans[found.stance])
        return StanceLabel(found.stance, round(found.probability, 3), source, spans)


@Language.factory(
    FACTORY,
    assigns=["doc._.themes", "doc._.areas", "doc._.stance", "doc._.mixed"],
    requires=["doc._.passage"],
    default_config={"models": None},
)
def make_learnt_labels(nlp: Language, name: str, models: str | None) -> LearntLabels:  # noqa: ARG001
    """Build the component; ``models`` is the path of a folder."""
    return LearntLabels(nlp, Path(models) if models else None)
