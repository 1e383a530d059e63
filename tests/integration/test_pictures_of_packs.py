"""Pictures on the pages of a pack: nobody reads what they show, so a person is asked."""

import json
import shutil
import zipfile
from io import BytesIO

import openpyxl
import pymupdf
import pytest

from indexer.home import Home
from indexer.model import Metadata
from indexer.pack.building import build, screen_of
from indexer.pack.model import PackError
from indexer.pack.screening import rule_on
from indexer.store.repository import Store
from tests.packing import LATER, SCANNED, WHO, packed
from tests.shelf import Line, make_document, print_lines

WORDS = "The children painted the wall of their centre."
RED, BLUE, GREEN = (200, 0, 0), (0, 0, 200), (0, 160, 0)
PLACE, CORNER = pymupdf.Rect(100, 300, 300, 500), pymupdf.Rect(500, 20, 560, 60)
_LINES = (Line(1, 90, WORDS), *(Line(page, 90, f"Page {page} is words.") for page in (2, 3, 4)))


def plate(colour):
    """Return a picture of one colour."""
    made = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 40, 40))
    made.set_rect(made.irect, colour)
    return made


@pytest.fixture
def home(packing, tmp_path):
    return Home(shutil.copytree(packing.path, tmp_path / "home"))


@pytest.fixture
def store(home, tmp_path):
    """Beside the other papers one of four pages with a logo, and on the first a photograph.

    The first page also names a picture that it does not show.
    """
    print_lines(tmp_path / "drawn.pdf", _LINES)
    with pymupdf.open(tmp_path / "drawn.pdf") as file:
        for leaf in file:
            leaf.insert_image(CORNER, pixmap=plate(BLUE))
        file[0].insert_image(PLACE, pixmap=plate(RED))
        file[0].insert_image(PLACE, pixmap=plate(GREEN))
        file.update_stream(file[0].get_contents()[-1], b" ")
        file.save(tmp_path / "pictured.pdf")
    paper, passages = make_document(
        tmp_path / "pictured.pdf", _LINES, Metadata(title="A centre"), labels=("1", "2", "3", "4")
    )
    with Store.open(home.store) as opened:
        opened.save_document(paper, passages, pipeline="shelf")
        yield opened


def pictures(home, store, pack):
    return [one for one in screen_of(home, store, pack).concerns if one.kind == "pictures"]


def built(home, store, choice):
    """Build a pack of the first page with this ruled of its pictures; give its files."""
    pack = packed(store, WORDS).id
    [concern] = pictures(home, store, pack)
    rule_on(store, pack, [(concern.kind, concern.key, choice)], who=WHO)
    made = build(home, store, pack, who=WHO)
    with zipfile.ZipFile(home.path / "packs" / made.file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def colour_at(files, x, y):
    leaf = pymupdf.open("pdf", files["pages.pdf"])[0]
    return leaf.get_pixmap().pixel(x, y)


def shown_in(files):
    """Return how many pictures lie in the file of pages, shown or not."""
    file = pymupdf.open("pdf", files["pages.pdf"])
    kinds = [file.xref_get_key(xref, "Subtype")[1] for xref in range(1, file.xref_length())]
    return kinds.count("/Image")


def register_of(files):
    head, row = openpyxl.load_workbook(BytesIO(files["register.xlsx"])).active.values
    return dict(zip(head, row, strict=True))["Pictures on its pages"]


def test_a_page_with_a_picture_is_told_for_a_decision(home, store):
    [concern] = pictures(home, store, packed(store, WORDS).id)
    [place] = concern.contexts
    assert (concern.is_open, place.page, place.before, place.words) == (
        True,
        1,
        "A centre: ",
        "2 pictures",
    )


def test_a_logo_on_several_pages_needs_no_decision(home, store):
    [concern] = pictures(home, store, packed(store, "Page 3 is words.").id)
    assert "such as a logo" in concern.rule


def test_a_page_without_pictures_asks_for_nothing(home, store):
    assert pictures(home, store, packed(store, LATER).id) == []


def test_a_scan_is_a_picture_too(home, store):
    assert [one.is_open for one in pictures(home, store, packed(store, SCANNED).id)] == [True]


def test_nothing_is_built_while_pictures_are_not_decided_on(home, store):
    with pytest.raises(PackError, match="Pictures on page 1"):
        build(home, store, packed(store, WORDS).id, who=WHO)


def test_pictures_that_nobody_decided_on_are_covered_with_the_rest(home, store):
    made = build(home, store, packed(store, WORDS).id, who=WHO, undecided=True)
    [item] = made.manifest["items"]
    assert item["pictures"] == "Page 1: 2 pictures, covered (not decided)"


def test_pictures_that_are_kept_stay_and_the_register_says_who_decided(home, store):
    files = built(home, store, "keep")
    assert colour_at(files, 200, 400) == RED
    assert register_of(files).startswith("Page 1: 2 pictures, kept (Ann, ")


def test_a_picture_that_a_page_names_without_showing_it_does_not_leave(home, store):
    assert shown_in(built(home, store, "keep")) == 2


def test_covered_pictures_are_gone_and_the_words_stay(home, store):
    files = built(home, store, "redact")
    assert (shown_in(files), colour_at(files, 200, 400)) == (0, (224, 224, 224))
    assert WORDS in pymupdf.open("pdf", files["pages.pdf"])[0].get_text()
    assert "covered (Ann, " in register_of(files)


def test_a_page_left_out_shows_nothing_but_that(home, store):
    files = built(home, store, "omit")
    said = pymupdf.open("pdf", files["pages.pdf"])[0].get_text()
    assert shown_in(files) == 0
    assert WORDS not in said
    assert "This page is left out" in said
    assert "A centre, date not stated, page 1" in " ".join(said.split())


def test_a_page_left_out_is_told_in_manifest_and_register(home, store):
    files = built(home, store, "omit")
    manifest = json.loads(files["manifest.json"])
    assert [(one["copied"], one["text"]) for one in manifest["items"]] == [(False, WORDS)]
    assert [one["choice"] for one in manifest["screened"]] == ["omit"]
    assert "page left out (Ann, " in register_of(files)


def test_only_a_page_with_pictures_is_left_out(home, store):
    with pytest.raises(PackError, match="omit a page with pictures"):
        rule_on(store, packed(store, LATER).id, [("name", "tom briggs", "omit")], who=WHO)
