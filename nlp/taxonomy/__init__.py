"""The words of the field as data: themes, frameworks, synonyms, document types, stance cues."""

from nlp.errors import TaxonomyError
from nlp.taxonomy.load import (
    build_taxonomy,
    load_taxonomy,
    raw_taxonomy,
    taxonomy_version,
    validate,
)
from nlp.taxonomy.model import (
    Area,
    Criterion,
    CueGroup,
    DocumentType,
    Framework,
    JudgementArea,
    StanceCues,
    SynonymGroup,
    Taxonomy,
    Theme,
)
from nlp.taxonomy.own import own_folder

__all__ = [
    "Area",
    "Criterion",
    "CueGroup",
    "DocumentType",
    "Framework",
    "JudgementArea",
    "StanceCues",
    "SynonymGroup",
    "Taxonomy",
    "TaxonomyError",
    "Theme",
    "build_taxonomy",
    "load_taxonomy",
    "own_folder",
    "raw_taxonomy",
    "taxonomy_version",
    "validate",
]
