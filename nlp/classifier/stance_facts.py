"""What the rules found of the stance of a passage, as figures a model can weigh.

What a heading says counts by itself, by who speaks, and by whether headings decide in
that type of document. Products of speaker and heading with the other facts changed
accuracy by less than 0.001 and are left out.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.classifier.terms import Floats, Integers
from nlp.components.extensions import Tokens
from nlp.components.stance import Reading, Ruling
from nlp.types import Speaker, Stance

STANCES = tuple(Stance)
_JUDGED = (
    Stance.STRENGTH, Stance.NEEDS_IMPROVEMENT, Stance.ACTION_OR_PLAN, Stance.CONTEXT
)  # fmt: skip
_SPEAKERS = (*Speaker, None)
_HEADINGS = (*Stance, None)
_ENDS = frozenset({".", "!", "?", ";", "\N{BULLET}"})
_CONTRASTS = frozenset({"but", "however", "nevertheless", "nonetheless", "though"})
_CONCESSIONS = frozenset({"although", "despite", "while", "whilst"})
_QUOTED = re.compile(
    r"[\N{LEFT DOUBLE QUOTATION MARK}\"][^\N{RIGHT DOUBLE QUOTATION MARK}\"]+"
    r"[\N{RIGHT DOUBLE QUOTATION MARK}\"]"
    r"|(?<!\w)[\N{LEFT SINGLE QUOTATION MARK}'].+?[\N{RIGHT SINGLE QUOTATION MARK}'](?!\w)",
    re.DOTALL,
)
_QUOTES = re.compile("[\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}\"']")
_BULLET = re.compile(r"[\N{BULLET}\-\N{EN DASH}o\N{BLACK SMALL SQUARE}*]\s")
_NUMBERED = re.compile(r"\d+(\.\d+)*\.?\s")
_LETTERED = re.compile(r"\(?[a-z0-9]\)")
_STOPS = '.!?\N{RIGHT DOUBLE QUOTATION MARK}"'

# What the cues and rules tell, and what the form of the passage does.
BASE = (
    "always", "strength", "needs", "action", "context", "balance", "verdict", "neutral",
    "figures", "length", "short", "middling", "task", "aspect", "verb", "furniture",
    "any_strength", "any_needs", "any_action", "any_context",
    "row_none", "row_action", "row_needs",
)  # fmt: skip
FORM = (
    "stop", "colon_end", "colons", "semicolons", "question", "bullet", "numbered", "lettered",
    "sentences", "capitals", "low_start", "percent", "quoted", "mostly_quoted",
    "sentences_praising", "sentences_faulting", "both_ways", "best", "worst", "last", "first",
    "mean", "action_last", "action_first", "neutral_first", "contrast", "concession",
)  # fmt: skip
# A sentence judges when praise and fault differ by so much.
_JUDGES = 0.2
_FAULT = 0.8


@dataclass(frozen=True, slots=True)
class StanceFacts:
    """The facts of one passage.

    Attributes:
        plain: in the order of ``BASE`` and then ``FORM``.
        speaker, heading, rule: places in the lists of speakers, headings and stances.
        headings_decide: the type of document lets its headings decide.
        mixed: the rules find verdicts both ways.
    """

    plain: list[float]
    speaker: int
    heading: int
    rule: int
    headings_decide: bool
    mixed: bool

    @property
    def inspector(self) -> bool:
        """An inspectorate speaks."""
        return _SPEAKERS[self.speaker] is Speaker.INSPECTORATE


def stance_facts(reading: Reading, ruling: Ruling, tokens: Tokens, *, mixed: bool) -> StanceFacts:
    """Gather the facts of one passage."""
    ends = _sentence_ends(tokens.lower)
    return StanceFacts(
        plain=[*_base(reading, tokens), *_form(tokens, len(ends)), *_by_sentence(reading, ends),
               *_turns(tokens.lower)],
        speaker=_SPEAKERS.index(reading.speaker),
        heading=_HEADINGS.index(reading.heading),
        rule=STANCES.index(ruling.stance),
        headings_decide=reading.headings_decide,
        mixed=mixed,
    )  # fmt: skip


def _base(reading: Reading, tokens: Tokens) -> list[float]:
    weight = reading.tally.weight
    logs = [math.log1p(weight[stance]) for stance in _JUDGED]
    words = max(1, sum(map(str.isalnum, tokens.lower)))
    return [
        1.0,
        *logs,
        max(-2.0, min(2.0, logs[0] - _FAULT * logs[1])),
        math.log1p(weight[Stance.STRENGTH] + weight[Stance.NEEDS_IMPROVEMENT]),
        float(min(reading.tally.neutral, 3)),
        2 * min(reading.figures, 0.5),
        math.log(words) / 2,
        float(words < 6),
        float(words < 15),
        float(reading.opens_task),
        float(reading.names_aspect),
        float(reading.has_verb),
        float(reading.is_furniture),
        *(float(weight[stance] > 0) for stance in _JUDGED),
        float(reading.row is None),
        float(reading.row is Stance.ACTION_OR_PLAN),
        float(reading.row is Stance.NEEDS_IMPROVEMENT),
    ]


def _form(tokens: Tokens, sentences: int) -> list[float]:
    text = tokens.text.strip()
    quoted = 0.0
    if _QUOTES.search(text):
        quoted = sum(len(match[0]) for match in _QUOTED.finditer(text)) / len(text)
    capitals = sum(map(str.isupper, map(tokens.text.__getitem__, tokens.start)))
    return [
        float(text[-1:] in _STOPS and text != ""),
        float(text.endswith(":")),
        min(text.count(": "), 4) / 2,
        min(text.count(";"), 4) / 2,
        float("?" in text),
        float(_BULLET.match(text) is not None),
        float(_NUMBERED.match(text) is not None),
        float(_LETTERED.match(text) is not None),
        math.log1p(sentences),
        capitals / max(1, len(tokens.lower)),
        float(text[:1].islower()),
        float("%" in text),
        quoted,
        float(quoted > 0.4),
    ]


def _sentence_ends(words: list[str]) -> list[int]:
    """Return where each sentence with a word in it ends, in tokens."""
    marks = [index + 1 for index, word in enumerate(words) if word in _ENDS]
    if not marks or marks[-1] < len(words):
        marks.append(len(words))
    starts = [0, *marks]
    return [
        end
        for start, end in zip(starts, marks, strict=False)
        if any(map(str.isalnum, words[start:end]))
    ] or [len(words)]


def _by_sentence(reading: Reading, ends: list[int]) -> list[float]:
    """Judge sentence by sentence: how many praise or fault, and the first and last."""
    praise, fault, action, neutral = ([0.0] * len(ends) for _ in range(4))
    sides = {
        Stance.STRENGTH: praise, Stance.NEEDS_IMPROVEMENT: fault, Stance.ACTION_OR_PLAN: action
    }  # fmt: skip
    at = 0
    for token, stance, weight in reading.tally.hits:
        while at + 1 < len(ends) and token >= ends[at]:
            at += 1
        if stance is None:
            neutral[at] += 1
        elif stance in sides:
            sides[stance][at] += weight
    balance = [math.log1p(a) - _FAULT * math.log1p(b) for a, b in zip(praise, fault, strict=True)]
    praising = sum(each > _JUDGES for each in balance)
    faulting = sum(each < -_JUDGES for each in balance)
    return [
        math.log1p(praising),
        math.log1p(faulting),
        float(bool(praising and faulting)),
        max(balance),
        min(balance),
        balance[-1],
        balance[0],
        sum(balance) / len(balance),
        math.log1p(action[-1]),
        math.log1p(action[0]),
        float(neutral[0] > 0),
    ]


def _turns(words: list[str]) -> list[float]:
    return [
        float(not _CONTRASTS.isdisjoint(words)),
        float(not _CONCESSIONS.isdisjoint(words)),
    ]


def stance_table(passages: Sequence[StanceFacts]) -> Floats:
    """Return the facts of many passages, one row a passage."""
    plain = np.array([one.plain for one in passages], np.float32)
    heading = _one_hot([one.heading for one in passages], len(_HEADINGS))
    side = _one_hot([int(one.inspector) for one in passages], 2)
    decides = _one_hot([int(one.headings_decide) for one in passages], 2)
    return np.hstack([
        plain.reshape(len(passages), len(BASE) + len(FORM)),
        _one_hot([one.speaker for one in passages], len(_SPEAKERS)),
        heading, _product(heading, side), _product(heading, decides),
    ])  # fmt: skip


def _one_hot(places: Sequence[int], width: int) -> Floats:
    table: Floats = np.zeros((len(places), width), np.float32)
    rows: Integers = np.arange(len(places))
    table[rows, np.array(places, np.int64)] = 1
    return table


def _product(left: Floats, right: Floats) -> Floats:
    """Multiply every column of one with every column of the other."""
    both: Floats = left[:, :, None] * right[:, None, :]
    return both.reshape(len(left), left.shape[1] * right.shape[1])


WIDTH = stance_table([]).shape[1]
