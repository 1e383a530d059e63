"""Where everything built is kept: store, search index and models."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from indexer.errors import HomeLocked

TRAINING = "training"
"""What a training holds of a home: it writes nothing but a model, so that all else goes on."""


@dataclass(frozen=True, slots=True)
class Home:
    """A folder of built state; all but the store, the uploads and the taxonomy can be rebuilt."""

    path: Path

    @property
    def store(self) -> Path:
        """The SQLite file."""
        return self.path / "sightline.db"

    @property
    def search(self) -> Path:
        """The folder of search indexes."""
        return self.path / "search"

    @property
    def models(self) -> Path:
        """The folder of locally trained models, which outrank the shipped ones."""
        return self.path / "models"

    @property
    def meaning(self) -> Path:
        """The folder of the vectors that passages are searched by meaning with."""
        return self.path / "meaning"

    @property
    def taxonomy(self) -> Path:
        """The folder of what is laid over the themes and frameworks that ship."""
        return self.path / "taxonomy"

    @property
    def uploads(self) -> Path:
        """The folder of the papers that were added in the browser."""
        return self.path / "uploads"

    @contextmanager
    def lock(self, purpose: str, *, wait: float = 0.0, part: str = "") -> Iterator[None]:
        """Hold the home for writing.

        Args:
            purpose: what the holder is doing, told to whoever finds it locked.
            wait: seconds to wait for another holder to end.
            part: what alone is held, such as :data:`TRAINING`; empty: all but such parts.

        Raises:
            HomeLocked: another process holds it.
        """
        from filelock import FileLock, Timeout

        self.path.mkdir(parents=True, exist_ok=True)
        name = f"{part}-lock" if part else "lock"
        note = self.path / f"{name}.txt"
        lock = FileLock(self.path / f".{name}")
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            holder = note.read_text(encoding="utf-8").strip() if note.exists() else "another run"
            raise HomeLocked(
                f"{self.path} is in use by {holder}. Wait for it to end, or choose another --home."
            ) from error
        try:
            at = datetime.now(UTC).astimezone()
            since = f"{at:%H:%M} on {at.day} {at:%B %Y}"
            text = f"{purpose} (process {os.getpid()}), since {since}\n"
            note.write_text(text, encoding="utf-8")
            yield
        finally:
            note.unlink(missing_ok=True)
            lock.release()
