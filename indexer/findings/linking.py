"""Which later passages speak to a finding: a score with its reasons, never a decision.

A passage scores by the share of the finding's words that it has, rare words counting more;
as much for those in the headings above it and for the themes it shares, and half of that for
standing in a section that speaks of the matter. A council's figures add a little. Where there
are vectors of meaning, they put what words found in a better order, and add nothing.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from indexer.decisions.anchors import NEAR, likeness, words_hash
from indexer.findings.bearing import bearing_of, scale_of
from indexer.findings.model import Bearing, Scale
from indexer.findings.terms import compared_terms, telling_terms
from indexer.model import Document, Kind, Passage
from indexer.search.analysis import analyse
from nlp.meaning.words import load_learnt
from nlp.types import Speaker, Stance

# Measured on two sets of pairs of a finding and a later passage, all read. The sample papers: 3,603
# pairs of 26 findings (the tests' `judged.tsv`), of which the first five passages of all papers
# could hold 105 answers and 114 that at least speak to the finding. Public reports and letters:
# 1,999 pairs of 64 findings of as many authorities, where they could hold 203 and 284. With these
# constants they hold 88 and 105, 150 and 234; with those that only the sample papers had chosen
# (0.7, 1, 0.5, figures also of inspectors, age in the order, meaning 0.3) 90 and 102, 132 and 218.
# With the vectors of words that were learnt since, 85 and 104, 150 and 232.
# Weights that logistic regression learns from the pairs of both gain nothing over these.
# They lie on a flat top: headings at 0.5 and 1.5 give 86 and 105, 150 and 234; 86 and 105, 149 and
# 231; themes at 0.6 and 1.4 89 and 105, 144 and 228; 88 and 105, 143 and 231; sections at 0.2 and
# 0.6 88 and 105, 153 and 235; 87 and 104, 144 and 231; context at 0 and -0.5 89 and 104, 150 and
# 232; 87 and 105, 150 and 233.
_HEADING = 1.0
_THEMES = 1.0
_SECTION = 0.4
# Only in what councils write: inspectors judge by words, and their figures are asides. At 0 and 0.4
# 83 and 106, 151 and 235; 86 and 104, 150 and 234.
_FIGURE = 0.2
# A figure in what neither judges nor acts is as often a number of children as a result. At 0 and
# 0.2 88 and 105, 150 and 234; 87 and 105, 150 and 234.
_COUNT = 0.1
_CONTEXT = -0.2
# At -0.4 and -1.2 86 and 105, 150 and 234; 89 and 105, 150 and 234.
_RESTATED = -0.8
_LEAST = 0.42
"""Score below which a passage is not shown. Of 2,645 findings of public reports and letters that
another followed, 368 have nothing after them so, 376 at 0.5."""

# Age tells nothing of whether a passage answers, only of how little may count as an answer: it
# hides what hardly speaks of a matter and is old. The next inspection comes three to six years
# after a finding, so age takes away no more than three years' worth, and hides nothing where there
# is nothing else. Of 1,062 findings of public reports and letters that another report followed, 43
# had no evidence with all years counted, 26 with three, 4 so; of 21 of them that were read, one of
# the first two passages speaks of the matter in 13. Where age never hides anything, what hardly
# speaks of a matter hides its gaps: two of the planted ones.
_A_YEAR = -0.15
_OLD = -0.45
_PART = 0.25
# Of the words of 26 findings that no passage has, "viability", "county", "private" and "school"
# tell what is missing and have vectors of 2.1 to 3.2; "gives", "first", "applied" and "understood"
# do not and have 0.8 to 1.4. "Nurses" is to "health" as 0.81, "prompt" to "quickly" as 0.76,
# "county" to "area" as 0.72. Findings with such words, of these 26 and of 334 public ones: 5, 144;
# with 1.7 and 0.85 5, 160; with 2.0 and 0.85 4, 109; with 1.7 and 0.67 2, 140. Four are planted.
_TELLS, _ALIKE = 1.8, 0.82
_TOLD = 4
_SHORTEST = 20
_DAYS = 365.25

# Vectors of words at 0, 0.3, 0.6, 1 and 2: 86 and 103, 135 and 213; 86 and 102, 137 and 224; 87 and
# 105, 143 and 228; 88 and 105, 150 and 234; 86 and 105, 155 and 232.
_MEANING = 1.0
_MIDDLE = 0.34
"""Mean cosine of passages that words suggest, so that scores with and without a model compare."""

_RESTATES = re.compile(
    r"\b(?:what (?:the )?inspectors said|inspectors? (?:said|told|named|found|identified|"
    r"highlighted|reported)|ofsted (?:said|found|identified|highlighted)|"
    r"identified (?:as|in|by|at) .{0,40}inspect)",
    re.IGNORECASE,
)
# What opens so repeats a finding or tells what a visit was about, also where it has figures.
_OPENS = re.compile(
    r"(?:\d+(?:\.\d+)* )?(?:what (?:the )?inspectors? (?:said|found|told)|this letter summarises|"
    r"inspectors (?:looked at|evaluated|considered|reviewed) )",
    re.IGNORECASE,
)

Near = Callable[[str, Iterable[str]], Mapping[str, float]]
"""How near passages are in meaning to a text, by id, of those that this is known of."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is looked for.

    Attributes:
        found: when; only later passages speak to it.
        documents: ids of those that hold it themselves.
        part: number of the paper of a pack that holds it; None: all of the document does.
    """

    text: str
    themes: tuple[str, ...]
    found: date | None
    documents: frozenset[str] = frozenset()
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A document with the day it speaks for.

    Attributes:
        estimated: the day was taken from the years it speaks of, for it states none.
    """

    document: Document
    day: date
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may be evidence.

    Attributes:
        score: comparable within one finding only.
        words: those it shares with the finding, rarest first, as stems.
        themes: ids of those it shares.
        bearing: None where it does not say.
        speaker: whose words it carries; None where that cannot be told.
    """

    passage: Passage
    paper: Dated
    score: float
    words: tuple[str, ...]
    themes: tuple[str, ...]
    scale: Scale
    bearing: Bearing | None
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    paper: Dated
    words: frozenset[str]
    above: frozenset[str]
    themes: frozenset[str]


@dataclass(slots=True)
class Pool:
    """The passages of one authority's papers, ready to be asked for evidence.

    Args:
        papers: with their days.
        passages: by document id.
        findings: ids of passages that are findings themselves, which is no evidence.
    """

    candidates: list[_Candidate] = field(default_factory=list)
    _words: Counter[str] = field(default_factory=Counter)
    _themes: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(
        cls,
        papers: Iterable[Dated],
        passages: Mapping[str, Sequence[Passage]],
        findings: Iterable[str] = (),
    ) -> "Pool":
        """Gather what may be evidence; a finding is none, also where a paper repeats it."""
        pool, ids = cls(), set(findings)
        every = [(paper, one) for paper in papers for one in passages.get(paper.document.id, ())]
        skipped = {passage.text for _, passage in every if passage.id in ids}
        for paper, passage in every:
            if _may_be_evidence(passage) and passage.text not in skipped:
                pool._take(passage, paper)
        return pool

    def suggest(
        self, matter: Matter, *, most: int | None = None, near: Near | None = None
    ) -> list[Suggestion]:
        """Return the later passages that speak to a matter, best first.

        Args:
            matter: what was found.
            most: how many; None: all that score enough.
            near: orders by meaning too; None: by words alone.
        """
        wanted = compared_terms(matter.text)
        whole = sum(map(self._rarity, wanted)) or 1.0
        themes = frozenset(matter.themes)
        own_words = {one.passage.text for one in self.candidates if _holds(one, matter)}
        later = [
            one
            for one in self.candidates
            if _is_later(one, matter) and one.passage.text not in own_words
        ]
        own = [self._own_score(one, wanted, whole, themes) for one in later]
        sections = _section_scores(later, own)
        scored = [
            (score + _SECTION * sections[_section(one)] + _standing(one), one)
            for one, score in zip(later, own, strict=True)
            if score > 0
        ]
        likely = _by_meaning(_enough(scored, matter), matter, near)
        best = sorted(likely, key=lambda s: (-s[0], s[1].passage.id))
        once = {(one.passage.text, one.paper.day): (score, one) for score, one in reversed(best)}
        shown = [
            (score, one) for score, one in best if once[one.passage.text, one.paper.day][1] is one
        ]
        return [self._suggestion(one, score, wanted, themes) for score, one in shown[:most]]

    def unspoken(self, matter: Matter, found: Iterable[Suggestion]) -> tuple[str, ...]:
        """Return the words of a matter that no passage has, if they are a good part of it.

        Words such as "quality" and "timeliness" do not count: they say what must get better,
        and evidence says how. Nor do those that go with any matter, and those that a passage
        says in another word.

        Returns:
            as they stand in the matter's text; nothing where they weigh a quarter or less.
        """
        texts = [text for one in found for text in _texts(one.passage)]
        telling = telling_terms(matter.text)
        missing = telling.difference(*map(compared_terms, texts))
        least = _PART * sum(map(self._rarity, telling))
        if sum(map(self._rarity, missing)) <= least:
            return ()
        words = {
            matter.text[token.start : token.end]: token.term
            for token in analyse(matter.text)
            if token.term in missing
        }
        unsaid = load_learnt().words.unsaid(list(words), texts, tells=_TELLS, alike=_ALIKE)
        weight = sum(map(self._rarity, {words[word] for word in unsaid}))
        return tuple(unsaid) if weight > least else ()

    def passages(self, named: Mapping[str, str], matter: Matter) -> list[Suggestion]:
        """Return passages that people named, with the reasons there are for them.

        Args:
            named: their ids then, each with its words then. These words count wherever they
                stand in the document now, and under the id much the same ones.
            matter: of the finding.
        """
        wanted, themes = compared_terms(matter.text), frozenset(matter.themes)
        said = {(id_.partition("-")[0], words_hash(text)) for id_, text in named.items()}
        papers = {document for document, _ in said}
        return [
            self._suggestion(one, 0.0, wanted, themes)
            for one in self.candidates
            if one.passage.document in papers
            and (
                (one.passage.document, words_hash(one.passage.text)) in said
                or likeness(named.get(one.passage.id, ""), one.passage.text) >= NEAR
            )
        ]

    def _take(self, passage: Passage, paper: Dated) -> None:
        words = compared_terms(passage.text)
        above = compared_terms(" ".join([*passage.heading_path, passage.stem or ""])) - words
        label = passage.annotation
        themes = frozenset(theme.id for theme in label.themes) if label else frozenset[str]()
        self.candidates.append(_Candidate(passage, paper, words, above, themes))
        self._words.update(words | above)
        self._themes.update(themes)

    def _rarity(self, word: str) -> float:
        return math.log((len(self.candidates) + 1) / (self._words[word] + 0.5))

    def _theme_rarity(self, theme: str) -> float:
        return math.log((len(self.candidates) + 1) / (self._themes[theme] + 0.5))

    def _own_score(
        self, one: _Candidate, wanted: frozenset[str], whole: float, themes: frozenset[str]
    ) -> float:
        """Score a passage by itself: about 0 to 2; words count twice where no theme is known."""
        text = sum(map(self._rarity, wanted & one.words))
        above = sum(map(self._rarity, wanted & one.above))
        words = (text + _HEADING * above) / whole
        if not themes:
            return words * (1 + _THEMES)
        every = sum(map(self._theme_rarity, themes)) or 1.0
        shared = sum(map(self._theme_rarity, themes & one.themes))
        return words + _THEMES * shared / every

    def _suggestion(
        self, one: _Candidate, score: float, wanted: frozenset[str], themes: frozenset[str]
    ) -> Suggestion:
        shared = sorted(wanted & (one.words | one.above), key=lambda w: (-self._rarity(w), w))
        label = one.passage.annotation
        return Suggestion(
            passage=one.passage,
            paper=one.paper,
            score=round(score, 2),
            words=tuple(shared[:_TOLD]),
            themes=tuple(sorted(themes & one.themes)),
            scale=scale_of(one.passage),
            bearing=bearing_of(one.passage),
            speaker=label.speaker if label else None,
        )


def _texts(passage: Passage) -> tuple[str, str]:
    return passage.text, " ".join([*passage.heading_path, passage.stem or ""])


def _may_be_evidence(passage: Passage) -> bool:
    label = passage.annotation
    skipped = label is not None and label.stance.id is Stance.SKIP
    return passage.kind is not Kind.HEADING and not skipped and len(passage.text) >= _SHORTEST


def _holds(one: _Candidate, matter: Matter) -> bool:
    """Tell whether a passage stands in the very paper that holds the matter."""
    if one.passage.document not in matter.documents:
        return False
    return matter.part is None or one.passage.part == matter.part


def _is_later(one: _Candidate, matter: Matter) -> bool:
    """Tell whether a passage was written later; a paper of a pack may be older than the pack."""
    if matter.found is None:
        return True
    parts = one.paper.document.parts if one.passage.part else ()
    own = next((part.published for part in parts if part.number == one.passage.part), None)
    return min(own or one.paper.day, one.paper.day) > matter.found


def _enough(
    scored: Iterable[tuple[float, _Candidate]], matter: Matter
) -> list[tuple[float, _Candidate]]:
    """Keep what scores enough with its age; where nothing does, what would if it were new."""
    likely = [(score, one) for score, one in scored if score >= _LEAST]
    return [(s, one) for s, one in likely if s + _age(one, matter) >= _LEAST] or likely


def _by_meaning(
    scored: list[tuple[float, _Candidate]], matter: Matter, near: Near | None
) -> list[tuple[float, _Candidate]]:
    """Add to each score how near the passage is in meaning, where that is known."""
    if near is None:
        return scored
    cosines = near(matter.text, [one.passage.id for _, one in scored])
    return [
        (score + _MEANING * (cosines.get(one.passage.id, _MIDDLE) - _MIDDLE), one)
        for score, one in scored
    ]


def _section(one: _Candidate) -> tuple[str, tuple[str, ...]]:
    return one.passage.document, one.passage.heading_path


def _section_scores(
    candidates: Sequence[_Candidate], scores: Sequence[float]
) -> dict[tuple[str, tuple[str, ...]], float]:
    """Return how much each section speaks of the matter: the mean of its two best passages."""
    by_section: dict[tuple[str, tuple[str, ...]], list[float]] = defaultdict(list)
    for one, score in zip(candidates, scores, strict=True):
        by_section[_section(one)].append(score)
    best = {section: sorted(some)[-2:] for section, some in by_section.items()}
    return {section: sum(some) / len(some) for section, some in best.items()}


def _standing(one: _Candidate) -> float:
    """Score what a passage is, whatever it speaks of."""
    label = one.passage.annotation
    figures = label is not None and bool(label.figures) and not _is_inspectors(one.passage)
    if label is not None and label.stance.id is Stance.CONTEXT:
        score = _COUNT if figures else _CONTEXT
    else:
        score = _FIGURE if figures else 0.0
    return score + _RESTATED * _restates(one.passage)


def _age(one: _Candidate, matter: Matter) -> float:
    """Score how long after the finding a passage was written."""
    if matter.found is None:
        return 0.0
    return max(_OLD, _A_YEAR * (one.paper.day - matter.found).days / _DAYS)


def _restates(passage: Passage) -> bool:
    """Tell whether a passage repeats what inspectors found; their own words are a verdict."""
    label = passage.annotation
    if _OPENS.match(passage.text):
        return True
    if label is not None and (label.figures or _is_inspectors(passage)):
        return False
    return bool(_RESTATES.search(passage.text))


def _is_inspectors(passage: Passage) -> bool:
    return passage.annotation is not None and passage.annotation.speaker is Speaker.INSPECTORATE
