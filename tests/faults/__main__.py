"""The long version: hundreds of damaged files of each kind, dozens of killed runs."""

import argparse
import sys
import tempfile
from pathlib import Path

from indexer.extract.base import OcrMode
from tests.faults.damage import damage_files
from tests.faults.kill import kill_runs

SCANS = 16
"""Files of the runs that are killed while they recognise."""


def main() -> int:
    """Do what is asked for, and fail if anything was lost, doubled or unforeseen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=300, help="damaged files of each kind")
    parser.add_argument("--scans", type=int, default=5, help="damaged scans of each kind")
    parser.add_argument("--kills", type=int, default=50, help="runs to kill")
    parser.add_argument("--ocr-kills", type=int, default=10, help="runs to kill that recognise")
    parser.add_argument("--small", type=int, default=300, help="files of the runs to kill")
    wanted = parser.parse_args()
    fine = True
    with tempfile.TemporaryDirectory(prefix="sightline-faults-") as scratch:
        for name, count in (("off", wanted.files), ("auto", wanted.scans)):
            if count:
                folder = Path(scratch) / f"ocr-{name}"
                fine = damage_files(folder, count, ocr=OcrMode(name)) and fine
        if wanted.kills:
            folder = Path(scratch) / "kills"
            fine = kill_runs(folder, files=wanted.small, kills=wanted.kills) and fine
        if wanted.ocr_kills:
            folder = Path(scratch) / "ocr-kills"
            kills = wanted.ocr_kills
            fine = kill_runs(folder, files=SCANS, kills=kills, ocr=OcrMode.AUTO) and fine
    return not fine


if __name__ == "__main__":
    sys.exit(main())
