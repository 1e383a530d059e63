"""Workbooks that the tests write with openpyxl, and tables as text."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from indexer.errors import ExtractionError
from indexer.extract.delimited import DelimitedExtractor
from indexer.extract.office import tabular
from indexer.extract.office.cells import show
from indexer.extract.sheets import SheetsExtractor
from indexer.model import Extraction, Kind

MIDNIGHT = datetime(2022, 6, 1)  # noqa: DTZ001 - a sheet knows no time zone
HALF_TWO = MIDNIGHT.replace(hour=14, minute=30)


def read_sheet(folder: Path, *rows: Sequence[Any]) -> Extraction:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return read_book(book, folder)


def read_book(book: Workbook, folder: Path) -> Extraction:
    path = folder / "book.xlsx"
    book.save(path)
    return SheetsExtractor().extract(path)


def read_text(folder: Path, text: str, *, encoding: str = "utf-8") -> Extraction:
    path = folder / "table.csv"
    path.write_bytes(text.encode(encoding))
    return DelimitedExtractor().extract(path)


def texts(extraction: Extraction, kind: Kind) -> list[str]:
    return [block.text for block in extraction.blocks if block.kind is kind]


def test_a_row_reads_as_a_sentence_with_its_column_headings(tmp_path: Path) -> None:
    found = read_sheet(
        tmp_path,
        ("Milestone", "Owner", "Status"),
        ("Audit of plans", "Head of Service", "Done"),
        ("Training", "Principal Social Worker", "Begun"),
    )
    assert texts(found, Kind.ROW) == [
        "Milestone: Audit of plans; Owner: Head of Service; Status: Done",
        "Milestone: Training; Owner: Principal Social Worker; Status: Begun",
    ]


def test_a_workbook_is_read_under_any_name(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Supervision every four weeks"])
    book.save(tmp_path / "tracker.pdf")
    extraction = SheetsExtractor().extract(tmp_path / "tracker.pdf")
    assert "Supervision every four weeks" in [block.text for block in extraction.blocks]


def test_each_sheet_is_a_page_named_by_its_tab(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Timeliness"
    book.active.append(("Measure", "Value"))
    book.active.append(("Visits on time", 91))
    book.create_sheet("Workforce").append(("Vacancies are falling.",))
    found = read_book(book, tmp_path)
    assert [page.label for page in found.pages] == ["Timeliness", "Workforce"]
    assert texts(found, Kind.HEADING) == ["Timeliness", "Workforce"]


def test_an_empty_sheet_is_a_page_without_text(tmp_path: Path) -> None:
    found = read_book(Workbook(), tmp_path)
    assert ([page.has_text for page in found.pages], found.blocks) == ([False], ())


def test_a_title_above_a_table_is_a_paragraph_and_not_its_heading(tmp_path: Path) -> None:
    found = read_sheet(
        tmp_path, ("Scorecard of the third quarter",), ("Measure", "Value"), ("Visits on time", 91)
    )
    assert texts(found, Kind.PARAGRAPH) == ["Scorecard of the third quarter"]
    assert texts(found, Kind.ROW) == ["Measure: Visits on time; Value: 91"]


def test_empty_rows_and_columns_leave_no_trace(tmp_path: Path) -> None:
    found = read_sheet(tmp_path, (), (None, "Measure", None, "Value"), (None, "Visits", None, 9))
    assert texts(found, Kind.ROW) == ["Measure: Visits; Value: 9"]


def test_years_can_head_columns_of_figures(tmp_path: Path) -> None:
    found = read_sheet(tmp_path, ("Measure", 2021, 2022), ("Referrals", 1204, 1311))
    assert texts(found, Kind.ROW) == ["Measure: Referrals; 2021: 1204; 2022: 1311"]


def test_a_table_without_headings_gets_none(tmp_path: Path) -> None:
    found = read_sheet(tmp_path, ("April", 34), ("May", 31))
    assert texts(found, Kind.ROW) == ["April; 34", "May; 31"]


def test_a_second_table_is_read_under_its_own_headings(tmp_path: Path) -> None:
    found = read_sheet(
        tmp_path, ("Month", "Visits"), ("April", 34), (), ("Team", "Vacancies"), ("North", 2)
    )
    assert texts(found, Kind.ROW) == ["Month: April; Visits: 34", "Team: North; Vacancies: 2"]


def test_a_lone_cell_within_a_table_heads_the_rows_after_it(tmp_path: Path) -> None:
    found = read_sheet(
        tmp_path,
        ("Action", "Owner", "Status"),
        ("Priority 1",),
        ("Audit", "Ann", "Done"),
        ("Train", "Bob", "Begun"),
    )
    assert texts(found, Kind.HEADING)[1:] == ["Priority 1"]


def test_a_hidden_sheet_is_read_because_the_file_holds_it(tmp_path: Path) -> None:
    book = Workbook()
    hidden = book.create_sheet("Notes")
    hidden.append(("Agency use is high.",))
    hidden.sheet_state = "hidden"
    assert texts(read_book(book, tmp_path), Kind.PARAGRAPH) == ["Agency use is high."]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (0.89, "0%", "89%"),
        (0.8954, "0.0%", "89.5%"),
        (1204, "#,##0", "1,204"),
        (1204.5, "£#,##0.00", "£1,204.50"),
        (-3, "0;(0)", "-3"),
        (0.1 + 0.2, "General", "0.3"),
        (12, "General", "12"),
        (MIDNIGHT, "dd/mm/yyyy", "1 June 2022"),
        (date(2022, 6, 1), None, "1 June 2022"),
        (MIDNIGHT, "mmm-yy", "June 2022"),
        (HALF_TWO, "dd/mm/yyyy hh:mm", "1 June 2022 14:30"),
        (True, "General", "Yes"),
        (None, "General", ""),
    ],
)
def test_a_value_is_written_as_the_sheet_shows_it(value: Any, form: str, shown: str) -> None:
    assert show(value, form) == shown


def test_a_data_set_is_refused_with_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabular, "MAX_ROWS", 3)
    with pytest.raises(ExtractionError, match="more than 3 rows"):
        read_sheet(tmp_path, *[("April", n) for n in range(4)])


def test_a_cut_off_workbook_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    Workbook().save(path)
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(ExtractionError, match="damaged or no Excel file"):
        SheetsExtractor().extract(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_of_text_is_read_whatever_parts_its_cells(tmp_path: Path, delimiter: str) -> None:
    rows = [("Month", "Visits"), ("April", "34"), ("May", "31")]
    found = read_text(tmp_path, "\n".join(delimiter.join(row) for row in rows))
    assert texts(found, Kind.ROW) == ["Month: April; Visits: 34", "Month: May; Visits: 31"]


def test_a_cell_in_quotes_may_hold_commas_and_line_breaks(tmp_path: Path) -> None:
    found = read_text(tmp_path, 'Theme,Count\n"Visits,\nand plans",3\n')
    assert texts(found, Kind.ROW) == ["Theme: Visits, and plans; Count: 3"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_of_text_is_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    found = read_text(tmp_path, "Item,Cost\nChildren\u2019s home,\u00a34\n", encoding=encoding)
    assert texts(found, Kind.ROW) == ["Item: Children\u2019s home; Cost: \u00a34"]


def test_prose_with_commas_is_no_table() -> None:
    prose = b"Visits are regular, plans are clear.\n" * 9
    assert not DelimitedExtractor().accepts(prose, ".txt")


def test_a_table_under_another_name_is_known_by_its_rows() -> None:
    assert DelimitedExtractor().accepts(b"North,4,7\n" * 9, ".txt")
