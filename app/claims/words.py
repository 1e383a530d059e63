"""The words people read for claims, in place of ids."""

from indexer.claims.model import Against, ClashKind, Read
from indexer.plural import plural

TITLES = {ClashKind.OVER: "Over-claims", ClashKind.UNDER: "Under-claims"}

EXPLAINED = {
    ClashKind.OVER: "The council names a strength; others, later or in the year and a half "
    "before, say that the matter needs improvement.",
    ClashKind.UNDER: "The council names a weakness; others, in the half year after or the year "
    "and a half before, speak of a strength.",
}


def read_words(read: Read) -> str:
    """Write what one side rests on."""
    if not read.passages:
        return "nothing read"
    papers = f"{plural(read.passages, 'passage')} of {plural(read.documents, 'paper')}"
    if not read.years:
        return f"{papers}, undated"
    first, last = read.years[0], read.years[-1]
    return f"{papers}, {first}" if first == last else f"{papers}, {first} to {last}"


def after_words(one: Against) -> str:
    """Write how long after or before a claim something was said."""
    months = round(abs(one.days) / 30.44)
    if months == 0:
        return "at the same time"
    return f"{plural(months, 'month')} {'later' if one.days > 0 else 'before'}"
