"""Let the search index show what people decided; the store knows it at once."""

from collections.abc import Iterable

from indexer.corrections import show_in_search
from indexer.home import Home
from indexer.store.repository import Store


def show_decisions(home: Home, store: Store) -> int:
    """Index anew the documents whose passages were decided of; hold the home's lock.

    Whatever is cut off is done by the next call or index run.

    Returns:
        how many passages the index shows as decided from now on.

    Raises:
        SearchIndexError: an index is damaged.
    """
    unshown = store.decided(store.unshown())
    for document in documents_of(unshown, store):
        show_in_search(home, store, document)
    store.mark_shown(unshown)
    return len(unshown)


def documents_of(passages: Iterable[str], store: Store) -> list[str]:
    """Return the documents that passages stand in, each once."""
    return sorted({passage.document for passage in store.passages_by_id(passages).values()})
