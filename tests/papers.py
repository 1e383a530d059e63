"""Small papers of an invented borough, written as their authors' tools would."""

import re
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

NEEDED = "The attendance of police and health partners at strategy discussions."

LETTER = f"""Focused visit to Marlow Vale Borough Council children's services

3 March 2022

Dear Ms Penhallow

This letter summarises the findings of the focused visit to Marlow Vale Borough Council
children's services on 8 to 9 February 2022. Inspectors looked at the arrangements for
children in need of help and protection.

Headline findings

Social workers in Marlow Vale know their children well and visit them often.

What needs to improve in this area of social work practice

- {NEEDED}
- The quality and regularity of management oversight and supervision.

Main findings

Kinship carers are assessed promptly and feel well supported by their workers.
"""

STRATEGY = (
    "Police attended 89 per cent of strategy discussions in the year, "
    "up from 71 per cent, and health partners attended two in three."
)


def write_papers(folder: Path) -> Path:
    """Write one paper of each format into ``folder`` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    (folder / "update.html").write_text(
        "<html><head><title>Practice update</title></head><body><h1>Practice update</h1>"
        "<p>A new tool for direct work with children was launched in May.</p></body></html>",
        encoding="utf-8",
    )
    write_docx(folder / "standards.docx")
    write_pdf(folder / "report.pdf", STRATEGY)
    return folder


def write_docx(path: Path) -> None:
    """Write a practice-standards paper."""
    document = docx.Document()
    document.add_heading("Practice standards", level=1)
    document.add_paragraph("Supervision takes place every four weeks and is reflective.")
    document.save(str(path))


def write_pdf(path: Path, *paragraphs: str) -> None:
    """Write an annual report whose paragraphs stand under one heading."""
    styles = getSampleStyleSheet()
    story = [
        Paragraph("Marlow Vale Safeguarding Children Partnership", styles["Title"]),
        Paragraph("Annual report 2021 to 2022", styles["Heading3"]),
        Paragraph("Child protection enquiries", styles["Heading2"]),
        Spacer(1, 12),
        *(Paragraph(text, styles["BodyText"]) for text in paragraphs),
    ]
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)


def write_letter(path: Path, *more: str) -> None:
    """Write the letter as a PDF, with more paragraphs at its end."""
    styles = getSampleStyleSheet()
    story = []
    for block in [*LETTER.strip().split("\n\n"), *more]:
        style = styles["BodyText" if "." in block else "Heading2"]
        for line in re.split(r"\n?^- ", block, flags=re.MULTILINE):
            bullet = "\u2022" if block.startswith("- ") else None
            story += [Paragraph(line, style, bulletText=bullet)] if line else []
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story)
