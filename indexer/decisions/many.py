"""The use case of deciding the same of many passages, seen beforehand."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from indexer.decisions.anchors import words_hash
from indexer.decisions.deciding import DecisionError, Word, checked, current_value
from indexer.decisions.gestures import find_gesture, make_gesture
from indexer.decisions.model import Act, Decided, Decision, Field
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy

MOST = 5_000
"""Passages decided in one go: 3 ms of one core each, in one transaction that others wait for."""


class Outdated(DecisionError):
    """What would be decided now is not what was shown."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What saying one thing of many passages would do to each; ids of passages.

    Attributes:
        saying: what is said; its passage is empty.
        changes: the label is another afterwards.
        confirms: it stays as the machine has it, and a person stands by it.
        same: a person said so already; nothing is added.
        others: a person said otherwise.
        unlabelled: headings and the like, which have no labels.
        overrule: whether ``others`` are decided anew as well.
        seen: hashes of the words of the passages.
    """

    saying: Word
    changes: tuple[str, ...]
    confirms: tuple[str, ...]
    same: tuple[str, ...]
    others: tuple[str, ...]
    unlabelled: tuple[str, ...]
    overrule: bool
    seen: Mapping[str, str]

    @property
    def decides(self) -> tuple[str, ...]:
        """The passages of which something is decided."""
        return (*self.changes, *self.confirms, *(self.others if self.overrule else ()))

    @property
    def mark(self) -> str:
        """What is another for another plan, to be sent back with the word to go on."""
        some = sorted((id_, self.seen[id_]) for id_ in self.decides)
        said = (self.saying.field, self.saying.act, self.saying.value, some)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def plan_many(
    store: Store,
    taxonomy: Taxonomy,
    passages: Iterable[str],
    saying: Word,
    *,
    overrule: bool = False,
) -> Plan:
    """Tell what saying one thing of many passages would do.

    Args:
        passages: their ids; those that do not exist are left out.
        saying: what is said; its passage does not matter.
        overrule: decide anew also where a person said otherwise.

    Raises:
        DecisionError: it cannot be said, or there are more than :data:`MOST` passages.
    """
    ids = list(dict.fromkeys(passages))
    if len(ids) > MOST:
        raise DecisionError(
            f"These are {len(ids):,} passages; at most {MOST:,} are decided in one go. Narrow the "
            "search, by year or kind of document for instance."
        )
    saying = replace(saying, passage="", value=checked(store, taxonomy, saying))
    found, people = store.passages_by_id(ids), store.decided(ids)
    sorts: dict[str, list[str]] = {"changes": [], "confirms": [], "same": [], "others": []}
    unlabelled = []
    for id_, passage in found.items():
        if passage.annotation is None:
            unlabelled.append(id_)
            continue
        holds = _holds(current_value(passage, saying.field, saying.value), saying)
        spoken = _spoken(people.get(id_), saying)
        kind = ("same" if holds else "others") if spoken else ("confirms" if holds else "changes")
        sorts[kind].append(id_)
    return Plan(
        saying=saying,
        unlabelled=tuple(unlabelled),
        overrule=overrule,
        seen={id_: words_hash(passage.text) for id_, passage in found.items()},
        **{kind: tuple(some) for kind, some in sorts.items()},
    )


def carry_out(
    store: Store, taxonomy: Taxonomy, plan: Plan, *, mark: str, who: str, key: str
) -> list[Decision]:
    """Decide as planned, all of it or nothing; taken back by its key like any gesture.

    Args:
        plan: as it would be now.
        mark: of the plan that was shown.
        who: the person's name.
        key: of the gesture; sent again it is kept once.

    Raises:
        Outdated: it is another plan by now.
        DecisionError: nothing would be decided.
    """
    if known := find_gesture(store, key):
        return known
    if plan.mark != mark:
        raise Outdated("Something has changed since this was shown, so nothing was decided yet.")
    if not plan.decides:
        raise DecisionError("There is nothing to decide: people have said so of all of these.")
    words = [replace(plan.saying, passage=id_, seen=plan.seen[id_]) for id_ in plan.decides]
    return make_gesture(store, taxonomy, words, who=who, key=key)


def _holds(now: Any, saying: Word) -> bool:
    if saying.field is Field.THEME:
        return bool(now) is (saying.act is Act.YES)
    if saying.field is Field.AREAS:
        return sorted(now) == sorted(saying.value)
    return bool(now == saying.value)


def _spoken(decided: Decided | None, saying: Word) -> bool:
    """Tell whether a person spoke of that label of a passage."""
    if decided is None:
        return False
    if saying.field is Field.THEME:
        return saying.value in decided.themes
    single: dict[Field, Any] = {
        Field.AREAS: decided.areas,
        Field.STANCE: decided.stance,
        Field.MIXED: decided.mixed,
        Field.SPEAKER: decided.speaker,
    }
    return single.get(saying.field) is not None


def sayings_of(made: Sequence[Decision]) -> list[Decision]:
    """Return one decision for each different thing that a gesture says."""
    seen: dict[tuple[Any, ...], Decision] = {}
    for one in made:
        seen.setdefault((one.field, one.act, repr(one.value)), one)
    return list(seen.values())
