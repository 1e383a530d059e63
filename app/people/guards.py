"""What a view declares of itself; :mod:`app.people.gate` holds every request to it."""

from collections.abc import Callable
from typing import Any, TypeVar

from indexer.people import Role

View = TypeVar("View", bound=Callable[..., Any])

_ROLE = "sightline_role"
_EXPIRED = "sightline_keeps_expired"
_MOST = "sightline_takes_bytes"


def needs(role: Role | str) -> Callable[[View], View]:
    """Declare the least role that may use a view; stands below the route."""
    least = Role(role)

    def declare(view: View) -> View:
        setattr(view, _ROLE, least)
        return view

    return declare


def anyone(view: View) -> View:
    """Declare that a view is open to whoever has not signed in; stands below the route."""
    setattr(view, _ROLE, None)
    return view


def keeps_expired(view: View) -> View:
    """Declare that a view itself deals with forms that lay open too long.

    It asks :func:`app.forms.form_expired`, saves nothing and gives back what was typed.
    Other views never see such a form.
    """
    setattr(view, _EXPIRED, True)
    return view


def takes_bytes(most: int) -> Callable[[View], View]:
    """Declare that a view takes more than a form: up to so many bytes; stands below the route."""

    def declare(view: View) -> View:
        setattr(view, _MOST, most)
        return view

    return declare


def is_declared(view: Callable[..., Any]) -> bool:
    """Tell whether a view says who may use it."""
    return hasattr(view, _ROLE)


def is_open(view: Callable[..., Any]) -> bool:
    """Tell whether a view takes whoever has not signed in."""
    return getattr(view, _ROLE, Role.ADMINISTRATOR) is None


def role_of(view: Callable[..., Any]) -> Role:
    """Return the least role that may use a view; the highest where it says nothing."""
    role: Role | None = getattr(view, _ROLE, None)
    return role or Role.ADMINISTRATOR


def takes_expired(view: Callable[..., Any]) -> bool:
    """Tell whether a view deals with forms that lay open too long."""
    return bool(getattr(view, _EXPIRED, False))


def most_bytes(view: Callable[..., Any]) -> int | None:
    """Return how many bytes may be sent to a view; None where that is as for any form."""
    return getattr(view, _MOST, None)
