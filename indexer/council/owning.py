"""Whose each paper is: of the authority that it names, or of the council's own where it may be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.model import Document
from indexer.store.repository import Store

_STYLE = re.compile(
    r"\b(?:the|of|royal|london|metropolitan|city|county|borough|district|unitary"
    r"|council|corporation|authority)\b|[^\w&]+"
)
"""What a council's name may hold besides that of its place."""


@dataclass(frozen=True, slots=True)
class Owned:
    """The papers of a store by whose they are.

    Attributes:
        documents: those of a known authority; those counted have it in their metadata.
        authority: whom the papers that name no authority are counted with; empty: nobody.
        counted: those that name none and are counted with it.
        left_out: those that name none and are in nobody's.
    """

    documents: tuple[Document, ...]
    authority: str
    counted: tuple[Document, ...]
    left_out: tuple[Document, ...]


def read_owned(store: Store) -> Owned:
    """Tell whose the current papers are.

    Papers that name no authority are counted with the only one that any paper names. Where
    papers name several, they are the council's own if it said what it is called, and if their
    text names none of the others. Where none names any, they are the council's own, too.
    """
    documents = store.documents()
    named = sorted({one.metadata.authority for one in documents if one.metadata.authority})
    ours = store.council().name
    own = named[0] if len(named) == 1 else own_authority(ours, named or [ours])
    naming = _naming({*named, own})
    nameless = [one for one in documents if not one.metadata.authority]
    counted = [one for one in nameless if own and not _names_other(store, one, own, naming)]
    left_out = [one for one in nameless if one not in counted]
    theirs = [one for one in documents if one.metadata.authority]
    added = [replace(one, metadata=replace(one.metadata, authority=own)) for one in counted]
    return Owned((*theirs, *added), own, tuple(counted), tuple(left_out))


def own_authority(council: str, known: Iterable[str]) -> str:
    """Return the authority that a council is, as papers name it.

    "Marlow Vale Borough Council" is the authority "Marlow Vale".

    Args:
        council: what it is called; empty: nobody said so.
        known: the authorities to tell it among.

    Returns:
        One of ``known``; empty text where none is the council's.
    """
    if not (ours := place_words(council)):
        return ""
    return next((name for name in known if place_words(name) == ours), "")


def place_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that are of its place, in small letters."""
    return tuple(_STYLE.sub(" ", name.casefold().replace("&", " and ")).split())


@dataclass(frozen=True, slots=True)
class Nameless:
    """What became of papers that name no authority.

    Attributes:
        what: in a line.
        why: and how to put it right.
    """

    what: str
    why: str
    papers: tuple[Document, ...]


def nameless_of(owned: Owned) -> list[Nameless]:
    """Write what became of the papers that name no authority; empty where all name one."""
    right = "Where that is not so, correct on the page of a paper which authority it is about."
    told = [
        Nameless(
            f"{_name_none(owned.counted)} counted with those of {owned.authority}",
            f"No other authority here stands in their text. {right}",
            owned.counted,
        ),
        Nameless(f"{_name_none(owned.left_out)} left out", _why_left_out(owned), owned.left_out),
    ]
    return [one for one in told if one.papers]


def _name_none(papers: Sequence[Document]) -> str:
    if len(papers) == 1:
        return "1 paper names no authority and is"
    return f"{len(papers):,} papers name no authority and are"


def _why_left_out(owned: Owned) -> str:
    correct = "correct on the page of a paper which authority it is about"
    if owned.authority:
        return f"Another authority here stands in their text. To have them counted, {correct}."
    return (
        "It cannot be told whose they are. To have them counted, give the name of the council "
        "as papers do, under “Council and contact details” or with the command council; "
        f"or {correct}."
    )


def _naming(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds names of authorities, in capitals too; in small letters many are words.

    The longest is found first: of North Marlow, Marlow is not.
    """
    forms = sorted({form for name in names for form in (name, name.upper())}, key=len)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, reversed(forms)))})\b")


def _names_other(store: Store, document: Document, own: str, naming: re.Pattern[str]) -> bool:
    """Tell whether the words of a paper name an authority beside its own."""
    texts = [document.metadata.title or "", *(said.text for said in store.texts_of(document.id))]
    found = {name.casefold() for text in texts for name in naming.findall(text)}
    return not found <= {own.casefold()}
