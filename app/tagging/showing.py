"""Let searches find what was decided, shortly after it was saved and without anybody waiting."""

import logging
import threading
import time

from indexer.decisions.showing import show_decisions
from indexer.errors import HomeLocked, IndexerError
from indexer.home import Home
from indexer.store.repository import Store

log = logging.getLogger(__name__)

GATHERING = 0.25
"""Seconds to wait before writing, so that what is decided in quick succession is written once."""

AGAIN = 1.0
"""Seconds until the next try while another process holds the home: an index run, as a rule,
which shows decisions itself whenever it commits."""

LINGER = 5.0
"""Seconds without news after which the thread ends; it costs a millisecond to start."""


class Shower:
    """Brings the search index up to date with decisions, in a thread of its own.

    That a passage is not shown yet stands in the store, so nothing is lost when the
    program is killed: the next start, decision or index run goes on with it.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._thread: threading.Thread | None = None

    def tell(self) -> None:
        """Say that something was decided; returns at once."""
        with self._lock:
            self._news.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="shower", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while self._goes_on():
            time.sleep(GATHERING)
            self._news.clear()
            if not self._show():
                time.sleep(AGAIN)
                self._news.set()

    def _goes_on(self) -> bool:
        if self._news.wait(LINGER):
            return True
        with self._lock:
            if self._news.is_set():
                return True
            self._thread = None
            return False

    def _show(self) -> bool:
        """Show what is decided; False: somebody else holds the home."""
        try:
            with Store.open(self._home.store) as store:
                if not store.unshown(limit=1):
                    return True
                with self._home.lock("a server that shows decisions"):
                    show_decisions(self._home, store)
        except HomeLocked:
            return False
        except IndexerError as error:
            # Decisions are kept; whoever searches is told of a damaged index by the search.
            log.warning("Decisions cannot be found by searches yet: %s", error)
        return True
