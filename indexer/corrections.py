"""The use case of correcting what the machine read of a document.

A correction is checked, kept beside the machine's own value and shown in its
place. It holds when the same content is indexed again, and passes on to a new
version of the file at the same path.
"""

import getpass
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from pathlib import Path

from indexer.days import period_from_iso, period_iso
from indexer.errors import IndexerError
from indexer.home import Home
from indexer.model import Document, Grades
from indexer.store.corrected import Correction, Plain, plain_value
from indexer.store.repository import Store
from nlp.pipeline import pipeline_version

GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
"""What the inspectorate has awarded since 2009, as :mod:`indexer.metadata.grades` writes it."""

AREAS = tuple(f"grades.{area.name}" for area in fields(Grades))

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_BETWEEN_NAMES = re.compile(r"\s*[;,]\s*")


class CorrectionError(IndexerError):
    """A correction names a document, field or value that there is not."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A correction made of an earlier version that its successor may not need.

    Attributes:
        document: id of the version that inherited the correction.
        correction: what a person said of the earlier version; it still counts.
        now: what the machine reads in this version, other than what it read then.
    """

    document: str
    correction: Correction
    now: Plain


def correct(
    store: Store,
    document: str,
    field: str,
    value: str | Sequence[str] | None,
    *,
    who: str,
    note: str = "",
    own: Path | None = None,
) -> Document:
    """Put a person's word in place of the machine's.

    Args:
        store: of the document.
        document: its id.
        field: type, title, authority, published, period, event_start, event_end, framework,
            event, inspectors or ``grades.<area>``; hyphens do for underscores.
        value: dates as ISO 8601, a period so or in words, inspectors as names or one text
            with commas between; None or nothing: the document does not state it.
        who: the person's name.
        note: why, in their words.
        own: where the council's own frameworks lie, which it may be of, too.

    Returns:
        the document as it is shown from now on. Labels and the search index are to
        follow: :func:`take_effect`.

    Raises:
        CorrectionError: no such document or field, or no such value of it.
    """
    known, name, by = _checked(store, document, field, who)
    said = _plain(name, value, own)
    _check_order(store, document, name, said)
    machine = plain_value(known.metadata, name)
    store.add_correction(document, known.path, name, said, machine, who=by, note=note.strip())
    return _shown(store, document)


def withdraw(store: Store, document: str, field: str, *, who: str, note: str = "") -> Document:
    """Take back what people said of a field, so that the machine's reading counts again.

    What was said is kept as history, and so is who took it back. For the arguments and
    what is to follow, see :func:`correct`.

    Raises:
        CorrectionError: no such document or field, or nothing was said of it.
    """
    known, name, by = _checked(store, document, field, who)
    if name not in {said.field for said in store.counting_corrections(document)}:
        raise CorrectionError(f"There is no correction of {name} that could be withdrawn.")
    machine = plain_value(known.metadata, name)
    store.add_correction(
        document, known.path, name, None, machine, who=by, note=note.strip(), withdrawn=True
    )
    return _shown(store, document)


def _checked(store: Store, document: str, field: str, who: str) -> tuple[Document, str, str]:
    """Give the document as the machine read it, the field's name and the person's."""
    known = store.document(document, as_read=True)
    if known is None:
        raise CorrectionError(
            f"No document has the id {document}. `sightline documents` lists them."
        )
    name = field.strip().lower().replace("-", "_")
    if name not in _CHECKS:
        raise CorrectionError(
            f"{field!r} is no field that can be corrected. These are: {', '.join(_CHECKS)}."
        )
    if not who.strip():
        raise CorrectionError("A correction needs the name of who makes it. Give one with --who.")
    return known, name, " ".join(who.split())


def _shown(store: Store, document: str) -> Document:
    found = store.document(document)
    assert found is not None  # noqa: S101  # nothing deletes documents
    return found


def disputes(store: Store, document: str) -> list[Dispute]:
    """List the corrections a document inherited although its own words changed there.

    Where the machine reads the same in the new version as in the old one, the
    correction is as right as before. Where it reads something else, the new version
    may say what the old one did not: the correction still counts, but a person should
    look, and correct this very version to settle it.
    """
    known = store.document(document, as_read=True)
    if known is None:
        return []
    return [
        Dispute(document, said, now)
        for said in store.counting_corrections(document)
        if said.document != document
        and (now := plain_value(known.metadata, said.field)) not in (said.machine, said.value)
    ]


def take_effect(home: Home, store: Store, document: str, fields: Iterable[str]) -> int:
    """Bring labels and search up to date with corrections; hold the home's lock.

    Args:
        fields: those that were corrected, or whose corrections were withdrawn.

    Returns:
        how many passages were labelled anew: all of them where the type was among the
        fields, for stance, speaker and areas depend on it.

    Raises:
        SearchIndexError: an index is damaged.
        ModelError: the model is missing or damaged.
    """
    labelled = relabel(home, store, document) if "type" in fields else 0
    show_in_search(home, store, document)
    return labelled


def relabel(home: Home, store: Store, document: str) -> int:
    """Label the passages of a document anew, by the type it is shown with.

    Returns:
        how many there are.
    """
    from indexer.worker import annotate

    known = store.document(document)
    if known is None:
        return 0
    version = pipeline_version(home.models)
    passages = annotate(known, tuple(store.passages(document=document, excerpts=True)), home.models)
    notes = {passage.id: passage.annotation for passage in passages if passage.annotation}
    store.save_annotations(document, notes, pipeline=version)
    return len(notes)


def show_in_search(home: Home, store: Store, document: str) -> None:
    """Index one document's passages again, as it is now; hold the home's lock.

    Every engine's index that is built is brought up to date. Where none is, there is
    nothing to do: it will be built from the store.

    Raises:
        SearchIndexError: an index is damaged.
    """
    from indexer.search.lifecycle import open_current, read_current
    from indexer.search.records import records_of

    found = store.document(document)
    for folder in (home.search, *sorted(home.path.glob("search-*"))):
        if read_current(folder) is None:
            continue
        engine = open_current(folder)
        try:
            engine.remove_document(document)
            if found and store.is_current(document):
                engine.add(records_of(store.passages(document=document, excerpts=True), found))
            engine.commit()
        finally:
            engine.close()


def login_name() -> str:
    """Return the name the person is logged in under, or "unknown" where there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _plain(field: str, value: str | Sequence[str] | None, own: Path | None) -> Plain:
    """Check a value and write it as it is kept; None and nothing at all are "not stated"."""
    if field == "inspectors":
        names = _BETWEEN_NAMES.split(value) if isinstance(value, str) else value or ()
        return [name for name in (" ".join(name.split()) for name in names) if name]
    if value is not None and not isinstance(value, str):
        raise CorrectionError(f"{field} takes one value, not a list ({value!r}).")
    text = " ".join((value or "").split())
    check = partial(_framework, own=own) if field == "framework" else _CHECKS[field]
    return check(field, text) if text else None


def _text(_field: str, text: str) -> str:
    return text


def _day(field: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise CorrectionError(
            f"{field} is a day written year-month-day, such as 2022-03-03, not {text!r}."
        ) from error


def _period(field: str, text: str) -> str:
    from indexer.metadata.periods import read_period

    period = period_from_iso(text) or read_period(text)
    if period is None:
        raise CorrectionError(
            f"{field} is a month, a stretch of months or a year, such as October 2022, "
            f"2022-10, April to June 2022 or 2021/22, not {text!r}."
        )
    return period_iso(period)


def _grade(field: str, text: str) -> str:
    lower = text.lower().removesuffix(" to be good")
    return _one_of(field, lower, GRADES)


def _type(field: str, text: str) -> str:
    from nlp.taxonomy import load_taxonomy

    taxonomy = load_taxonomy()
    known = taxonomy.document_type(text.lower())
    return known.id if known else _one_of(field, text, [t.id for t in taxonomy.document_types])


def _framework(field: str, text: str, own: Path | None = None) -> str:
    from nlp.taxonomy import load_taxonomy

    known = [framework.id for framework in load_taxonomy(own=own).frameworks]
    return _one_of(field, text.lower(), known)


def _event(field: str, text: str) -> str:
    if not _ID.fullmatch(text.lower()):
        raise CorrectionError(
            f"{field} is a short name of lower-case words joined by hyphens, such as standard, "
            f"short or focused-visit, not {text!r}."
        )
    return text.lower()


def _one_of(field: str, text: str, known: Sequence[str]) -> str:
    if text not in known:
        raise CorrectionError(f"{text!r} is no {field}. It is one of: {', '.join(known)}.")
    return text


def _check_order(store: Store, document: str, field: str, said: Plain) -> None:
    """Refuse a visit that ends before it begins."""
    if field not in ("event_start", "event_end") or not isinstance(said, str):
        return
    shown = store.document(document)
    if shown is None:
        return
    start, end = shown.metadata.event_start, shown.metadata.event_end
    day = date.fromisoformat(said)
    if (field == "event_start" and end and day > end) or (
        field == "event_end" and start and day < start
    ):
        raise CorrectionError(
            f"{field} {said} would make the visit end before it begins ({start} to {end}). "
            "Correct the other day first, or clear it."
        )


_CHECKS: Mapping[str, Callable[[str, str], str]] = {
    "type": _type,
    "title": _text,
    "authority": _text,
    "published": _day,
    "period": _period,
    "event_start": _day,
    "event_end": _day,
    "framework": _framework,
    "event": _event,
    "inspectors": _text,
    **dict.fromkeys(AREAS, _grade),
}
FIELDS = tuple(_CHECKS)
"""Names of the fields that can be corrected."""
