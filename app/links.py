"""Addresses of passages and documents, of which a page may hold a hundred."""

from urllib.parse import quote

from flask import g, url_for

_HOLE = "0" * 12
"""Stands for an id, and looks like one."""


def link_to(endpoint: str, id_: str) -> str:
    """Return what ``url_for(endpoint, id_=id_)`` does, the first on a page as slowly.

    Flask looks for the route and encodes what goes into it anew for every address: 22
    microseconds each, where filling a gap takes one.
    """
    made: dict[str, tuple[str, str]] = g.setdefault("links", {})
    if endpoint not in made:
        before, _, after = url_for(endpoint, id_=_HOLE).partition(_HOLE)
        made[endpoint] = before, after
    before, after = made[endpoint]
    return f"{before}{quote(id_, safe='')}{after}"
