"""The JSON form of lines of figures. Fields may be added, never renamed."""

from typing import Any

from indexer.contract import iso
from indexer.days import period_iso
from indexer.measures.model import Conflict, Line, Statement


def line_json(line: Line) -> dict[str, Any]:
    """Give a line with all its statements; nothing is averaged."""
    return {
        "id": line.id,
        "measure": line.label,
        "catalogue": line.known,
        "authority": line.authority,
        "unit": line.unit.value,
        "place": line.place,
        "people": list(line.people),
        "documents": line.documents,
        "years": list(line.years),
        "statements": [statement_json(one) for one in line.statements],
        "targets": [statement_json(one) for one in line.targets],
        "comparators": [statement_json(one) for one in line.comparators],
        "conflicts": [conflict_json(one) for one in line.conflicts],
    }


def statement_json(one: Statement) -> dict[str, Any]:
    """Give one figure with where it stands; what is not known is null."""
    return {
        "value": one.value,
        "unit": one.unit.value,
        "printed": one.printed,
        "kind": one.kind.value,
        "asked": one.asked,
        "measure": one.measure,
        "period": period_iso(one.period) if one.period else None,
        "period_printed": one.said_period,
        "year_assumed": one.assumed,
        "out_of": one.whole,
        "speaker": one.speaker.value if one.speaker else None,
        "document": one.document.id,
        "title": one.document.metadata.title,
        "date": iso(one.document.metadata.dated),
        "passage": one.passage,
        "page": one.page,
        "span": list(one.span),
        "text": one.text,
    }


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """Give what does not agree."""
    return {
        "kind": conflict.kind.value,
        "period": period_iso(conflict.period) if conflict.period else None,
        "values": list(conflict.values),
        "statements": [statement_json(one) for one in conflict.statements],
    }
