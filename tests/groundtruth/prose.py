"""Papers of running text: reports, minutes, letters, plans with lists in lists."""

from dataclasses import replace
from pathlib import Path

from tests.groundtruth.paper import Look, Paper
from tests.groundtruth.truth import Expected
from tests.groundtruth.words import Words


def report(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a council report: capitals as headings, numbered paragraphs, page x of y."""

    def running(paper: Paper) -> None:
        if paper.page == 1:
            paper.draw("FENMARCH COUNTY COUNCIL", 72, 36, size=13, bold=True)
        else:
            paper.draw("Report of the Director of Children's Services", 72, 40, size=9)
        paper.draw(f"14 March 2023          Page {paper.page} of 4", 72, paper.height - 50, size=9)

    paper = Paper(path, look, running=running)
    for section in range(1, 8):
        name = words.name().upper()
        paper.heading(name, size=look.size, number=f"{section}.")
        for point in range(1, words.number(3, 5)):
            paper.paragraph(words.text(words.number(1, 4)), number=f"{section}.{point}")
        if section % 3 == 0:
            paper.paragraph("The committee is asked to:", number=f"{section}.9")
            for letter in "abcd":
                paper.point(f"({letter})", words.point() + ";", bullet=False, depth=2)
    return paper.save()


def minutes(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw minutes: numbered items, lettered points and roman ones under them."""

    def running(paper: Paper) -> None:
        if paper.page > 1:
            paper.draw("Scrutiny Committee, 9 June 2022", 72, 40, size=9)
        paper.draw(str(paper.page), paper.width / 2, paper.height - 46, size=9)

    paper = Paper(path, look, running=running)
    paper.title("Minutes of the Children and Families Scrutiny Committee", size=16)
    paper.paragraph("Present: Councillors A. Wren (Chair), T. Ashdown, M. Oakley and R. Teasel")
    for item in range(1, 7):
        paper.heading(words.name(), size=look.size, number=f"{item}.")
        paper.paragraph(words.text(2))
        paper.paragraph("During discussion, the following points were made:")
        for letter in "abcd"[: words.number(2, 4)]:
            if letter == "b":
                paper.point("(b)", "Members asked the service to:", bullet=False)
                for roman in ("i", "ii", "iii"):
                    paper.point(f"({roman})", words.point() + ";", bullet=False, depth=2)
            else:
                paper.point(f"({letter})", words.sentence(), bullet=False)
        paper.paragraph(f"RESOLVED: {words.sentence()}")
    return paper.save()


def letter(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a letter: letterhead, wrapped headings, paragraphs and footnotes over pages."""

    def running(paper: Paper) -> None:
        if paper.page == 1:
            paper.draw("Fenmarch Inspectorate", 340, 30, size=20, bold=True)
            paper.draw("12 Estuary Row, Fenwold FW1 2AB", 340, 56, size=8)
        paper.draw(str(paper.page), paper.width / 2, paper.height - 46, size=9)

    paper = Paper(path, look, running=running)
    paper.y = 130
    paper.paragraph("Dear Ms Teasel")
    paper.title("Focused visit to Fenmarch children's services", size=look.size + 2)
    paper.paragraph(words.text(4))
    names = (
        "What needs to improve in the practice of the teams that work with families at the edge"
        " of care",
        "The experiences and progress of children who need help and protection, among them those"
        " who go missing",
        "Main findings",
    )
    for section, name in enumerate(names, 1):
        paper.heading(name, size=look.size + 3)
        for part in range(4):
            if section == 2 and part == 1:
                _over_the_page_with_a_note(paper, words)
            paper.paragraph(words.text(words.number(3, 6)))
    return paper.save()


def _over_the_page_with_a_note(paper: Paper, words: Words) -> None:
    """Set a paragraph that runs past a footnote to the next page."""
    left, top, right, bottom = paper.frame
    paper.frames = [(left, top, right, bottom - 34)]
    paper.need(36)
    while paper.y < bottom - 34 - 6 * paper.look.leading * paper.look.size:
        paper.paragraph(words.text(2))
    page = paper.page
    note = "Short breaks are nights away from home that are planned with the family."
    paper.note("1", note)
    paper.paragraph(words.text(8))
    if paper.page == page:
        raise AssertionError("the paragraph was to run over the page")
    paper.expect("paragraph", f"1 {note}")
    paper.expected[-1] = replace(paper.expected[-1], page=page)
    paper.frames = [(left, top, right, bottom)]


def action_plan(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a plan of bullets in bullets, each list with the sentence that introduces it."""
    paper = Paper(path, look)
    paper.title("Improvement plan 2023 to 2025", size=20)
    for section in range(5):
        paper.heading(words.name(), size=15)
        paper.paragraph(words.text(2) + " The council should:")
        for outer in range(3):
            if outer == 1:
                paper.point("\u2022", "with its partners in health and education:")
                paper.point("\u2013", words.point() + ";", depth=2)
                paper.point("\u2013", "in each locality, and before the end of the year:", depth=2)
                for _ in range(2):
                    paper.point("o", words.point() + ";", depth=3)
                paper.point("\u2013", words.point() + ".", depth=2)
            else:
                paper.point("\u2022", words.point() + ";")
        paper.paragraph(words.text(2))
        if section % 2:
            paper.heading(words.name(), level=2, size=12)
            paper.paragraph("Leaders told us that they will:")
            for number in range(1, 4):
                paper.point(f"{number}.", words.point() + ".", bullet=False)
    return paper.save()


def review(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a review whose headings look alike, so that their numbers alone rank them."""

    def running(paper: Paper) -> None:
        paper.draw(f"Review of practice | {paper.page}", 72, paper.height - 50, size=8)

    paper = Paper(path, look, running=running)
    for chapter in range(1, 5):
        paper.heading(words.name(), size=13, number=f"{chapter}.")
        paper.paragraph(words.text(3))
        for section in range(1, 3):
            paper.heading(words.name(), level=2, size=13, number=f"{chapter}.{section}")
            for _ in range(3):
                paper.paragraph(words.text(words.number(2, 4)))
    return paper.save()


def run_in(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw a report with bold words at the start of paragraphs and bold headings of body size."""

    def running(paper: Paper) -> None:
        paper.draw(f"Page {paper.page}", 480, paper.height - 50, size=8)

    paper = Paper(path, look, running=running)
    for _ in range(4):
        paper.heading(words.name(), size=look.size + 4)
        paper.paragraph(words.text(2))
        for lead in ("Purpose.", "Why it matters."):
            paper.paragraph(f"{lead} {words.text(3)}", lead=lead)
        for _ in range(2):
            paper.heading(words.name(), level=2, size=look.size)
            paper.paragraph(words.text(3))
    return paper.save()


def glyphs(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw soft hyphens, ligatures, bullets of a symbol font and curly quotes."""
    paper = Paper(path, look)
    paper.heading("Of\ufb01cers\u2019 summary", size=15)
    for _ in range(3):
        paper.paragraph(
            f"{words.sentence()} One boy said that \u201cnobody asked me \u2018why\u2019\u201d. The"
            " of\ufb01ce \ufb02agged this and the team\u2019s \ufb01ndings were con\ufb01rmed."
        )
        _split_by_hyphens(paper)
        paper.paragraph("Officers will:")
        for mark in ("\uf0b7", "\uf0a7"):
            paper.point(mark, f"{words.point()} \u2013 \ufb01rst in Fenwold;")
    paper.heading("Next steps", size=15)
    paper.paragraph(words.text(3))
    for _ in range(8):
        paper.point("\uf0b7", words.sentence())
    return paper.save()


def _split_by_hyphens(paper: Paper) -> None:
    """Set a paragraph by hand, its words split by soft hyphens at the ends of lines."""
    step = paper.look.leading * paper.look.size
    paper.need(4 * step)
    paper.end_list()
    lines = (
        "The partnership reviewed the safe\u00ad",
        "guarding arrangements of every setting and asked for a thorough assess\u00ad",
        "ment of those that had not replied.",
    )
    paper.expect("paragraph", "".join(f"{line} " for line in lines).replace("\u00ad ", ""))
    for line in lines:
        paper.draw(line, paper.frame[0], paper.y)
        paper.y += step
    paper.y += paper.look.gap


def strategy(path: Path, words: Words, look: Look) -> list[Expected]:
    """Draw front matter with roman page labels, contents with leaders, then chapters."""

    def running(paper: Paper) -> None:
        number = ("i", "ii", "iii")[paper.page - 1] if paper.page < 4 else str(paper.page - 3)
        if paper.page > 1:
            paper.draw("Fenmarch Placement Strategy", 72, 40, size=9)
            paper.draw(number, paper.width / 2, paper.height - 46, size=9)

    paper = Paper(path, look, running=running)
    paper.canvas.addPageLabel(0, style="ROMAN_LOWER")
    paper.canvas.addPageLabel(3, style="ARABIC")
    paper.y = 300
    paper.title("Placement strategy of Fenmarch", size=28)
    paper.new_page()
    chapters = [words.name() for _ in range(6)]
    listed = (f"{chapter} {number}" for number, chapter in enumerate(chapters, 1))
    paper.expect("paragraph", " ".join(["Contents", *listed]))
    paper.lines("Contents", size=18, bold=True)
    paper.y += 14
    for number, chapter in enumerate(chapters, 1):
        dots = 90 - len(chapter)
        paper.draw(f"{chapter} {'.' * dots}", 72, paper.y)
        paper.draw(str(number), 500, paper.y)
        paper.y += 20
    paper.new_page()
    paper.heading("Foreword", size=18)
    for _ in range(3):
        paper.paragraph(words.text(4))
    for chapter in chapters:
        paper.new_page()
        paper.heading(chapter, size=18)
        for _ in range(2):
            paper.paragraph(words.text(3))
            paper.heading(words.name(), level=2, size=13)
            paper.paragraph(words.text(4))
    return paper.save()
