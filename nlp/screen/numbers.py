"""Births, ages, addresses, numbers and contacts, each known by its form or the words before it."""

import re
from collections.abc import Iterator, Sequence

from nlp.screen.model import Alarm, AlarmKind

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_FIGURES = r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d{2}"
_DAY = (
    rf"(?:{_FIGURES}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}"
    rf"(?:,?\s+(?:19|20)\d{{2}})?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d{{2}})?"
    rf"|{_MONTH}\s+(?:19|20)\d{{2}}|(?:19|20)\d{{2}})"
)
_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Drive|Crescent|Cres|Gardens|Gdns|Grove|"
    r"Place|Terrace|Way|Walk|Hill|Row|Square|Mews|View|Rise|Green|Meadows?|Parade|Gate|Wharf|"
    r"Quay|Croft|Bank|Fold|Mount|Path|End|Court|Park|Buildings|Villas|Cottages|Yard|Wynd|Vale)"
)
_PLAIN_STREET = r"(?:Street|Road|Avenue|Lane|Close|Crescent|Terrace|Grove|Mews|Drive)"
_WORD = r"[A-Z][\w\u2019'-]*"
_POSTCODE = r"(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})"
_ID = r"[A-Z]{0,4}[-/]?\d[\w/-]*\w"
_FOR_CASE = (
    r"(?:(?:case|child|client|person|pupil|patient|family|file|record|court|crime|incident|"
    r"allegation|complaint|social care|ICS|LCS|EHM|LiquidLogic|Mosaic|CareFirst|Azeus|Protocol|"
    r"hospital|passport|LAC|LADO|MARAC|CIN|CP)\s*(?:number|no\.?|num|id|ID|ref(?:erence)?\.?|#)"
    r"|(?:ref(?:erence)?|ID|case|case ?file|UPN|ULN|UCI|NHS|LCS|ICS|Mosaic|LiquidLogic|URN\sof\s"
    r"the\schild)(?:\s*(?:number|no\.?|id|ID))?)"
)

_NOT_CHILD = r"(?!\s*(?:to|-|\u2013|and|or|until|years?\s+(?:to|and|or))\s*\d)"

_FORMS: tuple[tuple[AlarmKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        (
            AlarmKind.BIRTH,
            rf"\b(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|born|birth\s?day|b\.)\W{{0,4}}"
            rf"(?:[A-Za-z,]+\s+){{0,4}}?(?P<it>{_DAY})",
            re.I,
        ),
        (AlarmKind.BIRTH, rf"(?P<it>{_DAY})\s*\(?(?:d\.?o\.?b\.?|date\s+of\s+birth)\b", re.I),
        (
            AlarmKind.BIRTH,
            rf"\b(?:turn(?:s|ed)?|will\s+be|was|is)\s+\d{{1,2}}\s+on\s+(?P<it>{_DAY})",
            re.I,
        ),
        (
            AlarmKind.AGE,
            rf"\b(?P<it>aged?\s+(?:[1-9]|1[0-9])(?:\s*(?:years?|months?|weeks?))?)\b"
            rf"{_NOT_CHILD}(?!\s*\+|%)",
            re.I,
        ),
        (
            AlarmKind.AGE,
            r"\b(?P<it>(?:\d|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
            r"thirteen|fourteen|fifteen|sixteen|seventeen)[-\s](?:year|month|week|day)s?[-\s]old)\b"
            r"(?!s|\s+(?:children|young\s+people|pupils|girls|boys|care\s+leavers))",
            re.I,
        ),
        (AlarmKind.ADDRESS, rf"\b(?P<it>{_POSTCODE})\b", 0),
        (
            AlarmKind.ADDRESS,
            rf"\b(?P<it>(?:(?:Flat|Apartment|Apt|Unit|Room|Plot)\s+\w{{1,4}},?\s+)?\d{{1,4}}[A-Za-z]?"
            rf"(?:\s?[-/]\s?\d{{1,4}})?,?\s+(?:{_WORD}\s+){{1,3}}{_STREET})\b",
            0,
        ),
        (AlarmKind.ADDRESS, rf"\b(?P<it>(?:{_WORD}\s+){{1,2}}{_PLAIN_STREET})\b", 0),
        (
            AlarmKind.ADDRESS,
            r"\b(?P<it>(?:Flat|Apartment|Apt)\s+\d{1,4}[A-Za-z]?(?:,?\s+" + _WORD + r"){0,3})",
            0,
        ),
        (
            AlarmKind.ADDRESS,
            rf"\b(?:lives?|living|lived|resides?|address(?:\s+is|:)?|home)\s+(?:at|in)\s+(?P<it>"
            rf"(?:the\s+)?(?:{_WORD}\s+){{1,3}}(?:Cottage|House|Farm|Lodge|Villa|Court|Hall|Barn|"
            r"Manor|Towers?|Point|Heights|Gardens|Estate))\b",
            0,
        ),
        (
            AlarmKind.ADDRESS,
            rf"\b(?:at|in|to|from|of|near)\s+(?P<it>(?:St\.?\s+)?(?:{_WORD}\s+){{1,2}}(?:House|Lodge|"
            r"Cottage|Farm|Villa))\b",
            0,
        ),
        (
            AlarmKind.NUMBER,
            rf"(?<![A-Za-z]){_FOR_CASE}\W{{0,4}}(?:is\s+|was\s+)?(?P<it>{_ID})",
            re.I,
        ),
        (AlarmKind.NUMBER, r"\b(?P<it>[A-Z]{2}\s?(?:\d{2}\s?){3}[A-D])\b", 0),
        (AlarmKind.NUMBER, r"\b(?P<it>[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z])\b", 0),
        (AlarmKind.NUMBER, r"\b(?P<it>[A-Z]{2}\d{2}[A-Z]\d{5})\b", 0),
        (AlarmKind.NUMBER, r"\b(?P<it>\d{3}[ -]\d{3}[ -]\d{4})\b", 0),
        (AlarmKind.NUMBER, r"\b(?P<it>[A-Z]{2,4}[-/]\d{4,}(?:[-/]\w+)*)\b", 0),
        (AlarmKind.NUMBER, r"(?<![\w\u00a3.,/#-])(?P<it>\d{6,10})(?![\w%,/-]|\.\d)", 0),
        (
            AlarmKind.CONTACT,
            r"(?<![\w.])(?P<it>(?:\+44\s?\(?0?\)?\s?|\(?0)(?:\d[\s()-]?){8,10}\d)(?!\w)",
            0,
        ),
        (AlarmKind.CONTACT, r"(?P<it>[\w.+'-]+@[\w-]+(?:\.[\w-]+)+)", 0),
    )
)
_NEAR = 40
"""Letters within which a day belongs to a name."""
_BARE_DAY = re.compile(rf"(?<![\d/.-]){_FIGURES}(?![\d/])")
_YEARS = re.compile(r"(?:19|20)\d\d(?:19|20)?\d\d")


def find_numbers(text: str) -> Iterator[Alarm]:
    """Yield what has the form of a birth, an age, an address, a number or a contact."""
    for kind, pattern in _FORMS:
        for match in pattern.finditer(text):
            start, end = match.span("it")
            if kind is AlarmKind.NUMBER and _is_years(match["it"]):
                continue
            yield Alarm(start, end, kind, text[start:end])


def find_days(text: str, people: Sequence[Alarm]) -> Iterator[Alarm]:
    """Yield days in figures as births where they stand near a name or a number, as in a row."""
    for match in _BARE_DAY.finditer(text):
        if any(
            one.start - _NEAR < match.end() and match.start() < one.end + _NEAR for one in people
        ):
            yield Alarm(match.start(), match.end(), AlarmKind.BIRTH, match[0])


def _is_years(found: str) -> bool:
    return bool(_YEARS.fullmatch(found))
