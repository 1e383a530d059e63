"""Which council a document is about: named, counted and unambiguous, or None."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from indexer.metadata.evidence import Found, quote_around
from indexer.metadata.opening import Opening
from indexer.model import Block, Evidence, Extraction

_WORD = re.compile(r"[A-Z\u00c0-\u00de][\w&]*")
_FIRST = re.compile(r"[\w&]+")
_FOLD = str.maketrans({"\u2019": "'", "\u2018": "'", "-": " ", "\u2010": " ", "\u2011": " "})
# What stands before or after a name when the authority itself is meant.
_BEFORE = re.compile(
    r"(?:(?:london|royal|metropolitan|district|county)\s+)*(?:borough|city|county|district|council)\s+of(?:\s+the)?\s+$"
    r"|(?:re)?inspection\s+of\s+(?:services\s+(?:in|at)\s+)?(?:the\s+)?$|visit\s+(?:to|of)\s+(?:the\s+)?$"
    r"|services\s+in\s+(?:the\s+)?$"
)
_AFTER = re.compile(
    r"^(?:'s)?\s+(?:(?:county|city|borough|metropolitan|district|unitary)\s+)*(?:council|mbc|local\s+authority)\b"
    r"|^(?:'s)?\s+(?:local\s+authority\s+)?children(?:'?s|\s+and\s+families|\s+services|\s+social)"
    r"|^(?:'s)?\s+(?:city\s+)?(?:safeguarding\s+children|local\s+area\s+partnership|threshold)"
)
# A name of up to six words, small ones within it: "Hythe", "Marsh and Vale", "Ely-on-Sea".
_PART = r"[A-Z][\w'\u2019-]+"
_NAME = rf"{_PART}(?:\s+(?:(?:and|upon|on|with|of|the|in|&)\s+)?{_PART}){{0,4}}?"
_STYLE = r"(?:(?:County|City|Metropolitan|District|Borough)\s+)+Council\b"
_UNLISTED = re.compile(
    rf"(?:Borough|City|County)\s+of\s+(?P<of>{_NAME})(?=\s+(?:[a-z(]|[Cc]ouncil|\d)|[,.;:\n'\u2019]|$)"
    rf"|(?:[Ii]nspection\s+of|[Vv]isit\s+to)\s+(?P<seen>{_NAME})"
    rf"\s+(?:{_STYLE}\s+)?(?:local\s+authority|children['\u2019]s)"
    rf"|(?P<styled>{_NAME})\s+{_STYLE}"
    rf"|(?P<partnership>{_NAME})\s+Safeguarding\s+Children(?:['\u2019]s)?\s+(?:Partnership|Board)"
    rf"|(?P<place>{_NAME})\s+(?:[Cc]hildren['\u2019]s\s+(?:[Ss]ervices|[Ss]ocial))"
    rf"|(?P<plain>{_PART}(?:\s+{_PART})?)\s+Council(?=[\s,.;:]|$)"
)
_CUES = (
    "Council",
    "orough of",
    "nspection of",
    "isit to",
    "hildren's ",
    "hildren\u2019s ",
    "ing C",
)
_NO_NAMES = frozenset({
    "the", "a", "our", "this", "your", "their", "every", "any", "each", "full", "in", "of", "and",
    "for", "new", "all", "county", "city", "borough", "district", "metropolitan", "parish", "town",
    "english", "england", "london", "midlands", "wales", "pan", "children's", "children",
    "young", "people", "youth", "school", "schools", "student", "national", "health",
    "care", "nursing", "medical",
    "general", "british", "privy", "local", "annual", "regional", "effective",
    "statutory", "director", "ofsted",
    "family", "families", "adult", "adults", "improving", "inspection", "visit", "focused",
    "services", "independent", "social", "council",
})  # fmt: skip

_TITLED = 10
_STYLED = 4
_NAMED = 1
_PASSING = 3  # a name must be borne out by more than this
_LEADS_BY = 2  # and outweigh the next by this factor
# The same for the whole of a document, where every mention counts one.
_WHOLE_CHARACTERS = 60_000
_PLACE_MIN = 3
_NEAR = 60  # characters before and after a name in which its style is looked for
_BLOCK_CHARACTERS = 10_000
_PASSING_WHOLE = 4
_LEADS_WHOLE_BY = 3


@dataclass(slots=True)
class Gazetteer:
    """Names of authorities by their first word.

    Attributes:
        by_word: first word -> (folded name, authority or None for shared bodies), longest first.
        needs_style: folded names that may mean something else when they stand alone.
    """

    by_word: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    needs_style: frozenset[str] = frozenset()

    def add(self, name: str, authority: str | None) -> None:
        """Add one name of an authority."""
        folded = fold(name)
        word = _FIRST.match(folded)
        self.by_word.setdefault(word.group(0) if word else "", []).append((folded, authority))

    def at(self, folded: str, start: int) -> tuple[str, str | None] | None:
        """Find the longest name that begins at an offset, with the authority it stands for."""
        word = _FIRST.match(folded, start)
        for name, authority in self.by_word.get(word.group(0), ()) if word else ():
            end = start + len(name)
            if folded.startswith(name, start) and not folded[end : end + 1].isalnum():
                return name, authority
        return None


def fold(text: str) -> str:
    """Put a text into the form names are compared in; the length stays the same."""
    return text.translate(_FOLD).lower()


@cache
def load_gazetteer() -> Gazetteer:
    """Load the authorities that come with the program."""
    import yaml

    source = files("indexer").joinpath("data/authorities.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(source)
    gazetteer = Gazetteer(needs_style=frozenset(map(fold, data["needs_style"])))
    for name in [*data["current"], *data["former"]]:
        for form in {name, name.replace(" and ", " & "), name.replace(",", "")}:
            gazetteer.add(form, name)
    for alias, name in data["aliases"].items():
        gazetteer.add(alias, name)
    for name in data["shared"]:
        gazetteer.add(name, None)
    for names in gazetteer.by_word.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return gazetteer


@dataclass(frozen=True, slots=True)
class Mention:
    """An authority named in a text.

    Attributes:
        styled: its style ("County Council") or what it answers for stands beside the name.
        start, end: offsets of the name.
    """

    authority: str
    styled: bool
    start: int
    end: int


@dataclass(slots=True)
class _Votes:
    """How much speaks for each authority, and the words that speak loudest."""

    weights: Counter[str] = field(default_factory=Counter)
    loudest: dict[str, tuple[int, Block, Mention]] = field(default_factory=dict)

    def add(self, mention: Mention, weight: int, block: Block) -> None:
        """Count a mention."""
        name = mention.authority
        self.weights[name] += weight
        if name not in self.loudest or weight > self.loudest[name][0]:
            self.loudest[name] = (weight, block, mention)

    def winner(self, *, passing: int, leads_by: int) -> Found[str] | None:
        """Give the heaviest, if it has more than ``passing`` and ``leads_by`` times the next."""
        ranked = self.weights.most_common(2)
        if not ranked or ranked[0][1] <= passing:
            return None
        if len(ranked) > 1 and ranked[0][1] < leads_by * ranked[1][1]:
            return None
        _, block, mention = self.loudest[ranked[0][0]]
        return Found(ranked[0][0], quote_around(block, mention.start, mention.end))


def find_authority(opening: Opening, extraction: Extraction) -> Found[str] | None:
    """Find the authority a document is about.

    Its name with its style ("County Council") in the title block decides; failing that,
    all names of the opening are weighed, and failing that those of the whole document.
    The heaviest wins only when it is more than named in passing and outweighs the next
    by a factor of two (three for the whole document). Last of all, the running heads and
    feet are asked: they must name one authority and no other.
    """
    votes = _Votes()
    for block in opening.title_block:
        if not block.text.endswith("."):
            for mention in _mentions(block.text, opening.text):
                votes.add(mention, _TITLED if mention.styled else _STYLED, block)
    if name_in_title := votes.winner(passing=_TITLED - 1, leads_by=_LEADS_BY):
        return name_in_title
    for block in opening.blocks:
        for mention in _mentions(block.text):
            votes.add(mention, _STYLED if mention.styled else _NAMED, block)
    return (
        votes.winner(passing=_PASSING, leads_by=_LEADS_BY)
        or _most_named(extraction)
        or _at_the_edge(extraction)
    )


def _most_named(extraction: Extraction) -> Found[str] | None:
    """Find the authority that a whole document keeps naming, as council papers do."""
    votes = _Votes()
    characters = 0
    for block in extraction.blocks:
        for mention in _mentions(block.text[:_BLOCK_CHARACTERS]):
            votes.add(mention, 1, block)
        characters += len(block.text)
        if characters > _WHOLE_CHARACTERS:
            break
    return votes.winner(passing=_PASSING_WHOLE, leads_by=_LEADS_WHOLE_BY)


def _at_the_edge(extraction: Extraction) -> Found[str] | None:
    """Find the one authority that the running heads and feet name with its style."""
    named = {
        mention.authority: text
        for text in reversed(extraction.furniture)
        for mention in _mentions(text)
        if mention.styled
    }
    if len(named) != 1:
        return None
    [(authority, text)] = named.items()
    return Found(authority, Evidence(f"running head or foot: {text}"))


def _mentions(text: str, context: str = "") -> Iterator[Mention]:
    """Yield every authority named in a text.

    Args:
        text: to search.
        context: text in which a place named only by its services must be named again.
    """
    gazetteer = load_gazetteer()
    folded = fold(text)
    known: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start = match.start()
        if (known and start < known[-1][1]) or folded[start - 1 : start].isalnum():
            continue
        found = gazetteer.at(folded, start)
        if found is None:
            continue
        name, authority = found
        end = start + len(name)
        known.append((start, end))
        before, after = folded[max(0, start - _NEAR) : start], folded[end : end + _NEAR]
        styled = bool(_BEFORE.search(before) or _AFTER.match(after))
        if authority and (styled or name not in gazetteer.needs_style):
            yield Mention(authority, styled, start, end)
    yield from _unlisted(text, known, context)


def _unlisted(text: str, known: list[tuple[int, int]], context: str) -> Iterator[Mention]:
    """Yield councils that stand in no list, known by their style alone."""
    if not any(cue in text for cue in _CUES):
        return
    for match in _UNLISTED.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in known):
            continue
        words = next(group for group in match.groups() if group).split()
        while words and words[0].lower() in _NO_NAMES:
            words = words[1:]
        name = " ".join(words)
        if not words or {word.lower() for word in words} & _NO_NAMES:
            continue
        if match["place"] is None or _is_place(name, context):
            yield Mention(name, True, match.start(), match.end())


def _is_place(name: str, context: str) -> bool:
    """Tell a place from a word that merely opens a title: text goes on to speak of it."""
    found = re.findall(rf"(?:\b[a-z]+ )?\b{re.escape(name)}\b", context)
    return len(found) >= _PLACE_MIN or any(words[0].islower() for words in found)
