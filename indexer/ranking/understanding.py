"""From the text of a question to what is searched for."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.search.choices import Choices, make_choices
from indexer.search.expand import Expansion, expand
from indexer.search.query import AllOf, Node, Problem, Word, leaf_terms, positive_leaves, read
from indexer.search.relax import without_function_words
from nlp.questions import Gist, gist_of, without_frames
from nlp.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was read.

    Attributes:
        text: as typed.
        node: as read, frames of speech left out; None for an empty question.
        wide: the same with other forms, and without function words.
        expansion: which forms; None for an empty question.
        gist: what it is about.
        problems: mistakes, and how they were read.
    """

    text: str
    node: Node | None
    wide: Node | None = None
    expansion: Expansion | None = None
    gist: Gist = field(default_factory=Gist)
    problems: tuple[Problem, ...] = ()


def understand(
    text: str,
    taxonomy: Taxonomy,
    *,
    choices: Choices | None = None,
    without: Sequence[str] = (),
    forgiving: bool = False,
) -> Understood:
    """Read a question.

    Args:
        text: what was typed.
        taxonomy: its synonyms are other forms, its values those of fields.
        choices: the values of fields; None: those of the taxonomy, and any authority.
        without: forms that are not to be added.
        forgiving: read a query with mistakes as well as it can be read.

    Raises:
        QueryError: it holds a mistake, and that is not forgiven.
    """
    reading = read(text, choices or make_choices(taxonomy))
    node = reading.node if forgiving else reading.strict
    if node is None:
        return Understood(text, None, problems=reading.problems)
    gist, bare = _gist(text, node)
    if bare != text:
        node = read(bare).node or node
    expansion = expand(node, taxonomy.synonyms, without=frozenset(without))
    # Last, because "children in care" is one form and must keep its "in" till then.
    wide = without_function_words(expansion.node)
    return Understood(text, node, wide, expansion, gist, reading.problems)


def _gist(text: str, node: Node) -> tuple[Gist, str]:
    """Return what a question is about, and its text without frames of speech.

    Frames are looked for in plain words only: what is put in quotes or brackets is meant.
    """
    if _is_plain(node):
        gist = gist_of(text)
        return gist, without_frames(text, gist)
    words = " ".join(word for leaf in positive_leaves(node) for word in leaf_terms(leaf))
    return gist_of(words), text


def _is_plain(node: Node) -> bool:
    nodes = node.nodes if isinstance(node, AllOf) else (node,)
    return all(isinstance(one, Word) and not one.exact for one in nodes)
