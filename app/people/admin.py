"""Looking after accounts in the browser: who is there, and adding, changing, disabling."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.people import accounts
from app.people.guards import needs
from app.people.person import current_person
from app.people.roles import ROLES
from app.wiring import workplace
from indexer.errors import IndexerError
from indexer.people import Account, Role
from indexer.store.repository import Store

blueprint = Blueprint("accounts", __name__)

Page = str | Response | tuple[str, int]

_DONE = {
    "role": "The role is changed. It holds from the next page that person opens.",
    "disable": "The account is disabled: its owner is signed out and cannot sign in.",
    "enable": "The account can sign in again.",
}


@blueprint.get("/people")
@needs("administrator")
def index() -> str:
    """List the accounts."""
    if not workplace().has_accounts:
        return render_template("people/none.html")
    return _show_list(done=_DONE.get(request.args.get("done", "")))


@blueprint.post("/people")
@needs("administrator")
def add() -> Page:
    """Add an account, and show its first password once."""
    typed = {field: request.form.get(field, "") for field in ("name", "display", "role")}
    store = _store()
    if typed["role"] not in list(Role):
        abort(400)
    try:
        account, made = accounts.add_account(
            store,
            typed["name"],
            Role(typed["role"]),
            display=typed["display"],
            by=current_person().name,
        )
    except accounts.AccountError as error:
        return _show_list(typed=typed, problem=str(error)), 422
    return _show_secret(account, made, "The account is added")


@blueprint.post("/people/<int:id_>/role")
@needs("administrator")
def change_role(id_: int) -> Page:
    """Give an account another role."""
    role = request.form.get("role", "")
    if role not in list(Role):
        abort(400)

    def change(store: Store, account: Account, by: str) -> None:
        accounts.change_role(store, account, Role(role), by=by)

    return _do(id_, change, "role")


@blueprint.post("/people/<int:id_>/disable")
@needs("administrator")
def disable(id_: int) -> Page:
    """Let an account sign in no more."""
    return _do(id_, lambda store, account, by: accounts.disable(store, account, by=by), "disable")


@blueprint.post("/people/<int:id_>/enable")
@needs("administrator")
def enable(id_: int) -> Page:
    """Let a disabled account sign in again."""
    return _do(id_, lambda store, account, by: accounts.enable(store, account, by=by), "enable")


@blueprint.post("/people/<int:id_>/reset")
@needs("administrator")
def reset(id_: int) -> Page:
    """Give an account a new password, and show it once."""
    store = _store()
    account = store.account_by_id(id_) or abort(404)
    try:
        made = accounts.reset_password(store, account, by=current_person().name)
    except accounts.AccountError as error:
        return _show_list(problem=str(error)), 422
    return _show_secret(account, made, "The password is new")


def _do(id_: int, change: Callable[[Store, Account, str], None], done: str) -> Page:
    store = _store()
    account = store.account_by_id(id_) or abort(404)
    try:
        change(store, account, current_person().name)
    except IndexerError as error:
        return _show_list(problem=str(error)), 422
    return redirect(url_for("accounts.index", done=done), 303)


def _store() -> Store:
    place = workplace()
    if not place.has_accounts:
        abort(404)
    return place.store


def _show_list(
    *, done: str | None = None, problem: str | None = None, typed: dict[str, str] | None = None
) -> str:
    return render_template(
        "people/accounts.html",
        accounts=workplace().store.accounts(),
        roles=ROLES,
        done=done,
        problem=problem,
        typed=typed or {"name": "", "display": "", "role": Role.READER},
    )


def _show_secret(account: Account, made: str | None, title: str) -> Response:
    page = render_template("people/secret.html", account=account, password=made, title=title)
    return Response(page, mimetype="text/html", headers={"Cache-Control": "no-store"})
