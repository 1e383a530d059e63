"""The ledger of files, what each path held over time, and the runs that looked."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from indexer.containers import MARK
from indexer.days import in_words
from indexer.model import FileStatus, LedgerEntry
from indexer.store import rows
from indexer.store.base import Connected, chunks, now
from indexer.store.summary import Run, Version
from indexer.store.tables import documents, files, runs, versions

HELD = (FileStatus.INDEXED, FileStatus.DUPLICATE)
"""Statuses of a file whose present content is in the store."""


class Ledger(Connected):
    """Files, their versions and the runs over them."""

    def entry(self, path: str) -> LedgerEntry | None:
        """Return what the ledger says of a file; None if it was never offered."""
        found = self._all(sa.select(files).where(files.c.path == path))
        return rows.entry_from(found[0]) if found else None

    def holds_anything(self) -> bool:
        """Tell whether any file was ever offered, or any document read."""
        any_file, any_document = (
            sa.exists(sa.select(column)) for column in (files.c.path, documents.c.id)
        )
        return bool(self._all(sa.select(any_file | any_document))[0][0])

    def entries(self, *, status: FileStatus | None = None) -> list[LedgerEntry]:
        """Return ledger entries by path, all or those of one status."""
        query = sa.select(files).order_by(files.c.path)
        if status is not None:
            query = query.where(files.c.status == status.value)
        return [rows.entry_from(row) for row in self._all(query)]

    def origin(self, document: str) -> LedgerEntry | None:
        """Return the entry of the file that a document was read from.

        Args:
            document: its id.

        Returns:
            None if there is no such document, or that file no longer says that it holds it.
        """
        query = sa.select(files).join(documents, documents.c.path == files.c.path)
        query = query.where(documents.c.id == document, files.c.document == document)
        found = self._all(query.where(files.c.status == FileStatus.INDEXED.value))
        return rows.entry_from(found[0]) if found else None

    def entries_within(self, container: str) -> list[LedgerEntry]:
        """Return the entries of the files in a container, at any depth, by path.

        Args:
            container: path of an archive or a mail, as the ledger has it.
        """
        return self.entries_under(f"{container}{MARK}")

    def entries_under(self, folder: str) -> list[LedgerEntry]:
        """Return the entries of the files in a folder, at any depth, by path.

        Args:
            folder: how their paths begin, up to and with the separator.
        """
        # A range finds them by the key of the table; not every collation keeps to it.
        query = sa.select(files).where(files.c.path.between(folder, folder + chr(0x10FFFF)))
        found = [rows.entry_from(row) for row in self._all(query.order_by(files.c.path))]
        return [entry for entry in found if entry.path.startswith(folder)]

    def record(self, *entries: LedgerEntry) -> None:
        """Write the entries of files, replacing those they had, all or none.

        Where a file's content is in the store, this is also noted as the version that
        the path holds now. None of them is missing from then on.
        """
        at = now()
        with self._writing() as connection:
            for entry in entries:
                row = rows.file_row(entry) | {"seen_at": at}
                connection.execute(sa.delete(files).where(files.c.path == entry.path))
                connection.execute(sa.insert(files), row)
                if entry.document is not None and entry.status in HELD:
                    _note_version(connection, entry, at)

    def release_quarantine(self) -> None:
        """Let files that hung or killed their reader be tried again, in recognition too."""
        hung = sa.update(files).where(files.c.status == FileStatus.QUARANTINED.value)
        noted = sa.update(files).where(files.c.status == FileStatus.INDEXED.value)
        with self._writing() as connection:
            connection.execute(hung.values(status=FileStatus.FAILED.value))
            connection.execute(noted.values(error=None))

    def mark_reader(self, paths: Sequence[str], version: str) -> None:
        """Note another version of the code as the one that last read some files."""
        with self._writing() as connection:
            for some in chunks(paths):
                where = sa.update(files).where(files.c.path.in_(some))
                connection.execute(where.values(reader=version))

    def mark_missing(self, paths: Sequence[str]) -> None:
        """Note that files are no longer where they were; what was noted before stays."""
        change = sa.update(files).where(files.c.missing_since.is_(None))
        with self._writing() as connection:
            for some in chunks(paths):
                where = change.where(files.c.path.in_(some))
                connection.execute(where.values(missing_since=now()))

    def remove(self, paths: Sequence[str]) -> None:
        """Let files hold nothing any more; their entries and versions stay as history.

        What no other file holds is outdated from then on.
        """
        at = now()
        told = f"It was missing, and was taken out of the search on {in_words(at)}."
        removed = {"status": FileStatus.REMOVED.value, "error": told}
        with self._writing() as connection:
            for some in chunks(paths):
                connection.execute(sa.update(files).where(files.c.path.in_(some)), removed)
                held = versions.c.path.in_(some) & versions.c.superseded_at.is_(None)
                connection.execute(sa.update(versions).where(held), {"superseded_at": at})

    def versions(self, path: str) -> list[Version]:
        """Return what a path has held, oldest first; the last one without an end is held now.

        Content that could not be read was never held. Content that came back is listed
        each time.
        """
        query = sa.select(versions).where(versions.c.path == path).order_by(versions.c.id)
        return [
            Version(
                path=row.path,
                document=row.document,
                sha256=row.sha256,
                first_seen=_utc(row.first_seen),
                last_seen=_utc(row.last_seen),
                superseded_at=row.superseded_at and _utc(row.superseded_at),
            )
            for row in self._all(query)
        ]

    def version_counts(self) -> dict[str, int]:
        """Return how many versions each path has held, leaving out those with only one."""
        number = sa.func.count().label("number")
        query = sa.select(versions.c.path, number).group_by(versions.c.path).having(number > 1)
        return {row.path: row.number for row in self._all(query)}

    def successor(self, document: str) -> str | None:
        """Return the id of the document that took the place of a superseded one.

        Returns:
            None if the document is current or unknown.
        """
        held = sa.select(documents.c.path).where(
            documents.c.id == document, documents.c.superseded_at.is_not(None)
        )
        query = sa.select(files.c.document).where(
            files.c.path.in_(held), files.c.document != document
        )
        found = self._all(query)
        return found[0].document if found else None

    def start_run(self, paths: Sequence[str]) -> int:
        """Note that a run has begun on these paths, and return its id."""
        row = {"started": now(), "paths": list(paths), "counts": {}}
        with self._writing() as connection:
            key = connection.execute(sa.insert(runs), row).inserted_primary_key
        return int(key[0]) if key else 0

    def finish_run(self, run: int, counts: Mapping[str, int]) -> None:
        """Note that a run has ended, and what it did."""
        change = sa.update(runs).where(runs.c.id == run)
        with self._writing() as connection:
            connection.execute(change, {"finished": now(), "counts": dict(counts)})

    def last_run(self) -> Run | None:
        """Return the latest run; None before the first."""
        found = self._all(sa.select(runs).order_by(runs.c.id.desc()).limit(1))
        if not found:
            return None
        row = found[0]
        finished = row.finished and _utc(row.finished)
        return Run(row.id, _utc(row.started), finished, tuple(row.paths), row.counts)


def _note_version(connection: sa.Connection, entry: LedgerEntry, at: datetime) -> None:
    """Lengthen the version a path holds, or end it and begin the next."""
    held = connection.execute(
        sa.select(versions.c.id, versions.c.document)
        .where(versions.c.path == entry.path, versions.c.superseded_at.is_(None))
        .order_by(versions.c.id.desc())
    ).first()
    if held is not None:
        same = held.document == entry.document
        change = {"last_seen": at} if same else {"superseded_at": at}
        connection.execute(sa.update(versions).where(versions.c.id == held.id), change)
        if same:
            return
    row = {
        "path": entry.path,
        "document": entry.document,
        "sha256": entry.sha256,
        "first_seen": at,
        "last_seen": at,
    }
    connection.execute(sa.insert(versions), row)


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC)
