"""Set a content file as a Word document, the same bytes on every run."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import docx

from tests.samplecorpus.inline import curl, to_plain
from tests.samplecorpus.markup import Block, Source, split_row

# The first moment a ZIP archive can name.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def build_docx(source: Source) -> bytes:
    """Return the DOCX of a source: headings by style, lists, tables, header and footer."""
    document = docx.Document()
    set_properties(document, source)
    section = document.sections[0]
    section.header.paragraphs[0].text = source.meta.get("header", "")
    section.footer.paragraphs[0].text = source.meta.get("footer", "")
    rows: list[list[str]] = []
    for block in [*source.blocks, Block("end", "")]:
        if block.kind == "row":
            rows.append(split_row(block.text))
            continue
        if rows:
            add_table(document, rows)
            rows = []
        add_block(document, block)
    return fix_archive(document)


def set_properties(document: Any, source: Source) -> None:
    """Write title, author and the paper's own date into the properties."""
    day = datetime.date.fromisoformat(str(source.meta["date"]))
    moment = datetime.datetime(day.year, day.month, day.day, 9, 0)  # noqa: DTZ001
    properties = document.core_properties
    properties.title = source.meta["title"]
    properties.author = source.meta.get("author", "")
    properties.comments = ""
    properties.created = properties.modified = moment


def add_block(document: Any, block: Block) -> None:
    """Add one block in the style that fits its kind."""
    text = curl(to_plain(block.text))
    if block.kind == "heading":
        document.add_heading(text, level=block.level)
    elif block.kind == "bullet":
        document.add_paragraph(text, style="List Bullet")
    elif block.kind == "quote":
        words, _, speaker = text.partition(" -- ")
        document.add_paragraph(f"“{words}” {speaker}".strip(), style="Intense Quote")
    elif block.kind == "labelled":
        document.add_paragraph(f"{block.name} {text}")
    elif block.kind == "paragraph":
        document.add_paragraph(text)
    elif block.kind == "directive" and block.name == "pagebreak":
        document.add_page_break()
    elif block.kind == "directive" and block.name == "cover":
        document.add_heading(text.split(" | ")[0], level=0)
        for line in text.split(" | ")[1:]:
            document.add_paragraph(line, style="Subtitle")


def add_table(document: Any, rows: list[list[str]]) -> None:
    """Add a ruled table whose first row is its header."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for index, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = curl(to_plain(text))
            for run in cell.paragraphs[0].runs:
                run.bold = index == 0
    document.add_paragraph("")


def fix_archive(document: Any) -> bytes:
    """Return the document's archive with every entry at one fixed time."""
    first, second = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return second.getvalue()
