"""One answer at a time of many: the parameters for it, and the address of the next."""

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from app.api.parameters import Number, Parameter

MOST = 200
"""Objects in one answer; a hit is 1 to 5 kB of JSON, a document with its evidence 3 kB."""

DEEPEST = 100_000
"""Objects that can be passed over: an engine keeps as many in memory to put them in order."""


def paging() -> tuple[Parameter, ...]:
    """Return the parameters of an answer that is given in parts."""
    return (
        Number(name="limit", about="How many to give.", least=0, most=MOST, default=20),
        Number(name="offset", about="How many to pass over.", least=0, most=DEEPEST, default=0),
    )


def next_address(values: Mapping[str, Any], total: int) -> str | None:
    """Return the address of what follows this answer; None at the end."""
    start = values["offset"] + values["limit"]
    if not values["limit"] or start >= total or start > DEEPEST:
        return None
    args: dict[str, Any] = {**request.args.to_dict(flat=False), "offset": start}
    return url_for(str(request.endpoint), **(request.view_args or {}), **args)
