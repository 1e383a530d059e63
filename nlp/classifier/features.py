"""What a passage is judged by: its words, its nearest heading, its kind of document.

The three are kept apart, each scaled to length one and then weighted, so that a
short heading is not drowned by a long passage. Names of people and places are
kept out of the vocabulary by one rule: a word enters only when enough
authorities' passages write it in small letters or as a short abbreviation.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.classifier.headings import section_name
from nlp.classifier.kinds import kind_of
from nlp.classifier.prepare import Prepared, lower_tokens
from nlp.classifier.terms import Terms, Words, terms_of
from nlp.types import PassageInput

# A capital and small letters, or capitals too long to be an abbreviation.
_NAME_LIKE = re.compile(r"[A-Z][a-z]\w*|[A-Z]{7,}")
_HEADING_WORDS = re.compile(r"\w+")
_PART = ""


@dataclass(frozen=True, slots=True)
class Features:
    """The vocabularies of words and headings, and the kinds of document known."""

    words: Terms
    headings: Terms
    kinds: tuple[str, ...]


def learn_features(rows: Sequence[Prepared], groups: Sequence[str], *, min_groups: int) -> Features:
    """Learn the vocabularies.

    Args:
        rows: passages, labelled or not.
        groups: authority of each.
        min_groups: a term is kept when passages of at least so many authorities use it.

    Raises:
        ValueError: no word is used by enough authorities.
    """
    words = _learn_terms(
        [without_names(row) for row in rows], lower_tokens(rows), groups, min_groups
    )
    if not len(words):
        raise ValueError(
            f"No word is used by {min_groups} authorities, so nothing can be learnt. "
            "Give passages of more authorities, or lower min_groups."
        )
    known = {word for term in words.terms for word in term.split()}
    names = [heading_words(heading_of(row.passage)) for row in rows]
    allowed = [[word if word in known else _PART for word in name] for name in names]
    headings = _learn_terms(allowed, names, groups, min_groups)
    kinds = sorted({kind for kind in (kind_of(row.passage.document_type) for row in rows) if kind})
    return Features(words, headings, tuple(kinds))


def without_names(row: Prepared) -> list[str]:
    """Return the lower-case tokens, with an empty one for each that looks like a name."""
    return [
        _PART if _NAME_LIKE.fullmatch(token) else lower
        for token, lower in zip(row.written, row.lower, strict=True)
    ]


def _learn_terms(
    evidence: Sequence[Words], texts: Sequence[Words], groups: Sequence[str], min_groups: int
) -> Terms:
    """Choose terms by who uses them in ``evidence``, and weigh them by ``texts``.

    The weight is the inverse document frequency, smoothed as scikit-learn does.
    """
    owned: dict[str, set[str]] = {}
    for tokens, group in zip(evidence, groups, strict=True):
        owned.setdefault(group, set()).update(terms_of(tokens))
    support = Counter(term for terms in owned.values() for term in terms)
    kept = sorted(term for term, count in support.items() if count >= min_groups)
    plain = Terms(kept, np.ones(len(kept), np.float32))
    found = np.bincount(plain.rows(texts).columns, minlength=len(kept))
    rarity = np.log((1 + len(texts)) / (1 + found)) + 1
    return Terms(kept, rarity.astype(np.float32))


def heading_of(passage: PassageInput) -> str:
    """Return the bare name of the heading nearest to a passage, or nothing."""
    return section_name(passage.heading_path[-1]) if passage.heading_path else ""


def heading_words(name: str) -> list[str]:
    """Return the words of a heading's bare name."""
    return _HEADING_WORDS.findall(name)
