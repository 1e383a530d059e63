"""The words by which findings and evidence are compared: stems, and names that mean the same."""

from collections.abc import Iterator
from functools import lru_cache

from indexer.search.analysis import terms
from nlp.taxonomy import load_taxonomy

# Words that say nothing of a matter, beyond those of one letter: articles, pronouns, prepositions,
# conjunctions and the verbs that others lean on. With "them" and "made" counted, none of the first
# five suggestions for "How well children are told about decisions that have been made about them"
# was to the point; now two are.
_EMPTY = frozenset(
    terms(
        "the an of and to in for on by with that is are be was were at as it its their this from "
        "or which who how when not have has had they so than more most all any each other these "
        "those where there about into been will would should can may also between within across "
        "no does do did he she we our us you your me my what if but up out over under well "
        "them him his her hers i am being having doing done make makes made making get gets got "
        "because until while whilst of off again further then once here both few some such only "
        "own same very too just also even still yet since before after above below during through "
        "against per via upon without around among amongst although though however whether whose "
        "whom why how myself ourselves yourself himself herself itself themselves ours theirs "
        "yours anyone everyone someone nobody anything everything something nothing another many "
        "much several every must might shall cannot could"
    )
)
_SAME = "= "


@lru_cache(maxsize=100_000)
def compared_terms(text: str) -> frozenset[str]:
    """Return what a text is compared by.

    Each word counts once, as its stem. A name that the taxonomy knows under several forms
    counts also as the first of them, so that "EDT" meets "emergency duty team".
    """
    found = terms(text)
    words = {term for term in found if len(term) > 1 and term not in _EMPTY}
    return frozenset(words | set(_names(tuple(found))))


def telling_terms(text: str) -> frozenset[str]:
    """Return the stems that say what a finding is about, not how it must get better."""
    return frozenset(
        term
        for term in compared_terms(text)
        if not term.startswith(_SAME) and term not in _aspects()
    )


@lru_cache(maxsize=1)
def _aspects() -> frozenset[str]:
    return frozenset(terms(" ".join(load_taxonomy().stance_cues.aspects)))


def _names(found: tuple[str, ...]) -> Iterator[str]:
    forms, longest = _forms()
    for start in range(len(found)):
        for length in range(1, min(longest, len(found) - start) + 1):
            yield from forms.get(found[start : start + length], ())


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    """Return the groups of each form, without those that mean other things too."""
    forms: dict[tuple[str, ...], tuple[str, ...]] = {}
    for group in load_taxonomy().synonyms:
        for form in {group.canonical, *group.forms} - set(group.ambiguous):
            key = tuple(terms(form))
            if key:
                forms[key] = (*forms.get(key, ()), _SAME + group.canonical)
    return forms, max(map(len, forms))
