"""What a person says of a finding by a form, and what they are told afterwards."""

from collections.abc import Callable, Mapping

from app.people import current_person
from indexer.findings.saying import edit_finding, judge, rate, remove_finding, restore_finding
from indexer.store.repository import Store

Sent = Mapping[str, str]
Saying = Callable[[Store, str, Sent, str], str]


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
    judge(
        store,
        id_,
        sent.get("passage", ""),
        sent.get("judgement", ""),
        scale=sent.get("scale", ""),
        bearing=sent.get("bearing", ""),
        who=who,
        note=sent.get("note", ""),
    )
    return "judged"


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
