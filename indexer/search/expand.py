"""Widen a query by the other names of what it asks for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Protocol

from indexer.search.analysis import terms
from indexer.search.nodes import (
    AllOf,
    AnyOf,
    In,
    Leaf,
    Near,
    Node,
    Phrase,
    Weighted,
    Wild,
    Word,
    leaf_terms,
    leaf_text,
)
from indexer.search.vocabulary import Words, other_spellings

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
class Origin:
    """A form that was added, and the words of the query it was added to."""

    form: str
    typed: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """A widened query.

    Attributes:
        node: the widened tree; what was typed still matches as it did.
        added: the forms that were added, in the order they came in.
        origins: the same, each with the words it stands for.
        left_out: those that would have been added if they had not been switched off.
    """

    node: Node
    added: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    left_out: tuple[Origin, ...] = ()


def expand(
    node: Node,
    groups: Sequence[Group],
    *,
    without: frozenset[str] = frozenset(),
    words: Words | None = None,
) -> Expansion:
    """Add to a query the other forms of the synonyms it holds, and other spellings of its words.

    A word, a phrase or a run of words side by side is widened if it equals a
    form of a group, the longest run first. Long forms match by their terms.
    Abbreviations match as they are written, and, when typed in small letters,
    from three letters on and unless they are English words. Ambiguous forms
    match as they are written only and are never added. What is
    negated stays as typed: "PLO -pre-proceedings" would otherwise match nothing.
    So does what is marked as exact.

    Args:
        node: the query.
        groups: what means the same.
        without: forms that are not to be added, in any letters.
        words: the words of the corpus, to tell whether it writes "wellbeing" or
            "well-being" as well; None: only what was typed.
    """
    off = frozenset(map(str.casefold, without))
    widener = _Widener(_lexicon(tuple(groups)), off, words)
    widened = widener.widen(node)
    origins = tuple(Origin(form, typed) for form, typed in widener.added.items())
    left_out = tuple(Origin(form, typed) for form, typed in widener.left_out.items())
    return Expansion(widened, tuple(widener.added), origins, left_out)


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

    def __init__(self, lexicon: _Lexicon, without: frozenset[str], words: Words | None) -> None:
        self._lexicon = lexicon
        self._words = words
        self._without = without
        self.added: dict[str, str] = {}
        self.left_out: dict[str, str] = {}

    def widen(self, node: Node) -> Node:
        match node:
            case Word() | Phrase():
                return self._widened(node, node) or node
            case AllOf(nodes):
                widened = list(self._runs(nodes))
                return widened[0] if len(widened) == 1 else AllOf(tuple(widened))
            case AnyOf(nodes):
                return AnyOf(tuple(self.widen(child) for child in nodes))
            case Near(left, right) if _is_leaf(left) and _is_leaf(right):
                return replace(node, left=self.widen(left), right=self.widen(right))
            case In(node=child) | Weighted(node=child):
                return replace(node, node=self.widen(child))
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
            if not isinstance(node, Word) or node.exact:
                break
            words.append(node.text)
        for length in range(len(words), 1, -1):
            run = Phrase(tuple(words[:length]))
            if widened := self._widened(run, AllOf(nodes[:length])):
                return length, widened
        return 1, self.widen(nodes[0])

    def _widened(self, leaf: Leaf, typed: Node) -> Node | None:
        """Return ``typed`` or any other form of the leaf; None if it is in no group."""
        if leaf.exact:
            return None
        own, text = leaf_terms(leaf), leaf_text(leaf)
        groups = self._lexicon.by_text.get(text) or self._lexicon.by_terms.get(own) or ()
        others = _other_forms(groups, own)
        if isinstance(leaf, Word) and self._words:
            for form in other_spellings(text.lower(), self._words):
                others.setdefault(tuple(terms(form)), form)
        return self._either(typed, text, others.values())

    def _either(self, typed: Node, text: str, others: Iterable[str]) -> Node | None:
        """Return what was typed or any of the other forms that are not switched off."""
        wanted = [form for form in others if form.casefold() not in self._without]
        self.left_out |= {form: text for form in others if form.casefold() in self._without}
        for form in wanted:
            self.added.setdefault(form, text)
        return AnyOf((typed, *map(_leaf, wanted))) if wanted else None


def _is_leaf(node: Node) -> bool:
    return isinstance(node, Word | Phrase | Wild)


def _other_forms(groups: Sequence[Group], own: Key) -> dict[Key, str]:
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
