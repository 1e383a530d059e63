"""Make a question easier to answer: leave out function words, or let some words suffice."""

from indexer.search.analysis import terms
from indexer.search.query import AllOf, AnyOf, Node, Not, Word

_FUNCTION_WORDS = """
a about all also an and any are as at be been being both but by can could did do does done for
from had has have how i if in into is it its may might more much must of on or our should so some
than that the their them then there these they this those to us was we were what when where which
while who why will with would you your
"""

FUNCTION_WORDS = frozenset(term for word in _FUNCTION_WORDS.split() for term in terms(word))
"""Terms of words that hold sentences together and tell nothing of a subject."""


def without_function_words(node: Node | None) -> Node | None:
    """Leave function words out of a run of words that all must match.

    A query of nothing but function words, and any phrase, stays as it is.
    """
    if not isinstance(node, AllOf):
        return node
    kept = tuple(child for child in node.nodes if not _is_function_word(child))
    if not any(not isinstance(child, Not) for child in kept):
        return node
    return kept[0] if len(kept) == 1 else AllOf(kept)


def some_of(node: AllOf) -> Node:
    """Let any of the parts suffice where all had to match; what is excluded stays so.

    All of them together stay one of the choices, so that a passage that has
    them all scores for each twice and stands before those that have some.
    """
    wanted = tuple(child for child in node.nodes if not isinstance(child, Not))
    unwanted = tuple(child for child in node.nodes if isinstance(child, Not))
    either: Node = AnyOf((AllOf(wanted), *wanted)) if len(wanted) > 1 else wanted[0]
    return AllOf((either, *unwanted)) if unwanted else either


def _is_function_word(node: Node) -> bool:
    if not isinstance(node, Word):
        return False
    found = terms(node.text)
    return bool(found) and all(term in FUNCTION_WORDS for term in found)
