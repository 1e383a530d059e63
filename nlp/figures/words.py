"""Numbers written in words: ``seven``, ``ninety-seven``, ``three hundred and forty-one``."""

import re

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: n for n, word in enumerate(_SMALL)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

WORDS = frozenset(_VALUES) - {"zero", "one", "two"} | (
    {"hundred", "thousand", "half"} | {f"{part}{s}" for part in _PARTS for s in ("", "s")}
)
"""A passage without a digit and without any of these, in lower case, states no figure."""

_ONE = (
    rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_SMALL[1:10])})|{'|'.join(_TENS + _SMALL[::-1])})"
)
NUMBER = rf"(?:{_ONE} thousand(?:,? (?:and )?)?)?(?:(?:{_ONE}|a) hundred(?: and {_ONE})?|{_ONE})"
"""A regular expression of a number in words, in lower case."""

FRACTION = (
    r"(?:(?P<many>one|two|three|four|a|nearly a|almost a)[ -](?P<part>third|quarter|fifth|tenth)s?"
    r"(?=,? (?:of|were|are|had|have|did|do)\b)"
    r"|(?P<half>(?<!first )(?<!second )(?<!last )(?<!latter )half)"
    r"(?= (?:of|were|are|had|have|said|say|told|concerning)\b)"
    r"|(?P<about>(?<=about )|(?<=over )|(?<=than )|(?<=under )|(?<=only )|(?<=nearly ))"
    r"half(?=[.,;]))"
)
"""A regular expression of a share in words: ``a third of``, ``two thirds of``, ``half``."""


_WORD = re.compile(r"[a-z]+")
_BEFORE = re.compile(
    r"\b(?:(?:one|two|a)[ -]|(?:nearly|almost) a "
    r"|(?:one|two)(?: [a-z]+)? (?:in|(?:out )?of)(?: the| every)? )$"
)


def starts_in(text: str) -> list[int]:
    """Return where the words of :data:`WORDS` stand in a text."""
    return [match.start() for match in _WORD.finditer(text.lower()) if match[0] in WORDS]


def begin_of(text: str, start: int) -> int:
    """Return where the expression begins that has a number word at ``start``."""
    before = _BEFORE.search(text, max(0, start - 24), start)
    return before.start() if before else start


def value_of(words: str) -> int:
    """Return the number that words stand for.

    Args:
        words: what :data:`NUMBER` matched.
    """
    total = part = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "thousand":
            total, part = total + 1000 * part, 0
        elif word == "hundred":
            part = 100 * (part or 1)
        else:
            part += _VALUES.get(word, 0)
    return total + part


def fraction_of(match: re.Match[str]) -> tuple[int, int]:
    """Return how many of how many parts a match of :data:`FRACTION` stands for."""
    if match["half"] or match["many"] is None:
        return 1, 2
    many = match["many"].lower().split()[-1]
    return _VALUES.get(many, 1), _PARTS[match["part"].lower()]
