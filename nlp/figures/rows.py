"""Read the figures of a table row, as ``Measure: Reviews on time; 2020/21: 94%; Target: 95%``."""

import re
from dataclasses import dataclass

from nlp.figures.clauses import content
from nlp.figures.kinds import kind_of_label
from nlp.figures.numbers import numbers_in
from nlp.figures.periods import MONTHS, period_of
from nlp.types import Figure, FigureKind, Span, Unit

_CELL = re.compile(r"(?:^|; )(?P<label>[^:;]{0,60}?)(?:: )(?P<cell>[^;]*)|(?:^|; )(?P<bare>[^;]+)")
_FIGURE = re.compile(
    r"[<>~\N{ALMOST EQUAL TO}]?\s?[£-]?\d[\d,]*(?:\.\d+)?\s?(?:%|m\b|k\b|days|weeks|months|hours)?"
    r"(?: (?:of|out of) \d[\d,]*)?(?:\s?\([^)]{1,12}\))?[\N{WHITE UP-POINTING TRIANGLE}*]?"
)
_NO_FIGURE = re.compile(
    r"^(?:no\.?|number|ref(?:erence)?\.?|item|page|pages|id|rank|row|priority|grade|rating|rag|age|line"
    r"|#|date|risk score|score|likelihood|effect|impact|minute|question"
    r"|order|paragraph|para|version|section|step|key|pi ref|code|direction)$",
    re.IGNORECASE,
)
_NAMELESS = re.compile(
    r"^(?:(?:performance )?(?:measure|indicator)s?|statement|description"
    r"|what we measure|kpi|name|title"
    r"|metric|category|detail|data|area|type)\b",
    re.IGNORECASE,
)
_YEAR_TO_MARCH = re.compile(r"\byear (?:to|ending|ended)(?: 31)? march\b", re.IGNORECASE)
_SPELL = re.compile(r"(20\d\d)/\d\d")
_EARLY = frozenset({"January", "February", "March"})
_MONTH = re.compile("|".join(MONTHS))
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b", re.IGNORECASE)
_UNITS = (
    (re.compile(r"\(?\bper 10,?000\b|\brate per 10k\b", re.IGNORECASE), Unit.PER_10000),
    (re.compile(r"\bper 1,?000\b", re.IGNORECASE), Unit.PER_1000),
    (re.compile(r"£"), Unit.POUNDS),
    (re.compile(r"\((?:in )?days\)|\bdays taken\b", re.IGNORECASE), Unit.DAYS),
    (re.compile(r"\((?:in )?weeks\)", re.IGNORECASE), Unit.WEEKS),
    (re.compile(r"\((?:in )?months\)", re.IGNORECASE), Unit.MONTHS),
    (_PERCENT, Unit.PERCENT),
)


@dataclass(frozen=True, slots=True)
class _Cell:
    label: str
    text: str
    span: Span


def read_row(text: str) -> list[Figure] | None:
    """Return a figure for each column of figures of a table row; None if it is no such row."""
    if "; " not in text or ": " not in text:
        return None
    cells = [_cell(match) for match in _CELL.finditer(text)]
    numeric = [c for c in cells if c.label and _is_numeric(c)]
    others = [c for c in cells if c not in numeric and c.text]
    if not numeric or len(others) > len(numeric) + 2 or any(len(c.text) > 150 for c in others):
        return None
    head = others[0] if others else None
    return [figure for cell in numeric if (figure := _figure(cell, head))]


def _cell(match: re.Match[str]) -> _Cell:
    name = "bare" if match["bare"] else "cell"
    start = match.start(name)
    words = match[name].strip()
    return _Cell((match["label"] or "").strip(), words, (start, start + len(words)))


def _is_numeric(cell: _Cell) -> bool:
    return bool(_FIGURE.fullmatch(cell.text)) and not _NO_FIGURE.match(cell.label)


def _figure(cell: _Cell, head: _Cell | None) -> Figure | None:
    found = numbers_in(f" {cell.text}")
    if not found:
        return None
    number = found[0]
    timed = head is not None and period_of(head.text) and not content(_MONTH.sub("", head.text))
    period = _column_period(cell.label, head)
    measure, span = _named(head) if head else (cell.label, None)
    if head and timed:
        period, measure, span = period_of(head.text) or head.text, cell.label, None
    elif not period and not _is_plain(cell.label):
        measure = f"{measure}, {cell.label}"
    kind = kind_of_label(cell.label)
    return Figure(
        value=number.value,
        unit=_unit(number.unit, cell.label, head),
        measure=measure,
        kind=kind,
        span=(cell.span[0] + number.start - 1, cell.span[0] + number.end - 1),
        measure_span=span,
        whole=number.whole,
        period=period or (period_of(head.label) if head else None),
        place=cell.label if kind is FigureKind.COMPARATOR and not period else None,
    )


def _column_period(label: str, head: _Cell | None) -> str | None:
    """Return the time of a column; the head of the first column may say which year is meant."""
    period = period_of(label)
    if not period or head is None:
        return period
    if period.isdecimal() and _YEAR_TO_MARCH.search(head.label):
        return f"{int(period) - 1}/{int(period) % 100:02d}"
    spell = _SPELL.fullmatch(head.label)
    if spell and period in MONTHS:
        first = int(spell[1])
        return f"{period} {first + (period in _EARLY)}"
    return period


def _named(head: _Cell) -> tuple[str, Span]:
    """Return what a row is about: its first cell, with the head of it where that adds to it."""
    if not head.label or _NAMELESS.match(head.label) or period_of(head.label):
        return head.text, head.span
    words = f"{head.label}: {head.text}"
    return words, (head.span[1] - len(words), head.span[1])


def _is_plain(label: str) -> bool:
    """Tell whether a label says nothing of what is measured."""
    return kind_of_label(label) is not FigureKind.VALUE or label.lower() in {
        "number", "figure", "value", "total", "%", "percentage", "actual", "result", "current",
        "latest", "performance", "outturn", "count", "per cent",
    }  # fmt: skip


def _unit(unit: Unit, label: str, head: _Cell | None) -> Unit:
    if unit is not Unit.COUNT:
        return unit
    words = [label] + ([head.text, head.label] if head else [])
    return next((named for text in words for cue, named in _UNITS if cue.search(text)), unit)
