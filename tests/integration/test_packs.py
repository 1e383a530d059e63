"""Evidence packs, built of real papers and opened again with the libraries that read them."""

import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import click.testing
import docx
import openpyxl
import pymupdf
import pytest

from app.cli import main
from indexer.council.model import Council
from indexer.home import Home
from indexer.pack import choosing
from indexer.pack.building import build, screen_of
from indexer.pack.laying import answers, lay_out
from indexer.pack.model import PackError, Question
from indexer.pack.screening import rule_on
from indexer.pack.settling import settle_items
from indexer.pack.verifying import verify
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from nlp.types import Speaker, Stance
from tests.packing import BESIDE, BOY, LATER, SCANNED, STORY, WHO, id_of, packed
from tests.shelf import HOSTILE, KINSHIP, OWN_WORDS, SUPERVISION, note


@pytest.fixture
def home(packing, tmp_path):
    return Home(shutil.copytree(packing.path, tmp_path / "home"))


@pytest.fixture
def store(home):
    with Store.open(home.store) as opened:
        yield opened


def built(home, store, *words, **how):
    made = build(home, store, packed(store, *words).id, who=WHO, **how)
    return made, home.path / "packs" / made.file


def inside(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def all_text(files):
    word = docx.Document(BytesIO(files["pack.docx"]))
    cells = openpyxl.load_workbook(BytesIO(files["register.xlsx"])).active
    pages = pymupdf.open("pdf", files["pages.pdf"])
    return {
        "word": "\n".join(paragraph.text for paragraph in word.paragraphs),
        "excel": "\n".join(str(cell) for row in cells.values for cell in row),
        "pages": "\n".join(page.get_text() for page in pages),
        "outline": "\n".join(title for _, title, _ in pages.get_toc()),
        "manifest": files["manifest.json"].decode(),
    }


# Laying out


@pytest.mark.parametrize(
    ("stance", "speaker", "question"),
    [
        (Stance.ACTION_OR_PLAN, Speaker.COUNCIL, Question.PLANS),
        (Stance.ACTION_OR_PLAN, Speaker.INSPECTORATE, Question.PLANS),
        (Stance.STRENGTH, Speaker.COUNCIL, Question.KNOW),
        (Stance.NEEDS_IMPROVEMENT, Speaker.PARTNERSHIP, Question.KNOW),
        (Stance.STRENGTH, Speaker.INSPECTORATE, Question.HOW),
        (Stance.NEEDS_IMPROVEMENT, Speaker.AUDITOR_PEER, Question.HOW),
        (Stance.CONTEXT, Speaker.COUNCIL, Question.HOW),
    ],
)
def test_a_passage_answers_one_of_the_three_questions(stance, speaker, question):
    assert answers(note(stance, speaker=speaker)) is question


def test_a_pack_is_laid_out_by_area_then_question_then_order_of_choice(store):
    pack = packed(store, LATER, SUPERVISION, STORY, KINSHIP)
    laid = lay_out(store, pack.id, load_taxonomy())
    assert [(e.area, e.question, e.passage.text) for e in laid.entries] == [
        ("leaders", Question.HOW, SUPERVISION),
        ("help-protection", Question.KNOW, STORY),
        ("none", Question.HOW, KINSHIP),
        ("none", Question.PLANS, LATER),
    ]


def test_a_person_may_lay_a_passage_elsewhere(store):
    pack = packed(store, LATER)
    [item] = store.items(pack.id)
    store.change_item(item.id, question=Question.KNOW, area="care-leavers", note="Ours.")
    [entry] = lay_out(store, pack.id, load_taxonomy()).entries
    assert (entry.area, entry.question, entry.item.note) == ("care-leavers", Question.KNOW, "Ours.")


def test_a_passage_is_in_a_pack_only_once(store):
    pack = packed(store, LATER, STORY)
    assert choosing.add_passages(store, pack.id, [id_of(store, LATER)], who=WHO) == 0


def read_anew(store, words):
    """Read a document again, by a program that finds one more passage at its top."""
    document = store.document(id_of(store, words).partition("-")[0])
    old = list(store.passages(document=document.id))
    new = [replace(old[0], text="A running head."), *old]
    numbered = [
        replace(one, id=f"{document.id}-{number}", regions=())
        for number, one in enumerate(new, start=1)
    ]
    store.save_document(document, numbered, pipeline="later")


def test_a_pack_holds_the_words_that_were_chosen_also_after_another_reading(store):
    pack = packed(store, STORY, LATER)
    before = {one.id: one.passage for one in store.items(pack.id)}
    read_anew(store, STORY)
    unsettled = lay_out(store, pack.id, load_taxonomy())
    assert (unsettled.entries, set(unsettled.lost)) == ((), set(before.values()))
    assert settle_items(store) == 2
    laid = lay_out(store, pack.id, load_taxonomy())
    assert {one.passage.text for one in laid.entries} == {STORY, LATER}
    assert all(one.passage.id != before[one.item.id] for one in laid.entries)


def test_an_unknown_passage_is_refused_by_its_id(store):
    pack = packed(store)
    with pytest.raises(PackError, match="0000-9"):
        choosing.add_passages(store, pack.id, ["0000-9"], who=WHO)


def test_an_item_moves_among_those_it_stands_with(store):
    pack = packed(store, LATER, OWN_WORDS)
    first, second = [item.id for item in store.items(pack.id)]
    choosing.move_item(store, pack.id, second, [first, second], -1)
    assert [item.id for item in store.items(pack.id)] == [second, first]


# Screening


def concerns(home, store, pack):
    return {one.key: one for one in screen_of(home, store, pack.id).concerns}


def test_names_and_births_are_shown_for_a_decision(home, store):
    found = concerns(home, store, packed(store, STORY))
    assert found["tom briggs"].is_open
    assert found["12/03/2014"].kind == "birth"


def test_a_name_elsewhere_on_a_cited_page_is_shown_too(home, store):
    places = concerns(home, store, packed(store, STORY))["tom briggs"].contexts
    assert any("also names" in place.before for place in places)


def test_all_places_are_told_where_words_will_be_taken_out(home, store):
    pack = packed(store, LATER)
    [item] = store.items(pack.id)
    note = "Ask Zofira. The zofira of whom we wrote, ZOFIRA, is 9."
    store.change_item(item.id, question=None, area=None, note=note)
    told = [place.words for place in concerns(home, store, pack)["zofira"].contexts]
    assert told == ["Zofira", "zofira", "ZOFIRA"]


def test_what_the_council_writes_is_screened_too(home, store):
    pack = packed(store, LATER)
    [item] = store.items(pack.id)
    store.change_item(item.id, question=None, area=None, note="Ask Zofira Nowak.")
    assert "zofira nowak" in concerns(home, store, pack)


def test_the_council_is_nobody_with_and_or_its_sign(home, store):
    store.set_council(Council("Zofrin & Hultby Council", "a@zofrin.invalid"), who=WHO)
    pack = choosing.begin_pack(store, "In Zofrin & Hultby", who=WHO, intro="In Zofrin and Hultby")
    assert concerns(home, store, pack) == {}


def test_a_ruling_is_kept_with_who_and_when(home, store):
    pack = packed(store, STORY)
    rule_on(store, pack.id, [("name", "tom briggs", "redact")], who="Bea")
    ruling = concerns(home, store, pack)["tom briggs"].ruling
    assert (ruling.who, ruling.choice.value, ruling.at.year >= 2024) == ("Bea", "redact", True)


def test_the_last_ruling_on_words_counts_whatever_they_were_taken_for(home, store):
    pack = packed(store, STORY)
    for kind, choice in (("name", "redact"), ("alias", "keep"), ("name", "redact")):
        rule_on(store, pack.id, [(kind, "tom briggs", choice)], who=WHO)
    assert concerns(home, store, pack)["tom briggs"].is_redacted


def test_a_ruling_taken_back_leaves_the_matter_open(home, store):
    pack = packed(store, STORY)
    for choice in ("keep", "open"):
        rule_on(store, pack.id, [("name", "tom briggs", choice)], who=WHO)
    assert concerns(home, store, pack)["tom briggs"].is_open


def test_dropping_a_passage_takes_it_out_and_is_remembered(store):
    pack = packed(store, STORY, LATER)
    rule_on(store, pack.id, [("passage", id_of(store, STORY), "drop")], who=WHO)
    assert [item.passage for item in store.items(pack.id)] == [id_of(store, LATER)]
    assert store.rulings(pack.id)[-1].choice.value == "drop"


def test_nothing_leaves_while_something_is_not_decided(home, store):
    with pytest.raises(PackError, match="Tom Briggs"):
        built(home, store, STORY)


def test_an_empty_pack_is_not_built(home, store):
    with pytest.raises(PackError, match="empty"):
        built(home, store)


# What is built


@pytest.fixture(scope="module")
def redacted(packing, tmp_path_factory):
    """A pack of all kinds of paper, with all that is undecided redacted, but for the scan."""
    home = Home(shutil.copytree(packing.path, tmp_path_factory.mktemp("redacted") / "home"))
    with Store.open(home.store) as store:
        pack = packed(store, STORY, SCANNED, OWN_WORDS, KINSHIP)
        found = screen_of(home, store, pack.id).open
        kept = [(one.kind, one.key, "keep") for one in found if one.kind == "pictures"]
        rule_on(store, pack.id, kept, who=WHO)
        made = build(home, store, pack.id, who=WHO, undecided=True)
    return inside(home.path / "packs" / made.file)


def test_a_redacted_name_is_in_none_of_the_files(redacted):
    told = all_text(redacted)
    assert [name for name, text in told.items() if "briggs" in text.lower()] == []


def test_a_redacted_name_is_not_in_the_bytes_of_the_pages_either(redacted):
    pages = pymupdf.open("pdf", redacted["pages.pdf"])
    numbers = [xref for xref in range(1, pages.xref_length()) if pages.xref_is_stream(xref)]
    assert not [xref for xref in numbers if b"Briggs" in pages.xref_stream(xref)]


def renamed(store, words, name, **metadata):
    """Give the paper with these words another name, and other metadata."""
    document = store.document(id_of(store, words).rpartition("-")[0])
    path = Path(document.path).with_name(name)
    shutil.copy(document.path, path)
    about = replace(document.metadata, **metadata)
    passages = list(store.passages(document=document.id))
    store.save_document(
        replace(document, path=str(path), metadata=about), passages, pipeline="shelf"
    )


@pytest.mark.parametrize("name", ["TomBriggs-audit.pdf", "audit_tom_briggs.pdf", "Briggs.T.pdf"])
def test_a_redacted_name_leaves_in_no_files_name_either(home, store, name):
    renamed(store, STORY, name, title=None)
    _, path = built(home, store, STORY, undecided=True)
    told = all_text(inside(path))
    assert [file for file, text in told.items() if "briggs" in text.lower()] == []


def test_what_was_ruled_on_breaks_no_date_and_no_authority(home, store):
    title = f"Visit to Marlow on 9 May 2023 of {BOY}"
    renamed(store, STORY, "visit.pdf", title=title, authority="Marlow")
    pack = packed(store, STORY)
    ruled = [("name", key, "redact") for key in ("may", "marlow", "april", "2023")]
    rule_on(store, pack.id, ruled, who=WHO)
    made = build(home, store, pack.id, who=WHO, undecided=True)
    [item] = json.loads(inside(home.path / "packs" / made.file)["manifest.json"])["items"]
    assert item["citation"] == (
        "Visit to Marlow on 9 May 2023 of [name removed], Marlow, 1 April 2023, page 1"
    )


def test_words_beside_a_redacted_name_stay(redacted):
    told = all_text(redacted)
    assert all("seen alone by his social worker" in told[name] for name in ("word", "excel"))
    assert "seen alone" in told["pages"]


def test_the_line_of_a_scan_that_names_somebody_is_blackened_in_the_picture(redacted):
    items = json.loads(redacted["manifest.json"])["items"]
    [item] = [one for one in items if one["title"] == "Scanned note"]
    page = pymupdf.open("pdf", redacted["pages.pdf"])[item["sheet"] - 1]
    [box] = item["boxes"][str(item["sheet"])]
    x0, y0, x1, y1 = box
    clip = pymupdf.Rect(x0 + 2, y0 + 2, x1 - 2, y1 - 2)
    for note_ in list(page.annots()):
        page.delete_annot(note_)
    assert set(page.get_pixmap(clip=clip).samples) == {0}


def test_a_redacted_passage_has_no_hash_a_name_could_be_guessed_by(redacted):
    items = json.loads(redacted["manifest.json"])["items"]
    assert {(item["redacted"], item["passage_sha256"] is None) for item in items} == {
        (True, True),
        (False, False),
    }


def test_a_kept_name_stays(home, store):
    pack = packed(store, STORY)
    open_ = screen_of(home, store, pack.id).open
    rule_on(store, pack.id, [(one.kind, one.key, "keep") for one in open_], who=WHO)
    made = build(home, store, pack.id, who=WHO)
    told = all_text(inside(home.path / "packs" / made.file))
    assert all(BOY in told[name] for name in ("word", "excel", "pages", "manifest"))


def test_every_citation_lands_on_its_page(home, store):
    _, path = built(home, store, LATER, SUPERVISION, KINSHIP, OWN_WORDS, undecided=True)
    files = inside(path)
    pages = pymupdf.open("pdf", files["pages.pdf"])
    for item in json.loads(files["manifest.json"])["items"]:
        page = pages[item["sheet"] - 1]
        said = " ".join(
            page.get_textbox(pymupdf.Rect(x0 - 1, y0 - 1, x1 + 1, y1 + 1))
            for x0, y0, x1, y1 in item["boxes"][str(item["sheet"])]
        )
        assert " ".join(said.split()) == item["text"]


def test_every_cited_passage_is_highlighted_under_its_number(redacted):
    pages = pymupdf.open("pdf", redacted["pages.pdf"])
    noted = {note_.info["content"] for page in pages for note_ in page.annots()}
    assert noted == {f"Passage {number}" for number in (1, 2, 3, 4)}


def test_each_page_says_what_it_is_a_copy_of(redacted):
    pages = pymupdf.open("pdf", redacted["pages.pdf"])
    assert all("SHA-256" in page.get_text() for page in pages)


def test_the_word_document_has_headings_contents_and_page_numbers(redacted):
    word = docx.Document(BytesIO(redacted["pack.docx"]))
    heads = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    xml = word.element.xml
    assert heads == ["Help and protection", "Across all areas", "Documents cited"]
    assert "TOC \\o" in xml
    assert "PAGE" in word.sections[0].footer._element.xml
    assert "tblDescription" in xml


def test_the_number_of_a_passage_stands_apart_from_its_words(redacted):
    word = docx.Document(BytesIO(redacted["pack.docx"]))
    quotes = [p.text for p in word.paragraphs if p.style.name == "Evidence Quote"]
    sources = [p.text for p in word.paragraphs if p.style.name == "Evidence Source"]
    assert not any(quote[0].isdigit() for quote in quotes)
    assert [one.partition(".")[0] for one in sources] == [f"Passage {n}" for n in (1, 2, 3, 4)]


def test_the_word_document_is_in_british_english(redacted):
    word = docx.Document(BytesIO(redacted["pack.docx"]))
    assert 'w:lang w:val="en-GB"' in word.styles["Normal"].element.xml


def test_a_council_may_bring_its_own_template(home, store):
    own = docx.Document()
    own.add_paragraph("Our cover")
    (home.path / "templates").mkdir()
    own.save(str(home.path / "templates" / "pack.docx"))
    _, path = built(home, store, LATER, undecided=True)
    word = docx.Document(BytesIO(inside(path)["pack.docx"]))
    assert word.paragraphs[0].text == "Our cover"
    assert any(p.style.name == "Evidence Quote" for p in word.paragraphs)


def test_the_register_has_a_row_a_passage_with_filters_and_a_frozen_head(redacted):
    sheet = openpyxl.load_workbook(BytesIO(redacted["register.xlsx"])).active
    assert sheet.max_row == 5
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:AE5")


def test_words_of_a_document_never_become_a_formula(home, store):
    _, path = built(home, store, HOSTILE, undecided=True)
    sheet = openpyxl.load_workbook(BytesIO(inside(path)["register.xlsx"])).active
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}


def test_a_build_is_recorded_in_the_audit_trail(home, store):
    made, _ = built(home, store, LATER, undecided=True)
    entry = list(store.audit_entries())[-1]
    assert (entry.event.action, entry.event.detail["sha256"]) == ("exported", made.hash)


def test_a_changed_source_is_set_plainly_and_said_so(home, store, packing):
    document = store.document(id_of(store, LATER).rpartition("-")[0])
    path = Path(document.path)
    content = path.read_bytes()
    try:
        path.write_bytes(content + b"\n")
        _, file = built(home, store, LATER, STORY, undecided=True)
    finally:
        path.write_bytes(content)
    items = json.loads(inside(file)["manifest.json"])["items"]
    assert {(one["page"], one["file_state"], one["copied"]) for one in items} == {
        (1, "changed", False),
        (2, "changed", False),
    }
    # Passages of two pages stand on one sheet, whose foot must not name one of them.
    [sheet] = pymupdf.open("pdf", inside(file)["pages.pdf"])
    assert "Passages 1, 2" in sheet.get_text()
    assert ", page" not in sheet.get_text()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed.")
def test_libreoffice_opens_what_is_built(redacted, tmp_path):
    for name in ("pack.docx", "register.xlsx"):
        (tmp_path / name).write_bytes(redacted[name])
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(tmp_path), "pack.docx", "register.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    said = "".join(page.get_text() for page in pymupdf.open(tmp_path / "pack.pdf"))
    assert "Supervision" in said or "Help and protection" in said
    assert (tmp_path / "register.pdf").is_file()


# Verifying


@pytest.fixture
def sealed(home, store):
    return built(home, store, LATER, OWN_WORDS, undecided=True)[1]


def rewritten(path, target, **changes):
    """Write a pack anew with some of its files changed."""
    files = inside(path) | {name.replace("_", "."): data for name, data in changes.items()}
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target


def test_a_pack_verifies_as_it_was_built(store, sealed):
    found = verify(sealed, store)
    assert (found.holds, found.known, found.faults) == (True, True, ())


def test_a_pack_verifies_without_a_home(sealed):
    assert verify(sealed).holds


def test_a_changed_file_of_a_pack_is_named(sealed, tmp_path):
    found = verify(rewritten(sealed, tmp_path / "t.zip", pack_docx=b"other"))
    assert found.faults == ("pack.docx was changed after the pack was built.",)


def test_a_changed_manifest_is_noticed(sealed, tmp_path):
    manifest = json.loads(inside(sealed)["manifest.json"])
    manifest["items"][0]["text"] = "All is well."
    changed = rewritten(sealed, tmp_path / "t.zip", manifest_json=json.dumps(manifest).encode())
    assert "manifest was changed" in verify(changed).faults[0]


def test_a_manifest_made_anew_is_not_known_to_the_home(store, sealed, tmp_path):
    from indexer.pack.building import manifest_hash

    manifest = json.loads(inside(sealed)["manifest.json"])
    manifest["items"][0]["text"] = "All is well."
    manifest["pack_sha256"] = manifest_hash(manifest)
    changed = rewritten(sealed, tmp_path / "t.zip", manifest_json=json.dumps(manifest).encode())
    assert verify(changed, store).known is False


def test_words_that_another_reading_numbers_otherwise_are_unchanged(store, sealed):
    read_anew(store, LATER)
    assert verify(sealed, store).holds


def test_a_changed_source_is_noticed(home, store, sealed):
    path = Path(store.document(id_of(store, LATER).rpartition("-")[0]).path)
    content = path.read_bytes()
    try:
        path.write_bytes(content + b"\n")
        states = {one.source.value for one in verify(sealed, store).items}
    finally:
        path.write_bytes(content)
    assert states == {"changed", "unchanged"}


def test_a_manifest_that_is_no_json_any_more_is_told_as_damaged(sealed, tmp_path):
    broken = inside(sealed)["manifest.json"][1:]
    with pytest.raises(PackError, match="damaged or changed after the pack was built"):
        verify(rewritten(sealed, tmp_path / "t.zip", manifest_json=broken))


def test_what_is_no_pack_is_refused(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"nothing")
    with pytest.raises(PackError, match="no pack"):
        verify(tmp_path / "x.zip")


@pytest.mark.parametrize(
    "wrong",
    [{"items": [{}]}, {"items": 3}, {"files": []}, {"files": {"pack.docx": {}}}],
    ids=["a passage without anything", "no list", "no files", "a file without hash"],
)
def test_a_manifest_that_cannot_be_read_is_refused(sealed, tmp_path, wrong):
    manifest = json.loads(inside(sealed)["manifest.json"]) | wrong
    changed = rewritten(sealed, tmp_path / "t.zip", manifest_json=json.dumps(manifest).encode())
    with pytest.raises(PackError, match="manifest"):
        verify(changed)


def test_a_pack_damaged_on_its_way_is_told_as_changed(sealed, tmp_path):
    data = bytearray(sealed.read_bytes())
    with zipfile.ZipFile(sealed) as archive:
        start = archive.getinfo("pages.pdf").header_offset + 30 + len("pages.pdf")
    data[start] |= 0b110  # a kind of block that there is not
    (tmp_path / "t.zip").write_bytes(data)
    assert verify(tmp_path / "t.zip").faults == ("pages.pdf was changed after the pack was built.",)


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [(b"#!/bin/sh\n", b"", "before its first file"), (b"", b"more", "after its end")],
)
def test_bytes_beside_the_files_of_a_pack_are_noticed(sealed, tmp_path, before, after, where):
    (tmp_path / "t.zip").write_bytes(before + sealed.read_bytes() + after)
    assert verify(tmp_path / "t.zip").faults == (f"There are bytes {where} that were not built.",)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_a_pack_are_noticed(sealed, tmp_path):
    with zipfile.ZipFile(shutil.copy(sealed, tmp_path / "t.zip"), "a") as archive:
        archive.writestr("pack.docx", archive.read("pack.docx"))
    assert verify(tmp_path / "t.zip").faults == ("pack.docx is in the pack more than once.",)


def test_a_pack_behind_a_password_is_refused(sealed, tmp_path):
    data = sealed.read_bytes()
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(head) + flags
        while at > flags:
            data = data[:at] + bytes([data[at] | 1]) + data[at + 1 :]
            at = data.find(head, at) + flags
    (tmp_path / "t.zip").write_bytes(data)
    with pytest.raises(PackError, match="password"):
        verify(tmp_path / "t.zip")


def test_a_name_beside_a_chosen_passage_is_redacted_on_its_page(redacted):
    assert BESIDE.split(BOY)[1].strip() in all_text(redacted)["pages"]
    assert BOY not in all_text(redacted)["pages"]


# At the command line


def run(home, *words):
    result = click.testing.CliRunner().invoke(main, ["pack", *words, "--home", str(home.path)])
    return result.exit_code, result.stdout


def test_a_pack_is_made_and_verified_at_the_command_line(home, store, tmp_path):
    run(home, "create", "Visits", "--who", WHO)
    run(home, "add", "1", "--passage", id_of(store, STORY))
    assert run(home, "screen", "1")[0] == 1
    assert run(home, "build", "1")[0] == 3
    rulings = ["--redact", BOY, "--redact", "12/03/2014"]
    assert run(home, "screen", "1", *rulings)[0] == 0
    nowhere = str(tmp_path / "nowhere" / "pack.zip")
    assert run(home, "build", "1", "--out", nowhere)[0] == 3
    file = str(tmp_path / "pack.zip")
    assert run(home, "build", "1", "--out", file)[0] == 0
    assert run(home, "verify", file)[0] == 0
    assert "All is unchanged" not in run(home, "verify", file, "--alone")[1]
    rewritten(Path(file), tmp_path / "changed.zip", register_xlsx=b"other")
    code, told = run(home, "verify", str(tmp_path / "changed.zip"))
    assert code == 1
    assert "register.xlsx was changed" in told


def test_the_template_that_ships_is_written_out_to_be_changed(tmp_path):
    file = tmp_path / "own.docx"
    result = click.testing.CliRunner().invoke(main, ["pack", "template", str(file)])
    assert result.exit_code == 0
    assert "Council Words" in {style.name for style in docx.Document(str(file)).styles}
