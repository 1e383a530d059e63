"""What a question is about, as parts of a query: they add score, and find where words do not.

The figures behind the constants of this package are nDCG@10 by ``sightline evaluate``, on three
sets of questions, half of them in other words than the papers': 60 on five real papers (920
passages, all judged), 66 on the sample papers (``tests/quality``), 36 on 494 real papers (45,300
passages). Since they were chosen, what several searches find was judged for the second as well,
and the third has 66 questions. With questions learnt from that were written for invented passages,
and all first hits judged, this gives 0.637, 0.566, 0.571; without what is here 0.460, 0.434, 0.453
(fewer were judged then); with the vectors of words that ship 0.660, 0.647, 0.591; with a sentence
encoder beside them 0.704, 0.683, 0.611.
"""

import math

from indexer.search.analysis import terms
from indexer.search.nodes import AllOf, AnyOf, Boosted, Field, Node, Phrase, Weighted, Word
from indexer.search.relax import some_of
from nlp.questions import Gist

_WORD = 0.75
"""What a word that the papers use instead counts beside one of the question. 0, 0.25, 0.5, 0.75, 1
gave 0.525, 0.548, 0.552, 0.560, 0.559 and 0.446, 0.463, 0.467, 0.475, 0.470."""

_THEME = 1.0
"""What the likeliest theme counts, in units of the logarithm of the number of passages: so much
does a word count that one passage in the index holds. 0, 0.5, 1, 1.5 gave 0.506, 0.549, 0.552,
0.540; 0.450, 0.470, 0.467, 0.450; and 0.313, 0.315, 0.310, 0.291."""


def widened(node: Node, gist: Gist, passages: int) -> Node:
    """Let passages about the same thing stand before others that match.

    Args:
        node: what has to match.
        gist: what the question is about.
        passages: how many the index holds.
    """
    lifts = _lifts(gist, passages)
    return Boosted(node, lifts) if lifts else node


def found_by_gist(node: Node, gist: Gist) -> Node:
    """Let any of the words suffice.

    In answer to a question, so does being about its likeliest theme, or having the papers' words
    for what it asks. Who types words to look for wants those words.

    What the query excludes and narrows holds for all of these.
    """
    relaxed = some_of(node) if isinstance(node, AllOf) else node
    if not gist.asked:
        return relaxed
    others = [Weighted(_phrase(word.name), 0) for word in gist.words]
    others += [Weighted(Field("theme", (theme.name,)), 0) for theme in gist.themes[:1]]
    if not others:
        return relaxed
    if isinstance(relaxed, AllOf):  # the choices and, beside them, the conditions
        choices, *conditions = relaxed.nodes
        return AllOf((AnyOf((choices, *others)), *conditions))
    return AnyOf((relaxed, *others))


def _lifts(gist: Gist, passages: int) -> Node | None:
    """Return what adds score; None where nothing does."""
    unit = _THEME * math.log(passages + 1)
    lifts: list[Node] = [Weighted(Word(term), _WORD * w) for term, w in _terms(gist).items()]
    lifts += [Weighted(Field("theme", (one.name,)), unit * one.weight) for one in gist.themes]
    return AnyOf(tuple(lifts)) if lifts else None


def _terms(gist: Gist) -> dict[str, float]:
    """Return the single words of what papers write instead; those of a phrase share its weight."""
    weights: dict[str, float] = {}
    for one in gist.words:
        found = one.name.split()
        for word in found:
            if terms(word):
                weights[word] = max(weights.get(word, 0), one.weight / math.sqrt(len(found)))
    return weights


def _phrase(words: str) -> Node:
    parts = tuple(words.split())
    return Word(words) if len(parts) == 1 else Phrase(parts)
