"""The inspectors a report or letter names, lead first."""

import re
from collections.abc import Iterable, Iterator

from indexer.metadata.opening import Opening
from indexer.model import Extraction

_NAME_WORD = r"[A-Z\u00c0-\u00de][\w\u2019'.-]*"
_NAME = re.compile(rf"^{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|de|van|der|la|le|O)){{1,3}}$")
_ROLE = re.compile(
    r"\b(?:(?:senior|former|lead|associate|acting)\s+)*"
    r"(?:(?:his|her)\s+majesty.s\s+inspectors?\b|\bs?hmis?\b|"
    r"(?:ofsted|cqc|hmicfrs|social care|schools?|regulatory|associate|contracted)"
    r"(?:\s+(?:hmi|lead|children.s services))*\s+inspectors?\b|"
    r"inspection manager|additional inspector|lead inspector)"
    r"(?:\s*\([^)]*\))?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:the\s+)?(?:lead|reporting)\s+inspectors?\s*:?\s*(?P<names>.*)$", re.IGNORECASE
)
_TEAM = re.compile(r"^(?:team|other)\s+inspectors?\s*:?\s*(?P<names>.+)$", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:inspectors?\s+(?:for\s+this\s+visit\s+)?(?:were|was)|(?:visit|inspection)\s+was\s+"
    r"(?:conducted|carried\s+out|undertaken|led)\s+by|inspectors?\s+for\s+th(?:is|e)\s+"
    r"(?:visit|inspection)\s+(?:were|was))\s*:?\s*(?P<names>[^:]{5,320}?)(?:\.(?=\s|$)|$)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"^(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}}),?\s+(?i:(?:senior\s+)?h(?:is|er)\s+majesty|hmi\b)"
)
_TEAM_HEADING = re.compile(r"^(?:the\s+)?inspection team$", re.IGNORECASE)
_PARTS = re.compile(r",|;|\band\b|\n|\s[-–]\s")  # noqa: RUF001
_NOT_NAMES = frozenset({
    "ofsted", "cqc", "his", "her", "majesty", "inspectorate", "care", "quality", "commission",
    "children", "services", "council", "london", "borough", "two", "three", "four", "inspector",
    "inspectors", "lead", "date", "online", "site", "team", "hmi",
})  # fmt: skip


def find_inspectors(opening: Opening, extraction: Extraction) -> tuple[str, ...]:
    """Find the names of the inspectors, the lead first; empty when none is named."""
    texts = [block.text for block in opening.blocks]
    lead = list(_labelled(_LEAD, texts))
    if not lead:
        lead = list(_labelled(_LEAD, (block.text for block in extraction.blocks)))
    ending = [block.text for block in extraction.blocks[-40:]]
    team = [*_labelled(_TEAM, ending), *_listed(ending)]
    told = list(_told(texts))
    signed = list(_signed(opening))
    if told and signed and signed[0] not in told:
        signed = []  # somebody else signs for the inspectorate
    return tuple(dict.fromkeys([*lead, *signed, *told, *team]))


def _labelled(pattern: re.Pattern[str], texts: Iterable[str]) -> Iterator[str]:
    waiting = False
    for text in texts:
        match = pattern.match(text) if len(text) < 600 else None
        if match:
            yield from _names(match["names"])
            waiting = not match["names"].strip()
        elif waiting:
            yield from list(_names(text))[:1]
            waiting = False


def _listed(texts: list[str]) -> Iterator[str]:
    """Read the names under the heading "Inspection team", each with its rank."""
    for position, text in enumerate(texts):
        if _TEAM_HEADING.match(text):
            for line in texts[position + 1 : position + 8]:
                if len(line) < 300 and _ROLE.search(line):
                    yield from _names(line)
            return


def _told(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        match = _TOLD.search(text)
        if match:
            names = list(_names(match["names"]))
            if names:
                yield from names
                return


def _signed(opening: Opening) -> Iterator[str]:
    for block in opening.last:
        match = _SIGNED.match(block.text)
        if match and len(block.text) < 120:
            yield from _names(match["name"])


def _names(text: str) -> Iterator[str]:
    """Split a list of names, without ranks and what is in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", _ROLE.sub(",", text))
    for part in _PARTS.split(bare):
        name = " ".join(part.split()).strip(" .:")
        words = {word.lower() for word in name.split()}
        if _NAME.match(name) and not words & _NOT_NAMES:
            yield name
