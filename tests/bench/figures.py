"""Figures kept from run to run, and how a call is timed."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

KEPT = Path(__file__).parents[2] / "index" / "bench.json"


class Figures:
    """The figures of this run, each printed beside that of the last one over the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder.resolve())
        self._all = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        self._last = self._all.get(self._folder, {})
        self._now: dict[str, float] = {}

    def add(self, name: str, value: float, unit: str, note: str = "") -> None:
        """Print a figure and keep it."""
        last = f"   last {self._last[name]:.1f}" if name in self._last else ""
        print(f"{name:40} {value:8.1f} {unit}{note}{last}", flush=True)
        self._now[name] = value

    def keep(self) -> None:
        """Write the figures down; those of parts that were not run stay."""
        KEPT.parent.mkdir(exist_ok=True)
        self._all[self._folder] = self._last | self._now
        KEPT.write_text(json.dumps(self._all, indent=1) + "\n")


def seconds(work: Callable[[], object]) -> float:
    """Time one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@dataclass(slots=True)
class Times:
    """How long many calls took, in milliseconds.

    Attributes:
        wall: by the clock, which counts whatever else the machine does meanwhile.
        processor: by this process alone.
    """

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def take(self, work: Callable[[], object]) -> None:
        """Make a call and keep how long it took."""
        clock, processor = time.perf_counter(), time.process_time()
        work()
        self.processor.append((time.process_time() - processor) * 1000)
        self.wall.append((time.perf_counter() - clock) * 1000)

    def tell(self, name: str, figures: Figures) -> None:
        """Add median and 95th percentile by the clock, with the processor's beside them."""
        for share, word in ((0.5, "median"), (0.95, "95th")):
            value = percentile(self.wall, share)
            spent = f"   (processor {percentile(self.processor, share):.1f})"
            figures.add(f"{name}, {word}", value, "ms", spent)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that a share of all values does not exceed."""
    ranked: Sequence[float] = sorted(values)
    return ranked[min(int(len(ranked) * share), len(ranked) - 1)]
