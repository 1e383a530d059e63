"""Read the row of a table that a passage carries, as ``Label: cell; Label: cell``."""

import re

from nlp.taxonomy import StanceCues
from nlp.types import Stance

_CELL = re.compile(r"(?:^|; )([A-Z][\w ,'\N{RIGHT SINGLE QUOTATION MARK}/()-]{1,40}\??): ([^;]*)")


class RowReader:
    """Tell a task from other rows, and a task that gets on from one that does not."""

    def __init__(self, cues: StanceCues) -> None:
        self._tasks = frozenset(cues.task_labels)
        self._states = cues.state_labels
        self._behind = cues.behind

    def stance(self, text: str) -> Stance | None:
        """Return the stance of a row by its labels; None for other rows and for prose."""
        if text.count(": ") < 2:
            return None
        cells = {label.lower(): cell.strip().lower() for label, cell in _CELL.findall(text)}
        if len(cells) < 2:
            return None
        state = next((cell for label, cell in cells.items() if label.startswith(self._states)), "")
        if state.startswith(self._behind):
            return Stance.NEEDS_IMPROVEMENT
        return None if self._tasks.isdisjoint(cells) else Stance.ACTION_OR_PLAN
