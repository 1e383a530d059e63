"""Pages whose text runs up or down the sheet: turned to be read, and places turned back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from indexer.model import Block, Box, Region


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

    def restore(self, box: Box) -> Box:
        """Bring a place on the turned page back to where the reader sees it."""
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


def restore_places(blocks: Iterable[Block], turns: Mapping[int, Turn]) -> tuple[Block, ...]:
    """Bring the places of blocks on turned pages back to where the reader sees them."""
    if not turns:
        return tuple(blocks)
    return tuple(
        replace(block, regions=tuple(_restored(region, turns) for region in block.regions))
        for block in blocks
    )


def _restored(region: Region, turns: Mapping[int, Turn]) -> Region:
    turn = turns.get(region.page)
    if turn is None or region.box is None:
        return region
    return replace(region, box=turn.restore(region.box))
