"""The way to the sign-on service and back."""

from dataclasses import asdict

from flask import Blueprint, Request, abort, redirect, render_template, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from app.forms import secret_key
from app.people.arriving import account_for
from app.people.guards import anyone
from app.people.returning import safe_next
from app.people.signing_in import Refused
from app.people.signon import Pending, SignOn, SignOnFailed, sign_on
from app.people.views import enter
from app.wiring import workplace

blueprint = Blueprint("signon", __name__)

AWAY = 10 * 60
"""Seconds that somebody may take to say who they are, a second factor included."""

_COOKIE = "sightline-sign-on"


@blueprint.get("/sign-on")
@anyone
def begin() -> Response | tuple[str, int]:
    """Lead to the sign-on service."""
    onward = safe_next(request.args.get("next"), url_for("search.landing"))
    if not workplace().has_accounts:
        return redirect(onward, 303)
    try:
        address, pending = _service().ask(_back(), onward)
    except SignOnFailed as error:
        return _show(error)
    response = redirect(address, 303)
    response.set_cookie(
        _name(request),
        str(_signer().dumps(asdict(pending))),
        max_age=AWAY,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


@blueprint.get("/sign-on/back")
@anyone
def finish() -> Response | tuple[str, int]:
    """Take whom the sign-on service sends back."""
    service, place = _service(), workplace()
    if not place.has_accounts:
        abort(404)
    try:
        pending = Pending(**_signer().loads(request.cookies.get(_name(request), ""), max_age=AWAY))
        claims = service.hear(request.args, pending, _back())
        account = account_for(place.store, claims, service.provider, request.remote_addr)
    except (SignOnFailed, Refused) as error:
        return _show(error)
    except BadData:
        return _show(SignOnFailed("Signing in took too long, or was begun in another browser."))
    response = enter(account, safe_next(pending.next, url_for("search.landing")), how="sign-on")
    response.delete_cookie(_name(request), path="/", secure=request.is_secure)
    return response


def _service() -> SignOn:
    return sign_on() or abort(404)


def _back() -> str:
    return url_for("signon.finish", _external=True)


def _name(of: Request) -> str:
    return f"__Host-{_COOKIE}" if of.is_secure else _COOKIE


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret_key(workplace().home), salt="sign-on")


def _show(error: Exception) -> tuple[str, int]:
    page = render_template(
        "people/sign_in.html", name="", problem=str(error), next=url_for("search.landing")
    )
    return page, 403
