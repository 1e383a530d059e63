"""The one place where PyMuPDF is imported."""

import sys
from functools import cache
from types import ModuleType


@cache
def load_mupdf() -> ModuleType:
    """Import PyMuPDF without its layout model and without chatter on standard error.

    The model doubles memory and triples start-up, and nothing here asks it
    anything; naming it absent keeps PyMuPDF from loading it.
    """
    sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type]
    import pymupdf

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    return pymupdf  # type: ignore[no-any-return]
