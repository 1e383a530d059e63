"""Build documents from their content files."""

from __future__ import annotations

import logging
from pathlib import Path

from tests.samplecorpus.compose import compose_pages
from tests.samplecorpus.markup import Source, read_source
from tests.samplecorpus.pdf import build_pdf
from tests.samplecorpus.scan import scan_pdf
from tests.samplecorpus.web import build_html, build_text
from tests.samplecorpus.word import build_docx

log = logging.getLogger(__name__)
CONTENT = Path(__file__).parent / "content"


def build_document(source: Source) -> bytes:
    """Return the bytes of one document in the format its file name asks for.

    Raises:
        ValueError: The file name ends in a format that is not built here.
    """
    suffix = Path(source.meta["file"]).suffix
    if suffix == ".docx":
        return build_docx(source)
    if suffix == ".html":
        return build_html(source)
    if suffix == ".txt":
        return build_text(source)
    if suffix != ".pdf":
        raise ValueError(f"{source.meta['file']}: use .pdf, .docx, .html or .txt")
    content = build_pdf(source, compose_pages)
    return scan_pdf(content, source.meta["title"]) if source.meta.get("scan") else content


def build_corpus(target: Path, *, only: str = "") -> list[Path]:
    """Write every document whose content file name contains `only`; return their paths."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for path in sorted(CONTENT.glob("*.md")):
        if only not in path.name:
            continue
        source = read_source(path)
        written.append(target / source.meta["file"])
        written[-1].write_bytes(build_document(source))
        log.info("wrote %s", written[-1])
    return written
