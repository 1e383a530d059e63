"""Tell the numbers that are figures from those that only name, date or order something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.figures import uncounted, words
from nlp.figures.periods import MONTH
from nlp.figures.vocabulary import AGES, KNOWN, LIMITS, NAMES, ORDERED
from nlp.types import Span, Unit

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SPELT = re.compile(rf"{words.FRACTION}|(?P<number>{words.NUMBER})\b(?!-)")

# What heads a passage: "12.", "3.4 ", "(b)", "5 Children in need".
_ITEM = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*(?:[.):]\s|\s(?=[A-Z(-]))")
_GLUED = re.compile(r"[A-Za-z_@/\\]|[-\N{EN DASH}][A-Za-z0-9]|-? ?\N{EN DASH} ?\d|:\d")

_PERCENT = re.compile(
    r" ?(?:%|per ?cent\b)(?P<points> ?(?:age)? points?\b)?|(?: percentage) points?\b"
)
_RATE = re.compile(r"(?: [a-z]+){0,3} per (1,?000|10,?000|100,?000)\b")
_POUNDS = re.compile(r" pounds\b")
_SCALE = re.compile(r" ?(million|billion|thousand|mn?|bn|k)\b", re.IGNORECASE)
_TIME = re.compile(
    r" (?:clear |calendar |full |whole )?(?P<working>working |school )?"
    r"(?P<unit>minute|hour|day|week|month|year)(?P<many>s?)\b"
    r"(?P<other>['\N{RIGHT SINGLE QUOTATION MARK}-])?"
)
_AVERAGE = re.compile(r",? on average\b")
_NUMBER = rf"\d+(?:,\d{{3}})*(?![\d%.]\d|%| per)|{words.NUMBER}\b"
_WHOLE = re.compile(
    r"(?: out)?(?: of| from)(?: the| these| those| all| our| its| a planned)?"
    r"(?: about| around| over)? "
    rf"(?P<whole>{_NUMBER})(?P<some> or more)?",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"(?P<noun> [a-z]+)? in (?P<every>every )?(?P<whole>{_NUMBER})(?! {MONTH})", re.IGNORECASE
)
_RANGE = re.compile(r" ?(?:to|-|\N{EN DASH}) ?\d+(?![\d%])")
_LATER = re.compile(r" (?:of age|ago|later|earlier|old|before|on|after|running|in succession)\b")

_FEW = re.compile(r"\b(one|two) (?P<how>in|(?:out )?of(?: the)?) $", re.IGNORECASE)
_JOINED = "-\N{EN DASH}\N{MINUS SIGN}/.:@_#'\N{RIGHT SINGLE QUOTATION MARK}"
_FEW_BEFORE = frozenset({"in", "of", "the"})
_MEASURED = re.compile(
    r"\b(?:from|fell to|rose to|fallen to|risen to|rather than|average (?:of|was|is)"
    r"|averag\w+|down to|wait of|reduced to|increased to)(?: about| around| just| nearly| over)? $"
)

_UNITS = frozenset(unit.value for unit in Unit)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is a figure.

    Attributes:
        start, end: characters of the whole expression, as ``27 of 31`` or ``89%``.
        value: 27 or 89.
        unit: what it is counted in.
        whole: 31; None where none is named.
    """

    start: int
    end: int
    value: float
    unit: Unit
    whole: float | None = None

    @property
    def span(self) -> Span:
        """The characters of the whole expression."""
        return self.start, self.end


def numbers_in(text: str, spelt: Sequence[int] = ()) -> list[Number]:
    """Return the figures of a text in reading order; of those that overlap, the first.

    Args:
        text: a passage.
        spelt: where number words stand in it.
    """
    item = _ITEM.match(text)
    start = item.end() if item else 0
    found = list(_in_digits(text, start))
    if not spelt:
        return found
    found += _in_words(text, start, spelt)
    kept: list[Number] = []
    for number in sorted(found, key=lambda one: one.start):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


def _in_digits(text: str, start: int) -> Iterator[Number]:
    skip = start
    for match in _DIGITS.finditer(text, start):
        if match.start() < skip:
            continue
        taken = _digits(text, match)
        if isinstance(taken, Number):
            yield taken
            skip = taken.end
        else:
            skip = taken


def _in_words(text: str, start: int, spelt: Sequence[int]) -> Iterator[Number]:
    low = text.lower()
    for at in spelt:
        if at < start:
            continue
        match = _SPELT.match(low, max(start, words.begin_of(low, at)))
        if match:
            start = match.end()
            number = _fraction(match) if match["number"] is None else _spelt(text, match)
            if number:
                start = number.end
                yield number


def _fraction(match: re.Match[str]) -> Number:
    part, whole = words.fraction_of(match)
    return Number(match.start(), match.end(), part, Unit.SHARE, whole)


def _digits(text: str, match: re.Match[str]) -> Number | int:
    """Return the figure a run of digits is, or where to look on after it."""
    start, end = match.span()
    before = text[start - 1] if start else " "
    if before == "£":
        return _money(text, match)
    clause = before == "(" and text[start - 2 : start - 1].isdigit()  # section 20(1)
    if clause or before.isalnum() or before in _JOINED:
        return end
    percent = _PERCENT.match(text, end)
    if not percent and uncounted.is_year(match[0]):  # most numbers that are no figures
        return end
    if percent:
        points = "point" in percent[0]
        unit = Unit.POINTS if points else Unit.PERCENT
        return Number(start, percent.end(), _value(match[0]), unit)
    if _GLUED.match(text, end) or uncounted.CLOCK.match(text, end):
        return end
    last = text[max(0, start - 24) : start].split()[-1:]
    return _plain(text, match, last[0].strip('([":-').lower() if last else "")


def _money(text: str, match: re.Match[str]) -> Number:
    scale = _SCALE.match(text, match.end())
    times = 1.0
    if scale:
        times = {"m": 1e6, "b": 1e9, "t": 1e3, "k": 1e3}[scale[1][0].lower()]
    end = scale.end() if scale else match.end()
    return Number(match.start() - 1, end, round(_value(match[0]) * times, 2), Unit.POUNDS)


def _plain(text: str, match: re.Match[str], last: str) -> Number | int:
    start, end = match.span()
    if passed := uncounted.passed(text, match, last):
        return passed
    value = _value(match[0])
    if last in _FEW_BEFORE and (few := _few(text, start, end, value)):
        return few
    if last != "from" and (span := _RANGE.match(text, end)):
        return span.end()
    if last in KNOWN or uncounted.is_named(text, start, end, last):
        return end
    return _measured(text, start, end, value, last) or end


def _spelt(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span("number")
    last = text[max(0, start - 24) : start].split()[-1:]
    before = last[0].strip('(":').lower() if last else ""
    value = words.value_of(match["number"])
    percent = _PERCENT.match(text, end)
    if percent:
        return Number(start, percent.end(), value, Unit.PERCENT)
    if before in NAMES or before in AGES or text[start - 1 : start] == "-":
        return None
    if value < 3 or before in KNOWN:
        return _share(text, start, end, value) if value else None
    if value < 19 and uncounted.is_years_old(text, end):
        return None
    after = text[end : end + 24].split()[:1]
    if value < 10 and after and after[0].strip(".,:;)").lower() in ORDERED:
        return _share(text, start, end, value)
    return _measured(text, start, end, value, before)


def _few(text: str, start: int, end: int, of: float) -> Number | None:
    """Return the share that ``one in`` or ``two of the`` makes of the number behind it."""
    few = _FEW.search(text, max(0, start - 16), start)
    if not few or of < 3 or (few["how"] == "in" and of > 20):
        return None
    unit = Unit.SHARE if few["how"] == "in" else Unit.COUNT
    return Number(few.start(), end, words.value_of(few[1]), unit, of)


def _measured(text: str, start: int, end: int, value: float, last: str) -> Number | None:
    """Return the figure with its unit by what stands behind it."""
    if share := _share(text, start, end, value):
        return share
    if rate := _RATE.match(text, end):
        return Number(start, rate.end(), value, Unit(f"per-{rate[1].replace(',', '')}"))
    if pounds := _POUNDS.match(text, end):
        return Number(start, pounds.end(), value, Unit.POUNDS)
    if uncounted.is_age(text, start, end, value, last):
        return None
    if time := _TIME.match(text, end):
        return _time(text, start, time, value, last)
    return None if uncounted.is_limit(text, end, last) else Number(start, end, value, Unit.COUNT)


def _share(text: str, start: int, end: int, value: float) -> Number | None:
    whole = _WHOLE.match(text, end)
    if whole:
        of = _number(whole["whole"])
        if of >= max(value, 2) and not uncounted.is_year(whole["whole"]):
            return Number(start, whole.end(), value, Unit.COUNT, of)
    among = _IN.match(text, end)
    if among and (value == 1 or not among["noun"] or among["every"]):
        of = _number(among["whole"])
        if value < of and (of <= 20 or of == 100):
            return Number(start, among.end(), value, Unit.SHARE, of)
    return None


def _time(text: str, start: int, time: re.Match[str], value: float, last: str) -> Number | None:
    limited = last in LIMITS and not _MEASURED.search(text[max(0, start - 30) : start])
    if not _AVERAGE.match(text, time.end()) and (
        limited
        or time["other"]
        or (value > 1 and not time["many"])
        or _LATER.match(text, time.end())
    ):
        return None
    name = f"working-{time['unit']}s" if time["working"] else f"{time['unit']}s"
    unit = Unit(name) if name in _UNITS else Unit(f"{time['unit']}s")
    return Number(start, time.end(), value, unit)


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _number(written: str) -> float:
    return _value(written) if written[0].isdigit() else words.value_of(written)
