"""The taxonomy a pipeline is built with, for the factories that need it.

spaCy allows only JSON in a component's configuration, and a taxonomy is not;
so the pipeline's builder leaves it here and each factory picks it up.
"""

from weakref import WeakKeyDictionary

from spacy.language import Language

from nlp.taxonomy import Taxonomy, load_taxonomy

_TAXONOMIES: WeakKeyDictionary[Language, Taxonomy] = WeakKeyDictionary()


def use_taxonomy(nlp: Language, taxonomy: Taxonomy) -> None:
    """Let the components added to ``nlp`` from now on read this taxonomy."""
    _TAXONOMIES[nlp] = taxonomy


def taxonomy_of(nlp: Language) -> Taxonomy:
    """Return the taxonomy left for ``nlp``, or the one that ships."""
    return _TAXONOMIES.get(nlp) or load_taxonomy()
