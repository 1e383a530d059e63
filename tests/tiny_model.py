"""A sentence encoder of the published form, but tiny and with random weights.

It goes through the real reader, converter and encoder. What it finds alike means nothing,
but the same words give the same vector, and the sums can be checked by hand.
"""

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlp.meaning.source import Known

WIDTH, WIDE, LAYERS, HEADS, LONGEST = 32, 64, 2, 4, 24
LETTERS = "abcdefghijklmnopqrstuvwxyz"
VOCABULARY = (
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    + list("0123456789.,-'\u2019?") + list(LETTERS) + [f"##{letter}" for letter in LETTERS]
    + ["visit", "##s", "child", "##ren", "cafe", "supervision", "social", "worker"]
)  # fmt: skip
CONFIG = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "num_hidden_layers": LAYERS,
    "num_attention_heads": HEADS,
    "layer_norm_eps": 1e-12,
}


@dataclass(frozen=True, slots=True)
class TinyModel:
    """The model in both forms it may come in, with its hashes.

    Attributes:
        folder: its files, unpacked.
        wheel: the same in a wheel.
        known: it, as a model whose hashes are known.
    """

    folder: Path
    wheel: Path
    known: Known


def tensors(seed: int = 1) -> dict[str, np.ndarray]:
    """Make random arrays under the published names."""
    random = np.random.default_rng(seed)
    sides = {
        "embeddings.word_embeddings.weight": (len(VOCABULARY), WIDTH),
        "embeddings.position_embeddings.weight": (LONGEST + 8, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        own = f"encoder.layer.{layer}."
        for part in ("attention.self.query", "attention.self.key", "attention.self.value"):
            sides |= _dense(own + part, WIDTH, WIDTH)
        sides |= _dense(f"{own}attention.output.dense", WIDTH, WIDTH)
        sides |= _dense(f"{own}intermediate.dense", WIDE, WIDTH)
        sides |= _dense(f"{own}output.dense", WIDTH, WIDE)
        norms += [f"{own}attention.output.LayerNorm", f"{own}output.LayerNorm"]
    made = {name: random.normal(0, 0.3, side) for name, side in sides.items()}
    for name in norms:
        made[f"{name}.weight"] = random.normal(1, 0.1, WIDTH)
        made[f"{name}.bias"] = random.normal(0, 0.1, WIDTH)
    return {name: array.astype(np.float32) for name, array in made.items()}


def _dense(name: str, outputs: int, inputs: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)}


def safetensors(arrays: dict[str, np.ndarray]) -> bytes:
    """Write arrays in the safetensors format."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, array in arrays.items():
        end = len(body) + array.nbytes
        offsets = [len(body), end]
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": offsets}
        body += array.tobytes()
    head = json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + body


def build_tiny_model(folder: Path, *, seed: int = 1) -> TinyModel:
    """Write the model as a folder and as a wheel."""
    unpacked = folder / "tiny"
    unpacked.mkdir(parents=True)
    weights = safetensors(tensors(seed))
    vocabulary = ("\n".join(VOCABULARY) + "\n").encode()
    (unpacked / "model.safetensors").write_bytes(weights)
    (unpacked / "vocab.txt").write_bytes(vocabulary)
    (unpacked / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    (unpacked / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": LONGEST}))
    wheel = folder / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for file in unpacked.iterdir():
            packed.write(file, f"tiny/model/{file.name}")
    known = Known(
        name="tiny",
        package="tiny",
        package_version="1.0",
        wheel=_digest(wheel.read_bytes()),
        weights=_digest(weights),
        vocabulary=_digest(vocabulary),
        licence="CC0-1.0",
    )
    return TinyModel(unpacked, wheel, known)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
