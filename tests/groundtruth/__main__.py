"""Score the extractor on the ground truth, or renew the truth.

python -m tests.groundtruth            scores by form
python -m tests.groundtruth --failing  with what was not found
python -m tests.groundtruth --write    renew the files under truth/
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.groundtruth.forms import FORMS
from tests.groundtruth.score import describe, score, table
from tests.groundtruth.truth import load_truth, save_truth


def main() -> None:
    parser = argparse.ArgumentParser(description="Structure ground truth")
    parser.add_argument("--write", action="store_true", help="renew the truth")
    parser.add_argument("--failing", action="store_true", help="show what was not found")
    parser.add_argument("--keep", type=Path, help="leave the papers in this folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        if chosen.write:
            for form in FORMS:
                save_truth(form.name, form.make(folder / "paper.pdf"))
            return
        scores = [score(form, load_truth(form.name), folder) for form in FORMS]
    sys.stdout.write(table(scores) + "\n")
    if chosen.failing:
        sys.stdout.write("\n".join(describe(each) for each in scores if each.missing) + "\n")


if __name__ == "__main__":
    main()
