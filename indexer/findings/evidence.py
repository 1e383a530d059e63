"""The use case of linking: what came after a finding, what people say of that, what is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from indexer.decisions.anchors import NEAR, likeness
from indexer.findings.chains import Chains, Link
from indexer.findings.linking import Matter, Near, Pool, Suggestion
from indexer.findings.model import Bearing, Judgement, Scale, Verdict
from indexer.findings.papers import newest
from indexer.findings.pools import Pools
from indexer.findings.register import Entry, load_register
from indexer.store.repository import Store
from nlp.types import Speaker

MOST = 5
"""Suggestions shown of each paper and scale before more are asked for."""

OLD = timedelta(days=548)
"""Evidence older than a year and a half, counted from the newest paper, tells of another time."""

FOR = frozenset({Bearing.SUPPORTS, Bearing.BOTH})
AGAINST = frozenset({Bearing.CONTRADICTS, Bearing.BOTH})
"""What speaks one way, alone or besides the other."""

_BOTH_SCALES = 0.15
_BOTH_MOST = 0.4
"""Score by which each further passage of one scale comes later, and by how much at most, so that
what was done and what it changed stand side by side at the top, and nothing unlikely is raised for
being of the rarer kind. Of 105 answers and 114 passages that speak to the sample's findings, the
first five of all papers hold 83 and 105 without this, and show both scales for 11 of 26 findings;
86, 105 and 17 with 0.3 at most; 88, 105 and 20 with 0.4; 87, 104 and 21 with 0.6. Both are there to
be shown for 23."""

_OWN = frozenset({Speaker.COUNCIL, Speaker.PARTNERSHIP, None})


class Gap(StrEnum):
    """What is missing after a finding, the gravest first."""

    NOTHING = "nothing"
    NO_ACTION = "no-action"
    NO_IMPACT = "no-impact"
    PART = "part"
    CONTRADICTED = "contradicted"
    OWN_WORD = "own-word"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage suggested for a finding, with what people decided of it.

    Attributes:
        rank: among those of its paper and scale, from 1; after person's decisions.
        verdict: what a person said last; None: nobody did.
    """

    suggestion: Suggestion
    rank: int
    verdict: Verdict | None = None

    @property
    def scale(self) -> Scale:
        """Action or impact: as a person said, else as it seems."""
        return self.verdict.scale if self.verdict else self.suggestion.scale

    @property
    def bearing(self) -> Bearing | None:
        """For or against: as a person said, else as it seems."""
        return self.verdict.bearing if self.verdict else self.suggestion.bearing

    @property
    def is_confirmed(self) -> bool:
        """Whether a person said that it is evidence."""
        return self.verdict is not None and self.verdict.judgement is Judgement.CONFIRMED

    @property
    def is_rejected(self) -> bool:
        """Whether a person said that it is none."""
        return self.verdict is not None and self.verdict.judgement is Judgement.REJECTED


@dataclass(frozen=True, slots=True)
class Followed:
    """A finding with what came before and after it.

    Attributes:
        chain: findings of the same matter or theme in other visits, oldest first.
        evidence: best first; rejected ones last.
        gaps: what is missing, the gravest first.
        unspoken: words of the finding that nothing after it speaks of.
    """

    entry: Entry
    chain: tuple[Link, ...]
    evidence: tuple[Evidence, ...]
    gaps: tuple[Gap, ...]
    unspoken: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """In which years the matter was found, first to last."""
        same = [link.entry for link in self.chain if link.same]
        return tuple(sorted({one.date.year for one in (self.entry, *same) if one.date}))

    def shown(self) -> list[Evidence]:
        """Return the first few of each paper and scale, and all that people decided."""
        return [one for one in self.evidence if one.rank <= MOST or one.verdict]


class Following:
    """Follows findings through the papers of a store, reading each authority's papers once."""

    def __init__(self, store: Store, pools: Pools | None = None) -> None:
        self._entries = load_register(store)
        self._chains = Chains(self._entries)
        self._findings = frozenset(id_ for one in self._entries for id_ in one.finding.passages)
        self.pools = pools or Pools(store)

    @property
    def entries(self) -> Sequence[Entry]:
        """The register, as it was when this was made."""
        return self._entries

    def follow(self, entry: Entry, *, near: Near | None = None) -> Followed:
        """Return what came before and after a finding.

        Args:
            entry: the finding.
            near: orders the evidence by meaning too; that changes no gap.
        """
        authority = entry.document.metadata.authority
        pool, papers = self.pools.of(authority, self._findings)
        matter = matter_of(entry)
        found = pool.suggest(matter, near=near)
        evidence = _judged(_with_chosen(found, entry, pool), entry.verdicts)
        unspoken = pool.unspoken(matter, found)
        gaps = find_gaps(evidence, until=newest(papers), unspoken=unspoken)
        return Followed(entry, tuple(self._chains.of(entry)), tuple(evidence), gaps, unspoken)


def matter_of(entry: Entry) -> Matter:
    """Return what is looked for to follow a finding.

    The paper that quotes an earlier finding answers it, and so is evidence itself.
    """
    if entry.is_quoted:
        before = entry.date - timedelta(days=1) if entry.date else None
        return Matter(entry.finding.text, entry.themes, before)
    own, part = frozenset([entry.finding.document]), entry.part
    number = part.number if part else None
    return Matter(entry.finding.text, entry.themes, entry.date, own, number)


def find_gaps(
    evidence: Iterable[Evidence], *, until: date | None, unspoken: Sequence[str] = ()
) -> tuple[Gap, ...]:
    """Tell what is missing, by what people confirmed or, failing that, by what is suggested.

    Args:
        evidence: of one finding.
        until: day of the newest paper there is.
        unspoken: words of the finding that nothing after it speaks of.
    """
    every = [one for one in evidence if not one.is_rejected]
    some = [one for one in every if one.is_confirmed] or every
    if not some:
        return (Gap.NOTHING,)
    impact = [one for one in some if one.scale is Scale.IMPACT]
    days = [one.suggestion.paper.day for one in some]
    last = [one for one in some if one.suggestion.paper.day == max(days)]
    holds = {
        Gap.NO_ACTION: all(one.scale is Scale.IMPACT for one in some),
        Gap.NO_IMPACT: not any(one.bearing in FOR for one in impact),
        Gap.PART: bool(unspoken),
        Gap.CONTRADICTED: any(one.bearing is Bearing.CONTRADICTS for one in last),
        Gap.OWN_WORD: all(one.suggestion.speaker in _OWN for one in some),
        Gap.OLD: until is not None and until - max(days) > OLD,
    }
    return tuple(gap for gap in Gap if holds.get(gap))


def _with_chosen(found: list[Suggestion], entry: Entry, pool: Pool) -> list[Suggestion]:
    """Add the passages that people chose and that no suggestion found."""
    known = {one.passage.id for one in found}
    words = {_words(one.passage.text) for one in found}
    named = {one.passage: one.text for one in entry.verdicts if _words(one.text) not in words}
    chosen = pool.passages(named, matter_of(entry)) if named else []
    return found + [one for one in chosen if one.passage.id not in known]


def _judged(found: Sequence[Suggestion], verdicts: Sequence[Verdict]) -> list[Evidence]:
    """Put what people decided beside each suggestion, and number them anew."""
    decided = _decisions(found, verdicts)
    ranks: dict[tuple[str, Scale], int] = {}
    evidence: list[Evidence] = []
    for one in found:
        verdict = decided.get(one.passage.id)
        rejected = verdict is not None and verdict.judgement is Judgement.REJECTED
        place = (one.paper.document.id, verdict.scale if verdict else one.scale)
        ranks[place] = ranks.get(place, 0) + (not rejected)
        evidence.append(Evidence(one, ranks[place], verdict))
    return _in_order(evidence)


def _in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Put first what people confirmed, last what they rejected, and the rest by score.

    Within a scale the score alone decides, so the order within a paper is that of its ranks.
    """
    before: Counter[Scale] = Counter()
    keyed: list[tuple[bool, bool, float, Evidence]] = []
    for one in evidence:
        late = min(_BOTH_SCALES * before[one.scale], _BOTH_MOST) - one.suggestion.score
        before[one.scale] += not (one.is_rejected or one.is_confirmed)
        keyed.append((one.is_rejected, not one.is_confirmed, late, one))
    return [one for *_, one in sorted(keyed, key=lambda some: some[:3])]


def _decisions(found: Sequence[Suggestion], verdicts: Sequence[Verdict]) -> dict[str, Verdict]:
    """Return what people said last of each passage, by its id now.

    A passage is known by its words, for another reading may number it otherwise, and by its
    id only where its words are nowhere any more and much the same ones stand there.
    """
    by_words = {_words(one.passage.text): one.passage.id for one in reversed(found)}
    texts = {one.passage.id: one.passage.text for one in found}
    last: dict[str, Verdict] = {}
    for verdict in verdicts:
        id_ = by_words.get(_words(verdict.text))
        if id_ is None and likeness(verdict.text, texts.get(verdict.passage, "")) >= NEAR:
            id_ = verdict.passage
        if id_ is not None:
            last[id_] = verdict
    return {id_: one for id_, one in last.items() if one.judgement is not Judgement.WITHDRAWN}


def _words(text: str) -> str:
    return " ".join(text.split())
