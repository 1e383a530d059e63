"""What a pipeline is built with, for the factories that need it.

spaCy allows only JSON in a component's configuration, and neither a taxonomy
nor a fitted classifier is; so the pipeline's builder leaves them here and each
factory picks up what it needs.
"""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from spacy.language import Language

from nlp.taxonomy import Taxonomy, load_taxonomy

if TYPE_CHECKING:
    from nlp.classifier.areas import AreaClassifier

_TAXONOMIES: WeakKeyDictionary[Language, Taxonomy] = WeakKeyDictionary()
_CLASSIFIERS: "WeakKeyDictionary[Language, AreaClassifier]" = WeakKeyDictionary()


def use_taxonomy(nlp: Language, taxonomy: Taxonomy) -> None:
    """Let the components added to ``nlp`` from now on read this taxonomy."""
    _TAXONOMIES[nlp] = taxonomy


def taxonomy_of(nlp: Language) -> Taxonomy:
    """Return the taxonomy left for ``nlp``, or the one that ships."""
    return _TAXONOMIES.get(nlp) or load_taxonomy()


def use_area_classifier(nlp: Language, classifier: "AreaClassifier") -> None:
    """Let the area component added to ``nlp`` from now on ask this classifier."""
    _CLASSIFIERS[nlp] = classifier


def area_classifier_of(nlp: Language) -> "AreaClassifier | None":
    """Return the classifier left for ``nlp``; None if there is none."""
    return _CLASSIFIERS.get(nlp)
