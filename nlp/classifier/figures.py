"""What the model card tells: what was learnt from, and how good the model is."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nlp.classifier.evaluation import evaluate, first_area_right
from nlp.classifier.examples import Example
from nlp.classifier.labels import SHIPPED_LABELS, read_labels
from nlp.taxonomy import load_taxonomy
from nlp.types import Speaker

if TYPE_CHECKING:
    from nlp.classifier.learning import HeldOut, Judged


def describe(rows: Sequence[Example]) -> dict[str, Any]:
    """Count what a model is trained on; no name of a place or person among it."""
    documents = {row.document: row.kind or "other" for row in rows if row.document}
    return {
        "passages": len(rows),
        "labelled": sum(row.labelled is not None for row in rows),
        "authorities": len({row.group for row in rows}),
        "documents": dict(Counter(documents.values()).most_common()),
    }


def measure(held: "HeldOut") -> dict[str, Any]:
    """Work out the figures of the model card.

    Returns:
        figures by the name of what they rest on, as ``evaluate`` gives them; a name is
        missing where there is nothing to judge.
    """
    placed = held.judged()
    written = {row.id for row in read_labels(SHIPPED_LABELS)}
    inspectors = [row for row in placed if _is_inspectorate(row)]
    councils = [row for row in placed if not _is_inspectorate(row)]
    parts = {
        "labelled": placed,
        "labelled, words alone": held.judged(bare=True),
        "inspectorate, published": [row for row in inspectors if row.gold.id not in written],
        "inspectorate, invented": [row for row in inspectors if row.gold.id in written],
        "council and partners, published": [row for row in councils if row.gold.id not in written],
        "council and partners, invented": [row for row in councils if row.gold.id in written],
    }
    found = {
        name: evaluate([row.gold for row in rows], [row.guess for row in rows]).as_json()
        for name, rows in parts.items()
        if rows
    }
    return found | _by_section(held)


def _by_section(held: "HeldOut") -> dict[str, Any]:
    """Judge areas, from words alone, on passages whose section heading tells them."""
    rights = [
        first_area_right(example.areas, guess.areas)
        for example, guess in zip(held.lesson.examples, held.bare, strict=True)
        if example.labelled is None and example.areas
    ]
    if not rights:
        return {}
    accuracy = sum(rights) / len(rights)
    part = {"n": len(rights), "overall": {"area_accuracy": accuracy}}
    return {"sections of reports, words alone": part}


def _is_inspectorate(row: "Judged") -> bool:
    kind = load_taxonomy().document_type(row.gold.passage.document_type)
    return kind is not None and kind.speaker == Speaker.INSPECTORATE
