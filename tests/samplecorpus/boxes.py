"""Draw ruled boxes side by side, each with a heading and bullets, as self-evaluations do."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

PADDING = 7
GAP = 12


class SideBoxes(Flowable):  # type: ignore[misc]
    """Boxes in one row, all as high as the tallest, drawn left to right.

    Args:
        columns: The flowables of each box.
        colour: Colour of the rules.
    """

    def __init__(self, columns: list[list[Any]], colour: Color) -> None:
        super().__init__()
        self.columns = columns
        self.colour = colour
        self.spaceAfter = 10
        self._sizes: list[list[float]] = []

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Measure every box and return the size of the row in points."""
        count = len(self.columns)
        self.width = available_width
        self._column = (available_width - GAP * (count - 1)) / count
        inner = self._column - 2 * PADDING
        self._sizes = [
            [flow.wrap(inner, available_height)[1] + flow.getSpaceAfter() for flow in column]
            for column in self.columns
        ]
        self.height = max(sum(sizes) for sizes in self._sizes) + 2 * PADDING
        return self.width, self.height

    def draw(self) -> None:
        """Draw the rules, then the words of each box from its top."""
        canvas = self.canv
        canvas.setStrokeColor(self.colour)
        canvas.setLineWidth(1.1)
        for index, (column, sizes) in enumerate(zip(self.columns, self._sizes, strict=True)):
            left = index * (self._column + GAP)
            canvas.rect(left, 0, self._column, self.height)
            top = self.height - PADDING
            for flow, size in zip(column, sizes, strict=True):
                flow.drawOn(canvas, left + PADDING, top - size + flow.getSpaceAfter())
                top -= size
