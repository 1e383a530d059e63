"""What a pack says of passages whose paper has a newer version since, or no file any more."""

import shutil
import zipfile

import click.testing
import docx
import openpyxl
import pytest

from app.cli import main
from indexer.home import Home
from indexer.pack import choosing
from indexer.pack.building import build
from indexer.pack.later import Since, summary
from indexer.pack.laying import lay_out
from indexer.pack.model import PackError
from indexer.pack.verifying import State, verify
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from tests.packing import LATER, STORY, WHO, id_of, packed, renew
from tests.shelf import KINSHIP

SOONER = "We will review every plan by May."


@pytest.fixture
def home(packing, tmp_path):
    return Home(shutil.copytree(packing.path, tmp_path / "home"))


@pytest.fixture
def store(home):
    with Store.open(home.store) as opened:
        yield opened


def built(home, store, *words):
    made = build(home, store, packed(store, *words).id, who=WHO, undecided=True)
    return home.path / "packs" / made.file


def run(home, command, *options):
    words = ["pack", command, "1", *options, "--home", str(home.path)]
    result = click.testing.CliRunner().invoke(main, words)
    return result.exit_code, result.stdout


def test_a_passage_whose_paper_has_a_newer_version_says_what_stands_there(store):
    pack = packed(store, STORY, LATER)
    newer = renew(store, LATER, SOONER)
    entries = lay_out(store, pack.id, load_taxonomy()).entries
    told = {one.passage.text: (one.later.since, one.later.passage.text) for one in entries}
    assert told == {STORY: (Since.SAME, STORY), LATER: (Since.OTHER, SOONER)}
    assert {one.newer.partition("-")[0] for one in entries} == {newer}


def test_a_passage_whose_file_is_gone_says_so(store):
    pack = packed(store, STORY, KINSHIP)
    store.mark_missing([store.document(id_of(store, STORY).partition("-")[0]).path])
    entries = lay_out(store, pack.id, load_taxonomy()).entries
    assert {one.passage.text: one.later and one.later.since for one in entries} == {
        STORY: Since.GONE,
        KINSHIP: None,
    }


def test_a_newer_passage_takes_the_place_of_an_older_with_its_note(store):
    pack = packed(store, LATER)
    [item] = store.items(pack.id)
    store.change_item(item.id, question=None, area=None, note="We mean it.")
    renew(store, LATER, SOONER)
    choosing.take_newer(store, item)
    [entry] = lay_out(store, pack.id, load_taxonomy()).entries
    assert (entry.passage.text, entry.item.note, entry.later) == (SOONER, "We mean it.", None)


def test_a_newer_passage_is_not_put_into_a_pack_twice(store):
    pack = packed(store, LATER)
    [item] = store.items(pack.id)
    newer = renew(store, LATER, SOONER)
    choosing.add_passages(store, pack.id, [item.passage.replace(item.passage[:12], newer)], who=WHO)
    with pytest.raises(PackError, match="already"):
        choosing.take_newer(store, item)


def test_what_became_of_papers_is_summed_up_in_whole_sentences():
    lines = summary([Since.SAME, Since.OTHER, Since.GONE])
    assert [line.split(". ")[0] for line in lines] == [
        "2 passages stand in papers that have a newer version since; the words there are changed "
        "in 1, unchanged in 1",
        "1 passage stands in a paper whose file is gone",
    ]


def test_words_that_are_other_in_the_newest_version_are_told_from_unchanged_ones(home, store):
    path = built(home, store, STORY, LATER)
    renew(store, LATER, SOONER)
    assert [one.words for one in verify(path, store).items] == [State.UNCHANGED, State.OUTDATED]


def test_words_that_only_a_paper_set_aside_has_are_missing(home, store):
    path = built(home, store, KINSHIP, LATER)
    store.supersede([id_of(store, LATER).partition("-")[0]])
    assert {one.words for one in verify(path, store).items} == {State.UNCHANGED, State.MISSING}


def test_the_command_line_says_what_is_no_longer_the_latest_and_builds(home, store):
    pack = packed(store, STORY, LATER)
    newer = renew(store, LATER, SOONER)
    shown, (code, told) = run(home, "show")[1], run(home, "build", "--redact-undecided")
    assert f"says otherwise ({newer}-3): \u201c{SOONER}\u201d" in shown
    assert "changed in 1, unchanged in 1" in shown
    assert (code, "changed in 1, unchanged in 1" in told) == (0, True)
    assert "`sightline pack add 1 --newer OLD`" in told
    manifest = store.builds(pack.id)[0].manifest
    assert [one["since"] for one in manifest["items"]] == ["same-words", "other-words"]


def test_the_files_of_a_pack_say_that_a_paper_has_a_newer_version_and_its_date(home, store):
    pack = packed(store, STORY, LATER)
    renew(store, LATER, SOONER)
    made = build(home, store, pack.id, who=WHO, undecided=True)
    with zipfile.ZipFile(home.path / "packs" / made.file) as archive:
        word = docx.Document(archive.open("pack.docx"))
        head, *rows = openpyxl.load_workbook(archive.open("register.xlsx")).active.values
    same, other = (
        f"Its paper has a newer version (2 May 2024), which says {how}."
        for how in ("the same", "otherwise")
    )
    assert [row[head.index("Since then")] for row in rows] == [same, other]
    assert {same, other} <= {paragraph.text for paragraph in word.paragraphs}


def test_the_command_line_takes_a_newer_passage_with_the_note_on_the_older(home, store):
    pack = packed(store, LATER)
    [item] = store.items(pack.id)
    store.change_item(item.id, question=None, area=None, note="We mean it.")
    newer = renew(store, LATER, SOONER)
    assert run(home, "add", "--newer", item.passage)[1] == (
        "0 added, 1 exchanged; pack 1 holds 1 passage.\n"
    )
    [now] = store.items(pack.id)
    assert (now.passage.partition("-")[0], now.note) == (newer, "We mean it.")


def test_a_newer_passage_takes_the_place_only_of_one_in_the_pack(home, store):
    packed(store, STORY)
    with pytest.raises(PackError, match="is not in pack 1"):
        choosing.item_of(store, 1, id_of(store, LATER))
