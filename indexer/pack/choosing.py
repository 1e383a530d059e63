"""Choosing what goes into a pack: passages, findings with their evidence, searches, themes."""

from collections.abc import Iterable, Sequence

from indexer.answer import Meaning, Question, find_all
from indexer.findings.register import Entry, find_entry
from indexer.pack.later import later_of
from indexer.pack.laying import find_pack
from indexer.pack.matters import confirmed, stands
from indexer.pack.model import Item, Pack, PackError
from indexer.saved import question_of
from indexer.search.base import SearchEngine
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy

MOST = 1000
"""Passages of one pack: five times what a person reads in a day, and still built in a minute."""

LONGEST_NAME = 100


def begin_pack(store: Store, name: str, *, who: str, intro: str = "") -> Pack:
    """Begin a pack.

    Raises:
        PackError: it has no name, or too long a one.
    """
    return store.add_pack(checked_name(name), who=who, intro=intro.strip())


def checked_name(name: str) -> str:
    """Return a name without needless spaces.

    Raises:
        PackError: there is none, or it is too long.
    """
    name = " ".join(name.split())
    if not name:
        raise PackError("The pack needs a name, such as the matter it is about.")
    if len(name) > LONGEST_NAME:
        raise PackError(f"The name has {len(name)} letters; {LONGEST_NAME} is the most.")
    return name


def add_passages(store: Store, pack: int, ids: Iterable[str], *, who: str) -> int:
    """Put passages into a pack; returns how many were not in it before.

    Raises:
        PackError: there is no such pack or passage, or the pack would grow too large.
    """
    wanted = list(dict.fromkeys(ids))
    known = store.passages_by_id(wanted)
    if missing := [id_ for id_ in wanted if id_ not in known]:
        raise PackError(
            f"No passage has the id {missing[0]}. `sightline search` shows the ids of passages."
        )
    return _add(store, pack, dict.fromkeys(wanted), who=who)


def add_findings(store: Store, pack: int, ids: Iterable[str], *, who: str) -> int:
    """Put findings into a pack, each with the evidence that people confirmed.

    Raises:
        FindingError: there is no such finding.
        PackError: there is no such pack, a finding was added by hand and stands for no passage,
            or the pack would grow too large.
    """
    chosen: dict[str, str | None] = {}
    for id_ in ids:
        entry = find_entry(store, id_)
        found = [*entry.finding.passages, *_confirmed(store, entry)]
        if not found:
            raise PackError(
                f"The finding {id_} was added by hand and has no passage to cite. Add the passage "
                "that says it."
            )
        known = store.passages_by_id(found)
        chosen |= {passage: id_ for passage in found if passage in known and passage not in chosen}
    return _add(store, pack, chosen, who=who)


def add_search(
    store: Store,
    pack: int,
    question: Question,
    engine: SearchEngine,
    taxonomy: Taxonomy,
    *,
    who: str,
    meaning: Meaning | None = None,
) -> int:
    """Put all that a search finds into a pack.

    Args:
        store: of the pack.
        pack: its number.
        question: what is asked.
        engine, taxonomy, meaning: what finds it, see :func:`indexer.answer.find_all`.
        who: who does so.

    Raises:
        QueryError: the search cannot be read.
        PackError: there is no such pack, or it would grow too large.
    """
    found = find_all(question, engine=engine, taxonomy=taxonomy, meaning=meaning)
    return _add(store, pack, dict.fromkeys(found), who=who)


def saved_question(store: Store, saved: int) -> Question:
    """Return what a saved search asks.

    Raises:
        PackError: there is no such saved search.
    """
    kept = store.saved_search(saved)
    if kept is None:
        raise PackError(f"There is no saved search {saved}. `sightline searches` lists them.")
    return question_of(kept)


def move_item(store: Store, pack: int, item: int, before: Sequence[int], step: int) -> None:
    """Move an item one place up (-1) or down (1) among those it stands with.

    Args:
        store: of the pack.
        pack, item: their numbers.
        before: the items of its area and question in the order shown.
        step: -1 or 1.
    """
    order = [one.id for one in store.items(pack)]
    at = before.index(item) if item in before else -1
    if at < 0 or not 0 <= at + step < len(before):
        return
    mine, other = order.index(item), order.index(before[at + step])
    order[mine], order[other] = order[other], order[mine]
    store.order_items(pack, order)


def item_of(store: Store, pack: int, passage: str) -> Item:
    """Return what has a passage stand in a pack.

    Raises:
        PackError: there is no such pack, or the passage is not in it.
    """
    find_pack(store, pack)
    found = next((one for one in store.items(pack) if one.passage == passage), None)
    if found is None:
        raise PackError(
            f"The passage {passage} is not in pack {pack}. `sightline pack show {pack}` shows the "
            "ids of those that are."
        )
    return found


def take_newer(store: Store, item: Item) -> None:
    """Put the passage of the newer version of its paper in the place of an item.

    Raises:
        PackError: there is none, or it is in the pack already.
    """
    old = store.passages_by_id([item.passage])
    later = later_of(store, old.values()).get(item.passage)
    if later is None or later.passage is None:
        raise PackError(
            "No newer version of this paper has a passage like it. Keep it as it is, or take it "
            "out."
        )
    if later.passage.id in {one.passage for one in store.items(item.pack)}:
        raise PackError("The passage of the newer version is in the pack already. Take this out.")
    store.exchange_item(item, later.passage.id)


def _confirmed(store: Store, entry: Entry) -> list[str]:
    """Return the passages that people confirmed as evidence, by their last word.

    Another reading may have numbered them otherwise since, so it is their words that count.
    """
    return [id_ for one in confirmed(entry) if (id_ := stands(store, one))]


def _add(store: Store, pack: int, chosen: dict[str, str | None], *, who: str) -> int:
    find_pack(store, pack)
    there = {item.passage for item in store.items(pack)}
    number = len(there | set(chosen))
    if number > MOST:
        raise PackError(
            f"The pack would hold {number:,} passages; {MOST:,} is the most. Narrow the choice."
        )
    return store.add_items(pack, chosen, who=who)
