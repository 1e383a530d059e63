"""Measure reading, annotating, searching, tagging and serving beside the fastest thing possible.

Run with ``make bench``, or ``python -m tests.bench FOLDER`` on own documents; ``--only search``
runs one part, ``--large`` asks a million passages as well. The figures are kept in
``index/bench.json`` and stand beside those of the next run over the same folder. On a shared
machine they swing by half; ratios and processor times hold better.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from indexer.home import Home
from indexer.ingest import ingest
from indexer.store.repository import Store
from tests.bench.figures import Figures
from tests.bench.indexing import bench_annotate, bench_index
from tests.bench.lifelike import Lifelike
from tests.bench.searching import bench_large, bench_search, bench_whoosh, stock
from tests.bench.serving import bench_crowd, bench_page
from tests.bench.tagging import bench_tagging

PARTS = ("index", "annotate", "search", "page", "tag", "crowd", "whoosh")
MANY, MOST = 100_000, 1_000_000


def main() -> int:
    """Run the measurements that are asked for over one folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("corpus"))
    parser.add_argument("--only", choices=PARTS, action="append", help="may be repeated")
    parser.add_argument("--passages", type=int, default=MANY, help="to search among")
    parser.add_argument("--large", action="store_true", help=f"search {MOST:,} passages too")
    wanted = parser.parse_args()
    parts = set(wanted.only or PARTS)
    with tempfile.TemporaryDirectory(prefix="sightline-bench-") as scratch:
        home, figures = Home(Path(scratch)), Figures(wanted.folder)
        if "index" in parts:
            bench_index(wanted.folder, home, figures)
        else:
            ingest([wanted.folder], home=home)
        if "annotate" in parts:
            bench_annotate(home, figures)
        with Store.open(home.store) as store:
            source = Lifelike(store)
        _bench_many(Home(home.path / "many"), source, parts, wanted, figures)
    figures.keep()
    return 0


def _bench_many(
    home: Home, source: Lifelike, parts: set[str], wanted: argparse.Namespace, figures: Figures
) -> None:
    size = f"{wanted.passages // 1000}k"
    if "search" in parts:
        bench_search(home, source, wanted.passages, figures)
    elif parts & {"page", "tag", "crowd"}:
        stock(home, source, wanted.passages)
    if "page" in parts:
        bench_page(home, figures, size)
    if "tag" in parts:
        bench_tagging(home, figures, size)
    if "crowd" in parts:
        bench_crowd(home, source, figures, size)
    if "whoosh" in parts:
        bench_whoosh(source, wanted.passages, figures)
    if wanted.large:
        bench_large(source, MOST, figures)


if __name__ == "__main__":
    sys.exit(main())
