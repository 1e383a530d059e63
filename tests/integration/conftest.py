"""What several tests of whole commands and pages share, beside ``tests/conftest.py``."""

from pathlib import Path

import pytest

from indexer.extract.base import OcrMode
from indexer.home import Home
from indexer.ingest import ingest
from indexer.meaning.making import make_vectors
from tests.packing import build_packing

_CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample papers, indexed once; read only.

    The scanned letter is left without its words: recognising it would take seconds more.
    """
    home = Home(tmp_path_factory.mktemp("sample") / "home")
    ingest([_CORPUS], home=home, jobs=2, ocr=OcrMode.OFF)
    make_vectors(home)
    return home


@pytest.fixture(scope="module")
def packing(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Papers to pack, to be copied: the papers lie beside the home, so each module has its own."""
    return build_packing(tmp_path_factory.mktemp("packing"))
