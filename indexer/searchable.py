"""From the store to an engine that can be asked."""

import logging
from collections.abc import Iterator

from indexer.home import Home
from indexer.search.base import SearchEngine, SearchRecord
from indexer.search.engines import choose_engine
from indexer.search.lifecycle import (
    SCHEMA,
    current_engine,
    open_current,
    open_for_writing,
    read_current,
    rebuild,
)
from indexer.search.records import records_of
from indexer.store.repository import Store

log = logging.getLogger(__name__)


def all_records(store: Store) -> Iterator[SearchRecord]:
    """Yield what is to be searchable of every document in the store."""
    for document in store.documents():
        yield from records_of(store.passages(document=document.id, excerpts=True), document)


def engine_for(home: Home, store: Store, name: str) -> SearchEngine:
    """Open the index for reading with the engine asked for.

    The index in use answers where it fits; one of an older version of this program is built
    anew first. For the other engine one is built from the store, beside it, and serves until
    the next index run.

    Raises:
        SearchIndexError: nothing was indexed yet, or the index is damaged.
        HomeLocked: an index has to be built while another run is writing.
    """
    if name == "auto" or current_engine(home.search) in (None, choose_engine(name)):
        _renew(home, store)
        return open_current(home.search)
    run = store.last_run()
    with home.lock(f"a search that builds the {name} index"):
        return open_for_writing(
            home.path / f"search-{name}",
            engine=name,
            pipeline=f"run {run.id}" if run else "no run",
            records=all_records(store),
        )


def _renew(home: Home, store: Store) -> None:
    """Build the index anew if an older version of this program made it: 7 s for 45,000 passages.

    Raises:
        HomeLocked: another run is writing, which does the same.
    """
    current = read_current(home.search)
    if current is None or current.schema >= SCHEMA:
        return
    log.warning("An older version made the search index; it is built anew from the store.")
    with home.lock("a search that rebuilds the search index"):
        rebuild(
            home.search,
            engine=current.engine,
            pipeline=current.pipeline,
            records=all_records(store),
        ).close()
