"""The one place where PyMuPDF is imported."""

import logging
import sys
from functools import cache
from typing import Any

log = logging.getLogger(__name__)


@cache
def load_mupdf() -> Any:
    """Import PyMuPDF without its extras and without chatter on standard error.

    The layout model doubles memory and triples start-up, and the Markdown writer brings
    another 190 modules (0.23 s of CPU and not 0.08). Nothing here asks them anything;
    naming them absent keeps PyMuPDF from loading them.

    Returns:
        the module; untyped, for so is PyMuPDF.
    """
    for extra in ("pymupdf.layout", "pymupdf4llm"):
        sys.modules.setdefault(extra, None)  # type: ignore[arg-type]
    import pymupdf

    module: Any = pymupdf
    # Boxes as high as the font says, uncorrected. The Markdown writer sets this for the whole
    # process; without it, a line of 3 of 43,956 passages was higher or lower.
    module.TOOLS.unset_quad_corrections(True)
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
