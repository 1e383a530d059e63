"""Parameters of an address: how each is described, and what it lets pass.

The description and the check are made of the same few facts, so neither can say what
the other does not.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from app.api.problems import Fault

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_SHOWN = 80
"""Characters of a refused value that are repeated to whoever sent it."""

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(ABC):
    """One parameter.

    Attributes:
        name: as it stands in the address.
        about: what it asks for, in a sentence.
        many: it may be given several times; any of its values will do.
        default: what holds where it is not given.
    """

    name: str
    about: str
    many: bool = False
    default: Any = None

    @property
    @abstractmethod
    def valid(self) -> str:
        """What is accepted, in words that follow "is not"."""

    @abstractmethod
    def schema(self) -> Schema:
        """Describe one value as JSON Schema."""

    @abstractmethod
    def read(self, value: str) -> Any:
        """Read one value.

        Raises:
            ValueError: it is not accepted.
        """

    def described(self) -> Schema:
        """Describe the parameter as OpenAPI does."""
        schema = self.schema()
        if self.default is not None:
            schema["default"] = self.default
        if self.many:
            schema = {"type": "array", "items": schema, "maxItems": MOST_VALUES}
        return {"name": self.name, "in": "query", "description": self.about, "schema": schema}


MOST_VALUES = 50
"""Values of one parameter that may be given; there are 42 themes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Parameter):
    """Words, at most ``longest`` characters, which ``pattern`` matches in full if it is given."""

    longest: int
    pattern: str | None = None

    @property
    def valid(self) -> str:
        """Its length and pattern."""
        words = f"a text of at most {self.longest:,} characters"
        return f"{words} that matches {self.pattern}" if self.pattern else words

    def schema(self) -> Schema:
        """Describe it."""
        schema: Schema = {"type": "string", "maxLength": self.longest}
        return schema | {"pattern": f"^{self.pattern}$"} if self.pattern else schema

    def read(self, value: str) -> str:
        """Read it as it is."""
        if len(value) > self.longest or (self.pattern and not re.fullmatch(self.pattern, value)):
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Parameter):
    """A whole number between two bounds, both included."""

    least: int
    most: int

    @property
    def valid(self) -> str:
        """Its bounds."""
        return f"a whole number from {self.least:,} to {self.most:,}"

    def schema(self) -> Schema:
        """Describe it."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, value: str) -> int:
        """Read it; neither sign nor leading zero is taken."""
        if not _NUMBER.fullmatch(value) or not self.least <= int(value) <= self.most:
            raise ValueError(value)
        return int(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Parameter):
    """One of a few values."""

    values: Sequence[str]

    @property
    def valid(self) -> str:
        """The values."""
        return f"one of {', '.join(self.values)}"

    def schema(self) -> Schema:
        """Describe it."""
        return {"type": "string", "enum": list(self.values)}

    def read(self, value: str) -> str:
        """Read it."""
        if value not in self.values:
            raise ValueError(value)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Parameter):
    """A day, as ISO 8601 writes it with hyphens."""

    @property
    def valid(self) -> str:
        """How it is written."""
        return "a day written year-month-day, such as 2022-06-01"

    def schema(self) -> Schema:
        """Describe it."""
        return {"type": "string", "format": "date"}

    def read(self, value: str) -> date:
        """Read it."""
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        return date.fromisoformat(value)


def read_parameters(
    parameters: Iterable[Parameter], args: MultiDict[str, str]
) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
    """Read an address strictly: what is unknown, repeated or malformed is a fault.

    Returns:
        name to value, a tuple where many are allowed, for every parameter; and the faults.
    """
    known = {parameter.name: parameter for parameter in parameters}
    faults = [
        Fault(name[:_SHOWN], None, f"There is no such parameter. There are: {_names(known)}.")
        for name in args
        if name not in known
    ]
    values = {name: _read(parameter, args, faults) for name, parameter in known.items()}
    return values, tuple(faults)


def _names(known: Iterable[str]) -> str:
    return ", ".join(known) or "none"


def _read(parameter: Parameter, args: MultiDict[str, str], faults: list[Fault]) -> Any:
    given = args.getlist(parameter.name)
    most = MOST_VALUES if parameter.many else 1
    if len(given) > most:
        told = f"It is given {len(given):,} times; at most {most} is accepted."
        faults.append(Fault(parameter.name, None, told))
        return parameter.default
    read = tuple(value for one in given if (value := _one(parameter, one, faults)) is not None)
    if parameter.many:
        return tuple(dict.fromkeys(read))
    return read[0] if read else parameter.default


def _one(parameter: Parameter, value: str, faults: list[Fault]) -> Any:
    try:
        return parameter.read(value)
    except ValueError:
        faults.append(Fault(parameter.name, value[:_SHOWN], f"It is not {parameter.valid}."))
        return None
