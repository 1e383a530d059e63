"""The pack as a Word document: by judgement area, then by the three questions."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.council.model import Council
from indexer.days import in_words
from indexer.export.cells import writable
from indexer.pack.laying import Entry, Laid
from indexer.pack.matters import marks
from indexer.pack.model import QUESTIONS
from indexer.pack.sources import Source
from indexer.pack.template import INTRO, OWN, QUOTE, SOURCE, TITLE, add_field, open_template
from indexer.plural import plural
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    from datetime import date

    from docx.document import Document as WordDocument

PAGES = "pages.pdf"


def write_word(
    laid: Laid,
    sources: Mapping[int, Source],
    *,
    template: Path | None,
    who: str,
    day: "date",
    council: Council,
    taxonomy: Taxonomy,
) -> bytes:
    """Write the document of a pack.

    Args:
        laid: the pack, with redactions already made.
        sources: entry number to where the passage is from.
        template: the Word file whose styles are used; None: the one that ships.
        who, day: by whom and when it is built, for the opening.
        council: whose it is and whom to ask, for the opening, too.
        taxonomy: what inspections and visits are called.

    Raises:
        IndexerError: the template is no Word file.
    """
    word = open_template(template)
    _fill_properties(word, laid)
    _add_opening(word, laid, who, day, council)
    for area, label in laid.areas:
        _head(word, label, 1)
        for question, entries in laid.of(area):
            _head(word, QUESTIONS[question], 2)
            for entry in entries:
                lines = marks(laid.matters, entry, taxonomy)
                _add_entry(word, entry, sources[entry.number], lines)
    _add_documents(word, sources)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _fill_properties(word: "WordDocument", laid: Laid) -> None:
    about = word.core_properties
    about.title, about.language = writable(laid.pack.name), "en-GB"
    about.author, about.comments, about.subject = "", "", "Evidence pack"


def _add_opening(word: "WordDocument", laid: Laid, who: str, day: "date", council: Council) -> None:
    word.add_paragraph(writable(laid.pack.name), style=TITLE)
    whose = f" for {writable(council.name)}" if council.is_set else ""
    word.add_paragraph(
        f"{plural(len(laid.entries), 'passage')}, put together by {writable(who)}{whose} on "
        f"{in_words(day)}. The cited pages are in {PAGES}.",
        style=INTRO,
    )
    if council.is_set:
        reached = " or ".join(filter(None, (council.email, council.phone)))
        word.add_paragraph(f"Questions: {writable(reached)}", style=INTRO)
    for text in filter(None, (line.strip() for line in laid.pack.intro.splitlines())):
        word.add_paragraph(writable(text), style="Normal")
    contents = word.add_paragraph()
    contents.paragraph_format.space_before = 0
    add_field(contents, 'TOC \\o "1-2" \\h \\z \\u', _contents(laid), dirty=True)


def _contents(laid: Laid) -> str:
    """Return what the table of contents shows until Word works out its page numbers."""
    lines = []
    for area, label in laid.areas:
        lines.append(label)
        lines += [f"    {QUESTIONS[question]}" for question, _ in laid.of(area)]
    return "\n".join([*lines, "Documents cited"])


def _head(word: "WordDocument", text: str, level: int) -> None:
    word.add_paragraph(writable(text), style=f"Heading {level}")


def _add_entry(word: "WordDocument", entry: Entry, source: Source, lines: Iterable[str]) -> None:
    quote = word.add_paragraph(writable(entry.passage.text), style=QUOTE)
    quote.paragraph_format.keep_together = True
    line = word.add_paragraph(style=SOURCE)
    # Not before the words: a paragraph may begin with a printed number of its own.
    line.add_run(f"Passage {entry.number}. ").bold = True
    line.add_run(writable(source.citation) + ". ")
    _add_link(line, f"{PAGES}#page={source.sheet}", f"Page {source.sheet} of {PAGES}")
    if source.newer:
        word.add_paragraph(source.newer, style=SOURCE)
    for told in lines:
        mark, _, rest = writable(told).partition(" ")
        said = word.add_paragraph(style=SOURCE)
        said.add_run(mark).bold = True
        said.add_run(f" {rest}")
    if entry.item.note:
        words = word.add_paragraph(style=OWN)
        words.add_run("In our own words: ").bold = True
        words.add_run(writable(entry.item.note))


def _add_link(paragraph: Any, address: str, text: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    place = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), place)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _add_documents(word: "WordDocument", sources: Mapping[int, Source]) -> None:
    """List the documents cited, each with the numbers of its passages."""
    _head(word, "Documents cited", 1)
    cited: dict[str, tuple[Source, list[int]]] = {}
    for number, source in sources.items():
        cited.setdefault(source.document, (source, []))[1].append(number)
    table = word.add_table(rows=1, cols=4)
    if "Table Grid" in {style.name for style in word.styles}:
        table.style = "Table Grid"
    _describe(table, "Documents cited, with their dates, their hashes and the passages taken")
    titles = ("Document", "Date", "Passages", "SHA-256 of the file")
    for cell, text in zip(table.rows[0].cells, titles, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    _repeat(table.rows[0])
    for source, numbers in cited.values():
        shown = (source.title, source.dated, ", ".join(map(str, numbers)), source.sha256)
        for cell, text in zip(table.add_row().cells, shown, strict=True):
            cell.text = writable(text)


def _describe(table: Any, text: str) -> None:
    """Give a table the description that a screen reader reads out."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for name in ("w:tblCaption", "w:tblDescription"):
        about = OxmlElement(name)
        about.set(qn("w:val"), text)
        table._tbl.tblPr.append(about)


def _repeat(row: Any) -> None:
    """Repeat a row at the top of each page, and mark it as the head of the table."""
    from docx.oxml.parser import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
