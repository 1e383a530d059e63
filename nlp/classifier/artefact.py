"""Keep a fitted area classifier as plain figures: one .npz of arrays, one .json of facts.

Nothing is pickled, so a file can be read without running anything in it. A
classifier trained on this machine, in the home's models folder, outranks the
one that ships.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import ModelError

if TYPE_CHECKING:
    from nlp.classifier.areas import AreaClassifier

SHIPPED = Path(__file__).parent / "data"
FORMAT = 1
_NAME = "areas"
_RETRAIN = "Delete both files to use the model that ships, or train anew with `sightline train`."


def save_area_classifier(
    classifier: "AreaClassifier",
    folder: Path,
    *,
    facts: Mapping[str, Any],
    learnt_from: frozenset[int] = frozenset(),
) -> str:
    """Write a fitted classifier; the facts come last, so a torn write is noticed.

    Args:
        classifier: fitted.
        folder: where ``areas.npz`` and ``areas.json`` go; made if missing.
        facts: what the model card tells; ``date`` among it, as ISO text.
        learnt_from: digests of the labelled passages it learnt from.

    Returns:
        The model's version.
    """
    import numpy as np
    import sklearn

    features = classifier.features_
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        # Half precision moves no probability by more than about 0.001.
        coef=classifier.coef_.astype(np.float16),
        intercept=classifier.intercept_.astype(np.float32),
        words=_pack(features.words_),
        words_idf=features.words_idf_,
        headings=_pack(features.headings_),
        headings_idf=features.headings_idf_,
        learnt_from=np.array(sorted(learnt_from), np.uint64),
    )
    content = buffer.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    version = f"{_NAME}-{facts['date']}-{digest[:8]}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{_NAME}.npz").write_bytes(content)
    about = {
        "format": FORMAT,
        "version": version,
        "sha256": digest,
        "scikit-learn": sklearn.__version__,
        "classes": [str(name) for name in classifier.classes_],
        "types": sorted(features.types_),
        "params": classifier.get_params(),
        "temperature": classifier.temperature_,
        **facts,
    }
    text = json.dumps(about, indent=1, ensure_ascii=False) + "\n"
    (folder / f"{_NAME}.json").write_text(text, encoding="utf-8")
    return version


def load_area_classifier(models: Path | None = None) -> "AreaClassifier":
    """Return the classifier in use, read once and then kept.

    Args:
        models: folder of locally trained models; the shipped one serves where it holds none.

    Raises:
        ModelError: the files are missing, damaged or of another format.
    """
    folder = model_folder(models)
    return _load(folder, area_facts(models)["sha256"])


@lru_cache(maxsize=4)
def _load(folder: Path, sha256: str) -> "AreaClassifier":
    """Read a classifier; the digest is part of the key, so that a new file is seen."""
    import numpy as np

    from nlp.classifier.areas import AreaClassifier
    from nlp.classifier.features import PassageFeatures

    arrays = _arrays(folder, sha256)
    facts = _read_facts(folder)
    classifier = AreaClassifier(**facts["params"])
    classifier.classes_ = np.array(facts["classes"])
    classifier.coef_ = arrays["coef"].astype(np.float32)
    classifier.intercept_ = arrays["intercept"].astype(float)
    classifier.temperature_ = float(facts["temperature"])
    features = PassageFeatures(
        min_groups=classifier.min_groups,
        heading_weight=classifier.heading_weight,
        type_weight=classifier.type_weight,
    )
    features.words_ = _unpack(arrays["words"])
    features.words_idf_ = arrays["words_idf"]
    features.headings_ = _unpack(arrays["headings"])
    features.headings_idf_ = arrays["headings_idf"]
    features.types_ = {kind: column for column, kind in enumerate(facts["types"])}
    classifier.features_ = features
    return classifier


def learnt_passages(models: Path | None = None) -> frozenset[int]:
    """Return the digests of the labelled passages the classifier in use learnt from."""
    facts = area_facts(models)
    return frozenset(int(x) for x in _arrays(model_folder(models), facts["sha256"])["learnt_from"])


def passage_digest(text: str) -> int:
    """Return 64 bits that tell a passage from others and do not tell its words."""
    return int.from_bytes(hashlib.sha256(" ".join(text.split()).encode()).digest()[:8], "big")


def model_folder(models: Path | None = None) -> Path:
    """Return the folder of the classifier in use."""
    if models is not None and any((models / f"{_NAME}{end}").exists() for end in (".json", ".npz")):
        return models
    return SHIPPED


def area_model_version(models: Path | None = None) -> str:
    """Return the version of the classifier in use, read from its facts alone."""
    return str(area_facts(models)["version"])


def area_facts(models: Path | None = None) -> dict[str, Any]:
    """Return what is written down about the classifier in use.

    Raises:
        ModelError: the file is missing, damaged or of another format.
    """
    return _read_facts(model_folder(models))


def _read_facts(folder: Path) -> dict[str, Any]:
    path = folder / f"{_NAME}.json"
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"The area model's {path} cannot be read: {error}. {_RETRAIN}") from error
    if not isinstance(facts, dict) or facts.get("format") != FORMAT:
        raise ModelError(f"{path} is not an area model of format {FORMAT}. {_RETRAIN}")
    missing = {"version", "sha256", "classes", "types", "params", "temperature"} - facts.keys()
    if missing:
        raise ModelError(f"{path} lacks {', '.join(sorted(missing))}. {_RETRAIN}")
    return facts


def _arrays(folder: Path, sha256: str) -> Mapping[str, Any]:
    import numpy as np

    path = folder / f"{_NAME}.npz"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"The area model's {path} cannot be read: {error}. {_RETRAIN}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelError(
            f"{path} is damaged: its SHA-256 is not the one that {_NAME}.json names. {_RETRAIN}"
        )
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return dict(arrays)


def _pack(vocabulary: Mapping[str, int]) -> Any:
    """Write terms, in the order of their columns, as UTF-8 bytes, one a line."""
    import numpy as np

    terms = sorted(vocabulary, key=vocabulary.__getitem__)
    return np.frombuffer("\n".join(terms).encode(), np.uint8)


def _unpack(packed: Any) -> dict[str, int]:
    text = packed.tobytes().decode()
    return {term: column for column, term in enumerate(text.split("\n"))} if text else {}
