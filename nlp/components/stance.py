"""Judge the stance of a passage from its cue words and its heading.

The rules follow the stance codebook, in order; the first that settles it ends it:

1. Page furniture is skipped.
2. A heading that sets a stance decides in documents whose headings do so, and
   elsewhere for bare noun phrases, unless the words plainly contradict it.
3. A verdict on the present beats a plan. It must outweigh marks of scope and
   figures; how much is needed depends on who speaks, since nearly every sentence
   of an inspection report judges and few of a statutory guide do.
4. Without a verdict: a task or promise is an action, the rest is context.

Every constant below was tuned on 2,055 labelled passages of 66 authorities
(accuracy 0.86) and checked on 1,632 of 52 others (0.82); a score is how often
the rule that spoke was right on the first set.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from spacy.attrs import IS_TITLE, IS_UPPER
from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import taxonomy_of
from nlp.components.cues import CueCounter, Tally, longest
from nlp.components.extensions import passage_of, tokens_of
from nlp.components.phrases import PhraseTable
from nlp.components.rows import RowReader
from nlp.taxonomy import Taxonomy
from nlp.types import Source, Speaker, Stance, StanceLabel

FACTORY = "sightline_stance"

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b")
_FINITE = frozenset(
    {"is", "are", "was", "were", "be", "been", "has", "have", "had", "do", "does", "did"}
    | {"can", "will", "may", "must", "should", "need", "needs"}
)
_RELATIVE = frozenset({"who", "that", "which", "where", "when", "whose", "so", "."})
_JOINS = frozenset({"of", "and", "for", "in", "with", "to", "by"})
_SHORT = 60  # tokens; furniture and noun phrases are shorter than this
# Log weight of verdict cues from which a passage judges, by speaker. Tried 0 to 0.8 for
# inspectors, 0.4 to 1.5 for councils, 0.4 to 1.8 for other bodies, 1.5 to 3.5 for guidance.
_FLOOR: dict[Speaker | None, float] = {
    Speaker.INSPECTORATE: 0.2,
    Speaker.COUNCIL: 0.8,
    Speaker.PARTNERSHIP: 1.8,
    Speaker.AUDITOR_PEER: 1.8,
    None: 2.5,
}
# Log weight of action cues from which a passage without a verdict is a plan. Tried 0.2 to 3.
_PLAN_FLOOR: dict[Speaker | None, float] = {Speaker.INSPECTORATE: 1.2, None: 2.0}
_OTHER_PLAN_FLOOR = 0.6
# A needs-improvement cue is rarer and plainer than one of praise: 0.8, 1.0, 1.2, 1.4 tried.
_GAP = 0.8
_NEUTRAL = (Stance.CONTEXT, Stance.SKIP)
# How much more must be judged for each share of figures. Tried 0, 1, 2, 4 on 1,772 passages of
# councils' papers (0.648, 0.648, 0.647, 0.642 right); inspectors rarely give figures.
_FIGURES = {True: 4, False: 2}
_CONTRADICTION = 0.7  # a verdict this clear overrules a heading


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules look at.

    Attributes:
        tally: the cues, added up.
        heading: the stance the nearest heading sets, if any.
        headings_decide: the type of document lets its headings decide.
        speaker: who speaks in this type of document.
        opens_task: the passage opens with a verb of task.
        names_aspect: it is a bare noun phrase such as "The timeliness of visits".
        has_verb: there is a finite verb (of a short list).
        tokens: length of the passage.
        figures: share of tokens that are numbers.
        is_furniture: looks like a letterhead, a contents line or a notice.
        row: what the labels of a table's row say, if the passage is one that says so.
    """

    tally: Tally
    heading: Stance | None
    headings_decide: bool
    speaker: Speaker | None
    opens_task: bool
    names_aspect: bool
    has_verb: bool
    tokens: int
    figures: float
    is_furniture: bool
    row: Stance | None

    def log(self, *stances: Stance) -> float:
        """Return the log of 1 + the weight of the cues of these stances."""
        return math.log1p(sum(self.tally.weight[stance] for stance in stances))

    @property
    def verdict(self) -> float:
        """How much is judged at all."""
        return self.log(Stance.STRENGTH, Stance.NEEDS_IMPROVEMENT)

    @property
    def balance(self) -> float:
        """Which way the verdict goes: above 0 praise, below 0 a gap."""
        return self.log(Stance.STRENGTH) - _GAP * self.log(Stance.NEEDS_IMPROVEMENT)

    @property
    def inspector(self) -> bool:
        """An inspectorate speaks."""
        return self.speaker is Speaker.INSPECTORATE


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule decided, and how often it is right."""

    stance: Stance
    score: float
    source: Source = Source.RULE


class StanceJudge:
    """Write ``doc._.stance`` and ``doc._.mixed``; the module's head gives the rules."""

    def __init__(self, nlp: Language, taxonomy: Taxonomy) -> None:
        cues = taxonomy.stance_cues
        self._nlp = nlp
        self._taxonomy = taxonomy
        self._counter = CueCounter(nlp, cues)
        self._tasks = frozenset(cues.tasks)
        self._aspects = frozenset(cues.aspects)
        self._furniture: PhraseTable[str] = PhraseTable(nlp)
        self._furniture.add("furniture", cues.furniture, inflect=False)
        self._rows = RowReader(cues)
        self._headings: PhraseTable[Stance | None] = PhraseTable(nlp)
        for group in cues.headings:
            self._headings.add(group.stance, group.phrases, inflect=False)
        self._headings.add(None, cues.asks, inflect=False)
        self._heading_stance = lru_cache(maxsize=4096)(self._find_heading_stance)

    def __call__(self, doc: Doc) -> Doc:
        """Judge one passage."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> tuple[StanceLabel, bool]:
        """Return the stance and whether the verdict goes both ways, touching nothing."""
        reading, ruling, mixed = self.judged(doc)
        spans = tuple(reading.tally.spans[ruling.stance])
        return StanceLabel(ruling.stance, round(ruling.score, 3), ruling.source, spans), mixed

    def judged(self, doc: Doc) -> tuple[Reading, Ruling, bool]:
        """Return what the rules look at, what they decide and whether that is mixed; done once."""
        known: tuple[Reading, Ruling, bool] | None = doc.user_data.get(FACTORY)
        if known is None:
            reading = self.read(doc)
            ruling = decide(reading)
            known = reading, ruling, is_mixed(reading, ruling.stance)
            doc.user_data[FACTORY] = known
        return known

    def set_annotations(self, doc: Doc, outcome: tuple[StanceLabel, bool]) -> None:
        """Write the stance and the flag to the ``Doc``."""
        doc._.stance, doc._.mixed = outcome

    def read(self, doc: Doc) -> Reading:
        """Return what the rules look at, without deciding."""
        passage = passage_of(doc)
        kind = self._taxonomy.document_type(passage.document_type)
        # A paper of no known type is most likely the council's own.
        speaker = kind.speaker if kind else Speaker.COUNCIL
        inspector = speaker is Speaker.INSPECTORATE
        tokens = tokens_of(doc)
        words = tokens.lower
        tally = self._counter.count(doc, inspector=inspector)
        return Reading(
            tally=tally,
            heading=self._heading_stance(passage.heading_path[-1], inspector)
            if passage.heading_path
            else None,
            headings_decide=kind is not None and kind.headings,
            speaker=speaker,
            opens_task=self._opens_task(words),
            names_aspect=self._names_aspect(words),
            has_verb=not _FINITE.isdisjoint(words),
            tokens=len(doc),
            figures=tokens.numbers / max(1, len(doc)),
            is_furniture=self._is_furniture(doc, words, tally),
            row=None if inspector else self._rows.stance(passage.text),
        )

    def _opens_task(self, words: list[str]) -> bool:
        """Tell whether the first word is a verb of task, and no label such as "Review:"."""
        pairs = pairwise(words[:7])
        opening = next((pair for pair in pairs if pair[0].isalpha() and len(pair[0]) > 1), ("", ""))
        return opening[0] in self._tasks and opening[1] != ":"

    def _names_aspect(self, words: list[str]) -> bool:
        """Tell whether an aspect of practice is named and nothing is said of it."""
        named = any(
            word in self._aspects and following in _JOINS for word, following in pairwise(words[:8])
        )
        stop = next((i for i, word in enumerate(words) if word in _RELATIVE), len(words))
        return named and _FINITE.isdisjoint(words[:stop])

    def _is_furniture(self, doc: Doc, words: list[str], tally: Tally) -> bool:
        marked = len(doc) < _SHORT and bool(self._furniture.find(doc))
        if marked and tally.weight[Stance.STRENGTH] + tally.weight[Stance.NEEDS_IMPROVEMENT] < 2.5:
            return True
        if not _FINITE.isdisjoint(words):
            return False
        capitals = int(doc.to_array([IS_TITLE, IS_UPPER]).any(axis=1).sum())
        shouted = len(doc) > 3 and capitals > 0.55 * len(doc)
        return shouted or bool(_POSTCODE.search(passage_of(doc).text))

    def _find_heading_stance(self, heading: str, inspector: bool) -> Stance | None:
        """Return the one stance a heading sets; two, as in "strengths and challenges", set none."""
        asked = Stance.NEEDS_IMPROVEMENT if inspector else Stance.ACTION_OR_PLAN
        found = longest(self._headings.find(self._nlp.make_doc(heading)))
        stances = {match.key or asked for match in found}
        return stances.pop() if len(stances) == 1 else None


def decide(reading: Reading) -> Ruling:
    """Apply the rules in their order."""
    if reading.is_furniture:
        return Ruling(Stance.SKIP, 0.96)
    if reading.row is not None:
        return Ruling(reading.row, 0.7)
    return _by_heading(reading) or _by_verdict(reading) or _without_verdict(reading)


def _by_heading(reading: Reading) -> Ruling | None:
    """Let the heading decide where it may and the words do not contradict it."""
    stance = reading.heading
    if stance is None:
        return None
    agrees = {
        Stance.STRENGTH: reading.balance > -_CONTRADICTION,
        Stance.NEEDS_IMPROVEMENT: reading.balance < _CONTRADICTION,
        Stance.ACTION_OR_PLAN: _is_plan(reading),
        Stance.CONTEXT: reading.verdict < 1.5,
        Stance.SKIP: reading.verdict < 1.5 and not reading.has_verb,
    }[stance]
    bare = not reading.has_verb and stance not in _NEUTRAL
    trusted = not reading.inspector or stance in (*_NEUTRAL, Stance.ACTION_OR_PLAN)
    if bare or (agrees and trusted):
        return Ruling(stance, 0.75, Source.HEADING)
    return None


def _is_plan(reading: Reading) -> bool:
    """Tell whether words under a heading of actions may be one."""
    if reading.inspector:
        return reading.tally.weight[Stance.ACTION_OR_PLAN] >= 1
    return reading.figures < 0.05 and (reading.opens_task or reading.verdict < 0.5)


def _is_bare_point(reading: Reading) -> bool:
    """Tell whether an inspector only names an aspect of practice, as bullets do."""
    short = reading.tokens < _SHORT and not reading.tally.neutral
    return reading.inspector and reading.names_aspect and short


def _by_verdict(reading: Reading) -> Ruling | None:
    """Judge by the balance of praise and gap, if enough is judged."""
    if _is_bare_point(reading):
        # What inspectors only name in a bullet is a point to improve.
        praised = reading.tally.weight[Stance.STRENGTH] >= 1.5
        return Ruling(Stance.STRENGTH if praised else Stance.NEEDS_IMPROVEMENT, 0.7)
    if reading.opens_task and not reading.inspector and reading.verdict < 2:
        return Ruling(Stance.ACTION_OR_PLAN, 0.65)
    matter = 0.6 * min(reading.tally.neutral, 3) + 0.4 * reading.log(Stance.CONTEXT)
    figures = _FIGURES[reading.inspector] * reading.figures
    if reading.verdict <= _FLOOR[reading.speaker] + matter + figures:
        return None
    score = 1 / (1 + math.exp(-abs(reading.balance) * 1.5 - 0.5))
    return Ruling(Stance.STRENGTH if reading.balance > 0 else Stance.NEEDS_IMPROVEMENT, score)


def _without_verdict(reading: Reading) -> Ruling:
    """Tell a plan from context; scope and bare figures are context.

    Under a heading that judges, words that judge nothing are still its points: of the
    labelled passages under "what needs to improve" and the like none is plan or context.
    """
    if reading.heading in (Stance.STRENGTH, Stance.NEEDS_IMPROVEMENT):
        return Ruling(reading.heading, 0.75, Source.HEADING)
    matter = reading.tally.neutral + reading.log(Stance.CONTEXT)
    floor = _PLAN_FLOOR.get(reading.speaker, _OTHER_PLAN_FLOOR)
    if reading.log(Stance.ACTION_OR_PLAN) - 0.3 * matter - 3 * reading.figures > floor:
        return Ruling(Stance.ACTION_OR_PLAN, 0.5)
    return Ruling(Stance.CONTEXT, 0.77)


def is_mixed(reading: Reading, stance: Stance) -> bool:
    """Tell whether a passage that judges does so both ways."""
    if stance not in (Stance.STRENGTH, Stance.NEEDS_IMPROVEMENT):
        return False
    praise = reading.tally.weight[Stance.STRENGTH]
    gap = reading.tally.weight[Stance.NEEDS_IMPROVEMENT]
    return praise >= 1 and gap >= 4


@Language.factory(FACTORY, requires=["doc._.passage"], assigns=["doc._.stance", "doc._.mixed"])
def create_stance_judge(nlp: Language, name: str) -> StanceJudge:  # noqa: ARG001
    """Build the component with the taxonomy left for ``nlp``."""
    return StanceJudge(nlp, taxonomy_of(nlp))
