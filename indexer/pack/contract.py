"""The JSON forms of packs, as the command line gives them."""

from typing import Any

from indexer.pack.laying import Laid
from indexer.pack.model import Build, Pack
from indexer.pack.screening import Concern
from indexer.pack.verifying import Verified


def pack_json(pack: Pack, *, passages: int) -> dict[str, Any]:
    """Give a pack in the making."""
    return {
        "id": pack.id,
        "name": pack.name,
        "by": pack.who,
        "created": pack.created.isoformat(timespec="seconds"),
        "changed": pack.changed.isoformat(timespec="seconds"),
        "passages": passages,
    }


def laid_json(laid: Laid) -> dict[str, Any]:
    """Give a pack with its passages in order."""
    return pack_json(laid.pack, passages=len(laid.entries)) | {
        "introduction": laid.pack.intro,
        "lost": list(laid.lost),
        "items": [
            {
                "number": entry.number,
                "item": entry.item.id,
                "passage": entry.passage.id,
                "document": entry.document.id,
                "page": entry.passage.page,
                "area": entry.area,
                "question": entry.question.value,
                "text": entry.passage.text,
                "note": entry.item.note,
                "finding": entry.item.finding,
                "since": entry.later and entry.later.since.value,
                "newer": entry.newer,
                "states": [one.found.id for one in laid.matters if entry.number in one.stated],
                "evidence_on": [
                    {
                        "finding": one.found.id,
                        "scale": one.evidence[entry.number].scale.value,
                        "bearing": one.evidence[entry.number].bearing.value,
                    }
                    for one in laid.matters
                    if entry.number in one.evidence
                ],
            }
            for entry in laid.entries
        ],
    }


def concern_json(concern: Concern) -> dict[str, Any]:
    """Give something that may tell of a private person."""
    ruling = concern.ruling
    return {
        "kind": concern.kind,
        "key": concern.key,
        "text": concern.text,
        "rule": concern.rule,
        "choice": ruling.choice.value if ruling else None,
        "who": ruling.who if ruling else None,
        "at": ruling.at.isoformat(timespec="seconds") if ruling else None,
        "places": [
            {"where": one.where, "passage": one.passage, "document": one.document, "page": one.page}
            for one in concern.contexts
        ],
    }


def build_json(build: Build, path: str) -> dict[str, Any]:
    """Give what was built."""
    return {
        "id": build.id,
        "pack": build.pack,
        "name": build.name,
        "by": build.who,
        "built": build.at.isoformat(timespec="seconds"),
        "sha256": build.hash,
        "passages": len(build.hashes),
        "file": path,
        "outdated": [
            {name: item[name] for name in ("number", "passage", "since", "newer")}
            for item in build.manifest["items"]
            if item["since"]
        ],
    }


def verified_json(verified: Verified) -> dict[str, Any]:
    """Give what a pack is worth."""
    return {
        "name": verified.name,
        "built": verified.built,
        "by": verified.by,
        "holds": verified.holds,
        "known": verified.known,
        "faults": list(verified.faults),
        "items": [
            {
                "number": one.number,
                "citation": one.citation,
                "source": one.source.value,
                "words": one.words.value,
            }
            for one in verified.items
        ],
    }
