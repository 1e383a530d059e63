"""Damaged files and killed runs, a few of each; ``make faults`` does hundreds."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from indexer.extract.base import OcrMode
from indexer.home import Home
from indexer.ingest import ingest
from indexer.store.repository import Store
from tests.faults.bombs import TARGETS, bombs
from tests.faults.holdings import differences, holdings
from tests.faults.kill import finish, run_and_kill
from tests.faults.mutate import Mutant, write_mutants
from tests.faults.small import write_small_files
from tests.faults.sources import write_others
from tests.faults.verdict import Ledger, exceptions
from tests.papers import write_papers


def index(folder: Path, home: Home) -> Ledger:
    ingest([folder], home=home, ocr=OcrMode.OFF)
    with Store.open(home.store) as store:
        return Ledger.of(store)


def test_files_damaged_in_every_way_come_to_a_correct_end(tmp_path: Path) -> None:
    whole = write_papers(tmp_path / "whole")
    write_others(whole)
    mutants = list(write_mutants(sorted(whole.iterdir()), tmp_path / "damaged", count=8))
    before = index(whole, Home(tmp_path / "home-whole"))
    after = index(tmp_path / "damaged", Home(tmp_path / "home-damaged"))
    assert list(exceptions(mutants, before, after)) == []


def test_every_kind_of_bomb_fails(tmp_path: Path) -> None:
    whole, folder = write_papers(tmp_path / "whole"), tmp_path / "bombs"
    folder.mkdir()
    sound = sorted((*whole.iterdir(), *write_others(whole)))
    shells = {path.suffix[1:]: path for path in sound if path.suffix[1:] in TARGETS}
    mutants = []
    for number, (name, bomb) in enumerate(bombs(shells)):
        mutants.append(Mutant(folder / f"{number}-{name}", "bomb", None))
        mutants[-1].path.write_bytes(bomb(number))
    ledger = index(folder, Home(tmp_path / "home"))
    assert list(exceptions(mutants, Ledger({}, {}), ledger)) == []


@dataclass(frozen=True, slots=True)
class Unbroken:
    """A run that nobody killed: over which papers, into which home, and the seconds it took."""

    papers: Path
    home: Home
    seconds: float


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> Unbroken:
    folder = tmp_path_factory.mktemp("unbroken")
    papers, home = folder / "papers", Home(folder / "home")
    write_small_files(papers, 40)
    return Unbroken(papers, home, finish(papers, home))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_run_that_was_killed_ends_like_an_unbroken_one(
    unbroken: Unbroken, tmp_path: Path, share: float
) -> None:
    broken = Home(tmp_path / "broken")
    death = run_and_kill(unbroken.papers, broken, after=share * unbroken.seconds)
    finish(unbroken.papers, broken)
    assert differences(holdings(unbroken.home), holdings(broken)) == []
    assert death is None or death.lingering is not None
