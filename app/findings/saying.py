"""What a person says of a finding by a form, and what they are told afterwards."""

import re
from collections.abc import Callable, Mapping

from app.people import current_person
from indexer.findings.register import FindingError, find_entry
from indexer.findings.saying import edit_finding, judge, rate, remove_finding, restore_finding
from indexer.store.repository import Store

Sent = Mapping[str, str]
Saying = Callable[[Store, str, Sent, str], str]


_PASSAGE = re.compile(r"[0-9a-f]{12}-\w+")


def passage_of(sent: Sent) -> str:
    """Return the id of the passage that a form names, by its id or by a link to it."""
    typed = sent.get("passage", "").strip()[:2_000]
    found = _PASSAGE.search(typed)
    return found[0] if found else typed


def by_whom(sent: Sent) -> str:
    """Return who says it: who is signed in or, where nobody can be, the name typed if any."""
    person = current_person()
    typed = "" if person.account else sent.get("who", "").strip()[:200]
    return typed or person.name


def _rate(store: Store, id_: str, sent: Sent, who: str) -> str:
    rate(
        store,
        id_,
        sent.get("scale", ""),
        sent.get("status", ""),
        who=who,
        owner=sent.get("owner", ""),
        due=sent.get("due", ""),
        note=sent.get("note", ""),
    )
    return "rated"


def _judge(store: Store, id_: str, sent: Sent, who: str) -> str:
    passage = passage_of(sent)
    _check_authority(store, id_, passage)
    judge(
        store,
        id_,
        passage,
        sent.get("judgement", ""),
        scale=sent.get("scale", ""),
        bearing=sent.get("bearing", ""),
        who=who,
        note=sent.get("note", ""),
        seen=None if "found" in sent else sent.get("words", ""),
    )
    return "judged"


def _check_authority(store: Store, id_: str, passage: str) -> None:
    """Refuse a passage of another authority's papers: it would never be shown beside this."""
    document = store.document(passage.partition("-")[0])
    ours = find_entry(store, id_).document.metadata.authority
    if document and document.metadata.authority != ours:
        theirs = document.metadata.authority or "no authority that is stated"
        raise FindingError(
            f"That passage is of a paper on {theirs}, and this finding is on {ours or 'none'}. "
            "Choose one of a paper on the same authority, or correct what the paper is about."
        )


def _edit(store: Store, id_: str, sent: Sent, who: str) -> str:
    text, kind, note = (sent.get(name, "") for name in ("text", "kind", "note"))
    edit_finding(store, id_, text=text, kind=kind, who=who, note=note)
    return "edited"


def _remove(store: Store, id_: str, sent: Sent, who: str) -> str:
    remove_finding(store, id_, who=who, note=sent.get("note", ""))
    return "removed"


def _restore(store: Store, id_: str, sent: Sent, who: str) -> str:
    restore_finding(store, id_, who=who, note=sent.get("note", ""))
    return "restored"


SAYINGS: Mapping[str, Saying] = {
    "rate": _rate,
    "judge": _judge,
    "edit": _edit,
    "remove": _remove,
    "restore": _restore,
}
"""By the last part of the address a form is sent to."""
