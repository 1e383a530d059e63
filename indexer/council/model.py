"""The council that runs a Sightline, and how it can be reached."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from indexer.errors import IndexerError

LONGEST: Mapping[str, int] = {"name": 100, "email": 254, "phone": 60, "address": 400}
"""Letters of each field; of an e-mail address as RFC 5321 has it."""

_EMAIL = re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+\.[^\s@<>\"',;:.]+")
_PHONE = re.compile(r"\+?[\d ()./-]+(\s*(ext\.?|extension|x)\s*\d+)?", re.IGNORECASE)
_FEWEST_DIGITS = 5


class CouncilError(IndexerError):
    """A detail of the council cannot be kept so.

    Attributes:
        field: which, or None where no single one is to blame.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Council:
    """Who runs a Sightline; empty text where nobody said so.

    Attributes:
        name: of the council.
        email, phone: of whoever answers questions about Sightline there.
        address: to write to, in lines.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""

    @property
    def is_set(self) -> bool:
        """Whether somebody said who it is and how to reach it."""
        return bool(self.name)


def checked_council(council: Council) -> Council:
    """Return details without needless spaces; all may be empty, which takes them away.

    Raises:
        CouncilError: one is missing, too long or not of its form.
    """
    lines = (" ".join(line.split()) for line in council.address.splitlines())
    tidy = Council(
        name=" ".join(council.name.split()),
        email=council.email.strip(),
        phone=" ".join(council.phone.split()),
        address="\n".join(filter(None, lines)),
    )
    if tidy == Council():
        return tidy
    for field in fields(tidy):
        if len(getattr(tidy, field.name)) > LONGEST[field.name]:
            most = LONGEST[field.name]
            raise CouncilError(f"It has at most {most} characters. Shorten it.", field.name)
    _refuse_unreachable(tidy)
    return tidy


def council_json(council: Council) -> dict[str, str | None]:
    """Give the details as JSON, null where nothing is known."""
    return {name: value or None for name, value in asdict(council).items()}


def _refuse_unreachable(council: Council) -> None:
    if not council.name:
        raise CouncilError("Give the council's name.", "name")
    if not (council.email or council.phone):
        raise CouncilError(
            "Give an e-mail address or a telephone number, so that people can ask.", "email"
        )
    if council.email and not _EMAIL.fullmatch(council.email):
        raise CouncilError(
            f"“{council.email}” is no e-mail address. Give one such as evidence@council.gov.uk.",
            "email",
        )
    digits = sum(letter.isdigit() for letter in council.phone)
    if council.phone and (digits < _FEWEST_DIGITS or not _PHONE.fullmatch(council.phone)):
        raise CouncilError(
            f"“{council.phone}” is no telephone number. Give one such as 01632 960 001.", "phone"
        )
