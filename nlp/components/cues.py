"""Count the stance cues of a passage, clause by clause."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.clauses import Clause, Role, split_clauses
from nlp.components.extensions import tokens_of
from nlp.components.phrases import Match, PhraseTable
from nlp.taxonomy import StanceCues
from nlp.types import Span, Stance

T = TypeVar("T", bound=Hashable)

# Tried 1, 1.3, 1.6, 2 for the main clause and 1, 0.7, 0.5, 0.3 for the one that yields, on 1,600
# passages with a verdict (66 authorities): 0.889 right way round with these, 0.881 with 1 and 1;
# on 1,245 passages of 52 other authorities 0.874.
_ROLE = {Role.PLAIN: 1.0, Role.MAIN: 1.3, Role.YIELDING: 0.5}
# A denial this many tokens before a word of praise turns it round ("not consistently effective").
_REACH = 3
_DENIALS = frozenset(
    {"not", "no", "never", "n't", "rarely", "seldom", "hardly", "neither", "nor", "without"}
    | {"lack", "insufficiently"}
)
_ABSENCES = frozenset({"no", "without"})
# Weight left to a verdict that follows "will", "to ensure" and the like outside inspectors'
# reports. Tried 0, 0.3, 0.6, 1 on 708 passages of councils' papers: 0.741, 0.741, 0.734, 0.737
# right, and 0.985, 0.985, 0.983, 0.983 of the mixed flags of 539 of them.
_MEANT = 0.3


class Cue(NamedTuple):
    """What a phrase speaks for; a ``stance`` of None marks neutral matter."""

    stance: Stance | None
    weight: float
    inspectors: bool = False  # only inspectors judge by it


_VERDICTS = frozenset({Stance.STRENGTH, Stance.NEEDS_IMPROVEMENT})
_STANCES = tuple(Stance)  # going through the class itself takes ten times as long
_NOTHING = dict.fromkeys(_STANCES, 0.0)


@dataclass(slots=True)
class Tally:
    """What the cues of a passage add up to.

    Attributes:
        weight: for each stance, the cues' weights times those of their clauses.
        spans: for each stance, where its cues stand, in characters.
        neutral: phrases of scope, method or law.
        hits: first token, stance and weight of each cue in reading order; a stance of
            None marks neutral matter.
    """

    weight: dict[Stance, float] = field(default_factory=_NOTHING.copy)
    spans: dict[Stance, list[Span]] = field(default_factory=lambda: {one: [] for one in _STANCES})
    neutral: int = 0
    hits: list[tuple[int, Stance | None, float]] = field(default_factory=list)

    def add(self, token: int, stance: Stance, weight: float, span: Span) -> None:
        """Count one cue."""
        self.weight[stance] += weight
        self.spans[stance].append(span)
        self.hits.append((token, stance, weight))

    def add_neutral(self, token: int) -> None:
        """Count one phrase that judges nothing."""
        self.neutral += 1
        self.hits.append((token, None, 0.0))


class CueCounter:
    """Find cues in a ``Doc`` and add them up."""

    def __init__(self, nlp: Language, cues: StanceCues) -> None:
        self._contrast = frozenset(cues.contrast)
        self._concession = frozenset(cues.concession)
        self._table: PhraseTable[Cue] = PhraseTable(nlp)
        loose = frozenset(cues.inspectors)
        for group in cues.cues:
            for inspectors in (False, True):
                phrases = [one for one in group.phrases if (one in loose) is inspectors]
                cue = Cue(group.stance, group.weight, inspectors)
                self._table.add(cue, phrases, inflect=False)
        self._table.add(Cue(None, 0.0), cues.neutral, inflect=False)
        self._intentions = frozenset(tuple(phrase.split()) for phrase in cues.intentions)

    def count(self, doc: Doc, *, inspector: bool) -> Tally:
        """Return what the cues of a passage add up to.

        Args:
            doc: the passage.
            inspector: whether an inspectorate speaks; others often write of what is meant to be.
        """
        tally = Tally()
        found = longest(self._table.find(doc))
        if not found:
            return tally
        tokens = tokens_of(doc)
        words = tokens.lower
        clauses = split_clauses(words, contrast=self._contrast, concession=self._concession)
        meant = [] if inspector else self._find_intentions(words)
        for match, clause in _pair(found, clauses):
            if match.key.inspectors and not inspector:
                continue
            if match.key.stance is None:
                tally.add_neutral(match.start)
                continue
            stance = _turn(match, words[max(clause.start, match.start - _REACH) : match.start])
            weight = match.key.weight * _ROLE[clause.role]
            if stance in _VERDICTS and any(clause.start <= at < match.start for at in meant):
                weight *= _MEANT
            tally.add(match.start, stance, weight, tokens.span(match.start, match.end))
        return tally

    def _find_intentions(self, words: list[str]) -> list[int]:
        """Return where a phrase of one or two words begins that opens an intention."""
        pairs = zip(words, [*words[1:], ""], strict=True)
        return [
            index
            for index, pair in enumerate(pairs)
            if pair[:1] in self._intentions or pair in self._intentions
        ]


def longest(found: Iterable[Match[T]]) -> list[Match[T]]:
    """Return matches that do not overlap, the longer ones first served, in reading order."""
    taken: set[int] = set()
    kept = []
    for match in sorted(found, key=lambda match: (match.start - match.end, match.start)):
        tokens = range(match.start, match.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _pair(
    found: Iterable[Match[Cue]], clauses: Iterable[Clause]
) -> Iterator[tuple[Match[Cue], Clause]]:
    """Put each match beside the clause it begins in; both come in reading order."""
    remaining = iter(clauses)
    clause = next(remaining, None)
    for match in found:
        while clause is not None and match.start >= clause.end:
            clause = next(remaining, None)
        if clause is not None:
            yield match, clause


def _turn(match: Match[Cue], before: list[str]) -> Stance:
    """Return what a cue says after the words before it: denied praise is a gap, and back."""
    stance = match.key.stance or Stance.CONTEXT
    if stance is Stance.STRENGTH and not _DENIALS.isdisjoint(before):
        return Stance.NEEDS_IMPROVEMENT
    plain_gap = stance is Stance.NEEDS_IMPROVEMENT and match.key.weight >= 1
    return Stance.STRENGTH if plain_gap and not _ABSENCES.isdisjoint(before[-2:]) else stance
