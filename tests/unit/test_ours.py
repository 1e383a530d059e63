"""A council's own papers are told by its name."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from indexer.council.model import Council
from indexer.council.owning import Owned, place_words, read_owned
from indexer.model import Document
from indexer.store.repository import Store
from nlp.types import Stance
from tests.counting import make_document, say


@pytest.mark.parametrize(
    ("council", "authority"),
    [
        ("Marlow Vale Council", "Marlow Vale"),
        ("Royal Borough of Marlow & Vale", "Marlow and Vale"),
        ("London Borough of Marlow", "Marlow"),
        ("Marlshire County Council", "Marlshire"),
        ("City of Marlow Metropolitan District Council", "Marlow"),
        ("Marlow, Vale and Firth Council", "Marlow, Vale and Firth"),
    ],
)
def test_the_style_of_a_council_is_no_part_of_its_place(council: str, authority: str) -> None:
    assert place_words(council) == place_words(authority)


@pytest.mark.parametrize(
    ("council", "authority"),
    [
        ("North Marlshire Council", "Marlshire"),
        ("Marlow Vale Council", "Marlow"),
        ("Marlshire Council", "Marl"),
    ],
)
def test_a_neighbour_of_a_like_name_is_another_place(council: str, authority: str) -> None:
    assert place_words(council) != place_words(authority)


PLAIN, NAMING, WITHIN = (letter * 12 for letter in "xyz")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Hold papers of two councils and of a third whose name is in another's; three name none."""
    with Store.open(tmp_path_factory.mktemp("owned") / "store.db", create=True) as opened:
        texts = {
            PLAIN: "Most reviews were on time.",
            NAMING: "Reviews in Ashby were late.",
            WITHIN: "Reviews in Upper Ashby were late, said UPPER ASHBY.",
        }
        for id_, text in texts.items():
            paper = make_document(id_, "briefing", date(2022, 5, 9), None)
            say(opened, paper, [(text, Stance.CONTEXT)], None)
        for id_, name in {"a" * 12: "Upper Ashby", "b" * 12: "Ashby"}.items():
            say(opened, make_document(id_, "survey", date(2022, 5, 9), name), [], None)
        yield opened


def owned_by(store: Store, council: str) -> Owned:
    store.set_council(Council(council, "a@ashby.gov.uk") if council else Council(), who="test")
    return read_owned(store)


def ids(papers: Iterable[Document]) -> set[str]:
    return {one.id for one in papers}


def test_a_paper_without_authority_is_the_councils_unless_it_names_another(store: Store) -> None:
    owned = owned_by(store, "Upper Ashby Council")
    assert (ids(owned.counted), ids(owned.left_out)) == ({PLAIN, WITHIN}, {NAMING})
    assert {d.metadata.authority for d in owned.documents if d.id == PLAIN} == {"Upper Ashby"}
    assert ids(owned_by(store, "Ashby Council").counted) == {PLAIN, NAMING}


@pytest.mark.parametrize("council", ["", "Marlow Vale Council"])
def test_whose_a_paper_without_authority_is_cannot_be_told_without_the_council(
    store: Store, council: str
) -> None:
    owned = owned_by(store, council)
    assert ids(owned.left_out) == {PLAIN, NAMING, WITHIN}
    assert ids(owned.documents) == {"a" * 12, "b" * 12}


def test_a_council_whose_papers_all_name_no_authority_has_them_by_its_own_name(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path / "store.db", create=True) as empty:
        say(empty, make_document(PLAIN, "briefing", date(2022, 5, 9), None), [], None)
        assert owned_by(empty, "Marlow Vale Council").authority == "Marlow Vale Council"
