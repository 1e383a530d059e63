"""Names of officials, known by the office that stands beside them in a public letter."""

import re
from collections.abc import Collection, Iterator

from nlp.screen.model import key_of

_PART = r"(?:[A-Z\u00c0-\u00de][\w\u2019'-]+|[A-Z]\.)"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Cllr|Councillor)\.?\s+)"
_NAME = rf"(?P<name>{_TITLE}?{_PART}(?:\s+{_PART}){{1,2}}|{_TITLE}{_PART})"
_ROLE = (
    r"(?:(?:[A-Z][\w\u2019'-]+\s+){0,3}(?:(?:[Ee]xecutive\s+|[Cc]orporate\s+|[Aa]ssistant\s+|"
    r"[Rr]egional\s+|[Ii]nterim\s+|[Dd]eputy\s+|[Ss]trategic\s+|[Ss]ervice\s+|[Nn]ational\s+)*"
    r"[Dd]irector|[Cc]hief [Ee]xecutive|[Cc]hief [Oo]fficer|[Cc]hief [Ii]nspector|[Cc]hair(?:man|"
    r"woman|person)?|[Ll]eader of|[Ll]ead [Mm]ember|[Cc]abinet [Mm]ember|[Pp]ortfolio [Hh]older|"
    r"[Ll]ead [Ii]nspector|H(?:is|er) Majesty\u2019?'?s|H(?:is|er) Majesty.s Inspectors?|HMI|"
    r"SHMI|Ofsted|CQC|[Cc]ommissioner|[Mm]inister|[Ss]ecretary of [Ss]tate|[Mm]ayor|"
    r"[Ii]nspection [Mm]anager|[Rr]egulatory [Ii]nspector|[Hh]ead of [Ss]ervice|"
    r"[Ii]ndependent [Ss]crutineer))"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NAME}\s*(?:[,(\u2013-]|is\s+the|is\s+our|as)?\s*(?:the\s+|our\s+)?{_ROLE}",
        rf"{_ROLE}[^.;:]{{0,60}}?[,:]\s+{_NAME}",
        rf"{_ROLE}(?:\s+of\s+[Cc]hildren.s\s+[Ss]ervices|\s+for\s+[Cc]hildren)?\s+{_NAME}",
        rf"^\s*Dear\s+{_NAME}",
        rf"Yours\s+(?:sincerely|faithfully),?\s+{_NAME}",
        rf"\b(?P<name>(?:Cllr|Councillor)\.?\s+{_PART}(?:\s+{_PART}){{0,2}})",
    )
)
_LISTED = re.compile(
    r"^\s*(?:(?:team|lead|seconded|shadow|other|ofsted|quality assurance|registered|"
    r"responsible)\s+)+(?:inspectors?|manager|individual)\s*:\s*(?P<names>.+)$",
    re.IGNORECASE,
)
_LISTED_NAME = re.compile(rf"{_PART}(?:\s+{_PART}){{1,2}}")
_CUES = re.compile(
    r"\b(?:director|chief|chair|leader of|lead member|cabinet member|portfolio holder|"
    r"inspectors?\b|hmi|shmi|majesty|commissioner|minister|secretary of|mayor|dear|yours|cllr|"
    r"councillor|head of service|scrutineer|manager:|individual:|"
    r"ofsted$|cqc$|[,(] ?(?:ofsted|cqc))",
    re.IGNORECASE,
)
"""Without any of these nobody is given an office; looking for these first is far faster."""
_ROLE_WORDS = frozenset({
    "director", "chief", "executive", "officer", "inspector", "inspectors", "chair", "leader",
    "member", "majesty", "majesty's", "majesty\u2019s", "ofsted", "children", "children's",
    "children\u2019s", "services", "service", "council", "lead", "his", "her", "the", "social",
    "work", "care", "head", "local", "area", "regional", "senior", "assistant", "board", "city",
    "county", "borough", "partnership", "safeguarding", "dear", "yours", "sir", "madam",
    "colleague", "colleagues", "all", "strategic", "corporate", "interim", "deputy", "national",
    "of", "for", "and", "people", "families",
})  # fmt: skip
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "cllr",
    "councillor", "lord", "lady",
})  # fmt: skip


def officials_in(text: str) -> Iterator[str]:
    """Yield the names of officials in a passage of a public letter or report.

    That is whoever the text itself gives an office: "Lead inspector: Jane Doe", "Jane Doe,
    Director of Children's Services", also who such a letter is addressed to or signed by.
    """
    if not _CUES.search(text):
        return
    if listed := _LISTED.match(text):
        yield from _LISTED_NAME.findall(listed["names"])
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            words = match["name"].split()
            while words and words[-1].lower().strip(".,") in _ROLE_WORDS:
                words.pop()
            while words and words[0].lower().strip(".,") in _ROLE_WORDS - {"sir"}:
                words.pop(0)
            if len(words) > 1 and not _ROLE_WORDS & {word.lower() for word in words}:
                yield " ".join(words)


def is_official(name: str, officials: Collection[str]) -> bool:
    """Tell whether a name is that of a known official.

    A full name must be the same; with a title the surname suffices. A given name alone never
    does, for a child may have it too.
    """
    words = key_of(name).replace(".", "").split()
    bare = [word for word in words if word not in _TITLES]
    titled = len(bare) < len(words)
    for official in officials:
        known = [w for w in key_of(official).replace(".", "").split() if w not in _TITLES]
        if not known or not bare:
            continue
        if bare == known or (len(bare) > 1 and (bare[0], bare[-1]) == (known[0], known[-1])):
            return True
        if titled and len(bare) == 1 and bare[0] == known[-1]:
            return True
    return False
