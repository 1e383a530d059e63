"""Excel workbooks (.xlsx): one sheet a page, one row a sentence with its column headings."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.errors import ExtractionError
from indexer.extract.base import DEFAULTS, Options
from indexer.extract.office.archive import OLE, ZIP, check_archive, damaged
from indexer.extract.office.cells import show
from indexer.extract.office.tabular import TooLarge, read_rows
from indexer.extract.pieces import build_block, squeeze
from indexer.model import Block, Extraction, Kind, Page

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
# A sheet of Excel has no more; a damaged one may claim any number, each to be stepped over.
_MAX_STEPS = 1_048_576


class SheetsExtractor:
    """Reads Office Open XML workbooks; hidden sheets too, because the file holds them.

    Values are those that were last shown. A formula that no spreadsheet program has
    worked out yet has none, and its cell counts as empty.
    """

    name = "xlsx"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Tell whether this is a workbook; protected ones count, to be refused by name."""
        return head.startswith((OLE, ZIP)) and suffix in _SUFFIXES

    def extract(self, path: Path, options: Options = DEFAULTS) -> Extraction:  # noqa: ARG002
        """Read every sheet, row after row, without holding the workbook in memory.

        Raises:
            ExtractionError: it is protected, damaged, too large, or not a workbook.
        """
        check_archive(path, "Excel")
        from openpyxl import load_workbook

        try:
            # Given a path, the library would refuse a workbook under any other name.
            with path.open("rb") as file:
                return _read(load_workbook(file, read_only=True, data_only=True, keep_links=False))
        except TooLarge as error:
            raise ExtractionError(f"{path.name} {error}") from error
        except Exception as error:  # the library lets through whatever the damage led to
            raise damaged(path, "Excel", error) from error


def _read(book: "Workbook") -> Extraction:
    blocks: list[Block] = []
    pages: list[Page] = []
    for number, sheet in enumerate(book.worksheets, start=1):
        # Some programs write the extent of a sheet wrongly, and rows beyond it would be lost.
        sheet.reset_dimensions()
        found = list(read_rows(_texts(sheet.rows), page=number, held=len(blocks)))
        label = squeeze(sheet.title) or None
        pages.append(Page(number=number, label=label, has_text=bool(found)))
        heading = build_block(Kind.HEADING, [(sheet.title, number)], level=1)
        if found and heading:
            blocks += [heading, *found]
    title = squeeze(book.properties.title or "") or None
    return Extraction(pages=tuple(pages), blocks=tuple(blocks), title=title)


def _texts(rows: Iterable[Iterable[Any]]) -> Iterator[list[str]]:
    for step, row in enumerate(rows):
        if step >= _MAX_STEPS:
            raise TooLarge(f"has a sheet of more than {_MAX_STEPS:,} rows; no such sheet exists.")
        yield [show(cell.value, cell.number_format) for cell in row]
