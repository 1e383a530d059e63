"""The use case of saying something of findings: put right, rate, confirm evidence.

Everything is checked here and added to the history; nothing is changed or deleted.
"""

from datetime import UTC, date, datetime
from typing import TypeVar

from indexer.decisions.anchors import words_hash
from indexer.findings.model import (
    STATUSES,
    Bearing,
    Change,
    Edit,
    FindingKind,
    Judgement,
    Rating,
    Scale,
    Subject,
    Verdict,
)
from indexer.findings.reading import reference
from indexer.findings.register import Entry, FindingError, find_entry
from indexer.store.repository import Store

_Word = TypeVar("_Word", Scale, Bearing, Judgement, FindingKind)

LONGEST = 4000
"""Characters of a finding or a note; the longest real finding has 1,900."""


def add_finding(
    store: Store, document: str, text: str, *, kind: str, page: int, who: str, note: str = ""
) -> str:
    """Add a finding that the machine missed, and return its id.

    Raises:
        FindingError: no such document, page or kind, no words, or it is there already.
    """
    known = store.document(document)
    if known is None:
        raise FindingError(f"No document has the id {document}. `sightline documents` lists them.")
    if known.pages and not 1 <= page <= len(known.pages):
        raise FindingError(f"There is no page {page}; the document has {len(known.pages)}.")
    words = _words(text)
    subject = Subject(document, known.path, reference(document, words), words)
    if _is_there(store, subject.finding):
        raise FindingError("This finding is in the register already.")
    said = Edit(subject, Change.ADD, _name(who), _now(), note.strip(), words, _kind(kind), page)
    store.add_edit(said)
    return subject.finding


def edit_finding(store: Store, id_: str, *, text: str, kind: str, who: str, note: str = "") -> None:
    """Put right the words or the kind of a finding.

    Raises:
        FindingError: no such finding or kind, no words, or nothing is changed.
    """
    entry = find_entry(store, id_)
    words, known = _words(text), _kind(kind)
    if words == entry.finding.text and known is entry.finding.kind:
        raise FindingError("Nothing was changed, so there was nothing to save.")
    said = Edit(_subject(entry), Change.EDIT, _name(who), _now(), note.strip(), words, known)
    store.add_edit(said)


def remove_finding(store: Store, id_: str, *, who: str, note: str) -> None:
    """Take out of the register what is no finding; it is kept and can be restored.

    Raises:
        FindingError: no such finding, or no reason is given.
    """
    entry = find_entry(store, id_)
    if not note.strip():
        raise FindingError("Say why it is taken out: it is kept with the reason.")
    store.add_edit(Edit(_subject(entry), Change.REMOVE, _name(who), _now(), note.strip()))


def restore_finding(store: Store, id_: str, *, who: str, note: str = "") -> None:
    """Put a finding back that was taken out.

    Raises:
        FindingError: no such finding, or it was not taken out.
    """
    entry = find_entry(store, id_)
    if not entry.removed:
        raise FindingError("It is in the register; there is nothing to restore.")
    store.add_edit(Edit(_subject(entry), Change.RESTORE, _name(who), _now(), note.strip()))


def rate(
    store: Store,
    id_: str,
    scale: str,
    status: str | None,
    *,
    who: str,
    owner: str = "",
    due: str = "",
    note: str = "",
) -> None:
    """Say how far a finding is met, on one scale.

    Args:
        store: of the finding.
        id_: its id.
        scale: action or impact.
        status: one of :data:`~indexer.findings.model.STATUSES`; None or nothing takes back
            what was said before.
        who: the person's name.
        owner: who is to see to it.
        due: by when, as ISO 8601; nothing: no day.
        note: why, in their words.

    Raises:
        FindingError: no such finding, scale, status or day.
    """
    entry = find_entry(store, id_)
    on = _member(Scale, scale, "scale")
    if status and status not in STATUSES[on]:
        raise FindingError(
            f"{status!r} is no status of {on}. These are: {', '.join(STATUSES[on])}."
        )
    said = Rating(
        _subject(entry),
        on,
        status or None,
        _name(who),
        _now(),
        " ".join(owner.split())[:LONGEST],
        _day(due),
        note.strip()[:LONGEST],
    )
    store.add_rating(said)


def judge(
    store: Store,
    id_: str,
    passage: str,
    judgement: str,
    *,
    scale: str,
    bearing: str,
    who: str,
    note: str = "",
    seen: str | None = None,
) -> None:
    """Say whether a passage is evidence for a finding, and of what.

    Args:
        store: of both.
        id_: of the finding.
        passage: its id.
        judgement: confirmed, rejected or withdrawn.
        scale: action or impact.
        bearing: supports, contradicts or both; needed to confirm.
        who: the person's name.
        note: why, in their words.
        seen: hash of the words of the passage as they saw it, which may have been read anew
            since; None: they named it without seeing it there.

    Raises:
        FindingError: no such finding, passage or word, or the passage has other words by now.
    """
    entry = find_entry(store, id_)
    found = store.passages_by_id([passage]).get(passage)
    if found is None:
        raise FindingError(f"No passage has the id {passage}.")
    if seen is not None and words_hash(found.text) != seen:
        raise FindingError(
            f"Passage {passage} has other words now than the page showed, for its file was read "
            f"again since, so it was not {judgement}. See whether it still holds, and say so again."
        )
    verdict = _member(Judgement, judgement, "judgement")
    if verdict is Judgement.CONFIRMED and not bearing:
        raise FindingError("Say whether it speaks for or against before you confirm it.")
    said = Verdict(
        _subject(entry),
        passage,
        found.text,
        verdict,
        _member(Scale, scale, "scale"),
        _member(Bearing, bearing or Bearing.SUPPORTS, "bearing"),
        _name(who),
        _now(),
        note.strip()[:LONGEST],
    )
    store.add_verdict(said)


def _subject(entry: Entry) -> Subject:
    return Subject(entry.document.id, entry.document.path, entry.id, entry.wording)


def _is_there(store: Store, id_: str) -> bool:
    try:
        find_entry(store, id_)
    except FindingError:
        return False
    return True


def _words(text: str) -> str:
    words = " ".join(text.split())[:LONGEST]
    if not any(map(str.isalpha, words)):
        raise FindingError("Write the words of the finding.")
    return words


def _kind(kind: str) -> FindingKind:
    return _member(FindingKind, kind, "kind")


def _member(of: type[_Word], value: str, name: str) -> _Word:
    try:
        return of(value)
    except ValueError as error:
        known = ", ".join(one.value for one in of)
        raise FindingError(f"{value!r} is no {name}. These are: {known}.") from error


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise FindingError(f"{text!r} is no day. Write it as 2024-09-30.") from error


def _name(who: str) -> str:
    name = " ".join(who.split())
    if not name:
        raise FindingError("Say who you are: what is said is kept with the name of who says it.")
    return name


def _now() -> datetime:
    return datetime.now(UTC)
