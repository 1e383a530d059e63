"""The areas of the workplace: one blueprint each."""

from flask import Blueprint

from app.agreement.views import blueprint as agreement
from app.api.views import blueprint as api
from app.audit.views import blueprint as audit
from app.claims.views import blueprint as claims
from app.codebook.views import blueprint as codebook
from app.comparators.views import blueprint as comparators
from app.corrections.views import blueprint as corrections
from app.council.views import blueprint as council
from app.documents.views import blueprint as documents
from app.findings.views import blueprint as findings
from app.jobs.views import blueprint as jobs
from app.measures.views import blueprint as measures
from app.overview.views import blueprint as overview
from app.packs.adding_views import blueprint as packing
from app.packs.views import blueprint as packs
from app.pages.views import blueprint as pages
from app.people.admin import blueprint as accounts
from app.people.signon_views import blueprint as signon
from app.people.views import blueprint as people
from app.queues.views import blueprint as queues
from app.search.compare_views import blueprint as compare
from app.search.like_views import blueprint as like
from app.search.many_views import blueprint as many
from app.search.saved_views import blueprint as saved
from app.search.views import blueprint as search
from app.tagging.excerpts import blueprint as excerpts
from app.tagging.many import blueprint as tagging_many
from app.tagging.reports import blueprint as decisions
from app.tagging.views import blueprint as tagging
from app.taxonomy.views import blueprint as taxonomy
from app.training.views import blueprint as training
from app.upload.views import blueprint as upload


def areas() -> tuple[Blueprint, ...]:
    """Return the blueprints of all areas; each of their views declares the role it needs."""
    return (
        search,
        saved,
        compare,
        like,
        many,
        documents,
        overview,
        corrections,
        tagging,
        queues,
        agreement,
        training,
        codebook,
        tagging_many,
        excerpts,
        decisions,
        findings,
        claims,
        measures,
        comparators,
        packs,
        packing,
        jobs,
        upload,
        taxonomy,
        pages,
        api,
        people,
        signon,
        accounts,
        council,
        audit,
    )
