"""The use cases of a round of blind coding: make one, code in it, settle it."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from indexer.agreement.model import MACHINE, Coded, Coding, Round, RoundKind, coding_of
from indexer.decisions.deciding import Word, decide
from indexer.decisions.model import Act, Decided, Decision, Field, outcome
from indexer.errors import IndexerError
from indexer.store.repository import Store
from indexer.store.rounds import settling_mark
from nlp.taxonomy import Taxonomy

FEWEST_CODERS = 2
MOST_PASSAGES = 1_000


class RoundError(IndexerError):
    """A round cannot be made, or nothing can be coded or settled in it."""


def start_round(
    store: Store,
    candidates: Sequence[str],
    *,
    name: str,
    coders: Sequence[str],
    number: int,
    who: str,
) -> Round:
    """Start a round in which each coder codes the same passages.

    Args:
        candidates: ids of passages to choose from; they are drawn at random.
        number: how many are coded.
        who: makes the round.

    Raises:
        RoundError: too few coders or passages, or no name.
    """
    people = list(dict.fromkeys(" ".join(coder.split()) for coder in coders if coder.strip()))
    if not name.strip():
        raise RoundError("A round needs a name, such as “Spring 2022, themes”.")
    if len(people) < FEWEST_CODERS:
        raise RoundError("A round needs two coders or more, or there is nobody to agree with.")
    if not 1 <= number <= MOST_PASSAGES:
        raise RoundError(f"A round has 1 to {MOST_PASSAGES:,} passages, not {number:,}.")
    if not candidates:
        raise RoundError("There is no passage to code. Index papers first.")
    drawn = random.SystemRandom().sample(list(candidates), min(number, len(candidates)))
    title = " ".join(name.split())
    return store.add_round(title, RoundKind.DOUBLE, drawn, coders=people, who=who)


def left_to_code(store: Store, one: Round, who: str) -> list[str]:
    """Return the passages of a round that a coder has not coded yet, in order."""
    if one.closed is not None or who not in one.coders:
        return []
    done = store.coded_in(one.id).get(who, set())
    return [passage for passage in store.round_passages(one.id) if passage not in done]


def keep_coding(
    store: Store,
    taxonomy: Taxonomy,
    one: Round,
    passage: str,
    coding: Coding,
    *,
    who: str,
    seen: str | None = None,
) -> list[Decision]:
    """Keep what a coder says of a passage in a round; said again, the last counts.

    Args:
        seen: see :class:`~indexer.decisions.deciding.Word`.

    Raises:
        RoundError: the round has ended, or the person does not code in it.
        NotAsSeen: the passage has other words than were seen, or is gone.
        DecisionError: a passage or label that there is not.
    """
    if one.closed is not None:
        raise RoundError(f"The round “{one.name}” has ended, so nothing is coded in it.")
    if one.coders and who not in one.coders:
        raise RoundError(f"{who} does not code in the round “{one.name}”.")
    made = [d for d in store.decisions(passage=passage) if d.round == one.id and d.who == who]
    dropped = set(_outcome(made).themes) - coding.themes
    words = _words(passage, coding, dropped, seen)
    return decide(store, taxonomy, words, who=who, round=one.id)


def codings_in(store: Store, one: Round) -> list[Coded]:
    """Return what each coder, and the machine, says of each passage of a round.

    A passage that a new version of its file has no more is kept with the words it had; the
    machine says nothing of it.
    """
    said: dict[int, dict[str, list[Decision]]] = {}
    for made in store.decisions(round=one.id):
        said.setdefault(made.subject, {}).setdefault(made.who, []).append(made)
    subjects = [subject for subject in store.subjects() if subject.id in said]
    there = store.passages_by_id(subject.passage for subject in subjects if subject.passage)
    found = []
    for subject in subjects:
        codings = {
            who: coding
            for who, decisions in sorted(said[subject.id].items())
            if (coding := _coding(_outcome(decisions)))
        }
        passage = there.get(subject.passage or "")
        machine = passage and (passage.machine or passage.annotation)
        if machine:
            codings[MACHINE] = coding_of(machine)
        found.append(Coded(subject.id, passage.id if passage else None, subject.quote, codings))
    return [coded for coded in found if coded.people]


def settle(
    store: Store,
    taxonomy: Taxonomy,
    one: Round,
    coded: Coded,
    coding: Coding,
    *,
    who: str,
    seen: str | None = None,
) -> list[Decision]:
    """Make a coding of a passage count, whatever was said of it in the round; that is kept.

    Themes that a coder or the machine saw and the coding does not have are rejected.

    Args:
        seen: see :class:`~indexer.decisions.deciding.Word`.

    Raises:
        NotAsSeen: the passage has other words than were seen.
        RoundError: the passage is no more, or a sample is to be settled, which only measures.
        DecisionError: a label that there is not.
    """
    if one.kind is RoundKind.SAMPLE:
        raise RoundError("A random sample measures; it is not settled, and nothing learns from it.")
    if coded.passage is None:
        raise RoundError("A new version of the file does not have this passage any more.")
    known: set[str] = set().union(*(each.themes for each in coded.codings.values()))
    words = _words(coded.passage, coding, known - coding.themes, seen)
    return decide(store, taxonomy, words, who=who, batch=settling_mark(one.id, coded.subject))


def settle_agreed(
    store: Store, taxonomy: Taxonomy, one: Round, some: Iterable[Coded], *, who: str
) -> int:
    """Make count what two coders or more say alike; those settled already are left alone.

    Returns:
        how many passages that was.
    """
    known = store.settled_in(one.id)
    agreed = [
        coded
        for coded in some
        if len(coded.people) > 1
        and not coded.is_disputed
        and coded.passage
        and coded.subject not in known
    ]
    for coded in agreed:
        settle(store, taxonomy, one, coded, coded.people[0], who=who)
    return len(agreed)


def _words(passage: str, coding: Coding, rejected: Iterable[str], seen: str | None) -> list[Word]:
    said: list[tuple[Field, Act, Any]] = [
        *((Field.THEME, Act.YES, theme) for theme in sorted(coding.themes)),
        *((Field.THEME, Act.NO, theme) for theme in sorted(rejected)),
        (Field.AREAS, Act.SET, sorted(coding.areas)),
        (Field.MIXED, Act.SET, coding.mixed),
        # Last: a coding with a stance is whole.
        (Field.STANCE, Act.SET, coding.stance),
    ]
    return [Word(passage, *one, seen=seen) for one in said]


def _outcome(made: Iterable[Decision]) -> Decided:
    return outcome(replace(one, round=None) for one in made)


def _coding(said: Decided) -> Coding | None:
    if said.stance is None:
        return None
    return Coding(
        themes=frozenset(theme for theme, applies in said.themes.items() if applies),
        areas=frozenset(said.areas or ()),
        stance=said.stance,
        mixed=bool(said.mixed),
    )
