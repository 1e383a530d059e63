"""The use case of making vectors: a pass of its own, after keyword search is ready.

It may be cut off at any point and goes on where it was. It holds a lock of its own, not
the home's, so files can be indexed and corrected meanwhile; what comes in while it runs
it takes up before it ends.
"""

import math
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import HomeLocked
from indexer.home import Home
from indexer.meaning.vectors import Vectors
from indexer.meaning.wording import RECIPE, Wording, wording_of
from indexer.store.repository import Store
from nlp.meaning.encoders import About, Encoder, about_encoder, load_encoder

_AT_ONCE, _AT_ONCE_BY_WORDS = 256, 4096
"""Texts between commits, with a sentence encoder and without: a crash loses at most these, ten
seconds or a third of one. Each commit waits for the disk: 33,000 texts by words take 2.9 s at 256
and 2.5 at 4,096."""


@dataclass(slots=True)
class Made:
    """What a pass did; grows while it runs.

    Attributes:
        passages: that have a vector now.
        wanted: that are to have one.
        encoded: texts of which a vector was made in this pass.
        busy: another process is making them.
        stopped: before all were made.
    """

    passages: int = 0
    wanted: int = 0
    encoded: int = 0
    busy: bool = False
    stopped: bool = False


Progress = Callable[[Made], None]
"""Called every few seconds."""


def open_vectors(home: Home, about: About) -> Vectors | None:
    """Open the vectors that an encoder made, for reading; None if there are none.

    Raises:
        VectorsError: they are damaged.
    """
    return Vectors.open(_folder(home, about), about.dimensions)


def make_vectors(
    home: Home, *, progress: Progress = lambda _: None, seconds: float = math.inf
) -> Made:
    """Make vectors of all passages that have none, the newest papers first.

    Measured on one core with a sentence encoder: 60 texts of 74 word pieces a second. A passage's
    sentences take about as long again, so 45,000 passages take some 25 minutes of processor time.
    By words alone 35,700 take 3.

    Args:
        home: with a store.
        progress: told how far it is.
        seconds: stop after this long, between two batches.

    Raises:
        ModelError: the model is damaged.
        VectorsError: the vectors cannot be written.
        StoreError: nothing was indexed yet.
    """
    about, encoder = about_encoder(home.models), load_encoder(home.models)
    try:
        with hold(home):
            remove_vectors(home, but=about)
            opened = Vectors.open_for_writing(_folder(home, about), about.dimensions)
            with closing(opened) as vectors, Store.open(home.store) as store:
                until = time.monotonic() + seconds
                at_once = _AT_ONCE if about.model else _AT_ONCE_BY_WORDS
                making = _Pass(store, vectors, encoder, progress, until, at_once)
                making.run()
                return making.made
    except HomeLocked:
        return Made(busy=True)


@contextmanager
def hold(home: Home) -> Iterator[None]:
    """Keep other processes from changing the vectors.

    Raises:
        HomeLocked: one is at it.
    """
    from filelock import FileLock, Timeout

    home.meaning.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.meaning / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise HomeLocked(
            f"The vectors in {home.meaning} are being made by another process. Wait for it, or "
            "stop it: the next pass goes on where it was."
        ) from error
    try:
        yield
    finally:
        lock.release()


def remove_vectors(home: Home, *, but: About | None = None) -> None:
    """Delete the vectors of all encoders, or of all but one."""
    for folder in home.meaning.glob("*/"):
        if but is None or folder != _folder(home, but):
            # Where open files cannot be deleted, the next pass tries again.
            shutil.rmtree(folder, ignore_errors=True)


def _folder(home: Home, about: About) -> Path:
    """Name the folder of an encoder's vectors; those of another or another recipe are elsewhere."""
    return home.meaning / f"{about.version}-{RECIPE}"


class _OutOfTime(Exception):
    """The seconds given are over."""


class _Pass:
    """One pass over the documents, with all that it needs open."""

    def __init__(
        self,
        store: Store,
        vectors: Vectors,
        encoder: Encoder,
        progress: Progress,
        until: float,
        at_once: int,
    ) -> None:
        self.store = store
        self.vectors = vectors
        self.encoder = encoder
        self.progress = progress
        self.until = until
        self.at_once = at_once
        self.made = Made()
        self._counts: dict[str, int] = {}

    def run(self) -> None:
        """Take up what is due, and then what has come in meanwhile."""
        try:
            while due := self._due():
                for some in self._parted(due):
                    self._make(some)
        except _OutOfTime:
            self.made.stopped = True

    def _due(self) -> dict[str, str]:
        """Return documents that are new or were made anew, and forget those that are gone."""
        there, known = self.store.text_stamps(), self.vectors.stamps()
        self.vectors.drop(known.keys() - there.keys())
        due = {id_: stamp for id_, stamp in there.items() if known.get(id_) != stamp}
        self._counts = self.store.text_counts()
        self.made.wanted = sum(self._counts.values())
        self.made.passages = self.made.wanted - sum(self._counts.get(id_, 0) for id_ in due)
        return due

    def _parted(self, due: Mapping[str, str]) -> Iterator[dict[str, str]]:
        """Yield documents together that have few passages: each change of the disk takes time."""
        some: dict[str, str] = {}
        passages = 0
        for document, stamp in due.items():
            some[document] = stamp
            passages += self._counts.get(document, 0)
            if passages >= self.at_once:
                yield some
                some, passages = {}, 0
        if some:
            yield some

    def _make(self, some: Mapping[str, str]) -> None:
        of_key: dict[int, Wording] = {}
        keys: dict[str, dict[str, int]] = {document: {} for document in some}
        for document, own in keys.items():
            for said in self.store.texts_of(document):
                wording = wording_of(said)
                own[said.passage] = wording.key
                of_key[own[said.passage]] = wording
        lacking = sorted(self.vectors.lacking(of_key))
        for start in range(0, len(lacking), self.at_once):
            if time.monotonic() > self.until:
                raise _OutOfTime
            self._encode({key: of_key[key] for key in lacking[start : start + self.at_once]})
            self.progress(self.made)
        self.vectors.put({document: (stamp, keys[document]) for document, stamp in some.items()})
        self.made.passages += sum(map(len, keys.values()))
        self.progress(self.made)

    def _encode(self, wordings: Mapping[int, Wording]) -> None:
        """Make the vectors of texts, by their keys."""
        wholes = [wording.whole for wording in wordings.values()]
        sentences = [one for wording in wordings.values() for one in wording.sentences]
        counts = [len(wording.sentences) for wording in wordings.values()]
        vectors = self.encoder.encode(wholes + sentences)
        self.vectors.add(list(wordings), vectors[: len(wholes)], vectors[len(wholes) :], counts)
        self.made.encoded += len(wordings)
