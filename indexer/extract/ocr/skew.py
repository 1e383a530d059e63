"""How far a sheet leans in its picture, told before anything is read.

Seen along its lines, a printed page is dark where letters stand and white between the lines:
the angle at which the feet of the letters fall into the fewest rows is that of the text
(Postl, "Detection of linear oblique structures and skew scan in digitized documents", 1986).
"""

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIDE = 1000
"""Pixels that the longer side is brought down to: 20 ms at 150 dpi and 40 at 300. Angles of
five generated pages, tilted by up to 8 degrees, at 100 to 300 dpi, are right to 0.04 degrees."""
_MOST = 10.0
"""Degrees either way: what feeders do is less than five."""
_STEPS = (0.5, 0.1, 0.02)
"""Degrees between the angles tried, coarse to fine; a line of 1,000 pixels sinks 9 of them
over half a degree, so no peak lies between two."""
_CLEAR = 2.0
"""How far the best angle has to stand out from the middle one. On the five pages, whichever
way up and however tilted, 3.5 to 7.6; sideways 1.05 to 1.46; noise 1.02."""
_FEWEST = 300
"""Feet of letters below which an angle is chance; ten short lines have 600."""


def lean_of(samples: bytes | memoryview, width: int, height: int) -> float:
    """Measure by how many degrees the lines of a picture sink to the right.

    Args:
        samples: a grey picture, a byte a pixel, row by row.
        width, height: in pixels.

    Returns:
        degrees, about ten either way at most; 0 where no angle stands out: on empty pages,
        pictures, and text that runs down the sheet.
    """
    import numpy as np

    down, across = _feet(np.frombuffer(samples, np.uint8).reshape(height, width))
    if len(down) < _FEWEST:
        return 0.0
    coarse, *finer = _STEPS
    tried = np.arange(-_MOST, _MOST + coarse / 2, coarse)
    scores = np.array([_score(down, across, angle) for angle in tried])
    if scores.max() < _CLEAR * np.median(scores):
        return 0.0
    angle = float(tried[scores.argmax()])
    for step in finer:
        near = [angle + number * step for number in range(-5, 6)]
        best = [_score(down, across, one) for one in near]
        tops = [one for one, score in zip(near, best, strict=True) if score == max(best)]
        angle = tops[len(tops) // 2]
    return angle


def _feet(picture: "NDArray[np.uint8]") -> "tuple[NDArray[Any], NDArray[Any]]":
    """Find where dark stands on light, in the picture made smaller; down, and across."""
    import numpy as np

    height, width = picture.shape
    by = max(1, round(max(height, width) / _SIDE))
    rows, columns = height // by, width // by
    small = picture[: rows * by, : columns * by].reshape(rows, by, columns, by).mean((1, 3))
    dark = small < small.mean() - small.std()
    down, across = np.nonzero(dark[:-1] & ~dark[1:])
    return down, across - columns / 2


def _score(down: "NDArray[Any]", across: "NDArray[Any]", angle: float) -> float:
    """Sum the squares of what falls into each row, seen along an angle."""
    import numpy as np

    rows = np.rint(down - across * math.tan(math.radians(angle))).astype(np.intp)
    counts = np.bincount(rows - rows.min()).astype(float)
    return float(counts @ counts)
