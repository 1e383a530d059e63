"""The answers themselves: what is read from store and index, in the forms of the contract."""

from collections.abc import Mapping
from typing import Any

from app.api.paging import next_address
from app.api.problems import Problem
from app.wiring import Workplace
from app.words import SPEAKERS, STANCES
from indexer.answer import Question, answer
from indexer.contract import answer_json, document_json, passage_json
from indexer.errors import QueryError
from indexer.model import Document, FileStatus, Kind, LedgerEntry, Stage
from indexer.search.base import FACETS, Sort
from indexer.status import read_status
from indexer.store.listing import Listed, Order, Trait
from nlp.taxonomy import Taxonomy

Values = Mapping[str, Any]
Json = dict[str, Any]


def search(place: Workplace, values: Values) -> Json:
    """Answer a question."""
    since, until = values["since"], values["until"]
    if since and until and since > until:
        raise Problem(422, f"No document lies between {since} and {until}: `since` is later.")
    question = Question(
        text=values["q"],
        filters={name: values[name] for name in FACETS if values[name]},
        since=since,
        until=until,
        sort=Sort(values["sort"]),
        limit=values["limit"],
        offset=values["offset"],
    )
    try:
        found = answer(
            question,
            store=place.store,
            engine=place.engine(),
            taxonomy=place.taxonomy,
            meaning=place.meaning,
        )
    except QueryError as error:
        # The message goes on to draw the query with a caret below, for a terminal.
        told = str(error).partition("\n")[0].rstrip(": ")
        raise Problem(422, f"{told}.", position=error.position) from error
    return answer_json(found) | {"next": next_address(values, found.total)}


def documents(place: Workplace, values: Values) -> Json:
    """List files of the ledger."""
    store = place.store
    status, trait = values["status"], values["trait"]
    paths = store.find_files(
        status=FileStatus(status) if status else None,
        trait=Trait(trait) if trait else None,
        name=values["name"],
        order=Order(values["order"]),
    )
    start = values["offset"]
    listed = store.list_files(paths[start : start + values["limit"]])
    return {
        "total": len(paths),
        "documents": [_listed_json(one, place) for one in listed],
        "next": next_address(values, len(paths)),
    }


def _listed_json(listed: Listed, place: Workplace) -> Json:
    id_ = listed.entry.document
    document = place.store.document(id_) if id_ else None
    return document_json(
        listed.entry, document, passages=listed.held.passages if listed.held else 0
    )


def document(place: Workplace, id_: str, _values: Values) -> Json:
    """Give one document, current or superseded."""
    found = _find(place, id_)
    number = place.store.count_passages(id_)
    entry = place.store.origin(id_)
    if entry is not None:
        return document_json(entry, found, passages=number) | {"superseded_by": None}
    # Nothing in the ledger speaks of this version any more.
    past = LedgerEntry(found.path, found.sha256, 0, 0.0, FileStatus.REMOVED, Stage.DONE, found.id)
    unknown = dict.fromkeys(("size", "attempts", "seconds"))
    return (
        document_json(past, found, passages=number)
        | unknown
        | {"status": "superseded", "superseded_by": place.store.successor(id_)}
    )


def document_passages(place: Workplace, id_: str, values: Values) -> Json:
    """List passages of a document."""
    _find(place, id_)
    kind = Kind(values["kind"]) if values["kind"] else None
    total = place.store.count_passages(id_, kind=kind)
    found = place.store.passages(
        document=id_, kind=kind, limit=values["limit"], offset=values["offset"]
    )
    return {
        "total": total,
        "passages": [passage_json(one) for one in found],
        "next": next_address(values, total),
    }


def passage(place: Workplace, id_: str, _values: Values) -> Json:
    """Give one passage."""
    found = place.store.passages_by_id([id_]).get(id_)
    if found is None:
        raise Problem(404, f"No passage has the id {id_[:40]}. A document lists its passages.")
    return passage_json(found)


def status(place: Workplace, _values: Values) -> Json:
    """Tell what the index holds."""
    return read_status(place.home)


def taxonomy(place: Workplace, _values: Values) -> Json:
    """Give every value that labels and filters can have."""
    known: Taxonomy = place.taxonomy
    return {
        "version": known.version,
        "themes": [
            {
                "id": theme.id,
                "label": theme.label,
                "counts": theme.counts,
                "excludes": theme.excludes,
                "terms": list(theme.terms),
                "areas": list(theme.areas),
            }
            for theme in known.themes
        ],
        "areas": _named((area.id, area.label) for area in known.areas),
        "stances": _named(STANCES.items()),
        "speakers": _named(SPEAKERS.items()),
        "types": [
            {"id": t.id, "label": t.label, "speaker": t.speaker, "framework": t.framework}
            for t in known.document_types
        ],
        "frameworks": [
            {
                "id": frame.id,
                "label": frame.name,
                "inspectorate": frame.inspectorate,
                "since": frame.in_force.start,
                "until": frame.in_force.until,
                "grades": list(frame.grades),
                "judgement_areas": _named((one.id, one.label) for one in frame.judgement_areas),
            }
            for frame in known.frameworks
        ],
    }


def _named(pairs: Any) -> list[Json]:
    return [{"id": str(id_), "label": label} for id_, label in pairs]


def _find(place: Workplace, id_: str) -> Document:
    found = place.store.document(id_)
    if found is None:
        raise Problem(404, f"No document has the id {id_[:40]}. `/api/v1/documents` lists them.")
    return found
