"""Choose and open a search engine by name."""

from pathlib import Path

from indexer.errors import IndexerError
from indexer.search.base import SearchEngine

ENGINES = ("tantivy", "whoosh")
"""Names of the engines, the preferred one first."""


def choose_engine(name: str = "auto") -> str:
    """Return the engine to use.

    Args:
        name: one of :data:`ENGINES`, or ``auto``: tantivy, and Whoosh where
            tantivy cannot be imported.

    Raises:
        IndexerError: there is no engine of that name, or it is not installed.
    """
    if name == "auto":
        return "tantivy" if _can_import_tantivy() else "whoosh"
    if name not in ENGINES:
        raise IndexerError(
            f"There is no search engine {name!r}. Choose one of: auto, {', '.join(ENGINES)}."
        )
    if name == "tantivy" and not _can_import_tantivy():
        raise IndexerError("tantivy cannot be imported here. Choose auto or whoosh.")
    return name


def open_engine(name: str, folder: Path, *, create: bool) -> SearchEngine:
    """Open the index in a folder, or make an empty one there.

    Args:
        name: as :func:`choose_engine` takes it.
        folder: the index's own folder.
        create: start an empty index.

    Raises:
        IndexerError: there is no engine of that name.
        SearchIndexError: the index is missing or damaged.
    """
    if choose_engine(name) == "tantivy":
        from indexer.search.tantivy import TantivyEngine

        return TantivyEngine(folder, create=create)
    from indexer.search.whoosh import WhooshEngine

    return WhooshEngine(folder, create=create)


def _can_import_tantivy() -> bool:
    try:
        import tantivy  # noqa: F401
    except ImportError:
        return False
    return True
