"""Sheets fed askew: places straightened for reading, and brought back for showing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.model import Box, Region

Point = tuple[float, float]
_DRIFT = 0.25
"""A region is cut so often that no piece sinks by more than this share of its height."""


@dataclass(frozen=True, slots=True)
class Affine:
    """A map of the plane: ``(a x + c y + e, b x + d y + f)``."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __call__(self, x: float, y: float) -> Point:
        """Map a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: "Affine") -> "Affine":
        """Make the map that applies this one first and the other to what comes out."""
        e, f = other(self.e, self.f)
        return Affine(
            other.a * self.a + other.c * self.b,
            other.b * self.a + other.d * self.b,
            other.a * self.c + other.c * self.d,
            other.b * self.c + other.d * self.d,
            e,
            f,
        )

    def inverse(self) -> "Affine":
        """Make the map that undoes this one."""
        area = self.a * self.d - self.b * self.c
        back = Affine(self.d / area, -self.b / area, -self.c / area, self.a / area)
        e, f = back(self.e, self.f)
        return replace(back, e=-e, f=-f)


def rotation(degrees: float, centre: Point) -> Affine:
    """Make a rotation about a point, clockwise as seen on the page."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = centre
    return Affine(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


@dataclass(frozen=True, slots=True)
class Tilt:
    """How places on a straightened sheet lead back to the page as the reader sees it."""

    to_page: Affine

    def restore(self, region: Region) -> Sequence[Region]:
        """Bring a region back, cut into pieces so that the boxes follow a tilted line."""
        if region.box is None:
            return (region,)
        x0, y0, x1, y1 = region.box
        sinks = abs(self.to_page.b) * (x1 - x0)
        quarter = abs(self.to_page.a) < abs(self.to_page.b)
        room = _DRIFT * max(y1 - y0, 1.0)
        length = region.end - region.start
        pieces = 1 if quarter else max(1, min(length, math.ceil(sinks / room)))
        cuts = [round(piece * length / pieces) for piece in range(pieces + 1)]
        step = (x1 - x0) / max(length, 1)
        return tuple(
            replace(
                region,
                start=region.start + left,
                end=region.start + right,
                box=self._bounds((x0 + left * step, y0, x0 + right * step, y1)),
            )
            for left, right in pairwise(cuts)
        )

    def _bounds(self, box: Box) -> Box:
        """Give the level box around a tilted one."""
        x0, y0, x1, y1 = box
        corners = [self.to_page(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs = [x for x, _ in corners]
        ys = [y for _, y in corners]
        return (round(min(xs), 1), round(min(ys), 1), round(max(xs), 1), round(max(ys), 1))
