"""Learn the abbreviations that a document explains itself.

Three ways of explaining are read: "independent reviewing officer (IRO)", "IRO (independent
reviewing officer)" and rows or lines of a glossary, "IRO: independent reviewing officer". What
is said to be meant must fit the letters, as :mod:`nlp.initials` says; only under a heading that
announces a glossary its word is taken for it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlp.initials import DEAREST, MODEST, Word, content, most_words, price, words_of
from nlp.types import PassageInput, Span

_SHORT = r"[A-Z0-9][A-Za-z0-9&.+]{1,9}"
_QUOTE = "[\"'\u2018\u2019\u201c\u201d]"
_AFTER_LONG = re.compile(
    rf"[ \u00a0]?[(\[]\s*(?:(?:also |hereafter )?(?:known as |referred to as |or )?(?:the )?)"
    rf"{_QUOTE}?(?P<short>{_SHORT}){_QUOTE}?\s*(?=[)\],;:/=]|[-\u2013\u2014]\s| or | and | see )"
)
_BEFORE_LONG = re.compile(rf"(?<![\w&-])(?P<short>{_SHORT})\s?\(\s*(?P<long>[^()]{{5,120}})\)")
_IN_GLOSSARY = re.compile(
    rf"(?:[\u2022\u00b7*-]\s*)?(?P<short>{_SHORT}(?:(?:, ?| ?/ ?| or | and ){_SHORT})*)"
    r"\s*(?P<mark>[:;=\t]|[-\u2013\u2014](?=\s)|\sstands for\s|\smeans\s|\s)\s*"
    r"(?:(?i:meaning|definition|description|explanation|full (?:name|title|term|form))s?: )?"
    r"(?=[^\W_])(?P<long>.+)",
    re.DOTALL,
)
_POSSESSIVE = re.compile(r"(?:(?<=s)['\u2019]|['\u2019]s)$")
_LISTED = re.compile(r"[,;] ?| ?/ ?| or | and ")
_GLOSSARY = re.compile(r"\b(?:glossary|abbreviations?|acronyms?)\b", re.IGNORECASE)
# A meaning does not go over the end of a sentence or over another bracket.
_BREAK = re.compile(r"[.!?:;()\[\]\u2022]\s?|\s[-\u2013\u2014]\s|\n")
_END_OF_MEANING = re.compile(
    r"[.;:(\[\n]|,? (?:who|which|that|to|for|in|is|are)\b|\s[-\u2013\u2014]\s"
)
_CLOSING = " ,\u00a0\"'\u2018\u2019\u201c\u201d"
_FURTHEST = 200
"""Characters before a bracket in which a meaning is looked for."""
_STEM = 4
_MOST_LETTERS = 10
_LONGEST_MEANING = 9
"""Words of a meaning that does not fit its letters; longer ones are explanations."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and what it stands for where it was explained.

    Attributes:
        short: without plural, as written.
        long: as written; in the singular if the abbreviation was in the plural.
        passage: position of the passage that explains it, from 0.
        span: where the explanation stands in that passage.
    """

    short: str
    long: str
    passage: int
    span: Span


def find_abbreviations(passages: Iterable[PassageInput]) -> tuple[Abbreviation, ...]:
    """Find what the passages of one document explain.

    Args:
        passages: in reading order.

    Returns:
        abbreviations in the order of their first explanation. One that is explained in two
        ways is there twice; one that is explained again in the same way is not.
    """
    known: dict[str, list[Abbreviation]] = {}
    for number, passage in enumerate(passages):
        for short, long, span in _explained(passage):
            bare, meant = _singular(short, long)
            others = known.setdefault(bare, [])
            if not any(same_meaning(meant, other.long) for other in others):
                others.append(Abbreviation(bare, meant, number, span))
    found = (one for some in known.values() for one in some)
    return tuple(sorted(found, key=lambda one: (one.passage, one.span)))


def same_meaning(one: str, other: str) -> bool:
    """Tell whether two meanings of an abbreviation are spellings of one.

    They are if at least half of their words begin alike: "young offender institutions" and
    "young offenders institute" do, "child protection plan" and "corporate parenting panel" do
    not.
    """
    first, second = _stems(one), _stems(other)
    return first == second or len(first & second) * 2 >= max(len(first), len(second))


def _stems(long: str) -> frozenset[str]:
    words = content([word.text for word in words_of(long)])
    return frozenset(word[:_STEM] for word in words)


Found = tuple[str, str, Span]


def _explained(passage: PassageInput) -> Iterator[Found]:
    text = passage.text
    if "(" in text or "[" in text:
        yield from _in_brackets(text)
    if len(text) > 3 and (text[0].isupper() or text[0] in "\u2022\u00b7*-"):
        yield from _in_glossary(text, passage.heading_path)


def _in_brackets(text: str) -> Iterator[Found]:
    for match in _AFTER_LONG.finditer(text):
        short = match["short"].rstrip(".")
        if is_abbreviation(short) and (meant := _meant_before(text, match.start(), short)):
            yield short, text[slice(*meant)], (meant[0], match.end("short"))
    for match in _BEFORE_LONG.finditer(text):
        short = match["short"]
        if is_abbreviation(short) and (end := _end_of(text, match.span("long"), short)):
            yield short, text[match.start("long") : end], (match.start(), end)


def _in_glossary(text: str, headings: Sequence[str]) -> Iterator[Found]:
    match = _IN_GLOSSARY.match(text)
    if match is None:
        return
    announced = any(map(_GLOSSARY.search, headings[-2:]))
    if match["mark"].isspace() and not announced:
        return
    shorts = _LISTED.split(match["short"])
    starts = _starts_of(text, *match.span("long"), number=len(shorts))
    for short, start in zip(shorts, starts, strict=False):
        most = DEAREST if announced else MODEST
        end = _end_of(text, (start, len(text)), short, whole=False, most=most)
        if end is None and announced:
            end = _end_of_meaning(text, start, len(text))
        if end is not None and is_abbreviation(short):
            yield short, text[start:end], (match.start("short"), end)


def _starts_of(text: str, start: int, end: int, *, number: int) -> list[int]:
    """Return where the meanings of several abbreviations in one row begin, as many as there are."""
    parts = (found.end() for found in _LISTED.finditer(text, start, end))
    return [start, *parts][:number]


def is_abbreviation(short: str) -> bool:
    """Tell whether something is written like one: two capitals at least, or one and digits."""
    bare = _without_plural(short)
    capitals = sum(letter.isupper() for letter in bare)
    return 2 <= len(bare) <= _MOST_LETTERS and capitals >= 2


def _meant_before(text: str, end: int, short: str) -> Span | None:
    """Return where the meaning stands that ends before a bracket; None if none fits."""
    begin = max(0, end - _FURTHEST)
    breaks = [found.end() for found in _BREAK.finditer(text, begin, end)]
    words = words_of(text, breaks[-1] if breaks else begin, end)[-most_words(short) :]
    if not words or text[words[-1].end : end].strip(_CLOSING):
        return None
    readings = [
        (cost, len(words) - first, word.start)
        for first, word in enumerate(words)
        if (cost := _price(short, words[first:])) is not None
    ]
    return (min(readings)[2], words[-1].end) if readings else None


def _end_of(
    text: str, within: Span, short: str, *, whole: bool = True, most: int = DEAREST
) -> int | None:
    """Return where the meaning ends that begins at a place; None if none fits.

    Args:
        text: the passage.
        within: where to look.
        short: the abbreviation.
        whole: whether it must end at the end or before a colon, semicolon or full stop.
        most: the price of reading it so that is not too dear.
    """
    words = words_of(text, *within)[: most_words(short)]
    readings = [
        (cost, -last, words[last - 1].end)
        for last in range(2, len(words) + 1)
        if (cost := _price(short, words[:last])) is not None
        and cost <= most
        and (not whole or _ends_at(text, words[last - 1].end, within[1]))
    ]
    return min(readings)[2] if readings else None


def _ends_at(text: str, place: int, end: int) -> bool:
    rest = text[place:end].lstrip(_CLOSING)
    return not rest or rest[0] in ";:."


def _end_of_meaning(text: str, start: int, end: int) -> int | None:
    found = _END_OF_MEANING.search(text, start, end)
    words = words_of(text, start, found.start() if found else end)
    return words[-1].end if 2 <= len(words) <= _LONGEST_MEANING else None


def _price(short: str, words: Sequence[Word]) -> int | None:
    """Return the lower price of reading an abbreviation as it stands and as a plural."""
    texts = tuple(word.text for word in words)
    prices = (price(form, texts) for form in {short, _without_plural(short)})
    return min((one for one in prices if one is not None), default=None)


def _without_plural(short: str) -> str:
    return short[:-1] if len(short) > 2 and short[-1] == "s" and short[-2].isupper() else short


def _singular(short: str, long: str) -> tuple[str, str]:
    long = _POSSESSIVE.sub("", long)
    bare = _without_plural(short)
    if bare == short or not long.endswith("s") or long.endswith("ss"):
        return bare, long
    return bare, f"{long[:-3]}y" if long.endswith("ies") else long[:-1]
