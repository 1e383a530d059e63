"""What does not agree, in words."""

from indexer.days import period_in_words
from indexer.measures.model import Conflict, ConflictKind


def conflict_words(conflict: Conflict) -> str:
    """Write what does not agree, and for when."""
    if conflict.kind is ConflictKind.STALE and conflict.period:
        late, _, newest = conflict.statements
        since = f" for {period_in_words(newest.period)}" if newest.period else ""
        return (
            f"{late.value:,.10g}, given without its time, is the old figure for "
            f"{period_in_words(conflict.period)}; there is a newer one, {newest.value:,.10g}{since}"
        )
    values = " against ".join(f"{value:,.10g}" for value in conflict.values)
    if conflict.kind is ConflictKind.ASKED or conflict.period is None:
        return f"{values}, where those asked are compared with a report"
    return f"{values} for {period_in_words(conflict.period)}"
