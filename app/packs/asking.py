"""What the views of packs share: the pack asked for, and the one that is being filled."""

from flask import abort

from app.people.person import current_person, signed_in_person
from app.wiring import Workplace, workplace
from indexer.pack import choosing
from indexer.pack.model import Pack

FIRST_NAME = "Evidence pack"
"""Of a pack that is begun by adding a passage to none."""


def filled() -> Workplace:
    """Return the workplace, or end the request: there is nothing to pack yet."""
    place = workplace()
    if not place.has_store:
        abort(404)
    return place


def pack_of(id_: int) -> Pack:
    """Return a pack, or end the request: there is no such page."""
    return filled().store.pack(id_) or abort(404)


def current_pack() -> Pack | None:
    """Return the pack that the person worked on last; None if they have none."""
    name = current_person().name
    return next((pack for pack in filled().store.packs() if pack.who == name), None)


def pack_to_fill(id_: int | None) -> Pack:
    """Return the pack to add to: the one named, the person's last one, or a new one."""
    if id_ is not None:
        return pack_of(id_)
    store, name = filled().store, current_person().name
    return current_pack() or choosing.begin_pack(store, FIRST_NAME, who=name)


def may_pack() -> bool:
    """Tell a template whether who asks may fill a pack."""
    person = signed_in_person()
    return person is not None and person.may("tagger")
