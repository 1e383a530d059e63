"""Files that vanish from the folders: told as missing, still found, and taken out if asked."""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app import create_app
from app.cli import main
from indexer.corrections import correct
from indexer.decisions.deciding import Word, decide
from indexer.decisions.model import Act, Field
from indexer.home import Home
from indexer.ingest import ingest
from indexer.model import FileStatus, LedgerEntry
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from tests.webpage import read

WORDS = {
    "a.txt": "Kinship carers in Marlow Vale are assessed promptly.",
    "b.txt": "Kinship carers in Northmere wait for a decision.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two papers and an archive of a third."""
    folder = tmp_path / "share"
    folder.mkdir()
    for name, text in WORDS.items():
        (folder / name).write_text(text, encoding="utf-8")
    pack(folder / "all.zip", "c.txt", "d.txt")
    return folder


@pytest.fixture
def place(folder: Path, home: Home) -> Home:
    """A home with that folder indexed."""
    run("index", str(folder), home=home)
    return home


def pack(path: Path, *names: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, f"Kinship carers are in the paper {name} as well.")


def run(*arguments: str, home: Home) -> Result:
    return CliRunner().invoke(main, [*arguments, "--home", str(home.path)])


def as_json(*arguments: str, home: Home) -> Any:
    return json.loads(run(*arguments, "--format", "json", home=home).stdout)


def found(home: Home) -> set[str]:
    """Return the names of the files a search finds."""
    hits = as_json("search", "kinship", home=home)["hits"]
    return {Path(hit["path"]).name for hit in hits}


def missing(home: Home) -> set[str]:
    rows = as_json("documents", "--missing", home=home)
    return {Path(row["path"]).name for row in rows}


def entry(home: Home, path: Path) -> LedgerEntry:
    with Store.open(home.store) as store:
        known = store.entry(str(path))
    assert known
    return known


def test_a_vanished_file_is_told_as_missing_and_is_still_found(folder: Path, place: Home) -> None:
    (folder / "a.txt").unlink()
    summary = as_json("index", str(folder), home=place)
    assert (summary["missing"], summary["removed"], summary["doubts"]) == (1, 0, [])
    assert missing(place) == {"a.txt"}
    assert "a.txt" in found(place)
    assert entry(place, folder / "a.txt").status is FileStatus.INDEXED


def test_status_and_the_list_of_files_tell_what_is_missing(folder: Path, place: Home) -> None:
    (folder / "a.txt").unlink()
    told = run("index", str(folder), home=place).output
    assert "Missing: 1, no longer in their place and still searched." in told
    assert as_json("status", home=place)["missing"] == 1
    page = read(create_app(place).test_client(), "/documents?trait=missing")
    [row] = page.texts(".ledger tbody tr")
    assert "Missing: since" in row
    assert "a.txt" in row


def test_a_file_that_comes_back_is_missing_no_more(folder: Path, place: Home) -> None:
    (folder / "a.txt").rename(folder.parent / "a.txt")
    run("index", str(folder), home=place)
    (folder.parent / "a.txt").rename(folder / "a.txt")
    summary = as_json("index", str(folder), home=place)
    assert (summary["missing"], summary["documents"]["unchanged"]) == (0, 4)
    assert missing(place) == set()


def test_missing_files_are_taken_out_of_the_search_when_asked(folder: Path, place: Home) -> None:
    number = entry(place, folder / "a.txt").document
    (folder / "a.txt").unlink()
    summary = as_json("index", str(folder), "--forget-missing", home=place)
    assert (summary["missing"], summary["removed"]) == (0, 1)
    assert found(place) == {"b.txt", "c.txt", "d.txt"}
    assert entry(place, folder / "a.txt").status is FileStatus.REMOVED
    assert missing(place) == set()
    with Store.open(place.store) as store:
        assert [p.text for p in store.passages(document=number)] == [WORDS["a.txt"]]
        assert store.versions(str(folder / "a.txt"))[-1].superseded_at is not None


def test_a_removed_file_that_comes_back_is_found_again(folder: Path, place: Home) -> None:
    shutil.copy2(folder / "a.txt", folder.parent / "kept.txt")
    (folder / "a.txt").unlink()
    run("index", str(folder), "--forget-missing", home=place)
    shutil.copy2(folder.parent / "kept.txt", folder / "a.txt")
    run("index", str(folder), home=place)
    assert "a.txt" in found(place)
    assert entry(place, folder / "a.txt").status is FileStatus.INDEXED


def test_a_removed_file_is_not_counted_again_by_the_next_run(folder: Path, place: Home) -> None:
    (folder / "a.txt").unlink()
    run("index", str(folder), "--forget-missing", home=place)
    again = as_json("index", str(folder), "--forget-missing", home=place)
    assert (again["missing"], again["removed"]) == (0, 0)


@pytest.mark.parametrize("option", [(), ("--forget-missing",)])
def test_an_empty_folder_marks_nothing_and_says_so(
    folder: Path, place: Home, option: tuple[str, ...]
) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    result = run("index", str(folder), *option, home=place)
    assert result.exit_code == 1
    assert "holds no file to read, though files in it were indexed" in result.output
    assert missing(place) == set()
    assert found(place) == {"a.txt", "b.txt", "c.txt", "d.txt"}


def test_a_folder_that_is_not_there_marks_nothing_and_is_no_file(folder: Path, place: Home) -> None:
    shutil.rmtree(folder)
    summary = ingest([folder], home=place, forget_missing=True)
    assert "is not there" in summary.doubts[0]
    assert (summary.failed, missing(place)) == (0, set())


def test_what_lies_in_other_folders_is_not_missing(folder: Path, place: Home) -> None:
    other = folder.parent / "share-2"
    other.mkdir()
    (other / "e.txt").write_text("Another folder.", encoding="utf-8")
    (folder / "a.txt").unlink()
    assert as_json("index", str(other), home=place)["missing"] == 0


def test_a_paper_that_is_no_longer_in_its_archive_is_missing(folder: Path, place: Home) -> None:
    pack(folder / "all.zip", "c.txt")
    run("index", str(folder), home=place)
    assert missing(place) == {"d.txt"}


def test_what_was_in_an_archive_that_is_damaged_now_is_not_missing(
    folder: Path, place: Home
) -> None:
    whole = (folder / "all.zip").read_bytes()
    (folder / "all.zip").write_bytes(whole[: len(whole) // 2])
    run("index", str(folder), home=place)
    assert missing(place) == set()


def test_a_file_that_was_moved_is_shown_in_its_new_place_with_what_was_said_of_it(
    folder: Path, place: Home
) -> None:
    document = str(entry(place, folder / "a.txt").document)
    with Store.open(place.store) as store:
        correct(store, document, "authority", "Marlow Vale", who="A. Tester")
        strength = Word(f"{document}-1", Field.STANCE, Act.SET, "strength")
        decide(store, load_taxonomy(), [strength], who="A. Tester")
    (folder / "2022").mkdir()
    (folder / "a.txt").rename(folder / "2022" / "a.txt")
    run("index", str(folder), "--forget-missing", home=place)
    assert entry(place, folder / "2022" / "a.txt").status is FileStatus.INDEXED
    assert entry(place, folder / "a.txt").status is FileStatus.REMOVED
    hits = as_json("search", "Marlow", home=place)["hits"]
    assert [hit["path"] for hit in hits] == [str(folder / "2022" / "a.txt")]
    (folder / "2022" / "a.txt").write_text(f"A new line.\n\n{WORDS['a.txt']}", encoding="utf-8")
    run("index", str(folder), home=place)
    [hit] = as_json("search", "Marlow", home=place)["hits"]
    assert (hit["authority"], hit["stance"]) == ("Marlow Vale", "strength")
