"""Which council a document is about."""

import pytest

from indexer.metadata.authority import find_authority, load_gazetteer
from indexer.metadata.evidence import Found
from indexer.metadata.opening import read_opening
from indexer.model import Block, Evidence, Extraction, Kind, Page, Region


def find(*texts: str) -> str | None:
    kinds = [Kind.HEADING] + [Kind.PARAGRAPH] * (len(texts) - 1)
    blocks = tuple(
        Block(kind, text, (Region(0, len(text), 1),))
        for kind, text in zip(kinds, texts, strict=True)
    )
    extraction = Extraction((Page(1),), blocks)
    found = find_authority(read_opening(extraction), extraction)
    return found.value if found else None


TITLES = [
    ("Inspection of Barnet local authority children\u2019s services", "Barnet"),
    ("London Borough of Tower Hamlets", "Tower Hamlets"),
    ("Royal Borough of Kingston upon Thames children\u2019s services", "Kingston upon Thames"),
    ("City of Bradford Metropolitan District Council", "Bradford"),
    ("Focused visit to Durham\u2019s children\u2019s services", "Durham"),
    ("Inspection of Bury local authority children\u2019s services", "Bury"),
    ("Stoke on Trent City Council", "Stoke-on-Trent"),
    ("Hammersmith & Fulham Council", "Hammersmith and Fulham"),
    ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
    ("Inspection of Birmingham Children\u2019s Trust services", "Birmingham"),
    ("OXFORDSHIRE\u2019S THRESHOLD OF NEEDS", "Oxfordshire"),
    ("Northamptonshire County Council", "Northamptonshire"),
    ("North Northamptonshire Council", "North Northamptonshire"),
]


@pytest.mark.parametrize(("title", "authority"), TITLES)
def test_a_council_in_the_title_is_the_authority(title: str, authority: str) -> None:
    assert find(title, "Leaders know their services well.") == authority


@pytest.mark.parametrize(
    "title",
    [
        "Marlford County Council",
        "Inspection of Marlford local authority children\u2019s services",
        "Marlford Safeguarding Children Partnership",
        "Royal Borough of Marlford",
    ],
)
def test_a_council_in_no_list_is_known_by_its_style(title: str) -> None:
    assert find(title, "Leaders know their services well.") == "Marlford"


def test_a_council_named_in_passing_is_not_the_authority() -> None:
    passing = "Like Kent, we looked at our front door, and learned from it."
    assert find("What we know", passing) is None


def test_a_council_named_in_passing_does_not_outweigh_the_one_in_the_title() -> None:
    text = "Essex County Council gave us advice, and Essex workers came to see us."
    assert find("Derbyshire County Council self-evaluation", text) == "Derbyshire"


def test_two_councils_that_weigh_alike_are_ambiguous() -> None:
    assert find("Derby City Council and Kent County Council", "A joint report.") is None


def test_a_trust_that_serves_several_councils_names_none() -> None:
    assert find("Achieving for Children", "We serve families.") is None


@pytest.mark.parametrize("text", ["Reading is taught daily. " * 6, "They bury the past. " * 6])
def test_an_english_word_is_no_council(text: str) -> None:
    assert find("What we know", text) is None


def test_a_local_board_is_no_place() -> None:
    title = "Review of the Local Safeguarding Children Board"
    assert find(title, "The effectiveness of the Local Safeguarding Children Board.") is None


def test_the_council_a_whole_paper_keeps_naming_is_its_authority() -> None:
    texts = ["What we know"] + ["Children in Suffolk wait less than they did."] * 6
    assert find(*texts, "Essex has shown us how.") == "Suffolk"


def test_all_authorities_of_today_are_listed() -> None:
    names = {name for pairs in load_gazetteer().by_word.values() for _, name in pairs if name}
    former = {
        "Avon", "Bedfordshire", "Berkshire", "Bournemouth", "Cheshire", "Cleveland", "Cumbria",
        "Humberside", "Northamptonshire", "Poole",
    }  # fmt: skip
    # 153 authorities have had children's services since April 2023.
    assert len(names - former) == 153


def find_with_furniture(*furniture: str) -> Found[str] | None:
    text = "We met and spoke about many things."
    block = Block(Kind.PARAGRAPH, text, (Region(0, len(text), 1),))
    extraction = Extraction((Page(1),), (block,), furniture=furniture)
    return find_authority(read_opening(extraction), extraction)


def test_the_running_head_names_the_authority_when_nothing_else_does() -> None:
    found = find_with_furniture("Our programme", "Marlford County Council")
    assert found is not None
    assert found.value == "Marlford"


def test_the_running_head_is_told_as_the_evidence() -> None:
    found = find_with_furniture("Marlford County Council")
    assert found is not None
    assert found.evidence == Evidence("running head or foot: Marlford County Council")


def test_running_heads_that_name_two_authorities_name_none() -> None:
    assert find_with_furniture("Marlford County Council", "Kent County Council") is None


def test_a_place_in_the_running_head_without_its_council_is_no_authority() -> None:
    assert find_with_furniture("Meeting in Kent") is None
