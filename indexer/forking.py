"""How processes that read files are started."""

import multiprocessing
import os
import sys
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

from indexer.warm import MODELS


def context_for(models: Path) -> BaseContext:
    """Choose how workers are started: where it is safe, forked from a server that is warm.

    The server is a process of its own with one thread and no file open, which is what makes
    forking safe. Elsewhere than on Linux nothing would end it when the run is killed.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["indexer.warm"])
    os.environ[MODELS] = str(models)
    try:
        forkserver.ensure_running()  # returns at once; one that runs already is kept
    finally:
        del os.environ[MODELS]
    return context
