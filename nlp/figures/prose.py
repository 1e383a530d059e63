"""Read the figures of running text, sentence by sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.figures import kinds
from nlp.figures.clauses import clauses, content, sentences, without
from nlp.figures.numbers import Number, numbers_in
from nlp.figures.periods import Period, period_of, periods_in
from nlp.figures.phrases import cues_in, noun_after, place_in, trimmed
from nlp.figures.wholes import END, find_wholes
from nlp.types import Figure, FigureKind, Span, Unit

_BARE = re.compile(r"\b(?:in|for|among) (?:only |just |about |all but )?$", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:this|last|next) (?:year|month|quarter)|\b(?:now|today|currently|since|so far)\b"
)
_OF = re.compile(r" of\b(?: (?:the|all|our|its|their|these|those)\b)?")
_SHARES = frozenset({Unit.PERCENT, Unit.SHARE})
_NUMBERED = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.):]?\s")
_NUMBERING = 8
"""Characters that the number of a paragraph takes up before its first words."""
_PLAN = re.compile(r"\b(?:plan|strategy|programme|statement|what we will)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:it|this|that|the figures?) (?:is|was|are|were|stood at|stands at|had been) "
    r"(?:about |only |just |over |under |nearly |almost )?$",
    re.IGNORECASE,
)
_COUNTED = frozenset({Unit.COUNT, Unit.SHARE})
_ABOUT = re.compile(
    r"\b(?:about|around|only|just|over|nearly|almost|approximately|under|up to|at least"
    r"|(?:more|fewer|less) than) $",
    re.IGNORECASE,
)
_DONE = re.compile(r"\b(?:is|was|were|has|have|had|did|are|been)\b")
_WILL = re.compile(r"\bwill\b")
_SPELL = re.compile(r"\b(?:19|20)\d\d ?(?:/|-|\N{EN DASH}) ?\d\d")


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier sentences leave for a later one.

    Attributes:
        period: of the figure before.
        noun: what was counted last, as ``strategy discussions``.
        whole: how many of them there were.
        stated: time of the last figure that is not what another is compared with.
        unit, measure, span: of the figure before.
    """

    period: str | None = None
    noun: str | None = None
    whole: float | None = None
    stated: str | None = None
    unit: Unit = Unit.COUNT
    measure: str = ""
    span: Span | None = None


def read_prose(text: str, headings: Sequence[str] = (), spelt: Sequence[int] = ()) -> list[Figure]:
    """Return the figures of a text in reading order.

    Args:
        text: a passage.
        headings: above it, outermost first; they give the time where the text names none.
        spelt: where number words stand in it.
    """
    numbers = numbers_in(text, spelt)
    if not numbers or text.startswith("Contents"):
        return []
    figures: list[Figure] = []
    known = Known(
        period=_heading_period(headings), measure=trimmed(headings[-1]) if headings else ""
    )
    task = kinds.is_task(text)
    before = 0, 0
    for start, end in sentences(text):
        inside = [n for n in numbers if start <= n.start < end]
        if inside:
            if not known.measure and start:
                known = replace(known, measure=trimmed(text[before[0] : before[1]]), span=before)
            reader = _Sentence(text, (start, end), inside, known, task=task)
            figures += reader.figures()
            known = reader.known
        before = start, end
    return figures


def _heading_period(headings: Sequence[str]) -> str | None:
    """Return the year or quarter that the nearest heading names, if it names one."""
    for heading in reversed(headings):
        if _PLAN.search(heading):
            return None
        if _SPELL.search(heading):
            named = {period_of(part.name) for part in periods_in(heading)}
            return named.pop() if len(named) == 1 else None
    return None


class _Sentence:
    """The figures of one sentence, read together because they share words."""

    def __init__(
        self, text: str, span: Span, numbers: Sequence[Number], known: Known, *, task: bool
    ) -> None:
        self.known = known
        self._text = text
        self._span = span
        self._cued = kinds.has_cues(text[span[0] : span[1]])
        self._task = task
        self._periods = periods_in(text, *span)
        timed = [n for n in numbers if not any(p.start <= n.start < p.end for p in self._periods)]
        parts = find_wholes(text, span, timed, known.whole)
        self._numbers = parts.numbers
        if parts.named:
            noun = self._noun(parts.named) or known.noun
            self.known = replace(known, whole=parts.named.value, noun=noun)
        self._clauses = (
            clauses(text, span, [n.span for n in self._numbers]) if self._numbers else []
        )
        self._kinds = self._tell_kinds()

    def figures(self) -> list[Figure]:
        """Return the sentence's figures and remember what the next one may refer to."""
        return [self._figure(i) for i in range(len(self._numbers))]

    def _before(self, n: int) -> str:
        numbers = self._numbers
        return self._text[numbers[n - 1].end if n else self._span[0] : numbers[n].start]

    def _after(self, n: int) -> str:
        last = n + 1 == len(self._numbers)
        end = self._span[1] if last else self._numbers[n + 1].start
        return self._text[self._numbers[n].end : end]

    def _noun(self, number: Number) -> str | None:
        return noun_after(self._text, number.end, self._span[1])

    def _tell_kinds(self) -> list[FigureKind]:
        numbers = self._numbers
        if not self._cued and not self._task and not any(p.due for p in self._periods):
            return [FigureKind.VALUE] * len(numbers)
        told = [
            kinds.kind_of(
                self._before(n),
                self._after(n),
                self._text[number.end : self._span[1]],
                following=n > 0,
            )
            for n, number in enumerate(numbers)
        ]
        aims = kinds.aims(self._text[self._span[0] : self._span[1]]) or self._task
        for n in range(len(numbers)):
            pair = n + 1 < len(numbers) and kinds.is_pair(self._before(n), self._after(n))
            if pair:
                told[n] = FigureKind.EARLIER
            elif told[n] is FigureKind.VALUE and (aims or self._is_due(n)):
                told[n] = FigureKind.TARGET
            elif n and (self._restates(n) or self._before(n).strip() == "and"):
                told[n] = told[n - 1]
        return told

    def _is_due(self, n: int) -> bool:
        """Tell whether a figure is to be reached: ``Thirty apprenticeships by 30 June 2024``."""
        last = self._periods[-1] if self._periods else None
        if last is None or not last.due or _DONE.search(self._text, *self._span):
            return False
        if last.end <= self._numbers[n].start:
            return bool(_WILL.search(self._text, *self._span))
        return last.start >= self._numbers[n].end and self._span[1] - last.end < 2

    def _restates(self, n: int) -> bool:
        """Tell whether a figure in brackets says again what the one before says."""
        one, two = self._numbers[n - 1], self._numbers[n]
        return self._text[one.end : two.start] == " (" and self._text.startswith(")", two.end)

    def _figure(self, n: int) -> Figure:
        number, kind, clause = self._numbers[n], self._kinds[n], self._clauses[n]
        place = place_in(self._text, clause, number.span, others=kind is FigureKind.COMPARATOR)
        measure, span = self._measure(n, place)
        same = span is not None and span == self.known.span
        period = self._period(n, same=same)
        of = self._of(number)
        unit = self._unit(number, kind)
        self._remember(number, kind, measure, span, of)
        if kind is FigureKind.VALUE:
            self.known = replace(self.known, stated=period)
        return Figure(
            value=number.value,
            unit=unit,
            measure=measure,
            kind=kind,
            span=number.span,
            measure_span=span,
            whole=number.whole,
            of=of,
            period=period,
            place=place,
        )

    def _remember(
        self, number: Number, kind: FigureKind, measure: str, span: Span | None, of: str | None
    ) -> None:
        noun = of or (self._noun(number) if number.unit is Unit.COUNT else None)
        self.known = Known(
            period=self._opening() or self.known.period,
            noun=noun or self.known.noun,
            whole=number.whole or (number.value if noun else self.known.whole),
            stated=self.known.stated,
            unit=self._unit(number, kind),
            measure=measure,
            span=span,
        )

    def _unit(self, number: Number, kind: FigureKind) -> Unit:
        """Return the unit, which ``11 hours, from 26`` names only once."""
        bare = number.unit is Unit.COUNT and number.whole is None and kind is not FigureKind.VALUE
        if bare and self.known.unit not in _COUNTED and not self._noun(number):
            return self.known.unit
        return number.unit

    def _of(self, number: Number) -> str | None:
        """Return whom or what a part is of, from the words behind it or what came before."""
        if number.unit is Unit.COUNT and number.whole is None:
            return None
        if number.unit not in {Unit.COUNT, Unit.PERCENT, Unit.SHARE}:
            return None
        alone = number.whole is not None and " " not in self._text[number.start : number.end]
        if alone:
            return self.known.noun
        follows = self._text.startswith(" of ", number.end) or number.whole is not None
        if follows and (noun := self._noun(number)):
            return noun
        before = self._text[max(self._span[0], number.start - 20) : number.start]
        if _BARE.search(before) and END.match(self._text, number.end):
            return self.known.noun
        return None

    def _measure(self, n: int, place: str | None) -> tuple[str, Span | None]:
        before = self._text[
            max(self._span[0], self._numbers[n].start - 36) : self._numbers[n].start
        ]
        span = None if _PRONOUN.search(before) and self.known.measure else self._region(n)
        if span is None:
            return self.known.measure, self.known.span
        holes = [self._hole(number) for number in self._numbers]
        holes += [period.span for period in self._periods]
        if self._cued:
            holes += cues_in(self._text, span)
        if n + 1 < len(self._numbers) and span[1] > self._numbers[n + 1].end:
            holes.append((self._numbers[n].end, self._numbers[n + 1].start))
        words = trimmed(without(self._text, span, holes))
        if not words or not content(words.replace(place, "") if place else words):
            return self.known.measure, self.known.span
        return words, self._tight(span)

    def _hole(self, number: Number) -> Span:
        """Return what to leave out of a measure: the figure, and ``of`` behind a share."""
        of = number.unit in _SHARES and _OF.match(self._text, number.end)
        about = _ABOUT.search(self._text, max(self._span[0], number.start - 16), number.start)
        return about.start() if about else number.start, of.end() if of else number.end

    def _region(self, n: int) -> Span | None:
        """Return the clause to read the measure from; None: it is that of the figure before."""
        clause = self._clauses[n]
        between = self._before(n)
        if n and (self._kinds[n] is not FigureKind.VALUE or self._restates(n)):
            return None
        if n + 1 < len(self._numbers) and kinds.is_pair(between, self._after(n)):
            return clause[0], self._clauses[n + 1][1]
        if n and kinds.is_pair(self._before(n - 1), between):
            return None
        return clause

    def _tight(self, span: Span) -> Span:
        words = self._text[span[0] : span[1]]
        numbered = _NUMBERED.match(words) if span[0] == 0 else None
        left = len(words) - len(words[numbered.end() if numbered else 0 :].lstrip(" ,;:.("))
        return span[0] + left, span[0] + len(words.rstrip(" ,;:.("))

    def _period(self, n: int, *, same: bool) -> str | None:
        start, end = self._clauses[n]
        at = self._numbers[n].start
        own = [p for p in self._periods if start <= p.start < end or start < p.end <= end]
        target = self._kinds[n] is FigureKind.TARGET
        own = [p for p in own if not p.open]
        own = [p for p in own if target or not p.due] or own
        if own:
            return min(own, key=lambda p: _distance(p, at)).name
        if self._kinds[n] is FigureKind.EARLIER or target:
            return None
        if leading := self._leading():
            return leading
        if same:
            return self.known.stated
        return None if _NOW.search(self._text, *self._span) else self.known.period

    def _opening(self) -> str | None:
        """Return the time that a sentence opens with, which holds for the next as well."""
        first = self._periods[0] if self._periods else None
        return first.name if first and first.start - self._span[0] < _NUMBERING else None

    def _leading(self) -> str | None:
        """Return the time that a sentence names before its first figure."""
        first, start = self._numbers[0].start, self._clauses[0][0]
        leading = [p for p in self._periods if start <= p.start and p.end <= first and not p.due]
        return leading[-1].name if leading else None


def _distance(period: Period, at: int) -> int:
    return period.start - at if period.start > at else 2 * (at - period.end)
