"""The help page in the browser documents the query language."""

import pytest

from app import create_app
from indexer.home import Home
from indexer.search.language import LANGUAGE
from tests.webpage import Part, read


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Part:
    home = Home(tmp_path_factory.mktemp("home"))
    return read(create_app(home).test_client(), "/help")


def test_the_help_page_shows_every_way_to_ask(page: Part) -> None:
    shown = set(page.texts(".grammar code"))
    assert {way.query for part in LANGUAGE for way in part.ways} <= shown


def test_every_way_to_ask_can_be_tried(page: Part) -> None:
    links = [link.get("href") for link in page.all(".grammar a")]
    assert len(links) == sum(len(part.ways) for part in LANGUAGE)
    assert all("/search?q=" in link for link in links)
