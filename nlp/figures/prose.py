"""Read the figures of running text, sentence by sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.figures import kinds
from nlp.figures.clauses import clauses, sentences, without
from nlp.figures.numbers import Number, numbers_in
from nlp.figures.periods import Period, period_of, periods_in
from nlp.figures.phrases import cues_in, noun_after, place_in, trimmed
from nlp.types import Figure, FigureKind, Span, Unit

_OF_ALL = re.compile(r"(?:^|[.:;(] )\W*(?:Of|Out of|From)(?: the| these| those| our| all)*(?: about)? $", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:of (?:which|whom|these|them|those)|in|for|and)(?: only| just| about| all)? $", re.IGNORECASE)
_OF_WHICH = re.compile(r"\bof (?:which|whom|these|them|those)\b", re.IGNORECASE)
_BARE = re.compile(r"\b(?:in|for|at|to|among|by|with|of) (?:only |just |about |all but )?$", re.IGNORECASE)
_END = re.compile(r"\s*(?:[.,;:)]|$|and\b|but\b|against\b|compared\b|up from\b|down from\b)")
_NOW = re.compile(r"\b(?:this|last|next) (?:year|month|quarter)|\b(?:now|today|currently|since|so far)\b")
_SPELL = re.compile(r"\b(?:19|20)\d\d ?(?:/|-|\N{EN DASH}) ?\d\d")


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier sentences leave for a later one.

    Attributes:
        period: of the figure before.
        noun: what was counted last, as ``strategy discussions``.
        measure, span: of the figure before.
    """

    period: str | None = None
    noun: str | None = None
    measure: str = ""
    span: Span | None = None


def read_prose(text: str, headings: Sequence[str] = (), *, spelt: bool = True) -> list[Figure]:
    """Return the figures of a text in reading order.

    Args:
        text: a passage.
        headings: above it, outermost first; they give the time where the text names none.
        spelt: whether to look for numbers in words too.
    """
    numbers = numbers_in(text, spelt=spelt)
    if not numbers:
        return []
    figures: list[Figure] = []
    known = Known(period=_heading_period(headings), measure=headings[-1] if headings else "")
    for start, end in sentences(text):
        inside = [n for n in numbers if start <= n.start < end]
        if inside:
            reader = _Sentence(text, (start, end), inside, known)
            figures += reader.figures()
            known = reader.known
    return figures


def _heading_period(headings: Sequence[str]) -> str | None:
    """Return the year or quarter that the nearest heading names, if it names one."""
    for heading in reversed(headings):
        if _SPELL.search(heading):
            named = {period_of(part.name) for part in periods_in(heading)}
            return named.pop() if len(named) == 1 else None
    return None


class _Sentence:
    """The figures of one sentence, read together because they share words."""

    def __init__(self, text: str, span: Span, numbers: Sequence[Number], known: Known) -> None:
        self.known = known
        self._text = text
        self._span = span
        self._numbers = self._with_wholes(list(numbers))
        self._periods = periods_in(text, *span)
        self._clauses = (
            clauses(text, span, [n.span for n in self._numbers]) if self._numbers else []
        )
        self._kinds = self._tell_kinds()

    def figures(self) -> list[Figure]:
        """Return the sentence's figures and remember what the next one may refer to."""
        return [self._figure(i) for i in range(len(self._numbers))]

    def _with_wholes(self, numbers: list[Number]) -> list[Number]:
        """Give ``seven`` its whole in ``Of twelve seen, seven ...`` and ``61, of which 46``."""
        kept: list[Number] = []
        whole: float | None = None
        for n, number in enumerate(numbers):
            before = self._before(numbers, n)
            if number.unit is Unit.COUNT and number.whole is None:
                if _OF_ALL.search(before) and n + 1 < len(numbers):
                    whole = number.value
                    self.known = replace(self.known, noun=self._noun(number) or self.known.noun)
                    continue
                last = kept[-1] if kept else None
                if last and last.unit is Unit.COUNT and self._is_part(last, number, before):
                    whole = last.whole or last.value
                if whole is not None and number.value <= whole:
                    number = replace(number, whole=whole)  # noqa: PLW2901
            kept.append(number)
        return kept

    def _is_part(self, last: Number, number: Number, before: str) -> bool:
        if number.value > (last.whole or last.value):
            return False
        if _OF_WHICH.search(before):
            return True
        return bool(_AMONG.search(before) and _END.match(self._text, number.end)) and bool(
            self._noun(last)
        )

    def _before(self, numbers: Sequence[Number], n: int) -> str:
        return self._text[numbers[n - 1].end if n else self._span[0] : numbers[n].start]

    def _after(self, n: int) -> str:
        last = n + 1 == len(self._numbers)
        end = self._span[1] if last else self._numbers[n + 1].start
        return self._text[self._numbers[n].end : end]

    def _noun(self, number: Number) -> str | None:
        return noun_after(self._text, number.end, self._span[1])

    def _tell_kinds(self) -> list[FigureKind]:
        numbers = self._numbers
        told = [
            kinds.kind_of(self._before(numbers, n), self._after(n), following=n > 0)
            for n in range(len(numbers))
        ]
        aims = kinds.aims(self._text[self._span[0] : self._span[1]]) or kinds.is_task(self._text)
        for n in range(len(numbers)):
            pair = n + 1 < len(numbers) and kinds.is_pair(self._before(numbers, n), self._after(n))
            if pair:
                told[n] = FigureKind.EARLIER
            elif aims and told[n] is FigureKind.VALUE:
                told[n] = FigureKind.TARGET
        return told

    def _figure(self, n: int) -> Figure:
        number, kind, clause = self._numbers[n], self._kinds[n], self._clauses[n]
        measure, span = self._measure(n)
        period = self._period(n)
        of = self._of(number)
        self._remember(number, measure, span, of)
        return Figure(
            value=number.value,
            unit=number.unit,
            measure=measure,
            kind=kind,
            span=number.span,
            measure_span=span,
            whole=number.whole,
            of=of,
            period=period,
            place=place_in(
                self._text, clause, number.span, others=kind is FigureKind.COMPARATOR
            ),
        )

    def _remember(self, number: Number, measure: str, span: Span | None, of: str | None) -> None:
        noun = of or (self._noun(number) if number.unit is Unit.COUNT else None)
        self.known = Known(
            period=self._leading() or self.known.period,
            noun=noun or self.known.noun,
            measure=measure,
            span=span,
        )

    def _of(self, number: Number) -> str | None:
        """Return whom or what a part is of, from the words behind it or what came before."""
        if number.unit is Unit.COUNT and number.whole is None:
            return None
        if number.unit not in {Unit.COUNT, Unit.PERCENT, Unit.SHARE}:
            return None
        follows = self._text.startswith(" of ", number.end) or number.whole is not None
        if follows and (noun := self._noun(number)):
            return noun
        before = self._text[max(self._span[0], number.start - 20) : number.start]
        if _BARE.search(before) and _END.match(self._text, number.end):
            return self.known.noun
        return None

    def _measure(self, n: int) -> tuple[str, Span | None]:
        span = self._region(n)
        if span is None:
            return self.known.measure, self.known.span
        holes = [number.span for number in self._numbers]
        holes += [period.span for period in self._periods]
        holes += cues_in(self._text, span)
        words = trimmed(without(self._text, span, holes))
        if words:
            return words, self._tight(span)
        return self.known.measure, self.known.span

    def _region(self, n: int) -> Span | None:
        """Return the clause to read the measure from; None: it is that of the figure before."""
        clause = self._clauses[n]
        between = self._before(self._numbers, n)
        if n and self._is_aside(n, between):
            return None
        if n + 1 < len(self._numbers) and kinds.is_pair(between, self._after(n)):
            return clause[0], self._clauses[n + 1][1]
        if n and kinds.is_pair(self._before(self._numbers, n - 1), between):
            return None
        return clause

    def _is_aside(self, n: int, between: str) -> bool:
        """Tell whether a figure restates the one before or is what that is compared with."""
        if self._kinds[n] is not FigureKind.VALUE:
            return True
        return between == " (" and self._text.startswith(")", self._numbers[n].end)

    def _tight(self, span: Span) -> Span:
        words = self._text[span[0] : span[1]]
        start = span[0] + len(words) - len(words.lstrip(" ,;:.("))
        return start, span[0] + len(words.rstrip(" ,;:.("))

    def _period(self, n: int) -> str | None:
        start, end = self._clauses[n]
        at = self._numbers[n].start
        own = [p for p in self._periods if start <= p.start < end or start < p.end <= end]
        target = self._kinds[n] is FigureKind.TARGET
        own = [p for p in own if target or not p.due] or ([] if not own else own)
        if own:
            return min(own, key=lambda p: _distance(p, at)).name
        if self._kinds[n] is FigureKind.EARLIER or target:
            return None
        if leading := self._leading():
            return leading
        return None if _NOW.search(self._text, *self._span) else self.known.period

    def _leading(self) -> str | None:
        """Return the time that a sentence names before its first figure."""
        first = self._numbers[0].start
        leading = [p for p in self._periods if p.end <= first and not p.due]
        return leading[-1].name if leading else None


def _distance(period: Period, at: int) -> int:
    return period.start - at if period.start > at else 2 * (at - period.end)
