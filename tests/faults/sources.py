"""Whole files of every format that is read, to be damaged: the sample corpus and a few more."""

import csv
import json
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl
from pptx import Presentation

from indexer.extract.mupdf import load_mupdf
from tests.msg_making import make_msg

CORPUS = Path(__file__).parents[2] / "corpus"
_ROWS = (
    ("Milestone", "Owner", "Due", "Status"),
    ("Supervision every four weeks", "Team managers", "May 2023", "On track"),
    ("Police at every strategy discussion", "Partnership", "June 2023", "Late"),
    ("A chronology in every file", "Service managers", "July 2023", "Done"),
)
_TEXT = (
    "Management oversight is recorded on most files, but it is not yet reflective.",
    "Children in need of protection are seen quickly and seen alone.",
    "Visits to care leavers in custody are regular and well recorded.",
)


def sample_papers() -> list[Path]:
    """List the papers of the sample corpus."""
    return sorted(path for path in CORPUS.iterdir() if path.stem != "README")


def write_sources(folder: Path) -> list[Path]:
    """Copy the sample papers into a folder, write one file of each other format beside them."""
    folder.mkdir(parents=True)
    papers = [Path(shutil.copy(path, folder)) for path in sample_papers()]
    return sorted([*papers, *write_others(folder)])


def write_others(folder: Path) -> list[Path]:
    """Write a small file of each format that the sample corpus has none of."""
    writers = {
        "tracker.csv": _write_csv,
        "tracker.xlsx": _write_workbook,
        "findings.pptx": _write_deck,
        "note.rtf": _write_rich,
        "minutes.eml": _write_mail,
        "reply.msg": _write_outlook,
        "fax.png": _write_picture,
    }
    for name, write in writers.items():
        write(folder / name)
    return [folder / name for name in writers]


def _write_csv(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(_ROWS)


def _write_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in _ROWS:
        book.active.append(row)
    book.save(path)


def _write_deck(path: Path) -> None:
    deck = Presentation()
    for text in _TEXT:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = "What we found"
        slide.placeholders[1].text = text
    deck.save(str(path))


def _write_rich(path: Path) -> None:
    paragraphs = "".join(f"{text}\\par\n" for text in _TEXT)
    path.write_text(f"{{\\rtf1\\ansi {{\\b What we found}}\\par\n{paragraphs}}}", encoding="ascii")


def _write_mail(path: Path) -> None:
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"] = "<1@a.invalid>", "Minutes of the board"
    mail["From"], mail["To"] = "ann@a.invalid", "board@a.invalid"
    mail.set_content("\n\n".join(_TEXT))
    attached = json.dumps({"rows": _ROWS}).encode()
    mail.add_attachment(attached, maintype="application", subtype="json", filename="rows.json")
    path.write_bytes(mail.as_bytes())


def _write_outlook(path: Path) -> None:
    headers = "From: ann@a.invalid\r\nTo: board@a.invalid\r\n"
    text = "\r\n\r\n".join(_TEXT)
    path.write_bytes(make_msg(subject="Reply to the board", body=text, headers=headers))


def _write_picture(path: Path) -> None:
    document: Any = load_mupdf().open()
    page = document.new_page(width=420, height=160)
    for number, text in enumerate(_TEXT):
        page.insert_text((20, 40 + 30 * number), text, fontsize=10)
    page.get_pixmap(dpi=100).save(path)
