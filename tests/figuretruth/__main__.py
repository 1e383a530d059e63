"""Print how well figures are read: ``python -m tests.figuretruth [--mistakes]``."""

import sys

from tests.figuretruth.score import score
from tests.figuretruth.truth import load


def main() -> None:
    """Print the figures, and the mistakes if asked."""
    found = score(load())
    print(f"value and unit: precision {found.precision:.3f}, recall {found.recall:.3f}")
    for name in ("kinds", "periods", "measures"):
        print(f"{name}: {getattr(found, name) / found.found:.3f} of {found.found}")
    if "--mistakes" in sys.argv:
        print(*found.mistakes, sep="\n")


if __name__ == "__main__":
    main()
