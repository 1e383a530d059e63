"""Write the sample corpus: `python -m tests.samplecorpus [--only NAME] [--target DIR]`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from tests.samplecorpus.build import build_corpus

REPOSITORY = Path(__file__).parents[2]


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(prog="python -m tests.samplecorpus")
    parser.add_argument("--only", default="", help="part of a content file's name")
    parser.add_argument("--target", type=Path, default=REPOSITORY / "corpus")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    build_corpus(options.target, only=options.only)


if __name__ == "__main__":
    main()
