"""Signing in and out, and a person's own account."""

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.forms import form_expired
from app.people.accounts import change_password
from app.people.guards import anyone, keeps_expired, needs
from app.people.passwords import PasswordRefused, is_right
from app.people.person import current_person, signed_in_person
from app.people.returning import safe_next
from app.people.roles import agent_words
from app.people.sessions import begin_session, drop_cookie, set_cookie
from app.people.signing_in import LOCKED, Refused, begin
from app.people.signing_in import sign_in as try_to_sign_in
from app.wiring import workplace
from indexer.audit import Action, Event
from indexer.people import Account
from indexer.store.people import name_key

blueprint = Blueprint("people", __name__)

Page = str | Response | tuple[str, int]

_EXPIRED = "This page lay open for so long that it was no longer accepted. Please send it again."
_WRONG = "This is not your present password."
_UNLIKE = "The two new passwords differ. Type the same one twice."
_SAME = "This is the password you have already. Choose another."


@blueprint.get("/sign-in")
@anyone
def sign_in() -> Page:
    """Show where to sign in; who has no need of it goes on."""
    if signed_in_person() is not None:
        return redirect(_next(), 303)
    return _show_sign_in()


@blueprint.post("/sign-in")
@anyone
@keeps_expired
def send_sign_in() -> Page:
    """Sign in."""
    place = workplace()
    if not place.has_accounts:
        return redirect(url_for("search.landing"), 303)
    name, password = (request.form.get(field, "") for field in ("name", "password"))
    if form_expired():
        return _show_sign_in(name, _EXPIRED, 400)
    try:
        account = try_to_sign_in(place.store, name, password, address=request.remote_addr or "")
    except Refused as error:
        return _show_sign_in(name, str(error), 429 if str(error) == LOCKED else 401)
    return enter(account, _next(), how="password")


def enter(account: Account, onward: str, *, how: str) -> Response:
    """Begin the session of who has proved who they are, and lead on."""
    token = begin_session(workplace().store, account, how=how)
    response = redirect(onward, 303)
    set_cookie(response, token)
    return response


@blueprint.post("/sign-out")
@needs("reader")
def sign_out() -> Response:
    """End this session."""
    session = g.get("session")
    if session is not None:
        who = current_person()
        name = who.account.name if who.account else ""
        told = Event(Action.SIGNED_OUT, who.name, name)
        workplace().store.end_session(session.id, event=told)
    response = redirect(url_for("people.sign_in"), 303)
    drop_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.get("/account")
@needs("reader")
def account() -> str:
    """Show a person their account."""
    own = current_person().account
    if own is None:
        return render_template("people/none.html")
    store = workplace().store
    return render_template(
        "people/account.html",
        account=own,
        sessions=store.sessions_of(own.id),
        tokens=store.tokens_of(own.id),
        agent_words=agent_words,
        current=g.session.id if g.get("session") else None,
        done=_DONE.get(request.args.get("done", "")),
    )


_DONE = {
    "password": "Your password is changed. Other browsers are signed out.",
    "ended": "That browser is signed out.",
    "all": "All other browsers are signed out.",
    "revoked": "That token serves no more.",
}


@blueprint.post("/account/sessions")
@needs("reader")
def end_sessions() -> Response:
    """Sign out one browser, or all others."""
    own = _own()
    store = workplace().store
    told = Event(Action.SESSIONS_ENDED, own.display, own.name)
    chosen = request.form.get("session", "")
    if not chosen:
        store.end_sessions(own.id, keep=g.session.id, event=told)
        return redirect(url_for("people.account", done="all"), 303)
    mine = {str(one.id): one.id for one in store.sessions_of(own.id)}
    store.end_session(mine.get(chosen) or abort(404), event=told)
    return redirect(url_for("people.account", done="ended"), 303)


@blueprint.post("/account/tokens/<int:id_>/revoke")
@needs("reader")
def revoke_token(id_: int) -> Response:
    """Let a program act for the person no more."""
    own = _own()
    store = workplace().store
    label = {one.id: one.label for one in store.tokens_of(own.id)}.get(id_)
    if label is None:
        abort(404)
    told = Event(Action.TOKEN_REVOKED, own.display, own.name, detail={"label": label})
    store.revoke_token(own.id, id_, event=told)
    return redirect(url_for("people.account", done="revoked"), 303)


@blueprint.get("/account/password")
@needs("reader")
def password() -> str:
    """Show where to change one's password."""
    return _show_password(_own())


@blueprint.post("/account/password")
@needs("reader")
def send_password() -> Page:
    """Change one's password."""
    own = _own()
    old, new, again = (request.form.get(field, "") for field in ("old", "new", "again"))
    problem = _problem_with(own, old, new, again)
    if problem is not None:
        return _show_password(own, *problem), 422
    try:
        change_password(workplace().store, own, new, session=g.session.id)
    except PasswordRefused as error:
        return _show_password(own, "new", str(error)), 422
    return redirect(url_for("people.account", done="password"), 303)


def _problem_with(own: Account, old: str, new: str, again: str) -> tuple[str, str] | None:
    """Name the field that is wrong and say why; None if nothing is.

    Whoever finds a browser open is locked out of guessing here as at the door.
    """
    store = workplace().store
    key = f"{name_key(own.name)} (own account)"
    if not begin(store, key, request.remote_addr or ""):
        return "old", LOCKED
    if not is_right(own.password, old):
        return "old", _WRONG
    store.clear_attempts(key)
    if new != again:
        return "again", _UNLIKE
    return ("new", _SAME) if new == old else None


def _own() -> Account:
    own = current_person().account
    if own is None or g.get("session") is None:
        abort(404)
    return own


def _next() -> str:
    home = url_for("search.landing")
    return safe_next(request.values.get("next"), home)


def _show_sign_in(name: str = "", problem: str | None = None, code: int = 200) -> Page:
    page = render_template("people/sign_in.html", name=name[:200], problem=problem, next=_next())
    return page, code


def _show_password(own: Account, field: str = "", problem: str = "") -> str:
    if own.password is None:
        abort(404)
    return render_template("people/password.html", account=own, field=field, problem=problem)
