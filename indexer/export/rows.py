"""From the passages found to the rows of a table."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from indexer.days import period_iso
from indexer.model import Document, Metadata, Passage
from indexer.store.base import chunks
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy

COLUMNS: Mapping[str, str] = {
    "text": "Passage",
    "title": "Document",
    "authority": "Authority",
    "type": "Kind of document",
    "published": "Date",
    "page": "Page",
    "page_label": "Printed page",
    "headings": "Headings",
    "themes": "Themes",
    "areas": "Inspection areas",
    "stance": "What it says",
    "mixed": "Mixed",
    "speaker": "Who speaks",
    "link": "Link",
    "passage": "Passage id",
    "document": "Document id",
    "path": "File",
    "sha256": "SHA-256 of the file",
}
"""Names of the columns in JSON, with the heading of each in a spreadsheet, in order."""

Cell = str | int | bool | list[str] | None
Row = dict[str, Cell]
"""One passage: a value for each of :data:`COLUMNS`; None is not known."""

Link = Callable[[str], str]
"""Makes the lasting address of a passage from its id."""


@dataclass(frozen=True, slots=True)
class _Source:
    """What the rows of one document share."""

    shared: Row
    labels: Mapping[int, str]


def export_rows(ids: Sequence[str], store: Store, *, link: Link) -> Iterator[Row]:
    """Yield a row for each passage, in the order given; those that are gone are left out.

    What is held in memory are the ids, some hundred passages and what is known of each
    document met so far.
    """
    sources: dict[str, _Source | None] = {}
    for some in chunks(ids):
        for passage in store.passages_by_id(some).values():
            if passage.document not in sources:
                document = store.document(passage.document)
                sources[passage.document] = _source(document) if document else None
            if source := sources[passage.document]:
                yield _row(passage, source, link)


def labelled(rows: Iterable[Row], taxonomy: Taxonomy) -> Iterator[Row]:
    """Yield rows with the words that people read in place of the taxonomy's ids."""
    words = {
        "themes": {theme.id: theme.label for theme in taxonomy.themes},
        "areas": {area.id: area.label for area in taxonomy.areas},
        "type": {kind.id: kind.label for kind in taxonomy.document_types},
        "stance": {},
        "speaker": {},
    }
    for row in rows:
        yield {**row, **{name: _worded(row[name], known) for name, known in words.items()}}


def _source(document: Document) -> _Source:
    known = document.metadata
    return _Source(
        shared={
            "title": known.title or PurePath(document.path).name,
            "authority": known.authority,
            "type": known.type,
            "published": _dated(known),
            "document": document.id,
            "path": document.path,
            "sha256": document.sha256,
        },
        labels={page.number: page.label for page in document.pages if page.label},
    )


def _dated(known: Metadata) -> str | None:
    """Write the day or, where none is known, the period; no day is made of a month."""
    if known.dated is None:
        return None
    exact = known.published or known.event_end
    return period_iso(known.period) if known.period and not exact else known.dated.isoformat()


def _row(passage: Passage, source: _Source, link: Link) -> Row:
    note = passage.annotation
    own: Row = {
        "text": passage.text,
        "page": passage.page,
        "page_label": source.labels.get(passage.page),
        "headings": list(passage.heading_path),
        "themes": [theme.id for theme in note.themes] if note else [],
        "areas": [area.id for area in note.areas] if note else [],
        "stance": note.stance.id.value if note else None,
        "mixed": note.mixed if note else None,
        "speaker": note.speaker.value if note and note.speaker else None,
        "link": link(passage.id),
        "passage": passage.id,
    }
    every = source.shared | own
    return {name: every[name] for name in COLUMNS}


def _worded(value: Cell, known: Mapping[str, str]) -> Cell:
    if isinstance(value, list):
        return [known.get(one, one) for one in value]
    if isinstance(value, str):
        return known.get(value) or value.replace("-", " ").capitalize()
    return value
