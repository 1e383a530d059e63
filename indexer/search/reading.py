"""What a query was read as, and what in it made no sense."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.errors import QueryError
from indexer.search.nodes import Node

_SHOWN = 40  # characters shown on either side of a mistake


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a query, and how it was read all the same.

    Attributes:
        what: what is wrong, as a sentence without its stop.
        done: what was done instead, as a sentence.
        position: character offset in the query where the mistake starts.
        query: the query.
    """

    what: str
    done: str
    position: int
    query: str

    @property
    def message(self) -> str:
        """Both sentences."""
        return f"{self.what}. {self.done}"

    @property
    def shown(self) -> str:
        """Two lines: the query around the mistake, and a caret under it."""
        start = max(0, self.position - _SHOWN)
        line = self.query[start : self.position + _SHOWN].replace("\n", " ").replace("\t", " ")
        return f"  {line}\n  {' ' * (self.position - start)}^"

    def error(self) -> QueryError:
        """Return the mistake as an error that shows its place."""
        return QueryError(f"{self.what}:\n{self.shown}", self.position)


@dataclass(frozen=True, slots=True)
class Reading:
    """The nearest valid reading of a query.

    Attributes:
        node: the tree; None where there is nothing to look for, which matches everything.
        problems: what made no sense, in the order it was met; empty if all was well.
    """

    node: Node | None
    problems: tuple[Problem, ...] = ()

    @property
    def strict(self) -> Node | None:
        """The tree.

        Raises:
            QueryError: there was a problem; the first one.
        """
        if self.problems:
            raise self.problems[0].error()
        return self.node


class Notes:
    """Collects the problems of one query."""

    def __init__(self, query: str) -> None:
        self.query = query
        self._problems: list[Problem] = []

    def add(self, what: str, done: str, position: int) -> None:
        """Note a problem."""
        self._problems.append(Problem(what, done, position, self.query))

    def all(self) -> Sequence[Problem]:
        """Return what was noted."""
        return tuple(self._problems)
