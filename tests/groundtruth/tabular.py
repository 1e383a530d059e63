"""Papers of tables."""

from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape

from tests.groundtruth.paper import Look, Paper
from tests.groundtruth.table import Cell, Make, Table
from tests.groundtruth.truth import Expected
from tests.groundtruth.words import Words

_STATUS = ("On track", "Delayed", "Complete", "Not started")


def action_table(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a ruled action plan over pages, with points in its cells."""
    paper = Paper(path, look)
    paper.heading("Actions agreed by the board", size=15)
    paper.paragraph(words.text(2))
    rows: list[list[Cell]] = []
    for number in range(1, 15):
        points: Cell = [words.point() + ";" for _ in range(2)]
        steps = points if number % 3 == 0 else words.sentence()
        rows.append([f"A{number}", words.name(), steps, words.pick(*_STATUS)])
    Table(["Ref", "Priority", "What we will do", "Status"], [40, 100, 225, 80]).draw(paper, rows)
    paper.heading("What comes next", size=15)
    paper.paragraph(words.text(3))
    return paper.save()


def _measures(words: Words, count: int) -> list[list[Cell]]:
    return [
        [
            f"{words.name()}: children seen in time, district {number}",
            f"{words.number(40, 99)}%", f"{words.number(40, 99)}%", words.pick(*_STATUS),
        ]
        for number in range(1, count + 1)
    ]  # fmt: skip


def _measure_table(path: Path, words: Words, look: Look, make: Make) -> list[Expected]:
    paper = Paper(path, look)
    paper.heading("Performance in the year", size=15)
    paper.paragraph(words.text(3))
    table = Table(["Measure", "Last year", "This year", "Progress"], [190, 80, 80, 95], make)
    table.draw(paper, _measures(words, 24))
    paper.paragraph(words.text(2))
    return paper.save()


def ruled_across(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a table with lines between its rows alone."""
    return _measure_table(path, words, look, "across")


def judgements(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a table of two columns with lines between its rows, words wrapped in both."""
    paper = Paper(path, look)
    paper.heading("What inspectors judged", size=15)
    paper.paragraph(words.text(2))
    grades = ("Requires improvement to be good", "Good", "Requires improvement to be outstanding")
    rows: list[list[Cell]] = [
        [f"{words.name()} and the progress of {words.pick('all', 'older')} children who live at"
         f" home, in district {number}", grades[number % 3]]
        for number in range(1, 9)
    ]  # fmt: skip
    Table(["Judgement", "Grade"], [310, 120], "across").draw(paper, rows)
    paper.paragraph(words.text(2))
    return paper.save()


def shaded(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a table whose rows are told by their shade."""
    return _measure_table(path, words, look, "shaded")


def unruled(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a table set with white space alone."""
    return _measure_table(path, words, look, "bare")


def aligned(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a table set with white space, its figures flush at the right of their columns."""
    paper = Paper(path, look)
    paper.heading("Referrals by district", size=15)
    paper.paragraph(words.text(3))
    rows: list[list[Cell]] = [
        [words.name(), *(f"{words.number(3, 1900):,}" for _ in range(3))] for _ in range(16)
    ]
    heads = ["District", "Referrals", "Assessments", "Plans"]
    Table(heads, [180, 80, 90, 80], "bare", flush=True).draw(paper, rows)
    paper.paragraph(words.text(2))
    return paper.save()


def spanned(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a ruled plan in one piece, parted by bold cells over all its columns."""
    paper = Paper(path, look)
    paper.heading("Delivery plan", size=15)
    paper.paragraph(words.text(2))
    table = Table(["Action", "Lead", "Status"], [265, 100, 80])
    rows: list[list[Cell]] = []
    for _ in range(3):
        rows.append([words.name()])
        rows += [
            [words.sentence(), words.pick("Head of Safeguarding", "Head of Early Help"),
             words.pick(*_STATUS)]
            for _ in range(4)
        ]  # fmt: skip
    table.draw(paper, rows)
    paper.path = paper.path[:1]
    paper.paragraph(words.text(2))
    return paper.save()


def sectioned(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a ruled plan whose sections are named in bold atop the cell that opens each."""
    paper = Paper(path, look)
    paper.heading("Milestones of the programme", size=15)
    paper.paragraph(words.text(2))
    table = Table(["Milestone", "Date", "Progress"], [150, 80, 215], within=True)
    rows: list[list[Cell]] = []
    for section in range(1, 4):
        rows.append([f"Programme {section}: {words.name()}"])
        rows += [
            [words.point(), f"{words.number(1, 28)} May 2024", words.sentence()] for _ in range(4)
        ]
    table.draw(paper, rows)
    paper.path = paper.path[:1]
    paper.paragraph(words.text(2))
    return paper.save()


def grouped(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a table with heads over heads: a year over its halves."""
    paper = Paper(path, look)
    paper.heading("Measures by year", size=15)
    paper.paragraph(words.text(2))
    rows: list[list[Cell]] = [
        [words.name(), *(f"{words.number(40, 99)}%" for _ in range(4))] for _ in range(12)
    ]
    heads = ["Measure", "First half", "Second half", "First half", "Second half"]
    groups = (("", 1), ("2022/23", 2), ("2023/24", 2))
    Table(heads, [135, 78, 78, 78, 78], groups=groups, tall=look.size > 11).draw(paper, rows)
    paper.paragraph(words.text(2))
    return paper.save()


def turned(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a wide table on sheets that are turned to be read."""
    wide = landscape(A4)
    paper = Paper(path, look, size=wide)
    paper.heading("Plan of the sufficiency board", size=15)
    rows: list[list[Cell]] = [
        [words.name(), words.sentence(), words.pick(*_STATUS), f"{words.number(1, 28)} May 2024"]
        for _ in range(12)
    ]
    Table(["Theme", "Action", "Status", "Due"], [120, 330, 100, 100]).draw(paper, rows)
    expected = paper.save()
    _turn(path)
    return expected


def _turn(path: Path) -> None:
    """Lay the pages of a file on their side, and have the reader turn them back."""
    from indexer.extract.mupdf import load_mupdf

    mupdf = load_mupdf()
    flat, made = mupdf.open(path), mupdf.open()
    for index, page in enumerate(flat):
        width, height = page.rect.width, page.rect.height
        sheet = made.new_page(width=height, height=width)
        sheet.show_pdf_page(sheet.rect, flat, index, rotate=90)
        sheet.set_rotation(90)
    content = made.tobytes()
    made.close()
    flat.close()
    path.write_bytes(content)


def banded(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a plan whose table is parted by bold bands over its whole width."""
    paper = Paper(path, look)
    paper.heading("Delivery plan", size=15)
    paper.paragraph(words.text(2))
    table = Table(["Action", "Lead", "Status"], [265, 100, 80])
    for _ in range(3):
        paper.heading(words.name(), level=2, size=12)
        rows: list[list[Cell]] = [
            [words.sentence(), words.pick("Head of Safeguarding", "Head of Early Help"),
             words.pick(*_STATUS)]
                for _ in range(4)
        ]  # fmt: skip
        table.draw(paper, rows)
    return paper.save()
