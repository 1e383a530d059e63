"""Which names a question holds, so that learned abbreviations of them can be told."""

from collections.abc import Iterator

from indexer.search.nodes import AllOf, AnyOf, In, Node, Phrase, Word, leaf_terms

_LONGEST = 10
"""Words of the longest run that is looked up; few services have longer names."""


def names_in(node: Node) -> set[str]:
    """Return the words, phrases and runs of words that a query looks for, as indexed text."""
    match node:
        case Word() | Phrase():
            return {" ".join(leaf_terms(node))}
        case AllOf(nodes):
            others = (child for child in nodes if not isinstance(child, Word))
            return {*_runs(nodes), *(name for child in others for name in names_in(child))}
        case AnyOf(nodes):
            return {name for child in nodes for name in names_in(child)}
        case In(_, child):
            return names_in(child)
        case _:
            return set()


def _runs(nodes: tuple[Node, ...]) -> Iterator[str]:
    """Yield the runs of words side by side, single ones too."""
    for first in range(len(nodes)):
        run: list[str] = []
        for node in nodes[first : first + _LONGEST]:
            if not isinstance(node, Word):
                break
            run += leaf_terms(node)
            yield " ".join(run)
