"""The Word template that ships, made by code, and the styles that any template has to have.

A council may put its own in ``HOME/templates/pack.docx``. Whatever that has in its body, such
as a cover, stays before the pack; styles are taken by their names, and those it lacks are added.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.errors import IndexerError
from indexer.home import Home

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TITLE, INTRO, QUOTE, SOURCE, OWN = (
    "Title",
    "Subtitle",
    "Evidence Quote",
    "Evidence Source",
    "Council Words",
)
_FONT = "Calibri"


def template_path(home: Home, chosen: Path | None = None) -> Path | None:
    """Return the template to use: the chosen one, the home's own, or None: the one that ships."""
    own = home.path / "templates" / "pack.docx"
    return chosen or (own if own.is_file() else None)


def open_template(path: Path | None) -> "WordDocument":
    """Open a template, or make the one that ships.

    Raises:
        IndexerError: it is no Word file.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if path is None:
        return make_template()
    try:
        word = docx.Document(str(path))
    except (PackageNotFoundError, ValueError, KeyError, OSError) as error:
        raise IndexerError(
            f"{path} cannot be opened as a Word template ({error}). Save it as .docx from Word."
        ) from error
    add_styles(word)
    return word


def make_template() -> "WordDocument":
    """Make the template that ships: A4, headings, header and footer with page numbers, en-GB."""
    import docx
    from docx.shared import Cm, Pt

    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal: Any = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    _speak_british(normal)
    _settle_headings(word)
    add_styles(word)
    _add_running_lines(word)
    return word


def add_styles(word: "WordDocument") -> None:
    """Add the styles of a pack that a template lacks."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    there = {style.name for style in word.styles}
    looks = {
        QUOTE: {"left": Cm(0.6), "size": Pt(11), "italic": False, "color": RGBColor(0, 0, 0)},
        SOURCE: {"left": Cm(0.6), "size": Pt(9), "italic": False, "color": RGBColor(70, 70, 70)},
        OWN: {"left": Cm(0.6), "size": Pt(11), "italic": True, "color": RGBColor(20, 60, 110)},
    }
    for name, look in looks.items():
        if name not in there:
            style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = word.styles["Normal"]
            style.paragraph_format.left_indent = look["left"]
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.keep_with_next = name == QUOTE
            style.font.size, style.font.italic = look["size"], look["italic"]
            style.font.color.rgb = look["color"]
    for name in (TITLE, INTRO, "Heading 1", "Heading 2", "Heading 3"):
        if name not in there:
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.font.bold = True


def add_field(paragraph: Any, instruction: str, shown: str = "", *, dirty: bool = False) -> None:
    """Add a field, such as a page number, with what it shows until Word works it out."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        if kind == "begin":
            if dirty:
                mark.set(qn("w:dirty"), "true")
            run._r.append(mark)
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = instruction
            paragraph.add_run()._r.append(code)
            continue
        run._r.append(mark)
        if kind == "separate" and shown:
            paragraph.add_run(shown)


def _speak_british(style: Any) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "en-GB")
    style.element.get_or_add_rPr().append(language)
    fonts = style.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), _FONT)


def _settle_headings(word: "WordDocument") -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    sizes = {TITLE: 26, INTRO: 12, "Heading 1": 18, "Heading 2": 14, "Heading 3": 11.5}
    for name, size in sizes.items():
        style: Any = word.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x12, 0x3B, 0x5A)
        style.font.italic = False
        fonts = style.element.rPr.rFonts
        for place in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(place), None)


def _add_running_lines(word: "WordDocument") -> None:
    section = word.sections[0]
    section.header.paragraphs[0].text = "Evidence pack"
    foot = section.footer.paragraphs[0]
    foot.add_run("Page ")
    add_field(foot, "PAGE", "1")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES", "1")
