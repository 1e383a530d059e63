"""The pages of claims: every theme with what both sides rest on, and one theme in full."""

from collections import Counter

from flask import Blueprint, Response, abort, render_template, request, url_for

from app.claims import words
from app.claims.export import send_claims
from app.claims.params import ClaimParams, read_claim_params
from app.keeping import keep
from app.ours import own_authority, owned
from app.people import needs
from app.wiring import Workplace, workplace
from indexer.claims.model import OTHERS, OWN, Beside
from indexer.claims.themes import Claims, load_claims
from indexer.council.owning import nameless_of
from indexer.export.sheets import FORMATS
from indexer.export.writers import Format
from indexer.model import Document

blueprint = Blueprint("claims", __name__, url_prefix="/claims")

SHOWN = 30
"""Passages of either side on the page of a theme; the search has all."""
_ANY = "0" * 12 + "-1"


@blueprint.context_processor
def say() -> dict[str, object]:
    """Give the templates of this area their words."""
    return {"words": words, "SHOWN": SHOWN}


@blueprint.get("/")
@needs("reader")
def index() -> str:
    """Show every theme, or both sides of one."""
    place = workplace()
    params = read_claim_params(request.args)
    if place.is_empty:
        return render_template("claims/themes.html", claims=None, params=params)
    claims = claims_of(place)
    authority = _authority(place, claims, params)
    found = _found(claims, authority, params)
    shared = {
        "claims": claims,
        "params": params,
        "authority": authority,
        "themes": [(theme.id, theme.label) for theme in place.taxonomy.themes],
        "voices": sorted(OTHERS),
        "types": _types(claims, authority),
    }
    if params.theme in place.words.known("theme"):
        one = next(iter(found), None) or Beside(params.theme, authority, (), (), (), ())
        most = None if request.args.get("unknown") == "all" else SHOWN
        return render_template("claims/theme.html", one=one, most=most, **shared)
    name = place.words.known("theme")
    found.sort(key=lambda one: (-len(one.over), -len(one.under), name.get(one.theme, one.theme)))
    return render_template(
        "claims/themes.html",
        found=found,
        unknown=_unknown(found),
        nameless=nameless_of(owned(place)),
        **shared,
    )


@blueprint.get("/claims.<ending>")
@needs("reader")
def export(ending: str) -> Response:
    """Send the claims that others judged otherwise as a file."""
    place = workplace()
    if place.is_empty or ending not in FORMATS:
        abort(404)
    claims, params = claims_of(place), read_claim_params(request.args)
    found = _found(claims, _authority(place, claims, params), params)
    before, _, after = url_for("documents.passage", id_=_ANY, _external=True).partition(_ANY)
    return send_claims(found, Format(ending), place, lambda id_: f"{before}{id_}{after}")


def claims_of(place: Workplace) -> Claims:
    """Return everything that is said of the authorities of the store, as it stands now."""
    return keep(place, "claims", lambda: load_claims(place.store), said=place.council.name)


def _authority(place: Workplace, claims: Claims, params: ClaimParams) -> str:
    """Return whose claims are compared: who is asked for, else our own, else who says most."""
    ours = own_authority(place, claims.authorities)
    return params.authority or ours or next(iter(claims.authorities), "")


def _found(claims: Claims, authority: str, params: ClaimParams) -> list[Beside]:
    return claims.beside(authority, params.choice(), theme=params.theme or None)


def _unknown(found: list[Beside]) -> list[tuple[Document, int]]:
    """Return the papers with passages on neither side, and how many; the most first."""
    passages = {voice.passage: voice.document for one in found for voice in one.unknown}
    papers = {document.id: document for document in passages.values()}
    counts = Counter(document.id for document in passages.values())
    return [(papers[id_], number) for id_, number in counts.most_common()]


def _types(claims: Claims, authority: str) -> list[str]:
    """Return the kinds of paper in which an authority speaks of itself."""
    kinds = {
        one.document.metadata.type
        for one in claims.voices
        if one.speaker in OWN and one.document.metadata.authority == authority
    }
    return sorted(kind for kind in kinds if kind)
