"""Keep a fitted model as plain figures: one .npz of arrays, one .json of facts.

Nothing is pickled, so a file can be read without running anything in it. A
model trained on this machine, in the home's models folder, outranks the one
that ships.
"""

import hashlib
import io
import json
from collections.abc import Mapping
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
_PARTS = ("words", "headings", "kinds", "facts", "offset")
_RULES = ("areas", "themes", "stance")
_RETRAIN = "Delete both files to use the model that ships, or train anew with `sightline train`."


def save_model(
    model: "LabelModel",
    folder: Path,
    *,
    facts: Mapping[str, Any],
    learnt_from: frozenset[int] = frozenset(),
) -> str:
    """Write a fitted model; the facts come last, so a torn write is noticed.

    Args:
        model: fitted.
        folder: where ``labels.npz`` and ``labels.json`` go; made if missing.
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
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{_NAME}.npz").write_bytes(content)
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
    text = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
    (folder / f"{_NAME}.json").write_text(text, encoding="utf-8")
    return version


def load_model(models: Path | None = None) -> "LabelModel":
    """Return the model in use, read once and then kept.

    Args:
        models: folder of locally trained models; the shipped one serves where it holds none.

    Raises:
        ModelError: the files are missing, damaged or of another format.
    """
    folder = model_folder(models)
    return _load(folder, model_facts(models)["sha256"])


@lru_cache(maxsize=4)
def _load(folder: Path, sha256: str) -> "LabelModel":
    """Read a model; the digest is part of the key, so that a new file is seen."""
    import numpy as np

    from nlp.classifier.areas import AreaRule
    from nlp.classifier.features import Features
    from nlp.classifier.linear import Linear, Weights
    from nlp.classifier.model import LabelModel, Rules
    from nlp.classifier.stance import StanceRule
    from nlp.classifier.terms import Terms
    from nlp.classifier.themes import ThemeRule

    arrays = _arrays(folder, sha256)
    facts = _read_facts(folder)
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
    facts = model_facts(models)
    return frozenset(int(x) for x in _arrays(model_folder(models), facts["sha256"])["learnt_from"])


def passage_digest(text: str) -> int:
    """Return 64 bits that tell a passage from others and do not tell its words."""
    return int.from_bytes(hashlib.sha256(" ".join(text.split()).encode()).digest()[:8], "big")


def model_folder(models: Path | None = None) -> Path:
    """Return the folder of the model in use."""
    if models is not None and any((models / f"{_NAME}{end}").exists() for end in (".json", ".npz")):
        return models
    return SHIPPED


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
    path = folder / f"{_NAME}.json"
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"The model's {path} cannot be read: {error}. {_RETRAIN}") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise ModelError(f"{path} is not a model of format {FORMAT}. {_RETRAIN}")
    missing = {"version", "sha256", "kinds", "tasks", "theme_ids", "rules"} - facts.keys()
    if missing:
        raise ModelError(f"{path} lacks {', '.join(sorted(missing))}. {_RETRAIN}")
    return facts


def _arrays(folder: Path, sha256: str) -> Mapping[str, Any]:
    import numpy as np

    path = folder / f"{_NAME}.npz"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"The model's {path} cannot be read: {error}. {_RETRAIN}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelError(
            f"{path} is damaged: its SHA-256 is not the one that {_NAME}.json names. {_RETRAIN}"
        )
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return dict(arrays)


def _pack(terms: "Terms") -> Any:
    """Write terms, in the order of their columns, as UTF-8 bytes, one a line."""
    import numpy as np

    return np.frombuffer("\n".join(terms.terms).encode(), np.uint8)


def _unpack(packed: Any) -> list[str]:
    text = packed.tobytes().decode()
    return text.split("\n") if text else []
