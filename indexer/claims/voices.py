"""From the labels of the store to voices."""

from collections.abc import Iterator

from indexer.claims.model import Voice
from indexer.council.owning import read_owned
from indexer.store.repository import Store


def read_voices(store: Store) -> Iterator[Voice]:
    """Yield what judges a theme in papers whose authority is known, document by document."""
    documents = {one.id: one for one in read_owned(store).documents}
    for one in store.judging():
        document = documents.get(one.document)
        if document is None or not one.themes:
            continue
        yield Voice(
            document=document,
            passage=one.passage,
            page=one.page,
            text=one.text,
            headings=one.headings,
            themes=one.themes,
            stance=one.stance,
            score=one.score,
            mixed=one.mixed,
            speaker=one.speaker,
            day=document.metadata.dated,
        )
