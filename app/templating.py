"""What every template can say without asking a view for it."""

from flask import Flask, g
from jinja2 import StrictUndefined

from app import words
from app.forms import form_token
from app.jobs.words import STATES as JOB_STATES
from app.links import link_to
from app.marks import mark
from app.people.roles import ROLES
from app.people.signon import single_sign_on
from app.search.reasons import reasons_of
from app.wiring import workplace
from indexer.plural import plural


def register_words(app: Flask) -> None:
    """Give the templates the words of the interface, and no silent blanks."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        date_words=words.date_words,
        month_words=words.month_words,
        dated_words=words.dated_words,
        dated_iso=words.dated_iso,
        title_of=words.title_of,
        plural=plural,
        time_words=words.time_words,
        short_time_words=words.short_time_words,
        duration_words=words.duration_words,
        size_words=words.size_words,
        sure_words=words.sure_words,
    )
    app.jinja_env.globals.update(
        label=_label,
        reasons_of=lambda hit: reasons_of(hit, _words()),
        page_words=words.page_words,
        mark=mark,
        form_token=form_token,
        link_to=link_to,
        ROLES=ROLES,
        JOB_STATES=JOB_STATES,
        single_sign_on=single_sign_on,
        council=lambda: workplace().council,
        citation=words.citation,
        status_words=words.STATUSES.__getitem__,
        has_pages=words.has_pages,
        score_words=words.score_words,
        part_of=words.part_of,
        STATUSES=words.STATUSES,
        STATUS_MEANINGS=words.STATUS_MEANINGS,
        STAGES=words.STAGES,
        TRAITS=words.TRAITS,
        ORDERS=words.ORDERS,
        FIELDS=words.FIELDS,
        SPEAKERS=words.SPEAKERS,
        NOT_STATED=words.NOT_STATED,
    )


def _label(facet: str, value: str) -> str:
    """Return the words for a value of a facet, as the taxonomy has them now."""
    return _words().label(facet, value)


def _words() -> words.Words:
    """Return the labels as they are at the first that a page needs: it needs two hundred."""
    if "words" not in g:
        g.words = workplace().words
    found: words.Words = g.words
    return found
