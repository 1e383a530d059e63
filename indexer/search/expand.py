"""Widen a query by the other names of what it asks for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from indexer.search.analysis import terms
from indexer.search.query import AllOf, AnyOf, Leaf, Node, Phrase, Word, leaf_terms

# Abbreviations that read as everyday words when typed small. They are added to other forms
# all the same, though engines do not tell capitals: of 3,687 passages of inspection letters and
# council papers 121 hold SEND in capitals and 10 the verb; all 110 of MASH are in capitals.
_ENGLISH_WORDS = frozenset({"dash", "mace", "mash", "pep", "peps", "send", "spa"})


class Group(Protocol):
    """Forms that mean the same, as the taxonomy loads them; hashable.

    Attributes:
        ambiguous: those of the forms that have other common meanings.
    """

    @property
    def canonical(self) -> str: ...  # noqa: D102
    @property
    def forms(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def ambiguous(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Expansion:
    """A widened query.

    Attributes:
        node: the widened tree; what was typed still matches as it did.
        added: the forms that were added, in the order they came in.
    """

    node: Node
    added: tuple[str, ...]


def expand(node: Node, groups: Sequence[Group]) -> Expansion:
    """Add to a query the other forms of the synonyms it holds.

    A word, a phrase or a run of words side by side is widened if it equals a
    form of a group, the longest run first. Long forms match by their terms.
    Abbreviations match as they are written, and, when typed in small letters,
    from three letters on and unless they are English words. Ambiguous forms
    match as they are written only and are never added. What is
    negated stays as typed: "PLO -pre-proceedings" would otherwise match nothing.
    """
    widener = _Widener(_lexicon(tuple(groups)))
    return Expansion(widener.widen(node), tuple(widener.added))


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Groups by the forms that lead to them.

    Attributes:
        by_terms: long forms and harmless small abbreviations, by their terms.
        by_text: abbreviations, as written.
        longest: number of words in the longest form.
    """

    by_terms: dict[Key, list[Group]] = field(default_factory=dict)
    by_text: dict[str, list[Group]] = field(default_factory=dict)
    longest: int = 1


@lru_cache(maxsize=4)
def _lexicon(groups: tuple[Group, ...]) -> _Lexicon:
    by_terms: dict[Key, list[Group]] = {}
    by_text: dict[str, list[Group]] = {}
    for group in groups:
        for form in _forms(group):
            if _is_abbreviation(form):
                by_text.setdefault(form, []).append(group)
                if _may_be_typed_small(form, group):
                    by_text.setdefault(form.lower(), []).append(group)
            else:
                by_terms.setdefault(tuple(terms(form)), []).append(group)
    return _Lexicon(by_terms, by_text, max((len(key) for key in by_terms), default=1))


class _Widener:
    """Widens one tree and keeps account of what it adds."""

    def __init__(self, lexicon: _Lexicon) -> None:
        self._lexicon = lexicon
        self.added: dict[str, None] = {}

    def widen(self, node: Node) -> Node:
        match node:
            case Word() | Phrase():
                return self._widened(node, node) or node
            case AllOf(nodes):
                widened = list(self._runs(nodes))
                return widened[0] if len(widened) == 1 else AllOf(tuple(widened))
            case AnyOf(nodes):
                return AnyOf(tuple(self.widen(child) for child in nodes))
            case _:
                return node

    def _runs(self, nodes: tuple[Node, ...]) -> Iterator[Node]:
        start = 0
        while start < len(nodes):
            length, node = self._longest_run(nodes[start:])
            yield node
            start += length

    def _longest_run(self, nodes: tuple[Node, ...]) -> tuple[int, Node]:
        """Return the widened longest run at the start and how many nodes it takes up."""
        words: list[str] = []
        for node in nodes[: self._lexicon.longest]:
            if not isinstance(node, Word):
                break
            words.append(node.text)
        for length in range(len(words), 1, -1):
            run = Phrase(tuple(words[:length]))
            if widened := self._widened(run, AllOf(nodes[:length])):
                return length, widened
        return 1, self.widen(nodes[0])

    def _widened(self, leaf: Leaf, typed: Node) -> Node | None:
        """Return ``typed`` or any other form of the leaf; None if it is in no group."""
        own = leaf_terms(leaf)
        text = leaf.text if isinstance(leaf, Word) else " ".join(leaf.words)
        groups = self._lexicon.by_text.get(text) or self._lexicon.by_terms.get(own)
        if not groups:
            return None
        others = _other_forms(groups, own)
        self.added.update(dict.fromkeys(others.values()))
        return AnyOf((typed, *map(_leaf, others.values()))) if others else None


def _other_forms(groups: Sequence[Group], own: Key) -> Mapping[Key, str]:
    """Return the forms to add by their terms, so that a plural is not added to its singular."""
    others: dict[Key, str] = {}
    for group in groups:
        for form in _forms(group):
            key = tuple(terms(form))
            if key and key != own and _may_be_added(form, group):
                others.setdefault(key, form)
    return others


def _forms(group: Group) -> tuple[str, ...]:
    return (group.canonical, *group.forms)


def _is_abbreviation(form: str) -> bool:
    return " " not in form and sum(letter.isupper() for letter in form) >= 2


def _may_be_typed_small(form: str, group: Group) -> bool:
    harmless = form not in group.ambiguous and form.lower() not in _ENGLISH_WORDS
    return harmless and len(form) >= 3


def _may_be_added(form: str, group: Group) -> bool:
    return form not in group.ambiguous


def _leaf(form: str) -> Leaf:
    words = tuple(form.split())
    return Word(form) if len(words) == 1 else Phrase(words)
