"""Pages whose text runs up or down the sheet: turned to be read, and places turned back."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from indexer.model import Block, Box, Region


class Placement(Protocol):
    """A page that was read otherwise than it lies before the reader."""

    def restore(self, region: Region) -> Sequence[Region]:
        """Bring a region back to where the reader sees it, in one piece or several."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A quarter turn of a page.

    Attributes:
        clockwise: the way the page was turned to bring its text upright.
        width, height: of the page as the reader sees it, in points.
    """

    clockwise: bool
    width: float
    height: float

    def restore(self, region: Region) -> Sequence[Region]:
        """Bring a place on the turned page back to where the reader sees it."""
        return (region if region.box is None else replace(region, box=self._turned(region.box)),)

    def _turned(self, box: Box) -> Box:
        x0, y0, x1, y1 = box
        if self.clockwise:
            return (y0, round(self.height - x1, 1), y1, round(self.height - x0, 1))
        return (round(self.width - y1, 1), x0, round(self.width - y0, 1), x1)


def turn_upright(page: Any) -> Turn | None:
    """Turn a page, in memory, whose text runs mostly up or down.

    Returns:
        how it was turned; None when most of its text is upright, or it has none.
    """
    lengths: Counter[tuple[int, int]] = Counter()
    for block in page.get_text("dict", flags=0)["blocks"]:
        for line in block["lines"]:
            across, down = line["dir"]
            lengths[round(across), round(down)] += sum(len(s["text"]) for s in line["spans"])
    direction = lengths.most_common(1)[0][0] if lengths else (1, 0)
    if direction not in {(0, -1), (0, 1)}:
        return None
    turn = Turn(direction == (0, -1), page.rect.width, page.rect.height)
    page.set_rotation(90 if turn.clockwise else 270)
    page.remove_rotation()
    return turn


def restore_places(
    blocks: Iterable[Block], placements: Mapping[int, Placement]
) -> tuple[Block, ...]:
    """Bring the places of blocks back to where the reader sees them.

    Args:
        blocks: of all pages.
        placements: by page number; pages that lie as they were read are left out.
    """
    if not placements:
        return tuple(blocks)
    return tuple(
        replace(
            block,
            regions=tuple(
                placed for region in block.regions for placed in _restored(region, placements)
            ),
        )
        for block in blocks
    )


def _restored(region: Region, placements: Mapping[int, Placement]) -> Sequence[Region]:
    placement = placements.get(region.page)
    return (region,) if placement is None else placement.restore(region)
