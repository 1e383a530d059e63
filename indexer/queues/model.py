"""Queues, and a passage that a person was given from one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Queue(StrEnum):
    """By what passages are put in order.

    ``uncertain``: the machine is least sure of a label; ``theme``: themes of which people
    decided least; ``disagreement``: the model says what no words of the rules bear out;
    ``second``: a person said otherwise than the machine, for another person to look at;
    ``new``: what was indexed last; ``sample``: drawn at random and coded blind, to measure.
    """

    UNCERTAIN = "uncertain"
    THEME = "theme"
    DISAGREEMENT = "disagreement"
    SECOND = "second"
    NEW = "new"
    SAMPLE = "sample"


HELD = timedelta(hours=2)
"""For how long a passage that somebody took is kept for them, should they leave it lying."""


@dataclass(frozen=True, slots=True)
class Task:
    """A passage given to a person.

    Attributes:
        given_by: who gave it; None: the person took it themself.
        ended: when they were done with it; None: they are not.
        done: they decided of it; False: they passed it over.
    """

    id: int
    queue: Queue
    passage: str
    who: str
    given: datetime
    given_by: str | None = None
    ended: datetime | None = None
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How much a person did.

    Attributes:
        today: passages decided since midnight, UTC.
        hour: of those, in the last hour.
        ever: passages decided from queues.
        waiting: passages given to them and not ended.
    """

    who: str
    today: int
    hour: int
    ever: int
    waiting: int
