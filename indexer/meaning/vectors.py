"""The vectors of passages on disk: two files of rows, and a catalogue of whose they are.

``vectors.int8`` has a row for the whole of each text, ``sentences.int8`` one for each sentence
of those that have several. Rows are added at the end. The catalogue, a small SQLite file, says
how many of them count and which passages they stand for. A row counts from the moment the
catalogue says so, which it does only when the row is on disk. So a pass that is killed
leaves nothing half-made: what it wrote last is written over.
"""

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexerError

log = logging.getLogger(__name__)

_CATALOGUE, _WHOLES, _SENTENCES = "catalogue.db", "vectors.int8", "sentences.int8"
_FORMAT = 1
_STEPS = 127
_LEAST = 1e-6  # so that a text without a known word has zeros
_AT_ONCE = 500
"""Values bound in one statement, as in the store."""
_TABLES = f"""
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE texts (key INTEGER PRIMARY KEY, row INTEGER NOT NULL UNIQUE);
CREATE TABLE documents (id TEXT PRIMARY KEY, stamp TEXT NOT NULL);
CREATE TABLE passages (id TEXT PRIMARY KEY, document TEXT NOT NULL, key INTEGER NOT NULL);
CREATE INDEX passages_document ON passages (document);
CREATE INDEX passages_key ON passages (key);
PRAGMA user_version = {_FORMAT};
COMMIT;
"""


class VectorsError(IndexerError):
    """The vectors cannot be read or written; they can always be made again."""


class Vectors:
    """Vectors of one model; threads may share it. One process at a time may write."""

    def __init__(self, folder: Path, dimensions: int, catalogue: sqlite3.Connection) -> None:
        self.folder = folder
        self._catalogue = catalogue
        self._made = _stamp(folder)
        self._lock = Lock()
        # A scale for each row: the figures of a vector are at most a fifth of its length.
        vector = [("steps", np.int8, (dimensions,)), ("scale", "<f4")]
        self._wholes = _Rows(
            folder / _WHOLES, np.dtype([*vector, ("first", "<u4"), ("many", "<u2")])
        )
        self._sentences = _Rows(folder / _SENTENCES, np.dtype(vector))

    @classmethod
    def open(cls, folder: Path, dimensions: int) -> Self | None:
        """Open what is there for reading; None if nothing is.

        Raises:
            VectorsError: it is damaged.
        """
        if not (folder / _CATALOGUE).is_file():
            return None
        with _translated(folder):
            catalogue = sqlite3.connect(folder / _CATALOGUE, timeout=15, check_same_thread=False)
            [version] = catalogue.execute("PRAGMA user_version").fetchone()
        if version != _FORMAT:  # being made, or of another program
            catalogue.close()
            return None
        return cls(folder, dimensions, catalogue)

    @classmethod
    def open_for_writing(cls, folder: Path, dimensions: int) -> Self:
        """Open what is there, or begin anew where nothing is or it is damaged.

        Raises:
            VectorsError: the folder cannot be written to.
        """
        with suppress(VectorsError):
            found = cls.open(folder, dimensions)
            if found is not None and found.is_whole():
                return found
            if found is not None:
                found.close()
        log.info("Beginning the vectors in %s", folder)
        with _translated(folder):
            if folder.exists():
                shutil.rmtree(folder)
            folder.mkdir(parents=True)
            catalogue = sqlite3.connect(folder / _CATALOGUE, timeout=15, check_same_thread=False)
            catalogue.executescript(_TABLES)
        return cls(folder, dimensions, catalogue)

    def close(self) -> None:
        """Close the catalogue."""
        self._catalogue.close()

    # Reading

    def is_current(self) -> bool:
        """Return whether these are still the vectors in the folder, not others made since."""
        return self._made is not None and self._made == _stamp(self.folder)

    def is_whole(self) -> bool:
        """Return whether every row that counts is there and the catalogue can be read."""
        try:
            self.sentences()
            return self._ask("PRAGMA quick_check(1)") == [("ok",)]
        except VectorsError:
            return False

    def wholes(self) -> NDArray[Any]:
        """Return the rows of all texts that count, mapped: only what is looked at is read.

        ``steps`` (whole numbers) and ``scale`` make the vector; ``first`` and ``many`` tell
        which of :meth:`sentences` are the text's.

        Raises:
            VectorsError: rows are missing.
        """
        [(count,)] = self._ask("SELECT coalesce(max(row) + 1, 0) FROM texts")
        return self._wholes.mapped(count)

    def sentences(self) -> NDArray[Any]:
        """Return the rows of the sentences of all texts that count, as :meth:`wholes` does."""
        return self._sentences.mapped(_end_of(self.wholes()))

    def passages_of(self, rows: Iterable[int]) -> list[tuple[int, str]]:
        """Return rows with the id of each passage of a current document that they stand for."""
        found: list[tuple[int, str]] = []
        for some in _parted(list(rows)):
            query = "SELECT row, id FROM texts JOIN passages USING (key) WHERE row IN ({})"
            found += self._ask(query.format(_marks(some)), some)
        return found

    def rows_of(self, passages: Iterable[str]) -> dict[str, int]:
        """Return the rows of passages, of those that have one."""
        found: dict[str, int] = {}
        for some in _parted(list(passages)):
            query = "SELECT id, row FROM passages JOIN texts USING (key) WHERE id IN ({})"
            found.update(self._ask(query.format(_marks(some)), some))
        return found

    def count(self) -> int:
        """Return the number of passages of current documents that have a vector."""
        [(number,)] = self._ask("SELECT count(*) FROM passages")
        return int(number)

    def stamps(self) -> dict[str, str]:
        """Return the stamp of each document whose passages all have vectors, by its id."""
        return dict(self._ask("SELECT id, stamp FROM documents"))

    def lacking(self, keys: Iterable[int]) -> set[int]:
        """Return those of the keys that have no vector."""
        wanted = set(keys)
        for some in _parted(list(wanted)):
            query = "SELECT key FROM texts WHERE key IN ({})"
            wanted -= {key for (key,) in self._ask(query.format(_marks(some)), some)}
        return wanted

    # Writing

    def add(
        self,
        keys: Sequence[int],
        wholes: NDArray[np.float32],
        sentences: NDArray[np.float32],
        counts: Sequence[int],
    ) -> None:
        """Write vectors of texts that had none.

        Args:
            keys: of the texts.
            wholes: their vectors (shape: texts, dimensions).
            sentences: those of their sentences, one text after another.
            counts: how many sentences each text has there.

        Raises:
            VectorsError: the disk is full or cannot be written to.
        """
        known = self.wholes()
        rows = self._wholes.packed(wholes)
        rows["many"] = counts
        rows["first"] = _end_of(known) + np.cumsum(counts) - counts
        with _translated(self.folder):
            self._sentences.write(self._sentences.packed(sentences), _end_of(known))
            self._wholes.write(rows, len(known))
        with self._change() as change:
            numbered = zip(keys, range(len(known), len(known) + len(keys)), strict=True)
            change.executemany("INSERT INTO texts VALUES (?, ?)", list(numbered))

    def put(self, documents: Mapping[str, tuple[str, Mapping[str, int]]]) -> None:
        """Say which texts the passages of documents have, in place of what was said before.

        Args:
            documents: by id the stamp, as the store gave it, and the keys of the texts by the
                ids of the passages; each has a vector.
        """
        with self._change() as change:
            for document, (stamp, keys) in documents.items():
                _forget(change, document)
                change.execute("INSERT INTO documents VALUES (?, ?)", (document, stamp))
                rows = [(passage, document, key) for passage, key in keys.items()]
                change.executemany("INSERT INTO passages VALUES (?, ?, ?)", rows)

    def drop(self, documents: Iterable[str]) -> None:
        """Forget the passages of documents; their texts stay, for they may come back."""
        with self._change() as change:
            for document in documents:
                _forget(change, document)

    def _ask(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock, _translated(self.folder):
            return self._catalogue.execute(query, values).fetchall()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _translated(self.folder), self._catalogue:
            yield self._catalogue


class _Rows:
    """A file of rows of one form, mapped as far as it counts."""

    def __init__(self, path: Path, dtype: np.dtype[Any]) -> None:
        self._path = path
        self._dtype = dtype
        self._mapped: NDArray[Any] = np.empty(0, dtype)

    def mapped(self, count: int) -> NDArray[Any]:
        """Return the first rows."""
        mapped = self._mapped
        if count != len(mapped):
            try:
                mapped = np.asarray(np.memmap(self._path, self._dtype, mode="r", shape=(count,)))
            except (OSError, ValueError) as error:
                raise VectorsError(f"{self._path} is missing or cut off. {_AGAIN}") from error
            self._mapped = mapped
        return mapped

    def packed(self, vectors: NDArray[np.float32]) -> NDArray[Any]:
        """Make rows of vectors."""
        rows = np.zeros(len(vectors), self._dtype)
        if len(vectors):
            rows["scale"] = np.maximum(np.abs(vectors).max(axis=1), _LEAST) / _STEPS
            rows["steps"] = np.rint(vectors / rows["scale"][:, None])
        return rows

    def write(self, rows: NDArray[Any], first: int) -> None:
        """Write rows to disk from a number on, over what stands there."""
        with self._path.open("r+b" if self._path.exists() else "w+b") as file:
            file.seek(first * self._dtype.itemsize)
            file.write(rows.tobytes())
            file.flush()
            os.fsync(file.fileno())


def _end_of(wholes: NDArray[Any]) -> int:
    """Return the number of sentences that some texts have together."""
    return int(wholes["first"][-1]) + int(wholes["many"][-1]) if len(wholes) else 0


_AGAIN = "Run `sightline models vectors` to make the vectors again."


def _stamp(folder: Path) -> int | None:
    with suppress(OSError):
        return (folder / _CATALOGUE).stat().st_ino
    return None


def _forget(change: sqlite3.Connection, document: str) -> None:
    change.execute("DELETE FROM passages WHERE document = ?", (document,))
    change.execute("DELETE FROM documents WHERE id = ?", (document,))


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def _parted(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """Turn failures of the disk and of SQLite into :class:`VectorsError`, naming the folder."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise VectorsError(f"The vectors in {folder} cannot be used: {error}. {_AGAIN}") from error
    except OSError as error:
        raise VectorsError(
            f"The vectors in {folder} cannot be written or read: {error.strerror or error}. "
            "What was written before is kept, and words are searched as ever."
        ) from error
