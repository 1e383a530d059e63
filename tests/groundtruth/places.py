"""Papers whose text stands beside itself: columns, boxes, slides, charts."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape

from tests.groundtruth.paper import Look, Paper
from tests.groundtruth.truth import Expected
from tests.groundtruth.words import Words

_WIDE = landscape(A4)


def annual_report(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw two columns, paragraphs running over columns and pages, a quotation in a box."""

    def running(paper: Paper) -> None:
        paper.draw("Annual report of the independent reviewing service", 72, 40, size=8)
        paper.draw(str(paper.page), 520, paper.height - 46, size=8)

    paper = Paper(path, look, running=running)
    columns = ((56, 90, 286, 740), (310, 90, 540, 740))
    paper.set_frames(*columns)
    for section in range(7):
        paper.heading(words.name(), size=14)
        for part in range(3):
            paper.paragraph(words.text(words.number(2, 4)))
            if section % 3 == 1 and part == 1:
                _quotation(paper, words)
    return paper.save()


def _quotation(paper: Paper, words: Words) -> None:
    text = f"\u201c{words.sentence()}\u201d Young person, Fenwold"
    left, _, right, _ = paper.frame
    paper.need(120)
    left, _, right, _ = paper.frame
    lines = paper.wrap(text, right - left - 24, size=13)
    height = 16 * len(lines) + 20
    paper.end_list()
    paper.expect("paragraph", text)
    paper.fill((left, paper.y, right, paper.y + height), 0.88)
    for index, line in enumerate(lines):
        paper.draw(line, left + 12, paper.y + 9 + 16 * index, size=13)
    paper.y += height + 14


def slides(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw slides with two and three boxes beside each other, under one title each."""
    paper = Paper(path, look, size=_WIDE)
    makes = [(3, "framed"), (2, "band"), (3, "filled"), (2, "plain"), (3, "band"), (2, "bare")]
    for index, (count, make) in enumerate(makes):
        if index:
            paper.new_page((40, 40, 800, 560))
        paper.set_frames((40, 40, 800, 560))
        paper.path = []
        paper.heading(f"{words.name()}: how well do we do?", size=24)
        _boxes(paper, words, count, make)
    return paper.save()


def _boxes(paper: Paper, words: Words, count: int, make: str) -> None:
    """Draw boxes of unequal height; "bare" ones have no heading, "plain" ones no frame."""
    top, width = paper.y + 10, 760 / count
    for index in range(count):
        left = 40 + index * width
        right, bottom = left + width - 14, top + 300 + 40 * ((index + count) % 3)
        if make in {"framed", "bare"}:
            paper.fill((left, top, right, bottom), 1, stroke=True)
        if make == "filled":
            paper.fill((left, top, right, bottom), 0.9)
        if make == "band":
            paper.fill((left, top, right, top + 34), 0.75)
            paper.fill((left, top + 34, right, bottom), 1, stroke=True)
        paper.set_frames((left + 10, top + 8, right - 10, bottom - 4))
        if make == "bare":
            paper.paragraph(words.text(2))
        else:
            paper.heading(words.name(), level=2, size=14)
            paper.y += 8
        for _ in range(words.number(3, 5)):
            paper.point("\u2022", words.point())
        paper.end_list()
        paper.path = [above for above in paper.path if above[0] < 2]


def self_evaluation(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw portrait pages: text over the whole width, two boxes, text again.

    What follows the boxes stands under the heading above them; on the last page they
    are columns without a frame, and text in a box of its own follows.
    """

    def running(paper: Paper) -> None:
        paper.draw("Self-evaluation of children's services 2023", 72, 40, size=8)
        paper.draw(f"Page {paper.page} of 3", 72, paper.height - 46, size=8)

    paper = Paper(path, look, running=running)
    whole = paper.frame
    for page in range(3):
        if page:
            paper.new_page(whole)
        paper.heading(words.name(), size=16)
        paper.paragraph(words.text(3))
        top = paper.y + 4
        lowest = top
        for index, name in enumerate(("What works well", "What we must do better")):
            left = 72 + 230 * index
            paper.set_frames((left + 8, top + 6, left + 210, 700))
            paper.path = paper.path[:1]
            paper.heading(name, level=2, size=12)
            for _ in range(3 + index):
                paper.point("\u2022", words.point())
            paper.end_list()
            if page < 2:
                paper.fill((left, top, left + 220, paper.y + 6), 1, stroke=True)
            lowest = max(lowest, paper.y + 20)
        paper.set_frames(whole)
        paper.y = lowest
        paper.path = paper.path[:1]
        paper.paragraph(words.text(2))
        if page == 2:
            _aside(paper, words)
        paper.path = []
        paper.heading(words.name(), size=16)
        paper.paragraph(words.text(4))
    return paper.save()


def _aside(paper: Paper, words: Words) -> None:
    """Draw a box over the whole width with a heading of its own, and text after it."""
    whole = paper.frame
    top = paper.y
    paper.set_frames((whole[0] + 8, top + 6, whole[2] - 8, whole[3]))
    paper.heading("What one family told us", level=2, size=12)
    paper.paragraph(words.text(2))
    paper.fill((whole[0], top, whole[2], paper.y), 1, stroke=True)
    below = paper.y + 10
    paper.path = paper.path[:1]
    paper.set_frames(whole)
    paper.y = below
    paper.paragraph(words.text(2))


def data_report(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw charts with labels between paragraphs, each with its caption."""
    paper = Paper(path, look)
    for figure in range(1, 5):
        paper.heading(words.name(), size=15)
        paper.paragraph(words.text(3))
        paper.need(240)
        paper.end_list()
        paper.expect("paragraph", f"Figure {figure}: Children with a plan, by locality and year")
        paper.lines(f"Figure {figure}: Children with a plan, by locality and year", size=9)
        _chart(paper, [words.number(20, 90) for _ in range(5)])
        paper.paragraph(words.text(4))
    return paper.save()


def _chart(paper: Paper, values: Sequence[int]) -> None:
    """Draw bars with their figures and names; nothing is expected of these."""
    floor = paper.y + 150
    for step in range(0, 101, 25):
        paper.draw(str(step), 80, floor - 1.2 * step - 4, size=7)
    for index, value in enumerate(values):
        x = 120 + 70 * index
        paper.fill((x, floor - 1.2 * value, x + 36, floor), 0.5)
        paper.draw(str(value), x + 10, floor - 1.2 * value - 11, size=8)
        paper.draw(("Fenwold", "Harrow", "Estuary", "Moors", "Coast")[index], x, floor + 6, size=8)
    paper.y = floor + 40
