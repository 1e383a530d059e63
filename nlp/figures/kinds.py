"""Tell the figure that is stated from the earlier, aimed-at or foreign one beside it."""

import re

from nlp.figures.vocabulary import CUES
from nlp.types import FigureKind

_VALUES = r"(?:about |around |just |only |over |under |nearly |almost |a |the |some )*"
_FROM = re.compile(
    rf"\b(?:up|down|\w+(?:ed|se|en|ell|ing|ose)|increase|rise|fall|drop|reduction|improvement)"
    rf" from {_VALUES}$"
)
_PAIR = re.compile(rf"\bfrom {_VALUES}$", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\b(?:compared (?:with|to)|(?:as )?against|versus|rather than|than|instead of"
    r"|in comparison (?:with|to)|(?:higher|lower|better|worse) than)\b)[^.;,]{0,60}$",
    re.IGNORECASE,
)
_TARGET_BEFORE = re.compile(
    rf"\b(?:targets?|aims?|goals?|ambition|trajectory|benchmark|expectation|maximum|minimum"
    rf"|threshold)\b[^.;,()]{{0,40}}?(?:of|is|was|:|at|to|=|for|be|from)? ?{_VALUES}$"
    r"|\b(?:(?:should|must|ought to|(?:is|are|was|were) to) (?:be|reach|have|rise|fall|stay|not)"
    r"|aim(?:s|ed|ing)?(?: to)?|promised? that"
    r"|intend(?:s|ed)? to|plan(?:s|ned)? to|will (?:reach|achieve|rise|fall|increase|reduce)"
    r"|expected to (?:be|reach|rise|fall)|to (?:reach|achieve))\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_TARGET_AFTER = re.compile(
    r"[ ,(-]{1,2}(?:the )?(?:target|goal|ambition|trajectory)\b", re.IGNORECASE
)
_OTHERS = (
    r"(?:national(?:ly)?|england(?:'s)?|regional|region"
    r"|south[ -](?:east|west)|north[ -](?:east|west)"
    r"|east midlands|west midlands|east of england|statistical neighbours?|our neighbours"
    r"|(?:similar|comparable|other|neighbouring) (?:authorities|councils|areas)|comparators?"
    r"|peer group|all (?:pupils|children|authorities|councils)|english (?:authorities|average))"
)
_OTHERS_BEFORE = re.compile(
    rf"\b{_OTHERS}['\N{{RIGHT SINGLE QUOTATION MARK}}s]*"
    rf"(?: (?:and )?(?:averages?|rates?|figures?|median|mean|levels?|"
    rf"benchmark|proportion|data|neighbours?|authorities))*(?: \([^)]*\))?"
    rf"(?: (?:of|is|was|at|were|stood at|stands at|to|rate of|in [\d/-]+|average)|:|,)* {_VALUES}$",
    re.IGNORECASE,
)
_OTHERS_AFTER = re.compile(
    rf"(?: of (?!\w+ (?:in|for) )[\w' -]{{1,40}})?,? ?\(?(?:the )?"
    rf"(?:(?:for|in|across|among|by) )?"
    rf"(?:the |our |all )?{_OTHERS}\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:(?:a|one|two|three|four|five|\d) (?:years?|months?|quarters?)"
    r" (?:before|earlier|ago|previously)"
    r"|(?:the )?(?:previous|preceding|prior) (?:year|quarter|month|report|period|audit|inspection)"
    r"|(?:the )?(?:year|quarter|month) before|same (?:time|months|period|quarter|point)"
    r"|at the time of the (?:last|previous) inspection|(?:the )?last inspection|previously"
    r"|baseline|in the last (?:audit|report|survey)|last time)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:last (?:year|quarter|month)|in (?:\w+ )?(?:19|20)\d\d|20\d\d|before|earlier|ago|previous"
    r"|at the (?:time|last|end|start)|in (?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December))\b",
    re.IGNORECASE,
)
_FROM_BARE = re.compile(rf"^(?:,| on average,?) from {_VALUES}$")
_THIS = re.compile(r"\W*(?:This|That|It) ")
_THAT = re.compile(
    r"^\W*(?:That|This|It) (?:is|was|compares) (?:\w+ )?"
    r"(?:\w+er than|compared (?:with|to)|above|below)\b[^.;]*$"
    r"|\bputs? (?:it|this|them) at $"
)
_REDUCE = re.compile(
    r"^\W*(?:\d[\d.]* )?(?:to )?"
    r"(?:reduce|increase|raise|improve|achieve|cut|bring|lower|lift|reach|ensure|keep)\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"(?:^|; )(?:(?:by when|due(?: date)?|target date|deadline|timescale|when|completion date)\??: "
    r"|by: (?=[^;]*\b20\d\d\b))",
    re.IGNORECASE,
)

_NEAR = 90
"""Characters before a figure within which a cue belongs to it."""

_HEADS = (
    (
        FigureKind.TARGET,
        re.compile(
            r"\b(?:targets?|goal|ambition|trajectory|tolerance|hoped|aim)\b|^by (?=.*\b20\d\d\b)",
            re.IGNORECASE,
        ),
    ),
    (
        FigureKind.COMPARATOR,
        re.compile(rf"\b(?:{_OTHERS}|sn|sns|neighbours?|benchmark|comparator)\b", re.IGNORECASE),
    ),
    (
        FigureKind.EARLIER,
        re.compile(r"\b(?:previous|last|prior|baseline|before|earlier)\b", re.IGNORECASE),
    ),
)


_WORD = re.compile(r"[a-z]+")


def has_cues(sentence: str) -> bool:
    """Tell whether a sentence may hold a figure that is not simply stated."""
    return not CUES.isdisjoint(_WORD.findall(sentence.lower()))


def kind_of_label(label: str) -> FigureKind:
    """Return the kind that the head of a column gives the figures below it."""
    return next((kind for kind, cue in _HEADS if cue.search(label)), FigureKind.VALUE)


def is_task(text: str) -> bool:
    """Tell whether a table row is a task with a date to be done by."""
    return ": " in text and bool(_TASK.search(text))


def kind_of(before: str, after: str, rest: str, *, following: bool) -> FigureKind:
    """Return the kind of one figure in a sentence.

    Args:
        before: the text before it, from the figure before or the sentence's start.
        after: the text behind it, to the next figure or the sentence's end.
        rest: the text behind it to the sentence's end.
        following: another figure of the sentence stands before it.
    """
    whole, before = before, before[-_NEAR:]
    if _TARGET_BEFORE.search(before) or _is_marked(_TARGET_AFTER, _TARGET_BEFORE, after):
        return FigureKind.TARGET
    if _OTHERS_BEFORE.search(before) or _is_marked(_OTHERS_AFTER, _OTHERS_BEFORE, after):
        return FigureKind.COMPARATOR
    back = following or _is_change(after) or bool(_THIS.match(whole))
    if _is_earlier(before, after, back=back):
        return FigureKind.EARLIER
    if following and _COMPARED.search(before):
        alone = not any(map(str.isalpha, after))
        return FigureKind.EARLIER if alone or _TIME.search(rest) else FigureKind.COMPARATOR
    return FigureKind.COMPARATOR if _THAT.search(whole) else FigureKind.VALUE


def _is_earlier(before: str, after: str, *, back: bool) -> bool:
    """Tell whether a figure is of an earlier time; ``back``: something is known to follow it."""
    if _FROM_BARE.search(before) or (back and _FROM.search(before)):
        return True
    return bool(_EARLIER.search(after[:60].partition(",")[0]) or _EARLIER.search(before[-60:]))


def _is_marked(behind: re.Pattern[str], ahead: re.Pattern[str], after: str) -> bool:
    """Tell whether a cue behind a figure is its own, not that of the next figure."""
    return bool(behind.match(after)) and not ahead.search(after)


def _is_change(after: str) -> bool:
    return bool(
        re.match(r"[^.;]{0,60}?\bto (?:about |around |just |only |over |nearly |a )*$", after)
    )


def is_pair(before: str, between: str) -> bool:
    """Tell whether two figures are the ends of a change: ``from 41% to 63%``."""
    return bool(_PAIR.search(before) and _is_change(between) and "," not in between)


def aims(sentence: str) -> bool:
    """Tell whether a sentence orders a change, so that its last figure is a target."""
    return bool(_REDUCE.match(sentence))
