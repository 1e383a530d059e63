"""What a request works with, made once and shared by every thread."""

import logging
import threading
from pathlib import Path

from flask import Flask, current_app

from app.documents.images import PageImages
from app.tagging.showing import Shower
from app.words import Words, build_words
from indexer.answer import Question, answer
from indexer.council.model import Council
from indexer.coverage import Coverage
from indexer.errors import IndexerError, StoreError
from indexer.home import Home
from indexer.meaning.near import Meaning
from indexer.search.base import SearchEngine
from indexer.search.lifecycle import CurrentIndex
from indexer.store.repository import Store
from indexer.store.summary import StoreCounts
from nlp.errors import TaxonomyError
from nlp.taxonomy import Taxonomy, load_taxonomy
from nlp.taxonomy.own import PARTS

EXTENSION = "sightline"

log = logging.getLogger(__name__)


class Workplace:
    """The home's store and index, the taxonomy and the page images.

    The store takes a connection of its own from a pool for each call, so threads
    share it freely. It is opened on first use: the server may be started before
    anything is indexed, and finds the store once there is one.

    Attributes:
        shower: lets searches find what people decided.
        meaning: finds passages that mean the same.
        coverage: counts labels by theme, area and time.
    """

    def __init__(self, home: Home) -> None:
        self.home = home
        self.images = PageImages()
        self.meaning = Meaning(home)
        self.coverage = Coverage()
        self.shower = Shower(home)
        self._store: Store | None = None
        self._index = CurrentIndex(home.search)
        self._lock = threading.Lock()
        self._taxonomy_files = [home.taxonomy / name for name in PARTS]
        self._labels = self._read_taxonomy()
        self._counted: tuple[object, StoreCounts] | None = None
        self._council: tuple[object, Council] | None = None
        self._has_accounts = False
        self._holds_anything = False

    @property
    def taxonomy(self) -> Taxonomy:
        """The themes and frameworks in use, with what was edited a moment ago."""
        return self._taxonomy_now()[0]

    @property
    def words(self) -> Words:
        """The labels of the taxonomy, ready for display."""
        return self._taxonomy_now()[1]

    def _taxonomy_now(self) -> tuple[Taxonomy, Words, object]:
        if self._labels[2] != self._taxonomy_stamp():
            try:
                self._labels = self._read_taxonomy()
            except TaxonomyError as error:
                # The pages check what they write; somebody edited a file by hand.
                log.error("The taxonomy stays as it was before: %s", error)
        return self._labels

    def _read_taxonomy(self) -> tuple[Taxonomy, Words, object]:
        stamp = self._taxonomy_stamp()
        taxonomy = load_taxonomy(own=self.home.taxonomy)
        return taxonomy, build_words(taxonomy), stamp

    def _taxonomy_stamp(self) -> object:
        return [_stamp(path) for path in self._taxonomy_files]

    @property
    def has_store(self) -> bool:
        """Whether there is a store; one with accounts may hold no document yet."""
        return self._store is not None or self.home.store.is_file()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever indexed here."""
        if not self._holds_anything and self.has_store:
            self._holds_anything = self.store.holds_anything()
        return not self._holds_anything

    @property
    def has_accounts(self) -> bool:
        """Whether there are accounts, so that people have to sign in; once so, for good."""
        if not self._has_accounts and self.has_store:
            self._has_accounts = self.store.has_accounts()
        return self._has_accounts

    @property
    def store(self) -> Store:
        """The store.

        Raises:
            StoreError: it is missing, damaged or newer than the program.
        """
        with self._lock:
            if self._store is None:
                self._store = Store.open(self.home.store)
            return self._store

    def ready_store(self) -> Store:
        """Return the store, made where there is none yet: not all begins with an index run.

        Raises:
            StoreError: it is damaged or newer than the program.
        """
        if not self.has_store:
            Store.open(self.home.store, create=True).close()
        return self.store

    @property
    def council(self) -> Council:
        """Whose Sightline this is; every page says so at its foot, so it never fails."""
        stamp = self.stamp()
        if self._council is None or self._council[0] != stamp:
            try:
                self._council = (stamp, self.store.council() if self.has_store else Council())
            except StoreError as error:  # the page itself tells what is the matter
                log.warning("Cannot tell whose Sightline this is: %s", error)
                return Council()
        return self._council[1]

    def counts(self) -> StoreCounts:
        """Return how much the store holds, counted again only when it has changed.

        Counting 45,000 passages takes 11 ms, a quarter of what a page of results takes.

        Raises:
            StoreError: it is missing, damaged or newer than the program.
        """
        store = self.store
        stamp = self.stamp()
        counted = self._counted
        if counted is None or counted[0] != stamp:
            counted = self._counted = (stamp, store.counts())
        return counted[1]

    def warm_up(self) -> None:
        """Ask a question and count the labels, in the background and for nobody.

        So nobody's first question waits until the index, the vectors and the words are read
        (0.14 s instead of 0.28 over 100,000 passages), nor their first overview until the
        labels of 45,300 passages are counted (0.4 s).
        """
        threading.Thread(target=self._prepare, daemon=True).start()

    def _prepare(self) -> None:
        try:
            answer(
                Question("children"),
                store=self.store,
                engine=self.engine(),
                taxonomy=self.taxonomy,
                meaning=self.meaning,
            )
            self.coverage.facts(self.store)
        except IndexerError as error:  # whoever asks is told
            log.warning("Cannot prepare for the first question: %s", error)

    def stamp(self) -> object:
        """Return what is another whenever something was written to the store."""
        return [_stamp(self.home.store), _stamp(Path(f"{self.home.store}-wal"))]

    def engine(self) -> SearchEngine:
        """Return the search index as it stands now; never close it.

        Raises:
            SearchIndexError: it is missing or damaged.
        """
        return self._index.engine()


def _stamp(path: Path) -> tuple[int, int] | None:
    """Return what changes when a file is written to; None if there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size


def workplace() -> Workplace:
    """Return the workplace of the app that serves this request."""
    return workplace_of(current_app)


def workplace_of(app: Flask) -> Workplace:
    """Return the workplace of an app."""
    place = app.extensions[EXTENSION]
    assert isinstance(place, Workplace)  # noqa: S101 - tells the type checker
    return place
