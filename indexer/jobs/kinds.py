"""What can be done in the background: the kind of a job to the function that does it.

Named, not imported: a function may need much that the others do not.
"""

from importlib import import_module

from indexer.errors import IndexerError
from indexer.jobs.model import Work

KINDS = {
    "index": "indexer.jobs.indexing:index_papers",
    "relabel": "indexer.jobs.relabelling:relabel_all",
    "train": "indexer.jobs.training:train_model",
    "keep-model": "indexer.jobs.training:keep_model",
    "pack": "indexer.pack.work:build_pack",
    "screen": "indexer.pack.work:screen_pack",
}

BESIDE = frozenset({"pack", "screen"})
"""Kinds that take seconds and change nothing that others read: they need not wait their turn."""


def work_of(kind: str) -> Work:
    """Return the function that does a kind of work.

    Raises:
        IndexerError: there is no such kind.
    """
    if kind not in KINDS:
        raise IndexerError(f"There is no work of kind {kind!r}. It is one of: {', '.join(KINDS)}.")
    module, _, name = KINDS[kind].partition(":")
    work: Work = getattr(import_module(module), name)
    return work
