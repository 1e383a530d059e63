"""Build the pipeline and run passages through it.

This module imports no heavy package until a pipeline is built, so that asking
for the version costs a few milliseconds.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from nlp.classifier.artefact import model_version
from nlp.taxonomy import Taxonomy, load_taxonomy, own_folder, taxonomy_version
from nlp.types import Annotation, PassageInput

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

# Raise this by one whenever a change of code changes what is said of some passage.
CODE_VERSION = 5


def pipeline_version(models: Path | None = None) -> str:
    """Return the version of taxonomy, code and model without loading any of them.

    Args:
        models: folder of models trained here, which outrank the shipped ones; beside it
            lies what a council laid over the taxonomy.

    Returns:
        For instance ``taxonomy 3-5f0c2a9b, code 1, labels-2026-01-31-77ab01c2``;
        two equal versions say the same of every passage.

    Raises:
        ModelError: the model's description is missing or damaged.
    """
    return _version(taxonomy_version(own=own_folder(models)), models)


_KNOWN_WORDS = 50_000
"""Words the tokenizer remembers. On 924 pages of inspection reports 10,000 (its default),
50,000 and 200,000 took 7.4, 6.2 and 6.6 ms a page, reading included."""


def build_language(
    taxonomy: Taxonomy, *, models: Path | None = None, learnt: bool = True
) -> "Language":
    """Build a spaCy pipeline that writes the attributes of :mod:`nlp.components.extensions`.

    Args:
        taxonomy: themes, cues and document types to read by.
        models: folder of models trained here, which outrank the shipped ones.
        learnt: whether the learnt model decides; without it the rules do, and
            ``doc._.areas`` stays empty.

    Raises:
        ModelError: the model is missing or damaged.
    """
    import spacy

    from nlp.components import figures, speaker, stance, themes
    from nlp.components.context import use_taxonomy

    nlp = spacy.blank("en")
    cast("Tokenizer", nlp.tokenizer).max_cache_size = _KNOWN_WORDS
    use_taxonomy(nlp, taxonomy)
    for factory in (themes.FACTORY, stance.FACTORY, speaker.FACTORY, figures.FACTORY):
        nlp.add_pipe(factory)
    if learnt:
        from nlp.components.learnt import FACTORY

        # The model asks these two itself; what they would write, it writes better.
        nlp.disable_pipe(themes.FACTORY)
        nlp.disable_pipe(stance.FACTORY)
        nlp.add_pipe(FACTORY, config={"models": str(models) if models else None})
    return nlp


class Annotator:
    """Annotate passages with themes, areas, stance, speaker and figures.

    Args:
        taxonomy: the shipped one if None, with what lies beside ``models`` laid over it.
        models: folder of models trained here, which outrank the shipped ones.

    Attributes:
        version: as :func:`pipeline_version` gives it for the same taxonomy and models.

    Raises:
        ModelError: the model is missing or damaged.
    """

    def __init__(self, taxonomy: Taxonomy | None = None, models: Path | None = None) -> None:
        taxonomy = taxonomy or load_taxonomy(own=own_folder(models))
        self.version = _version(taxonomy.version, models)
        self._nlp = build_language(taxonomy, models=models)

    def annotate(
        self, inputs: Iterable[PassageInput], *, batch_size: int = 256
    ) -> Iterator[Annotation]:
        """Yield one annotation for each passage, in order, reading inputs as they come."""
        from nlp.components.extensions import make_doc

        docs = (make_doc(self._nlp, passage) for passage in inputs)
        for doc in self._nlp.pipe(docs, batch_size=batch_size):
            found = doc._
            yield Annotation(
                themes=found.themes,
                areas=found.areas,
                stance=found.stance,
                mixed=found.mixed,
                speaker=found.speaker,
                figures=found.figures,
            )


def _version(taxonomy: str, models: Path | None) -> str:
    return f"taxonomy {taxonomy}, code {CODE_VERSION}, {model_version(models)}"
