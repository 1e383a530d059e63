"""Make a question easier to answer: leave out function words, or let some words suffice."""

from indexer.search.analysis import terms
from indexer.search.nodes import AllOf, AnyOf, Field, Ids, In, Node, Not, Word

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
    if isinstance(node, In):
        return In(node.place, without_function_words(node.node) or node.node)
    if not isinstance(node, AllOf):
        return node
    kept = tuple(child for child in node.nodes if not _is_function_word(child))
    if all(_is_condition(child) for child in kept):
        return node
    return kept[0] if len(kept) == 1 else AllOf(kept)


def some_of(node: AllOf) -> Node:
    """Let any of the parts suffice where all had to match.

    What is excluded stays so, and fields must still hold. All of the parts together
    stay one of the choices, so that a passage that has them all scores for each twice
    and stands before those that have some.
    """
    wanted = tuple(child for child in node.nodes if not _is_condition(child))
    conditions = tuple(child for child in node.nodes if _is_condition(child))
    if len(wanted) < 2:
        return node
    either = AnyOf((AllOf(wanted), *wanted))
    return AllOf((either, *conditions)) if conditions else either


def _is_condition(node: Node) -> bool:
    """Tell whether a part narrows a question, rather than being what is asked for."""
    return isinstance(node, Not | Field | Ids)


def _is_function_word(node: Node) -> bool:
    if not isinstance(node, Word):
        return False
    found = terms(node.text)
    return bool(found) and all(term in FUNCTION_WORDS for term in found)
