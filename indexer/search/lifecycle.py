"""The life of the search index: built beside the old one, then swapped in.

The search folder holds one folder for each index and ``current.json``, which
names the one in use and what it was made with. That file is replaced in one
step, so a reader finds either the old index or the new one, both whole.
"""

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from indexer.errors import SearchIndexError
from indexer.search.base import SearchEngine, SearchRecord
from indexer.search.engines import choose_engine, open_engine

log = logging.getLogger(__name__)

SCHEMA = 5
"""Version of what the engines keep and of the analysis; raise it when either changes."""

_POINTER = "current.json"
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Current:
    """What ``current.json`` says.

    Attributes:
        engine: the engine that made the index.
        folder: name of the index's folder.
        schema: :data:`SCHEMA` when it was made.
        pipeline: version of the pipeline that labelled the passages in it.
    """

    engine: str
    folder: str
    schema: int
    pipeline: str


def read_current(search_dir: Path) -> Current | None:
    """Return what is in use; None if nothing was built or the file is damaged."""
    try:
        content = json.loads((search_dir / _POINTER).read_text(encoding="utf-8"))
        return Current(**content)
    except (OSError, ValueError, TypeError):
        return None


def current_engine(search_dir: Path) -> str | None:
    """Return the name of the engine that made the index in use; None if there is no index."""
    current = read_current(search_dir)
    return current.engine if current else None


def is_current(search_dir: Path, *, engine: str, pipeline: str) -> bool:
    """Return whether the index in use was made by this engine from this pipeline's labels.

    Args:
        search_dir: the folder of search indexes.
        engine: as :func:`~indexer.search.engines.choose_engine` takes it.
        pipeline: version of the pipeline.
    """
    current = read_current(search_dir)
    if current is None or not (search_dir / current.folder).is_dir():
        return False
    made_with = (current.engine, current.schema, current.pipeline)
    return made_with == (choose_engine(engine), SCHEMA, pipeline)


def open_current(search_dir: Path) -> SearchEngine:
    """Open the index in use.

    Raises:
        SearchIndexError: none was built, it is of another schema, or it is damaged.
    """
    for attempt in range(_ATTEMPTS):
        current = read_current(search_dir)
        if current is None:
            raise SearchIndexError(
                f"There is no search index in {search_dir}. Run `sightline index FOLDER` first."
            )
        if current.schema != SCHEMA:
            raise SearchIndexError(
                f"The search index in {search_dir} is of schema {current.schema}; this program "
                f"reads {SCHEMA}. Run `sightline index` again to rebuild it from the store."
            )
        try:
            return open_engine(current.engine, search_dir / current.folder, create=False)
        except SearchIndexError:
            # It may have been swapped and deleted between reading its name and opening it.
            if attempt + 1 == _ATTEMPTS or read_current(search_dir) == current:
                raise
    raise AssertionError("unreachable")


def open_for_writing(
    search_dir: Path, *, engine: str, pipeline: str, records: Iterable[SearchRecord]
) -> SearchEngine:
    """Open the index in use if it is current; else build it anew.

    Only one process may do so at a time: hold the home's lock.

    Args:
        search_dir: the folder of search indexes; made if missing.
        engine: as :func:`~indexer.search.engines.choose_engine` takes it.
        pipeline: version of the pipeline that labelled the passages.
        records: every passage to index; read only if the index is built anew.
    """
    if is_current(search_dir, engine=engine, pipeline=pipeline):
        try:
            return open_current(search_dir)
        except SearchIndexError as error:
            log.warning("Building the search index again: %s", error)
    return rebuild(search_dir, engine=engine, pipeline=pipeline, records=records)


def rebuild(
    search_dir: Path, *, engine: str, pipeline: str, records: Iterable[SearchRecord]
) -> SearchEngine:
    """Build a new index beside the one in use, swap it in and delete what it replaces.

    If anything fails, the old index stays in use and the partial one is deleted.

    Args:
        search_dir: the folder of search indexes; made if missing.
        engine: as :func:`~indexer.search.engines.choose_engine` takes it.
        pipeline: version of the pipeline that labelled the passages.
        records: every passage to index.

    Returns:
        the new index, open.
    """
    name = choose_engine(engine)
    search_dir.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=search_dir))
    built: SearchEngine | None = None
    try:
        built = open_engine(name, folder, create=True)
        built.add(records)
        built.commit()
        _point_to(search_dir, Current(name, folder.name, SCHEMA, pipeline))
    except BaseException:
        if built is not None:
            built.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _delete_others(search_dir, folder)
    return built


class CurrentIndex:
    """The index in use, for a program that runs on while others rebuild it.

    Safe to share between threads.
    """

    def __init__(self, search_dir: Path) -> None:
        self._search_dir = search_dir
        self._lock = Lock()
        self._stamp: object = None
        self._engine: SearchEngine | None = None

    def engine(self) -> SearchEngine:
        """Return the index in use with all that is committed; never close it.

        Raises:
            SearchIndexError: there is none, or it is damaged.
        """
        with self._lock:
            stamp = _stamp(self._search_dir)
            if self._engine is None or stamp != self._stamp:
                # The old one is left to the threads that still search it.
                self._engine = open_current(self._search_dir)
                self._stamp = stamp
            else:
                self._engine.refresh()
            return self._engine

    def close(self) -> None:
        """Close the index, if one was opened."""
        with self._lock:
            if self._engine is not None:
                self._engine.close()
            self._engine = None


def _point_to(search_dir: Path, current: Current) -> None:
    new = search_dir / f"{_POINTER}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump(asdict(current), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    new.replace(search_dir / _POINTER)


def _delete_others(search_dir: Path, folder: Path) -> None:
    for other in search_dir.iterdir():
        if other.is_dir() and other != folder:
            log.info("Deleting the search index %s, which is no longer used", other)
            # Where open files cannot be deleted, the next rebuild tries again.
            shutil.rmtree(other, ignore_errors=True)


def _stamp(search_dir: Path) -> Any:
    """Return what changes whenever the pointer is replaced; None if there is none."""
    try:
        status = (search_dir / _POINTER).stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_ino
