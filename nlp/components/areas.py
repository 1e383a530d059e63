"""Write the inspection areas of a passage, by the trained classifier.

The classifier is fastest on many passages at once, so the component works on
batches when the pipeline streams.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.classifier.artefact import load_model
from nlp.components.extensions import passage_of, tokens_of
from nlp.types import AreaLabel

FACTORY = "sightline_areas"
_BATCH = 256


class AreasComponent:
    """Set ``doc._.areas``.

    Args:
        models: folder of locally trained models; None for the shipped one.
    """

    def __init__(self, models: Path | None = None) -> None:
        self.model = load_model(models)

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

    def predict(self, docs: Sequence[Doc]) -> list[tuple[AreaLabel, ...]]:
        """Return the areas of each document, without touching it."""
        return self.model.label_areas(
            [passage_of(doc) for doc in docs], [tokens_of(doc).lower for doc in docs]
        )

    def set_annotations(self, docs: Sequence[Doc], areas: Sequence[tuple[AreaLabel, ...]]) -> None:
        """Write what was predicted."""
        for doc, labels in zip(docs, areas, strict=True):
            doc._.areas = labels


@Language.factory(
    FACTORY, assigns=["doc._.areas"], requires=["doc._.passage"], default_config={"models": None}
)
def make_areas(nlp: Language, name: str, models: str | None) -> AreasComponent:  # noqa: ARG001
    """Build the component; ``models`` is the path of a folder."""
    return AreasComponent(Path(models) if models else None)
