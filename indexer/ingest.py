"""The use case of indexing: extract, annotate, store, make searchable.

Failure is written first and success last: from the moment a file is taken up
its ledger entry says ``failed``, and only when its passages can be found in
the search index does it say ``indexed``. A run that is cut off therefore
leaves nothing that looks finished and is not, and the next run mends it.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from indexer.abbreviations import find_definitions
from indexer.containers import ways_in
from indexer.corrections import Dispute, disputes, relabel
from indexer.decisions.excerpts import settle_excerpts
from indexer.decisions.settling import Settled, settle_decisions
from indexer.decisions.showing import show_in
from indexer.duplicates import group_passages
from indexer.extract.base import OcrMode
from indexer.extract.ocr.tesseract import tesseract_version
from indexer.files import AGAIN, INTERRUPTED, Look, part_copies, walk, written
from indexer.findings.deriving import derive_findings, looked_through
from indexer.handover import Reading
from indexer.home import Home
from indexer.inside import look_through
from indexer.missing import doubt_about, missing_in, prefix
from indexer.model import Document, FileStatus, LedgerEntry, Stage
from indexer.pack.settling import settle_items
from indexer.pool import FILE_TIMEOUT, process_all
from indexer.readers import readers_version
from indexer.search.base import SearchEngine, SearchRecord
from indexer.search.lifecycle import is_current, open_for_writing
from indexer.search.records import records_of
from indexer.searchable import all_records
from indexer.store.corrected import Said
from indexer.store.repository import Store
from indexer.worker import Outcome
from nlp.pipeline import pipeline_version

log = logging.getLogger(__name__)

BATCH_SECONDS = 3.0
"""Between commits of the search index: a crash loses at most this much work."""
LOCK_SECONDS = 2.0
"""A run waits so long for the home; what a server shows of decisions takes a tenth of it."""
PAGE_SECONDS = 20.0
"""More time for each page that a file has recognised; it takes one to two, or 60 at most."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be indexed, and why."""

    path: str
    stage: Stage
    error: str


@dataclass(slots=True)
class Summary:
    """What a run did; grows while it runs.

    Attributes:
        recognised: pages read from their picture.
        disputes: corrections by people that a new version of a file now contradicts.
        missing: files that are no longer where they were, and are still searched.
        removed: such files that were taken out of the search.
        doubts: folders that were not looked into, or of which that could not be told, and why.
        decisions: what became of the passages that people decided of.
    """

    indexed: int = 0
    unchanged: int = 0
    updated: int = 0
    failed: int = 0
    skipped: int = 0
    pages: int = 0
    passages: int = 0
    recognised: int = 0
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    missing: int = 0
    removed: int = 0
    doubts: list[str] = field(default_factory=list)
    decisions: Settled = field(default_factory=Settled)


Progress = Callable[[int, int, Summary], None]
"""Called with files done, files in all, and the summary so far."""


_UNREAD = (FileStatus.FAILED, FileStatus.QUARANTINED)
_READ = (FileStatus.INDEXED, FileStatus.DUPLICATE, FileStatus.CONTAINER)


def _no_progress(_done: int, _total: int, _summary: Summary) -> None:
    pass


def ingest(
    paths: Sequence[Path],
    *,
    home: Home,
    jobs: int = 1,
    engine: str = "auto",
    ocr: OcrMode = OcrMode.AUTO,
    retry: bool = False,
    again: bool = False,
    forget_missing: bool = False,
    progress: Progress = _no_progress,
) -> Summary:
    """Bring the index up to date with the files under ``paths``.

    Args:
        paths: files and folders; folders are walked, hidden files left out.
        jobs: worker processes that read and annotate.
        engine: ``auto``, ``tantivy`` or ``whoosh``.
        ocr: which pages are read from their picture. That is done last, when all that
            has text is searchable already, and takes up what earlier runs left.
        retry: try again what hung or killed its reader before, in recognition too.
        again: read all files again, changed or not, with the program of today. What they
            said before is found until then. Scans are left alone if they cannot be recognised.
        forget_missing: take files out of the search that are no longer in the folders.

    Raises:
        HomeLocked: another run is writing to this home.
        StoreError: the store is damaged or newer than this program.
    """
    began = time.monotonic()
    named = [written(path) for path in paths]
    with (
        # The server holds it for a moment whenever something was decided.
        home.lock(f"an index run over {', '.join(named)}", wait=LOCK_SECONDS),
        Store.open(home.store, create=True) as store,
    ):
        number = store.start_run(named)
        run = _Run(home, store, engine, progress, number)
        try:
            if retry:
                store.release_quarantine()
            if again:
                run.ask_again(paths, ocr)
            run.over(paths, jobs, ocr, forget_missing=forget_missing)
        finally:
            run.engine.close()
        # A run that was cut off, by Ctrl+C too, has not finished.
        run.summary.seconds = time.monotonic() - began
        counts = asdict(run.summary)
        counts["failures"] = len(run.summary.failures)
        counts["disputes"] = len(run.summary.disputes)
        counts["doubts"] = len(run.summary.doubts)
        store.finish_run(number, counts)
    return run.summary


class _Run:
    """One pass over the files, with the store and the engine open."""

    def __init__(
        self, home: Home, store: Store, engine: str, progress: Progress, number: int
    ) -> None:
        self.home = home
        self.store = store
        self.number = number
        self.progress = progress
        self.summary = Summary()
        self.version = pipeline_version(home.models)
        kept = is_current(home.search, engine=engine, pipeline=self.version)
        labelled = self._annotate_again()
        self.engine: SearchEngine = open_for_writing(
            home.search, engine=engine, pipeline=self.version, records=all_records(store)
        )
        for document in labelled if kept else ():
            self._show_again(document)
        # Nobody adds to them during the run: that takes the lock on the home.
        self.said = Said(store.corrections())
        self._unfinished: list[LedgerEntry] = []
        self._committed = time.monotonic()
        self._done = 0
        self._total = 0

    def _annotate_again(self) -> list[str]:
        """Label anew what an earlier taxonomy, model or pipeline labelled, and return the ids.

        So is what was cut off between the correction of a type and the labels for it.
        """
        outdated = self.store.documents_annotated_otherwise(self.version)
        for number in outdated:
            found = find_definitions(tuple(self.store.passages(document=number)))
            self.store.save_abbreviations(number, found)
            relabel(self.home, self.store, number)
        return outdated

    def _show_again(self, number: str) -> None:
        """Put a document of the store into the search index as it is now."""
        document = self.store.document(number)
        self.engine.remove_document(number)
        if document:
            found = self.store.passages(document=number, excerpts=True)
            self.engine.add(records_of(found, document))

    def ask_again(self, paths: Sequence[Path], ocr: OcrMode) -> None:
        """Mark the files that were read as to be read, in one go; what lies in them, too."""
        kept = set() if _recognises(ocr) else self.store.documents_recognised()
        names = {str(path) for path in walk(filter(Path.exists, paths), self.home)}
        due = [
            entry.path
            for entry in self.store.entries()
            if not names.isdisjoint(ways_in(entry.path))
            and entry.status in _READ
            and entry.document not in kept
        ]
        self.store.mark_reader(due, AGAIN)

    def over(self, paths: Sequence[Path], jobs: int, ocr: OcrMode, *, forget_missing: bool) -> None:
        """Read what is new or changed, settle the rest, then recognise scans."""
        folders = [path for path in paths if self._is_folder(path)]
        there = [path for path in paths if path.exists() or path not in folders]
        looks = list(look_through(walk(there, self.home, tell=self._doubt), self.store))
        self._total = len(looks)
        for item in looks:
            if not item.work:
                self._settle_unread(item)
            elif item.inside:
                # Its container may be settled next, and then nobody looks into it again.
                self.store.record(item.entry)
        firsts, copies = part_copies([item for item in looks if item.work])
        fresh = [item for item in firsts if not self._settle_copy(item)]
        self._read(fresh, jobs)
        self._commit()
        unlinked = [item for item in copies if not self._settle_copy(item)]
        # Why a file cannot be read is told of each by its own name.
        self._read([item for item in unlinked if not self._set_aside(item)], jobs)
        self._commit()
        seen = [item.entry.path for item in looks]
        self._recognise(seen, jobs, ocr, fresh={item.entry.path for item in fresh})
        self._settle_missing(folders, set(seen), forget=forget_missing)
        self._set_old_versions_aside()
        self._settle_decisions()
        group_passages(self.store)
        derive_findings(self.store)

    def _is_folder(self, path: Path) -> bool:
        """Tell a folder, also one that is not there any more, from a file."""
        return path.is_dir() or bool(self.store.entries_under(prefix(path)))

    def _doubt(self, why: str) -> None:
        log.warning("%s", why)
        self.summary.doubts.append(why)

    def _settle_missing(self, folders: Sequence[Path], seen: set[str], *, forget: bool) -> None:
        """Note which files are gone, and take them out of the search if that was asked for."""
        missing: set[str] = set()
        for folder in folders:
            doubt = doubt_about(folder, seen, self.store)
            if doubt:
                self._doubt(doubt)
            else:
                missing |= set(missing_in(folder, seen, self.store))
        known = {entry.path for entry in self.store.entries(status=FileStatus.REMOVED)}
        gone = sorted(missing - known)
        self.store.mark_missing(gone)
        if forget:
            self.store.rehome_documents()
            self.store.remove(gone)
            self.summary.removed = len(gone)
        else:
            self.summary.missing = len(gone)

    def _settle_unread(self, item: Look) -> None:
        """Note a file that needs no reading, or cannot even be opened."""
        if item.entry.status in _UNREAD:
            self._fail(item.entry)
            return
        if item.entry.status is FileStatus.SKIPPED:
            self.summary.skipped += 1
        elif item.entry.status is not FileStatus.CONTAINER:
            self.summary.unchanged += 1
        self.store.record(item.entry)
        self._step()

    def _settle_copy(self, item: Look) -> bool:
        """Link a file to the document that has its content already, if one has."""
        number = (item.entry.sha256 or "")[:12]
        original = self.store.origin(number)
        if original is None or original.path == item.entry.path:
            return False
        self.store.record(
            replace(
                item.entry,
                status=FileStatus.DUPLICATE,
                stage=Stage.DONE,
                document=number,
                error=f"Same content as {original.path}.",
            )
        )
        self.summary.skipped += 1
        self._step()
        return True

    def _set_aside(self, item: Look) -> bool:
        """Set a file aside if one of its content was: it would hang or kill a worker again."""
        for first in self.store.entries(status=FileStatus.QUARANTINED):
            if first.sha256 == item.entry.sha256:
                told = f"Same content as {first.path}. {first.error or ''}"
                entry = replace(item.entry, status=first.status, stage=first.stage, error=told)
                self._fail(entry)
                return True
        return False

    def _read(self, items: Sequence[Look], jobs: int) -> None:
        if not items:
            return
        outcomes = process_all(
            [item.entry for item in items],
            jobs=jobs,
            models=self.home.models,
            ocr=OcrMode.OFF,
            pipeline=self.version,
            started=self.store.record,
        )
        for entry, outcome in outcomes:
            if outcome.reading is None:
                self._not_indexed(entry, outcome)
            else:
                self._save(entry, outcome.reading, outcome.seconds)
                self._count(outcome.reading, updated=entry.document is not None)
                self._step()

    def _recognise(self, files: Sequence[str], jobs: int, ocr: OcrMode, *, fresh: set[str]) -> None:
        """Read scanned pages from their pictures, and their documents anew with them.

        A document that this fails for keeps the text it has. One that hung or killed its
        reader is noted, and left alone until it or the program changes.
        """
        if not _recognises(ocr):
            return
        scans = self._scans(files, ocr)
        counts = self.store.passage_counts() if scans else {}
        self._total += len(scans)
        outcomes = process_all(
            [replace(e, status=FileStatus.FAILED, error=INTERRUPTED) for e in scans.values()],
            jobs=jobs,
            models=self.home.models,
            ocr=ocr,
            pipeline=self.version,
            timeout=self._time_for(scans.values()),
            started=self.store.record,
        )
        for entry, outcome in outcomes:
            reading = outcome.reading
            if reading is None:
                log.warning("%s keeps the text it has: %s", entry.path, outcome.error)
                self.store.record(_noted(scans[entry.path], outcome))
            else:
                self._save(entry, reading, outcome.seconds)
                self.summary.recognised += _recognised_pages(reading.document)
                if entry.path in fresh:
                    before = counts.get(reading.document.id, 0)
                    self.summary.passages += reading.passages - before
                else:
                    self.summary.unchanged -= 1
                    self._count(reading, updated=True)
            self._step()
        self._commit()

    def _scans(self, files: Sequence[str], ocr: OcrMode) -> dict[str, LedgerEntry]:
        """Find the indexed files that hold pages to recognise, by path."""
        needing = self.store.documents_needing_ocr()
        entries = [self.store.entry(path) for path in files]
        return {
            entry.path: entry
            for entry in entries
            if entry is not None
            and entry.status is FileStatus.INDEXED
            and not (entry.error and entry.reader == readers_version())
            and (ocr is OcrMode.FORCE or entry.document in needing)
        }

    def _time_for(self, entries: Iterable[LedgerEntry]) -> float:
        """Give the seconds that recognising the longest of some documents may take."""
        found = [self.store.document(entry.document or "") for entry in entries]
        longest = max((len(document.pages) for document in found if document), default=0)
        return FILE_TIMEOUT + PAGE_SECONDS * longest

    def _not_indexed(self, entry: LedgerEntry, outcome: Outcome) -> None:
        settled = replace(
            entry,
            status=outcome.status,
            stage=outcome.stage,
            error=outcome.error,
            seconds=outcome.seconds,
        )
        if outcome.status in _UNREAD:
            self._fail(settled)
            return
        self.store.record(settled)
        self.summary.skipped += 1
        self._step()

    def _fail(self, entry: LedgerEntry) -> None:
        self.store.record(entry)
        self.summary.failed += 1
        self.summary.failures.append(Failure(entry.path, entry.stage, entry.error or ""))
        self._step()

    def _count(self, reading: Reading, *, updated: bool) -> None:
        self.summary.updated += updated
        self.summary.indexed += not updated
        self.summary.pages += len(reading.document.pages)
        self.summary.passages += reading.passages

    def _save(self, entry: LedgerEntry, reading: Reading, seconds: float) -> None:
        """Store a document and queue it for the search index."""
        document = reading.document
        self.store.save_packed(document, reading.packed(), pipeline=self.version)
        looked = looked_through(document)
        self.store.save_findings(document.id, reading.findings, version=looked)
        self.engine.remove_document(document.id)
        self.engine.add(self._records(reading))
        self._unfinished.append(
            replace(
                entry,
                status=FileStatus.INDEXED,
                stage=Stage.DONE,
                document=document.id,
                error=None,
                seconds=seconds,
            )
        )
        if time.monotonic() - self._committed > BATCH_SECONDS:
            self._commit()

    def _records(self, reading: Reading) -> Iterable[SearchRecord]:
        """Give what is to be searchable: as people have corrected it, not as it was read."""
        document = reading.document
        said = self.said.of(document.id, document.path, inherits=True)
        if not said:
            return reading.records()
        if any(one.field == "type" for one in said):
            relabel(self.home, self.store, document.id)
        self.summary.disputes += disputes(self.store, document.id)
        shown = self.store.document(document.id) or document
        return records_of(self.store.passages(document=document.id), shown)

    def _commit(self) -> None:
        """Make the batch findable; only then may the ledger say ``indexed``."""
        self.engine.commit()
        # What people decide meanwhile would be searched as decided only after the run.
        show_in([self.engine], self.store)
        self.store.record(*self._unfinished)
        self._unfinished.clear()
        self._committed = time.monotonic()

    def _set_old_versions_aside(self) -> None:
        """Take out of search what no file holds any more; the store keeps it as history."""
        self.store.rehome_documents()
        outdated = self.store.outdated_documents()
        for number in outdated:
            self.engine.remove_document(number)
        if outdated:
            self.engine.commit()
        # Last, so that a run cut off before does it all again.
        self.store.supersede(outdated)

    def _settle_decisions(self) -> None:
        """Find again what people decided of, and let the search index show it."""
        settle_excerpts(self.home, self.store)
        self.summary.decisions = settle_decisions(self.store, run=self.number)
        settle_items(self.store)
        show_in([self.engine], self.store)

    def _step(self) -> None:
        self._done += 1
        self.progress(self._done, self._total, self.summary)


def _recognises(ocr: OcrMode) -> bool:
    return ocr is not OcrMode.OFF and tesseract_version() is not None


def _noted(scan: LedgerEntry, outcome: Outcome) -> LedgerEntry:
    """Note of a document that its recognition hung or killed its reader."""
    if outcome.status is not FileStatus.QUARANTINED:
        return replace(scan, error=None)
    told = f"Its pages without text could not be recognised. {outcome.error}"
    return replace(scan, error=told, reader=readers_version())


def _recognised_pages(document: Document) -> int:
    return sum(page.ocr is not None and page.has_text for page in document.pages)
