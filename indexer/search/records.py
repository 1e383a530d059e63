"""From a stored passage to what the engines index of it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from indexer.abbreviations import Meanings
from indexer.model import Document, Kind, Passage
from indexer.search.base import SearchRecord
from indexer.search.fields import NO_TERM, indexed_text, indexed_words
from nlp.types import Stance


def record_of(
    passage: Passage, document: Document, meanings: Meanings | None = None
) -> SearchRecord | None:
    """Return the record to index.

    Args:
        passage: the passage.
        document: the one it stands in.
        meanings: what the document's abbreviations stand for; None: what it says of them.

    Returns:
        None for what is no evidence of its own: headings, which are found through
        the passages under them, and page furniture (stance ``skip``).
    """
    label = passage.annotation
    if passage.kind is Kind.HEADING or (label and label.stance.id is Stance.SKIP):
        return None
    text, title = indexed_text(passage.text), document.metadata.title or ""
    meanings = meanings or Meanings(document.abbreviations)
    names = meanings.names(passage.text, text, passage.heading_path)
    return SearchRecord(
        passage=passage.id,
        document=passage.document,
        text=text,
        heading=_heading_terms(passage.heading_path),
        title=_heading_terms((title,)) if title else "",
        facets=_facets(passage, document),
        published=document.metadata.dated,
        words=indexed_words(passage.text, (*passage.heading_path, title)),
        page=passage.page,
        also=f" {NO_TERM} ".join(dict.fromkeys(" ".join(name.other) for name in names)),
    )


@lru_cache(maxsize=1024)
def _heading_terms(path: tuple[str, ...]) -> str:
    """Analyse the headings above a passage, once for all that stand under them."""
    return indexed_text(" ".join(path))


def records_of(passages: Iterable[Passage], document: Document) -> Iterator[SearchRecord]:
    """Yield the records of a document's passages, leaving out what is not indexed."""
    meanings = Meanings(document.abbreviations)
    for passage in passages:
        if record := record_of(passage, document, meanings):
            yield record


def _facets(passage: Passage, document: Document) -> Mapping[str, tuple[str, ...]]:
    known, label = document.metadata, passage.annotation
    facets = {
        "authority": _known(known.authority),
        "type": _known(known.type),
        "year": (str(known.dated.year),) if known.dated else (),
    }
    if label is not None:
        facets |= {
            "theme": tuple(theme.id for theme in label.themes),
            "area": tuple(area.id for area in label.areas),
            "stance": (label.stance.id.value,),
            "speaker": _known(label.speaker and label.speaker.value),
        }
    return facets


def _known(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
