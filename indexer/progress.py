"""A progress bar on standard error: files done, rate, time left."""

from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from indexer.ingest import Progress, Summary


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a callback that draws an index run; silent where nobody watches."""
    with tqdm(unit=" files", dynamic_ncols=True, disable=None, desc="Indexing") as bar:

        def show(done: int, total: int, summary: Summary) -> None:
            bar.total = total
            bar.set_postfix(pages=summary.pages, failed=summary.failed, refresh=False)
            bar.update(done - bar.n)

        yield show
