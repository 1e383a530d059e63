"""The one place where PyMuPDF is imported."""

import logging
import sys
from functools import cache
from typing import Any

log = logging.getLogger(__name__)


@cache
def load_mupdf() -> Any:
    """Import PyMuPDF without its layout model and without chatter on standard error.

    The model doubles memory and triples start-up, and nothing here asks it
    anything; naming it absent keeps PyMuPDF from loading it.

    Returns:
        the module; untyped, for so is PyMuPDF.
    """
    sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type]
    import pymupdf

    module: Any = pymupdf
    # Some calls tell of damage regardless, on standard output, where JSON may be going.
    module.set_messages(pylogging=True, pylogging_logger=log, pylogging_level=logging.DEBUG)
    module.TOOLS.mupdf_display_errors(False)
    module.TOOLS.mupdf_display_warnings(False)
    return module


@cache
def mupdf_errors() -> tuple[type[Exception], ...]:
    """Give what MuPDF raises for damaged files.

    Its own errors, which PyMuPDF lets through from some calls, are no RuntimeErrors.
    """
    return (RuntimeError, ValueError, load_mupdf().mupdf.FzErrorBase)
