"""The JSON form of findings. Fields may be added, never renamed."""

from typing import Any

from indexer.contract import iso, part_json
from indexer.findings.chains import Link
from indexer.findings.evidence import Evidence, Followed
from indexer.findings.model import Rating, Scale
from indexer.findings.register import Entry
from indexer.findings.statuses import suggest_statuses


def finding_json(entry: Entry) -> dict[str, Any]:
    """Give a finding with where it stands and how people rated it.

    ``action_status`` and ``impact_status`` are what a person said, else null.
    """
    finding, metadata = entry.finding, entry.document.metadata
    action, impact = entry.rating(Scale.ACTION), entry.rating(Scale.IMPACT)
    return {
        "id": finding.id,
        "document": finding.document,
        "kind": finding.kind.value,
        "text": finding.text,
        "page": finding.page,
        "themes": list(entry.themes),
        "areas": list(entry.areas),
        "action_status": action.status if action else None,
        "impact_status": impact.status if impact else None,
        "title": metadata.title,
        "authority": metadata.authority,
        "date": iso(entry.date),
        "framework": metadata.framework,
        "event": metadata.event,
        "heading": finding.heading or None,
        "group": finding.group,
        "number": finding.number,
        "part": part_json(entry.part) if entry.part else None,
        "owner": finding.owner,
        "due": finding.due,
        "passages": list(finding.passages),
        "places": _places(entry),
        "quoted": entry.is_quoted,
        "corrected": bool(entry.edits),
        "removed": entry.removed,
        "action": rating_json(action),
        "impact": rating_json(impact),
    }


def rating_json(rating: Rating | None) -> dict[str, Any] | None:
    """Give a rating with who made it and when."""
    if rating is None:
        return None
    return {
        "status": rating.status,
        "owner": rating.owner or None,
        "due": iso(rating.due),
        "note": rating.note or None,
        "who": rating.who,
        "at": rating.at.isoformat(timespec="seconds"),
    }


def followed_json(followed: Followed) -> dict[str, Any]:
    """Give a finding with what came before and after it.

    ``suggested`` is what the evidence speaks for; it is nobody's rating.
    """
    return finding_json(followed.entry) | {
        "gaps": [gap.value for gap in followed.gaps],
        "years": list(followed.years),
        "unspoken": list(followed.unspoken),
        "suggested": {scale.value: status for scale, status in suggest_statuses(followed).items()},
        "chain": [_link_json(link) for link in followed.chain],
        "evidence": [_evidence_json(one) for one in followed.shown()],
    }


def _link_json(link: Link) -> dict[str, Any]:
    return {
        "id": link.entry.id,
        "date": iso(link.entry.date),
        "text": link.entry.finding.text,
        "same": link.same,
        "alike": link.alike,
        "themes": list(link.themes),
    }


def _evidence_json(one: Evidence) -> dict[str, Any]:
    suggestion = one.suggestion
    return {
        "passage": suggestion.passage.id,
        "document": suggestion.passage.document,
        "title": suggestion.paper.document.metadata.title,
        "page": suggestion.passage.page,
        "date": iso(suggestion.paper.day),
        "date_estimated": suggestion.paper.estimated,
        "text": suggestion.passage.text,
        "scale": one.scale.value,
        "bearing": one.bearing.value if one.bearing else None,
        "speaker": suggestion.speaker.value if suggestion.speaker else None,
        "rank": one.rank,
        "score": suggestion.score,
        "words": list(suggestion.words),
        "themes": list(suggestion.themes),
        "judgement": one.verdict.judgement.value if one.verdict else None,
        "who": one.verdict.who if one.verdict else None,
    }


def _places(entry: Entry) -> list[list[float]]:
    """Give the page and then the box of every line that a finding is printed on."""
    return [
        [region.page, *(round(value, 1) for value in region.box)]
        for passage in entry.passages
        for region in passage.regions
        if region.box
    ]
