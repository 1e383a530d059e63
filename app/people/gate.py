"""Every request passes here: who asks, whether they may, and whether a form is ours.

Without accounts everybody on this machine is a lead, and nobody else is answered. From
the first account on, whoever is not signed in sees the page for signing in, and nothing
else.
"""

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from app.api.problems import KINDS, Problem, is_api, show_problem
from app.forms import Verdict, check_form
from app.people import sessions
from app.people.guards import is_open, most_bytes, role_of, takes_expired
from app.people.person import Person, person_of, person_of_machine, signed_in_person
from app.people.sessions import find_bearer, find_session
from app.wiring import Workplace, workplace
from indexer.audit import ACTING, Acting
from indexer.people import Role

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_WITH_NEW_PASSWORD_DUE = frozenset({"people.password", "people.send_password", "people.sign_out"})


def guard(app: Flask) -> None:
    """Let every request of an app pass the gate, and templates know who asks."""
    app.before_request(_admit)
    app.teardown_request(_forget)

    @app.context_processor
    def add_person() -> dict[str, object]:
        held = sessions.SURE.total_seconds() if g.get("session") else None
        return {"person": signed_in_person(), "session_seconds": held}


def _admit() -> Response | None:
    if request.endpoint == "static":
        return None
    place = workplace()
    g.person = _identify(place) if place.has_accounts else _neighbour()
    ACTING.set(Acting(g.person.role if g.person else None, request.remote_addr))
    if request.endpoint is None:  # there is no such page, which is told to anyone
        return None
    view = current_app.view_functions[request.endpoint]
    if not is_open(view):
        if g.person is None:
            return _ask_to_sign_in()
        if g.person.account and g.person.account.must_change and not _may_wait():
            return _ask_for_password()
        if not g.person.may(_needed(role_of(view), place)):
            return _refuse(role_of(view))
    # Only who may use the view may send much; nothing of what was sent is looked at before.
    request.max_content_length = most_bytes(view) or request.max_content_length
    if request.method not in _READING and not g.get("by_token"):
        _check(bound=not is_open(view), keeps_expired=takes_expired(view))
    return None


def _identify(place: Workplace) -> Person | None:
    """Tell who is signed in, by the token of a program or by the session of a browser."""
    if request.authorization is not None:
        account = find_bearer(place.store)
        g.by_token = account is not None
        return person_of(account) if account else None
    found = find_session(place.store)
    if found is None:
        return None
    g.session, account = found
    return person_of(account)


def _neighbour() -> Person:
    """Take whoever is on this machine; another one must not get so far without accounts."""
    address = request.remote_addr
    if address and not ipaddress.ip_address(address.partition("%")[0]).is_loopback:
        abort(403, "Without accounts, Sightline serves only the machine it runs on.")
    return person_of_machine()


def _forget(_error: BaseException | None) -> None:
    ACTING.set(None)


def _needed(role: Role, place: Workplace) -> Role:
    # What only administrators do is done at the command line before there are any.
    return role if place.has_accounts else min(role, Role.LEAD, key=list(Role).index)


def _may_wait() -> bool:
    return request.endpoint in _WITH_NEW_PASSWORD_DUE


def _check(*, bound: bool, keeps_expired: bool) -> None:
    g.form = check_form(bound=bound)
    if g.form is Verdict.FORGED or (g.form is Verdict.EXPIRED and not keeps_expired):
        abort(403)


def _ask_to_sign_in() -> Response:
    if is_api():
        response = show_problem(Problem(401, KINDS[401].about))
        response.headers["WWW-Authenticate"] = 'Bearer realm="Sightline"'
        return response
    return redirect(url_for("people.sign_in", next=_page_asked_for()), 303)


def _page_asked_for() -> str | None:
    """Return the page to go on to after signing in: of a form, the one it stood on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    before = urlsplit(request.referrer or "")
    return before.path if before.netloc == request.host else None


def _ask_for_password() -> Response:
    if is_api():
        told = "The password was set by somebody else. Sign in with a browser and choose another."
        return show_problem(Problem(403, told))
    return redirect(url_for("people.password"), 303)


def _refuse(role: Role) -> Response:
    if is_api():
        return show_problem(Problem(403, f"This needs the role {role}."))
    raise Forbidden(f"This needs the role {role}. Ask an administrator of this Sightline for it.")
