"""Keep a meaning model in a home: arrays in .npz, its pieces, and a card in JSON.

The card is written last and the folder put in place in one step, so that what is there is whole.
"""

import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.errors import ModelError
from nlp.meaning.source import Source
from nlp.meaning.weights import Shape, pack

if TYPE_CHECKING:
    from nlp.meaning.encoder import SentenceEncoder

FORMAT = 1
_FOLDER = "meaning"
_WEIGHTS, _VOCABULARY, _CARD = "weights.npz", "vocabulary.txt", "card.json"
_AGAIN = "Run `sightline models add` again, or `sightline models remove`."


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of a model.

    Attributes:
        version: changes with the weights; vectors of different versions do not compare.
        origin: the file or folder it was made of.
        source_sha256: of the weights it was made of.
        licence: of the weights; None if unknown.
        dimensions: figures of a vector.
        size: bytes on disk.
        added: when, in ISO 8601.
        sha256: of the weights kept.
        vocabulary_sha256: of the pieces kept.
    """

    name: str
    version: str
    origin: str
    source_sha256: str
    licence: str | None
    dimensions: int
    size: int
    added: str
    sha256: str
    vocabulary_sha256: str
    shape: Shape


def save_model(source: Source, models: Path) -> Card:
    """Write a model into a home's folder of models, in the place of one that was there.

    Raises:
        ModelError: the disk is full or cannot be written to; what was there is kept.
    """
    try:
        models.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="meaning-", dir=models) as scratch:
            new = Path(scratch) / "new"
            card = _write(source, new)
            _put(new, models / _FOLDER, aside=Path(scratch) / "old")
    except OSError as error:
        raise ModelError(
            f"The model could not be written to {models}: {error.strerror or error}. "
            "It takes about 25 MB. What was there before is kept."
        ) from error
    return card


def _write(source: Source, folder: Path) -> Card:
    import numpy as np

    folder.mkdir()
    np.savez(folder / _WEIGHTS, allow_pickle=False, **pack(source.tensors))
    (folder / _VOCABULARY).write_bytes("\n".join(source.vocabulary).encode())
    size = sum(path.stat().st_size for path in folder.iterdir())
    card = Card(
        name=source.name,
        version=f"{source.name}-{source.sha256[:8]}",
        origin=source.origin,
        source_sha256=source.sha256,
        licence=source.licence,
        dimensions=int(source.tensors["embeddings.LayerNorm.weight"].shape[0]),
        size=size,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
        sha256=_digest(folder / _WEIGHTS),
        vocabulary_sha256=_digest(folder / _VOCABULARY),
        shape=source.shape,
    )
    text = json.dumps({"format": FORMAT, **asdict(card)}, indent=1, ensure_ascii=False)
    (folder / _CARD).write_text(text + "\n", encoding="utf-8")
    return card


def _put(new: Path, place: Path, *, aside: Path) -> None:
    """Put a folder in place of another; if that fails, put the other back."""
    if place.exists():
        place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise


def read_card(models: Path) -> Card | None:
    """Return what is told of the model in use; None if there is none.

    Raises:
        ModelError: it is damaged or of another format.
    """
    path = models / _FOLDER / _CARD
    if not path.parent.exists():
        return None
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        if about.pop("format") != FORMAT:
            raise ModelError(f"{path} is not of format {FORMAT}. {_AGAIN}")
        return Card(**about | {"shape": Shape(**about["shape"])})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"The model's {path} cannot be read: {error}. {_AGAIN}") from error


def load_sentence_encoder(models: Path) -> "SentenceEncoder | None":
    """Return the encoder of the model in use, read once and then kept; None if there is none.

    Raises:
        ModelError: it is damaged or of another format.
    """
    card = read_card(models)
    return _load(models / _FOLDER, card) if card else None


@lru_cache(maxsize=2)
def _load(folder: Path, card: Card) -> "SentenceEncoder":
    import numpy as np

    from nlp.meaning.encoder import build_encoder

    for name, expected in ((_WEIGHTS, card.sha256), (_VOCABULARY, card.vocabulary_sha256)):
        try:
            digest = _digest(folder / name)
        except OSError as error:
            raise ModelError(f"{folder / name} cannot be read: {error}. {_AGAIN}") from error
        if digest != expected:
            raise ModelError(f"{folder / name} is damaged: its SHA-256 is another. {_AGAIN}")
    with np.load(folder / _WEIGHTS, allow_pickle=False) as arrays:
        return build_encoder(dict(arrays), card.shape, read_pieces(folder.parent))


def read_pieces(models: Path) -> list[str]:
    """Return the word pieces of the model in use."""
    return (models / _FOLDER / _VOCABULARY).read_bytes().decode().split("\n")


def remove_model(models: Path) -> bool:
    """Delete the model, also a damaged one; returns whether there was one.

    Raises:
        ModelError: it cannot be deleted.
    """
    folder = models / _FOLDER
    if not folder.exists():
        return False
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise ModelError(f"{folder} could not be deleted: {error.strerror or error}.") from error
    return True


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
