"""The sample corpus holds what its story says, and is built the same way twice.

The files of `corpus/` are read with PyMuPDF and python-docx alone, so that these tests hold
whatever becomes of our own extraction. Running headers and footers are clipped away, since a
paragraph that runs across pages would otherwise be cut by them.
"""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.samplecorpus.build import CONTENT, build_document
from tests.samplecorpus.markup import read_source

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
STORY: dict[str, Any] = yaml.safe_load(
    (ROOT / "tests/samplecorpus/story.yaml").read_text(encoding="utf-8")
)
# Points at the top and foot of a page that only running headers and footers use.
FURNITURE = 62
SCAN = "2020-02-letter-from-constabulary-scanned.pdf"


def normalise(text: str) -> str:
    """Return `text` without the differences that setting it on a page makes."""
    text = unicodedata.normalize("NFKC", html.unescape(text)).replace("\u00ad", "")
    text = text.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))
    return re.sub(r"\s+", " ", re.sub(r"-\s*", "", text)).strip()


@cache
def read_document(name: str) -> str:
    """Return the normalised words of a file in `corpus/`."""
    path = CORPUS / name
    readers = {".pdf": read_pdf, ".docx": read_docx, ".html": read_html}
    reader = readers.get(path.suffix)
    return normalise(reader(path) if reader else path.read_text(encoding="utf-8"))


def open_pdf(path: Path) -> Any:
    sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type]
    import pymupdf

    return pymupdf.open(path)


def read_pdf(path: Path) -> str:
    with open_pdf(path) as document:
        pages = []
        for page in document:
            left, top, right, bottom = page.rect
            body = (left, top + FURNITURE, right, bottom - FURNITURE)
            pages.append(page.get_text(clip=body))
        return "\n".join(pages)


def read_docx(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [
        " ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows
    ]
    return "\n".join(parts)


def read_html(path: Path) -> str:
    return re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))


def read_content(name: str) -> str:
    """Return the normalised words from which a document was made."""
    for path in CONTENT.glob("*.md"):
        if read_source(path).meta["file"] == name:
            return normalise(path.read_text(encoding="utf-8"))
    raise AssertionError(f"no content file makes {name}")


def find_quotations(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in the story that quotes a document."""
    if isinstance(value, dict):
        if "document" in value and "text" in value:
            yield value
        for child in value.values():
            yield from find_quotations(child)
    elif isinstance(value, list):
        for child in value:
            yield from find_quotations(child)


@pytest.mark.parametrize("name", sorted({q["document"] for q in find_quotations(STORY)}))
def test_every_quotation_of_the_story_stands_in_its_document(name: str) -> None:
    quotations = [q for q in find_quotations(STORY) if q["document"] == name]
    missing = [
        quotation["text"]
        for quotation in quotations
        if normalise(quotation["text"])
        not in (read_content(name) if quotation.get("scanned") else read_document(name))
    ]
    assert missing == []


def test_the_story_names_exactly_the_files_of_the_corpus() -> None:
    files = {path.name for path in CORPUS.iterdir()} - {"README.md"}
    assert {document["file"] for document in STORY["documents"]} <= files
    made = {read_source(path).meta["file"] for path in CONTENT.glob("*.md")}
    assert made == {document["file"] for document in STORY["documents"]}


def test_unanswered_findings_are_those_without_an_answer() -> None:
    without = {finding["id"] for finding in STORY["findings"] if not finding["answers"]}
    assert without == set(STORY["unanswered"])


def test_answers_come_after_the_findings_that_they_answer() -> None:
    published = {document["file"]: document["published"] for document in STORY["documents"]}
    early = [
        (finding["id"], answer["document"])
        for finding in STORY["findings"]
        for answer in finding["answers"]
        if published[answer["document"]] <= published[finding["document"]]
    ]
    assert early == []


def test_conflicting_figures_differ_between_two_documents() -> None:
    for conflict in STORY["conflicting_figures"]:
        statements = conflict["statements"]
        assert len({statement["document"] for statement in statements}) == 2
        assert len({statement["value"] for statement in statements}) == 2


def test_the_corpus_has_at_least_fourteen_documents_and_two_hundred_pdf_pages() -> None:
    pages = 0
    for path in CORPUS.glob("*.pdf"):
        with open_pdf(path) as document:
            pages += document.page_count
    assert len(STORY["documents"]) >= 14
    assert pages >= 200


def test_the_corpus_is_smaller_than_ten_megabytes() -> None:
    names = [document["file"] for document in STORY["documents"]]
    assert sum((CORPUS / name).stat().st_size for name in names) < 10 * 1024 * 1024


def test_the_scanned_letter_has_no_text_layer() -> None:
    with open_pdf(CORPUS / SCAN) as document:
        assert [page.get_text().strip() for page in document] == ["", ""]


def test_the_committee_pack_has_page_labels_that_differ_from_its_page_numbers() -> None:
    with open_pdf(CORPUS / "2022-10-06-select-committee-agenda-pack.pdf") as document:
        labels = [page.get_label() for page in document]
    assert labels[0] == "i"
    assert labels[-1] == str(len(labels) - labels.index("1"))
    assert labels.index("1") > 0


@pytest.mark.parametrize(
    "content",
    [
        "06-focused-visit-2021.md",
        "07-practice-standards-2022.md",
        "13-workforce-update-2023.md",
        "17-briefing-2024.md",
    ],
)
def test_building_a_document_again_gives_the_same_bytes(content: str) -> None:
    source = read_source(CONTENT / content)
    first, second = build_document(source), build_document(source)
    assert first == second


@pytest.mark.parametrize("content", ["13-workforce-update-2023.md", "17-briefing-2024.md"])
def test_the_corpus_was_built_from_the_words_that_stand_here(content: str) -> None:
    source = read_source(CONTENT / content)
    assert (CORPUS / source.meta["file"]).read_bytes() == build_document(source)


def test_no_sentence_of_twenty_words_stands_in_two_documents() -> None:
    seen: dict[str, str] = {}
    repeated = []
    for document in STORY["documents"]:
        name = document["file"]
        for sentence in set(re.split(r"(?<=[.?!])\s+", read_document(name))):
            if len(sentence.split()) < 20:
                continue
            if sentence in seen:
                repeated.append((sentence, seen[sentence], name))
            seen[sentence] = name
    assert repeated == []
