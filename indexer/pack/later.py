"""What became of the papers that the passages of a pack stand in, since they were chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.decisions.anchors import Place, find_again, words_hash
from indexer.decisions.model import State
from indexer.model import Document, Passage, position_of
from indexer.store.repository import Store


class Since(StrEnum):
    """What is there now in place of the paper that a passage stands in."""

    SAME = "same-words"
    OTHER = "other-words"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Later:
    """What became of the paper of one passage.

    Attributes:
        since: a newer version that has the words, one that has others, or no file at all.
        passage: of the newer version: the one of the same words, else the likest; None if
            there is none.
        document: the newer version; None if there is none.
    """

    since: Since
    passage: Passage | None = None
    document: Document | None = None


def later_of(store: Store, chosen: Iterable[Passage]) -> dict[str, Later]:
    """Return by passage id what became of papers; of those that are as they were nothing."""
    heirs, gone = store.successors(), store.documents_without_file()
    chosen = list(chosen)
    newer = store.documents_by_id(heirs[one.document] for one in chosen if one.document in heirs)
    read: dict[str, dict[Place, Passage]] = {}
    found: dict[str, Later] = {}
    for one in chosen:
        if heir := heirs.get(one.document):
            if heir not in read:
                own = store.passages(document=heir, excerpts=True)
                read[heir] = {Place(p.id, position_of(p.id), p.page, p.text): p for p in own}
            found[one.id] = replace(_in_newer(one, read[heir]), document=newer.get(heir))
        elif one.document in gone:
            found[one.id] = Later(Since.GONE)
    return found


def summary(became: Sequence[Since]) -> list[str]:
    """Say in whole sentences how many passages stand in papers that are no longer the latest."""
    lines = []
    other, newer = became.count(Since.OTHER), len(became) - became.count(Since.GONE)
    if newer:
        one, more = "stands in a paper that has", "stand in papers that have"
        where = f"{_passages(newer, one, more)} a newer version since"
        if other in (0, newer):
            words = "unchanged" if not other else "changed"
        else:
            words = f"changed in {other}, unchanged in {newer - other}"
        lines.append(
            f"{where}; the words there are {words}. Take the passage of the newer version in its "
            "place, or keep it as it is."
        )
    if gone := became.count(Since.GONE):
        lines.append(
            f"{_passages(gone, 'stands in a paper', 'stand in papers')} whose file is gone. Put "
            "the file back and index it, take the passage out, or keep it as it is."
        )
    return lines


def told(since: Since, newer: str | None, words: str | None = None) -> str:
    """Say of one passage what became of its paper.

    Args:
        since: what is there now.
        newer: id of the passage that stands in its place, if any.
        words: of that passage, where they are to be shown.
    """
    where = f" ({newer})" if newer else ""
    there = f": \u201c{words}\u201d" if words and since is Since.OTHER else "."
    return _sentence(since, has_likest=newer is not None) + where + there


def told_outside(later: Later, dated: str) -> str:
    """Say the same to whom the pack is for, who can look up no passage; ``dated``: the newer."""
    return _sentence(later.since, has_likest=later.passage is not None, dated=f" ({dated})") + "."


def _sentence(since: Since, *, has_likest: bool, dated: str = "") -> str:
    if since is Since.GONE:
        return "The file of its paper is gone"
    other = "otherwise" if has_likest else "nothing like it"
    said = "the same" if since is Since.SAME else other
    return f"Its paper has a newer version{dated}, which says {said}"


def _in_newer(one: Passage, there: dict[Place, Passage]) -> Later:
    again = find_again(one.text, words_hash(one.text), position_of(one.id), list(there))
    if again is None:
        return Later(Since.OTHER)
    place, state = again
    return Later(Since.SAME if state is State.MOVED else Since.OTHER, there[place])


def _passages(number: int, one: str, more: str) -> str:
    return f"{number:,} passage{'' if number == 1 else 's'} {one if number == 1 else more}"
