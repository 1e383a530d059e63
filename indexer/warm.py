"""What the server that workers are forked from loads, once for all of them.

To be imported by that server alone: :mod:`indexer.pool` names it as the module to preload. A
worker started by itself takes 1.5 s of CPU before it has read its first page, half of it
for imports and half for the pipeline; one that is forked has both.

The server holds a worker's end of its own life line, so it would wait for a worker that
hangs after the run was killed; it is therefore tied to the run itself, and the workers to it.
"""

import gc
import os
from pathlib import Path

from indexer.ending import tie_to_parent

MODELS = "SIGHTLINE_WARM_MODELS"
"""Environment variable with the folder of models; it is set while the server starts."""


def load(models: Path) -> None:
    """Load what reading a file needs, and build the pipeline."""
    tie_to_parent()  # first, for what follows takes a second

    import indexer.containers
    import indexer.extract.formats
    import indexer.fingerprints
    import indexer.metadata
    import indexer.parts
    import indexer.passages  # noqa: F401 - to have them loaded
    from indexer.extract.mupdf import load_mupdf
    from indexer.findings.wording import load_wording
    from indexer.worker import annotator

    load_mupdf()
    load_wording()
    annotator(models)
    gc.freeze()  # else looking for cycles would write to every page that is shared


if MODELS in os.environ:
    load(Path(os.environ[MODELS]))
