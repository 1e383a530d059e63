"""From the store to an engine that can be asked."""

from collections.abc import Iterator

from indexer.home import Home
from indexer.search.base import SearchEngine, SearchRecord
from indexer.search.engines import choose_engine
from indexer.search.lifecycle import current_engine, open_current, open_for_writing
from indexer.search.records import records_of
from indexer.store.repository import Store


def all_records(store: Store) -> Iterator[SearchRecord]:
    """Yield what is to be searchable of every document in the store."""
    for document in store.documents():
        yield from records_of(store.passages(document=document.id, excerpts=True), document)


def engine_for(home: Home, store: Store, name: str) -> SearchEngine:
    """Open the index for reading with the engine asked for.

    The index in use answers where it fits. For the other engine one is built
    from the store, beside it, and serves until the next index run.

    Raises:
        SearchIndexError: nothing was indexed yet, or the index is damaged.
        HomeLocked: an index has to be built while another run is writing.
    """
    if name == "auto" or current_engine(home.search) in (None, choose_engine(name)):
        return open_current(home.search)
    run = store.last_run()
    with home.lock(f"a search that builds the {name} index"):
        return open_for_writing(
            home.path / f"search-{name}",
            engine=name,
            pipeline=f"run {run.id}" if run else "no run",
            records=all_records(store),
        )
