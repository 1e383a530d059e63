"""Plain text and Markdown files."""

from dataclasses import replace
from pathlib import Path

from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, Options
from indexer.extract.decode import decode, encoding_of, is_blanked
from indexer.extract.pieces import build_block
from indexer.extract.text import plain_headings, plain_lines, plain_repairs, plain_units
from indexer.model import Block, Extraction, Kind, Page

# Readable as text, but data, settings and programs hold no evidence.
_NO_PROSE = frozenset({
    ".csv", ".tsv", ".json", ".jsonl", ".xml", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".sql",
    ".py", ".js", ".ts", ".css", ".sh", ".bat", ".ps1", ".log", ".eml", ".ics", ".svg", ".rtf",
})  # fmt: skip
_OTHER_STARTS = (b"<?xml", b"{\\rtf", b"%PDF-")


class PlainExtractor:
    """Reads text with or without the marks of Markdown, wrapped or not."""

    name = "text"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether the file is text meant to be read by people."""
        if suffix in _NO_PROSE or head.lstrip().startswith(_OTHER_STARTS):
            return False
        return encoding_of(head) is not None

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:  # noqa: ARG002
        """Read a file; form feeds part its pages.

        Raises:
            ExtractionError: the file cannot be opened or is binary.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ExtractionError(f"{path.name} cannot be opened: {error.strerror}.") from error
        text = decode(data)
        if text is None:
            raise ExtractionError(
                f"{path.name} is binary, not text. Save it as text, .docx or PDF."
            )
        return replace(read_text(text), repaired=is_blanked(data))


def read_text(text: str) -> Extraction:
    """Build the blocks of a text already decoded."""
    units = plain_units.gather(plain_lines.read_lines(text))
    plain_repairs.mark_column_heads(units)
    units = plain_repairs.mend_torn(units)
    plain_headings.mark_headings(units)
    units = plain_repairs.mend_trackers(units)
    ranks = plain_headings.rank_headings(units)
    blocks = [_block(unit, ranks.get(position)) for position, unit in enumerate(units)]
    found = tuple(block for block in blocks if block)
    return Extraction(pages=_pages(text, found), blocks=found)


def _block(unit: plain_units.Unit, rank: int | None) -> Block | None:
    return build_block(unit.kind, unit.pieces, level=rank if unit.kind is Kind.HEADING else None)


def _pages(text: str, blocks: tuple[Block, ...]) -> tuple[Page, ...]:
    filled = {region.page for block in blocks for region in block.regions}
    count = max(text.rstrip("\f \r\n").count("\f") + 1, 1)
    return tuple(Page(number=number, has_text=number in filled) for number in range(1, count + 1))
