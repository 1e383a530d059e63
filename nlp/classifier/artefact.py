"""Keep a fitted model as plain figures: one .npz of arrays, one .json of facts.

Nothing is pickled, so a file can be read without running anything in it. A
model trained on this machine, in the home's models folder, outranks the one
that ships.

The facts name the file of their arrays, which is never written over, and are replaced in one
step. So whoever reads while a new model is put there has the one or the other, whole.
"""

import hashlib
import io
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ModelError

if TYPE_CHECKING:
    from nlp.classifier.model import LabelModel
    from nlp.classifier.terms import Terms

SHIPPED = Path(__file__).parent / "data"
FORMAT = 3
_NAME = "labels"
FACTS = f"{_NAME}.json"
"""The file that says which model lies in a folder; without it there is none."""

_PARTS = ("words", "headings", "kinds", "facts", "offset")
_RULES = ("areas", "themes", "stance")
_RETRAIN = (
    f"Delete {FACTS} there to use the model that ships, or train anew with `sightline train`."
)


def save_model(
    model: "LabelModel",
    folder: Path,
    *,
    facts: Mapping[str, Any],
    learnt_from: frozenset[int] = frozenset(),
) -> str:
    """Write a fitted model, in the place of the one that is there; one process at a time.

    Args:
        model: fitted.
        folder: where its two files go; made if missing.
        facts: what the model card tells; ``date`` among it, as ISO text.
        learnt_from: digests of the labelled passages it learnt from.

    Returns:
        The model's version.
    """
    import numpy as np

    features = model.linear.features
    arrays = {
        "words": _pack(features.words),
        "words_rarity": features.words.rarity,
        "headings": _pack(features.headings),
        "headings_rarity": features.headings.rarity,
        "own": model.own.astype(np.float16),
        "learnt_from": np.array(sorted(learnt_from), np.uint64),
    }
    if model.networks is not None:
        arrays["networks"] = model.networks.astype(np.float16)
    for task, weights in model.linear.tasks.items():
        # Half precision moves no probability by more than about 0.001.
        arrays |= {f"{task}.{part}": getattr(weights, part).astype(np.float16) for part in _PARTS}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    content = buffer.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    version = f"{_NAME}-{facts['date']}-{digest[:8]}"
    about = {
        "format": FORMAT,
        "version": version,
        "sha256": digest,
        "kinds": list(features.kinds),
        "tasks": list(model.linear.tasks),
        "theme_ids": list(model.rules.theme_ids),
        "rules": {name: asdict(getattr(model.rules, name)) for name in _RULES},
        **facts,
    }
    _publish(folder, content, about)
    return version


def copy_model(source: Path, folder: Path) -> None:
    """Let the model of one folder be that of another, as :func:`save_model` would write it.

    Raises:
        ModelError: the files are missing, damaged or of another format.
    """
    facts = _read_facts(source)
    _publish(folder, _content(source, facts), facts)


def _publish(folder: Path, content: bytes, facts: Mapping[str, Any]) -> None:
    arrays = f"{_NAME}-{facts['sha256'][:16]}.npz"
    kept = {arrays}
    # The arrays of the model before stay until the next: its facts may have been read just now.
    with suppress(ModelError):
        kept.add(_arrays_name(_read_facts(folder)))
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / arrays, content)
    text = json.dumps({**facts, "arrays": arrays}, indent=1, ensure_ascii=False) + "\n"
    _put(folder / FACTS, text.encode())
    for path in folder.glob(f"{_NAME}*.npz"):
        if path.name not in kept:
            path.unlink()


def _put(path: Path, content: bytes) -> None:
    """Put a file there in one step."""
    written = path.with_name(f".{path.name}.saving")
    with written.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)


def load_model(models: Path | None = None) -> "LabelModel":
    """Return the model in use, read once and then kept.

    Args:
        models: folder of locally trained models; the shipped one serves where it holds none.

    Raises:
        ModelError: the files are missing, damaged or of another format.
    """
    folder = model_folder(models)
    return _load(folder, _facts_text(folder))


@lru_cache(maxsize=4)
def _load(folder: Path, text: str) -> "LabelModel":
    """Read the model of these facts; they are part of the key, so that a new model is seen."""
    import numpy as np

    from nlp.classifier.areas import AreaRule
    from nlp.classifier.features import Features
    from nlp.classifier.linear import Linear, Weights
    from nlp.classifier.model import LabelModel, Rules
    from nlp.classifier.stance import StanceRule
    from nlp.classifier.terms import Terms
    from nlp.classifier.themes import ThemeRule

    facts = _facts_of(folder, text)
    arrays = _arrays(folder, facts)
    features = Features(
        words=Terms(_unpack(arrays["words"]), arrays["words_rarity"]),
        headings=Terms(_unpack(arrays["headings"]), arrays["headings_rarity"]),
        kinds=tuple(facts["kinds"]),
    )
    tasks = {
        task: Weights(*(arrays[f"{task}.{part}"].astype(np.float32) for part in _PARTS))
        for task in facts["tasks"]
    }
    settings = facts["rules"]
    rules = Rules(
        theme_ids=tuple(facts["theme_ids"]),
        areas=AreaRule(**settings["areas"]),
        themes=ThemeRule(**settings["themes"]),
        stance=StanceRule(**settings["stance"]),
    )
    networks = arrays["networks"].astype(np.float32) if "networks" in arrays else None
    return LabelModel(Linear(features, tasks), arrays["own"].astype(np.float32), rules, networks)


def learnt_passages(models: Path | None = None) -> frozenset[int]:
    """Return the digests of the labelled passages the model in use learnt from."""
    folder = model_folder(models)
    return frozenset(int(x) for x in _arrays(folder, _read_facts(folder))["learnt_from"])


def passage_digest(text: str) -> int:
    """Return 64 bits that tell a passage from others and do not tell its words."""
    return int.from_bytes(hashlib.sha256(" ".join(text.split()).encode()).digest()[:8], "big")


def model_folder(models: Path | None = None) -> Path:
    """Return the folder of the model in use."""
    return models if models is not None and (models / FACTS).exists() else SHIPPED


def builds_on_shipped(models: Path | None = None) -> bool:
    """Tell whether the model in use is the one that ships today, or was taught on top of it."""
    facts, shipped = model_facts(models), model_version()
    return shipped in (facts["version"], facts.get("taught_here", {}).get("shipped"))


def model_version(models: Path | None = None) -> str:
    """Return the version of the model in use, read from its facts alone."""
    return str(model_facts(models)["version"])


def model_facts(models: Path | None = None) -> dict[str, Any]:
    """Return what is written down about the model in use.

    Raises:
        ModelError: the file is missing, damaged or of another format.
    """
    return _read_facts(model_folder(models))


def _read_facts(folder: Path) -> dict[str, Any]:
    return _facts_of(folder, _facts_text(folder))


def _facts_text(folder: Path) -> str:
    path = folder / FACTS
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise ModelError(f"The model's {path} cannot be read: {error}. {_RETRAIN}") from error


def _facts_of(folder: Path, text: str) -> dict[str, Any]:
    path = folder / FACTS
    try:
        facts = json.loads(text)
    except ValueError as error:
        raise ModelError(f"The model's {path} cannot be read: {error}. {_RETRAIN}") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise ModelError(f"{path} is not a model of format {FORMAT}. {_RETRAIN}")
    missing = {"version", "sha256", "kinds", "tasks", "theme_ids", "rules"} - facts.keys()
    if missing:
        raise ModelError(f"{path} lacks {', '.join(sorted(missing))}. {_RETRAIN}")
    return facts


def _arrays_name(facts: Mapping[str, Any]) -> str:
    # The model that ships, and those of older versions, keep them under this name.
    return str(facts.get("arrays", f"{_NAME}.npz"))


def _content(folder: Path, facts: Mapping[str, Any]) -> bytes:
    path = folder / _arrays_name(facts)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"The model's {path} cannot be read: {error}. {_RETRAIN}") from error
    if hashlib.sha256(content).hexdigest() != facts["sha256"]:
        raise ModelError(
            f"{path} is damaged: its SHA-256 is not the one that {FACTS} names. {_RETRAIN}"
        )
    return content


def _arrays(folder: Path, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    import numpy as np

    with np.load(io.BytesIO(_content(folder, facts)), allow_pickle=False) as arrays:
        return dict(arrays)


def _pack(terms: "Terms") -> Any:
    """Write terms, in the order of their columns, as UTF-8 bytes, one a line."""
    import numpy as np

    return np.frombuffer("\n".join(terms.terms).encode(), np.uint8)


def _unpack(packed: Any) -> list[str]:
    text = packed.tobytes().decode()
    return text.split("\n") if text else []
