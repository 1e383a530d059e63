"""The JSON form of claims. Fields may be added, never renamed."""

from typing import Any

from indexer.claims.model import Against, Beside, Clash, Read, Voice
from indexer.contract import iso


def beside_json(one: Beside) -> dict[str, Any]:
    """Give a theme with what each side rests on, and where they do not agree."""
    return {
        "theme": one.theme,
        "authority": one.authority,
        "council": _read_json(one.own_read) | _counted(one.own),
        "others": _read_json(one.others_read) | _counted(one.others),
        "over_claims": [_clash_json(clash) for clash in one.over],
        "under_claims": [_clash_json(clash) for clash in one.under],
        "speaker_unknown": [voice_json(voice) for voice in one.unknown],
    }


def voice_json(one: Voice) -> dict[str, Any]:
    """Give a passage with whose words it carries and how sure that is."""
    return {
        "passage": one.passage,
        "document": one.document.id,
        "title": one.document.metadata.title,
        "authority": one.document.metadata.authority,
        "date": iso(one.day),
        "page": one.page,
        "speaker": one.speaker.value if one.speaker else None,
        "stance": one.stance.value,
        "score": round(one.score, 3),
        "mixed": one.mixed,
        "unsure": one.is_unsure,
        "text": one.text,
    }


def _clash_json(clash: Clash) -> dict[str, Any]:
    return {
        "kind": clash.kind.value,
        "unsure": clash.is_unsure,
        "claim": voice_json(clash.claim),
        "against": [_against_json(one) for one in clash.against],
    }


def _against_json(one: Against) -> dict[str, Any]:
    return voice_json(one.voice) | {
        "words": list(one.words),
        "likeness": one.score,
        "days_after": one.days,
    }


def _read_json(read: Read) -> dict[str, Any]:
    return {"passages": read.passages, "documents": read.documents, "years": list(read.years)}


def _counted(voices: tuple[Voice, ...]) -> dict[str, int]:
    good = sum(one.is_good for one in voices)
    return {"strength": good, "needs_improvement": len(voices) - good}
