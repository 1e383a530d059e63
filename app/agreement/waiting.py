"""What waits for a person in the rounds of coding."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.agreement.reading import Share, shares
from app.people.person import Person
from indexer.agreement.coding import codings_in, left_to_code
from indexer.agreement.model import Coded, Round, RoundKind
from indexer.store.repository import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a round stands for whoever looks.

    Attributes:
        round: the round.
        shares: how far each coder is.
        left: passages that the person has to code.
        due: passages coded differently that the person may settle.
    """

    round: Round
    shares: tuple[Share, ...]
    left: int
    due: int


def standings(store: Store, person: Person) -> list[Standing]:
    """Return where every round stands for a person, newest first."""
    return [_standing(store, one, person) for one in store.rounds()]


def to_settle(some: Sequence[Coded], settled: Collection[int]) -> list[Coded]:
    """Return the passages that were coded differently and are neither settled nor gone."""
    return [
        coded
        for coded in some
        if coded.is_disputed and coded.subject not in settled and coded.passage
    ]


def _standing(store: Store, one: Round, person: Person) -> Standing:
    left = len(left_to_code(store, one, person.name))
    # Who codes blind is not told before the end that others differ.
    settles = one.kind is RoundKind.DOUBLE and person.may("lead") and not left
    due = to_settle(codings_in(store, one), store.settled_in(one.id)) if settles else []
    total = len(store.round_passages(one.id))
    return Standing(one, tuple(shares(one, store.coded_in(one.id), total)), left, len(due))
