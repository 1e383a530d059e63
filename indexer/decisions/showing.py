"""Let the search index show what people decided; the store knows it at once."""

from collections.abc import Iterator, Mapping

from indexer.decisions.model import Decided
from indexer.home import Home
from indexer.search.base import SearchEngine, SearchRecord
from indexer.store.repository import Store

AT_ONCE = 2_000
"""Passages shown with one commit of the index, so that memory stays flat after a large batch."""


def show_decisions(home: Home, store: Store) -> int:
    """Index anew the passages that were decided of; hold the home's lock.

    Every engine's index that is built is brought up to date. Whatever is cut off is done
    by the next call or index run.

    Returns:
        how many passages the index shows as decided from now on.

    Raises:
        SearchIndexError: an index is damaged.
    """
    from indexer.search.lifecycle import open_current, read_current

    if not store.unshown(limit=1):
        return 0
    folders = [home.search, *sorted(home.path.glob("search-*"))]
    engines = [open_current(folder) for folder in folders if read_current(folder) is not None]
    try:
        return show_in(engines, store)
    finally:
        for engine in engines:
            engine.close()


def show_in(engines: list[SearchEngine], store: Store) -> int:
    """Let open engines show what people decided, and commit; see :func:`show_decisions`."""
    count = 0
    while unshown := store.decided(store.unshown(limit=AT_ONCE)):
        for engine in engines:
            engine.remove_passages(unshown)
            engine.add(_records(unshown, store))
            engine.commit()
        store.mark_shown(unshown)
        count += len(unshown)
    return count


def _records(unshown: Mapping[str, Decided], store: Store) -> Iterator[SearchRecord]:
    from indexer.abbreviations import Meanings
    from indexer.search.records import record_of

    found = store.passages_by_id(unshown).values()
    for id_ in sorted({passage.document for passage in found}):
        document = store.document(id_)
        if document is None or not store.is_current(id_):
            continue
        meanings = Meanings(document.abbreviations)
        for passage in found:
            if passage.document == id_ and (record := record_of(passage, document, meanings)):
                yield record
