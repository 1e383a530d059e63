"""The inspectors a report or letter names, lead first."""

import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.metadata.evidence import Found, quote
from indexer.metadata.opening import Opening
from indexer.model import Block, Extraction

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
_TOLD_CUES = ("inspector", "inspection was", "visit was")
_SIGNED = re.compile(
    rf"^(?P<name>{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}}),?\s+(?i:(?:senior\s+)?h(?:is|er)\s+majesty|hmi\b)"
)
_TEAM_HEADING = re.compile(r"^(?:the\s+)?inspection team$", re.IGNORECASE)
_PARTS = re.compile(r",|;|:|\band\b|\n|\s[-–]\s")  # noqa: RUF001
_NOT_NAMES = frozenset({
    "ofsted", "cqc", "his", "her", "majesty", "inspectorate", "care", "quality", "commission",
    "children", "services", "council", "london", "borough", "two", "three", "four", "inspector",
    "inspectors", "lead", "date", "online", "site", "team", "hmi",
})  # fmt: skip


def find_inspectors(opening: Opening, extraction: Extraction) -> Found[tuple[str, ...]] | None:
    """Find the names of the inspectors, the lead first; None when none is named.

    The words quoted are those that name the first.
    """
    lead = list(_labelled(_LEAD, opening.blocks)) or list(_labelled(_LEAD, extraction.blocks))
    ending = extraction.blocks[-40:]
    team = [*_labelled(_TEAM, ending), *_listed(ending)]
    told = list(_told(opening.blocks))
    signed = list(_signed(opening))
    if told and signed and signed[0].value not in {found.value for found in told}:
        signed = []  # somebody else signs for the inspectorate
    named = [*lead, *signed, *told, *team]
    if not named:
        return None
    return Found(tuple(dict.fromkeys(found.value for found in named)), named[0].evidence)


def _labelled(pattern: re.Pattern[str], blocks: Iterable[Block]) -> Iterator[Found[str]]:
    waiting = False
    for block in blocks:
        match = pattern.match(block.text) if len(block.text) < 600 else None
        if match:
            yield from _found(match["names"], block)
            waiting = not match["names"].strip()
        elif waiting:
            yield from list(_found(block.text, block))[:1]
            waiting = False


def _listed(blocks: Sequence[Block]) -> Iterator[Found[str]]:
    """Read the names under the heading "Inspection team", each with its rank."""
    for position, heading in enumerate(blocks):
        if _TEAM_HEADING.match(heading.text):
            for block in blocks[position + 1 : position + 8]:
                if len(block.text) < 300 and _ROLE.search(block.text):
                    yield from _found(block.text, block)
            return


def _told(blocks: Iterable[Block]) -> Iterator[Found[str]]:
    for block in blocks:
        lower = block.text.lower()
        match = _TOLD.search(block.text) if any(cue in lower for cue in _TOLD_CUES) else None
        if match:
            names = list(_names(match["names"]))
            if names:
                evidence = quote(block, match.start(), match.end())
                yield from (Found(name, evidence) for name in names)
                return


def _signed(opening: Opening) -> Iterator[Found[str]]:
    for block in opening.last:
        match = _SIGNED.match(block.text)
        if match and len(block.text) < 120:
            yield from _found(match["name"], block)


def _found(names: str, block: Block) -> Iterator[Found[str]]:
    for name in _names(names):
        yield Found(name, quote(block))


def _names(text: str) -> Iterator[str]:
    """Split a list of names, without ranks and what is in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", _ROLE.sub(",", text))
    for part in _PARTS.split(bare):
        name = " ".join(part.split()).strip(" .:")
        words = {word.lower() for word in name.split()}
        if _NAME.match(name) and not words & _NOT_NAMES:
            yield name
