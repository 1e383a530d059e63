"""Build the pipeline and run passages through it.

This module imports no heavy package until a pipeline is built, so that asking
for the version costs a few milliseconds.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.taxonomy import Taxonomy, load_taxonomy, taxonomy_version
from nlp.types import Annotation, PassageInput

if TYPE_CHECKING:
    from spacy.language import Language

    from nlp.classifier.areas import AreaClassifier

# Raise this by one whenever a change of code changes what is said of some passage.
CODE_VERSION = 1
SHIPPED_MODELS = Path(__file__).parent / "classifier" / "data"


def pipeline_version(models: Path | None = None) -> str:
    """Return the version of taxonomy, code and area model without loading any of them.

    Args:
        models: folder of models trained here, which outrank the shipped ones.

    Returns:
        For instance ``taxonomy 3-5f0c2a9b, code 1, areas 77ab01c2``; two equal
        versions say the same of every passage.
    """
    return _version(taxonomy_version(), models)


def build_language(
    taxonomy: Taxonomy, *, area_classifier: "AreaClassifier | None" = None
) -> "Language":
    """Build a spaCy pipeline that writes the attributes of :mod:`nlp.components.extensions`.

    Args:
        taxonomy: themes, cues and document types to read by.
        area_classifier: a fitted classifier; without one ``doc._.areas`` stays empty.
    """
    import spacy

    from nlp.components import speaker, stance, themes
    from nlp.components.context import use_area_classifier, use_taxonomy

    nlp = spacy.blank("en")
    use_taxonomy(nlp, taxonomy)
    for factory in (themes.FACTORY, stance.FACTORY, speaker.FACTORY):
        nlp.add_pipe(factory)
    if area_classifier is not None:
        from nlp.components import areas

        use_area_classifier(nlp, area_classifier)
        nlp.add_pipe(areas.FACTORY)
    return nlp


class Annotator:
    """Annotate passages with themes, areas, stance and speaker.

    Args:
        taxonomy: the shipped one if None.
        models: folder of models trained here, which outrank the shipped ones.

    Attributes:
        version: as :func:`pipeline_version` gives it for the same taxonomy and models.
    """

    def __init__(self, taxonomy: Taxonomy | None = None, models: Path | None = None) -> None:
        taxonomy = taxonomy or load_taxonomy()
        self.version = _version(taxonomy.version, models)
        self._nlp = build_language(taxonomy, area_classifier=_load_classifier(models))

    def annotate(
        self, inputs: Iterable[PassageInput], *, batch_size: int = 256
    ) -> Iterator[Annotation]:
        """Yield one annotation for each passage, in order, reading inputs as they come."""
        from nlp.components.extensions import make_doc

        docs = (make_doc(self._nlp, passage) for passage in inputs)
        for doc in self._nlp.pipe(docs, batch_size=batch_size):
            yield Annotation(
                themes=doc._.themes,
                areas=doc._.areas,
                stance=doc._.stance,
                mixed=doc._.mixed,
                speaker=doc._.speaker,
            )


def _load_classifier(models: Path | None) -> "AreaClassifier | None":
    from nlp.classifier import areas

    load = getattr(areas, "load_area_classifier", None)
    return load(models) if load else None


def _version(taxonomy: str, models: Path | None) -> str:
    return f"taxonomy {taxonomy}, code {CODE_VERSION}, areas {_area_model_version(models)}"


def _area_model_version(models: Path | None) -> str:
    """Return the start of a SHA-256 over the area model's files that would be loaded."""
    for folder in (models, SHIPPED_MODELS):
        files = sorted(folder.glob("areas*")) if folder else []
        if files:
            digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in files))
            return digest.hexdigest()[:8]
    return "none"
