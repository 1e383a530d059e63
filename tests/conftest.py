"""Fixtures shared by all tests.

Strategy: nothing is mocked. Documents are made in a temporary folder by the
libraries that people's own tools resemble (``papers``), indexed by the real
run into a real home (``indexed``, once a session because starting workers
takes seconds), and read back by the real commands. A test that changes files
or the index makes its own with ``papers_in`` and ``home``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from app.people import passwords
from indexer.home import Home
from indexer.ingest import Summary, ingest
from tests.papers import write_papers
from tests.shelf import build_shelf


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Keep passwords at the least cost there is: the usual 0.2 s would be most of some tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(1, 8, 1))
        yield


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return Home(tmp_path / "home")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder of four small papers of an invented borough, one of each format."""
    return write_papers(tmp_path / "papers")


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Summary]:
    """A home with the four papers indexed; read only."""
    folder = tmp_path_factory.mktemp("indexed")
    home = Home(folder / "home")
    summary = ingest([write_papers(folder / "papers")], home=home)
    return home, summary


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose passages, boxes and labels are set by hand (see ``shelf``); read only."""
    return build_shelf(tmp_path_factory.mktemp("shelf"))
