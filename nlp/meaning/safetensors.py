"""Read weights from the safetensors format: a JSON header, then plain arrays.

The format holds numbers only, so reading a file cannot run anything in it. See
https://github.com/huggingface/safetensors for its description.
"""

import json
import math
from typing import TYPE_CHECKING, Any

from nlp.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KINDS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4"}
_SIZE = 8


def read_tensors(content: bytes, *, name: str) -> "dict[str, NDArray[np.float32]]":
    """Return the arrays of a file of weights, as 32-bit floating point.

    Args:
        content: the whole file.
        name: what to call it in errors.

    Raises:
        ModelError: it is not of the format, or cut off.
    """
    import numpy as np

    end = _SIZE + int.from_bytes(content[:_SIZE], "little")
    body = memoryview(content)[end:]
    found = {}
    for key, about in _header(content, end, name).items():
        if key == "__metadata__":
            continue
        kind, shape, first, last = _described(about, name)
        dtype = np.dtype(_KINDS[kind])
        if not 0 <= first <= last <= len(body) or last - first != dtype.itemsize * math.prod(shape):
            raise ModelError(f"{name} is cut off or damaged: {key} does not fit into it.")
        found[key] = np.frombuffer(body[first:last], dtype).reshape(shape).astype(np.float32)
    return found


def _header(content: bytes, end: int, name: str) -> dict[str, Any]:
    try:
        header = json.loads(content[_SIZE:end]) if _SIZE < end <= len(content) else None
    except ValueError:
        header = None
    if not isinstance(header, dict):
        raise ModelError(f"{name} is not a file of weights in the safetensors format.")
    return header


def _described(about: Any, name: str) -> tuple[str, list[int], int, int]:
    """Return kind, shape, start and end of an array, as the header has them."""
    try:
        kind, shape, (first, last) = about["dtype"], about["shape"], about["data_offsets"]
        if kind in _KINDS:
            return kind, [int(side) for side in shape], int(first), int(last)
    except (TypeError, KeyError, ValueError) as error:
        raise ModelError(f"{name} is damaged: its header cannot be read.") from error
    raise ModelError(f"{name} holds numbers of kind {kind}; valid are {', '.join(_KINDS)}.")
