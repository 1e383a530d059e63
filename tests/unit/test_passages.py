"""Blocks to passages: joining over pages, heading paths and what is dropped."""

import pytest

from indexer.model import Block, Extraction, Kind, Page, Region
from indexer.passages import to_passages


def block(text: str, page: int = 1, kind: Kind = Kind.PARAGRAPH, level: int | None = None) -> Block:
    return Block(kind, text, (Region(0, len(text), page, (72.0, 90.0, 500.0, 104.0)),), level)


def heading(text: str, level: int) -> Block:
    return block(text, kind=Kind.HEADING, level=level)


def passages(*blocks: Block) -> list[tuple[str, tuple[str, ...]]]:
    found = to_passages("abc", Extraction((Page(1), Page(2)), blocks))
    return [(passage.text, passage.heading_path) for passage in found]


CUT = "Leaders have invested in the workforce and there is evidence that this has"


def test_passages_are_numbered_from_one_in_reading_order() -> None:
    found = to_passages("abc", Extraction((Page(1),), (block("One."), block("Two."))))
    assert [passage.id for passage in found] == ["abc-1", "abc-2"]
    assert {passage.document for passage in found} == {"abc"}


def test_a_paragraph_cut_by_the_page_is_joined_and_its_offsets_moved() -> None:
    rest = block("helped children.", page=2)
    (found,) = to_passages("abc", Extraction((Page(1), Page(2)), (block(CUT), rest)))
    assert found.text == f"{CUT} helped children."
    assert found.page == 1
    last = found.regions[-1]
    assert (found.text[last.start : last.end], last.page) == ("helped children.", 2)


def test_a_bullet_cut_by_the_page_goes_on_and_stays_a_bullet() -> None:
    blocks = (block("the quality of plans, so that", kind=Kind.BULLET), block("they help.", page=2))
    (found,) = to_passages("abc", Extraction((Page(1), Page(2)), blocks))
    assert (found.kind, found.text) == (Kind.BULLET, "the quality of plans, so that they help.")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (block("The sentence ends here."), block("and so on", page=2)),
        (block(CUT), block("helped", page=1)),
        (block(CUT), block("a bullet", page=2, kind=Kind.BULLET)),
        (block(CUT), block("A heading", page=2, kind=Kind.HEADING, level=1)),
        (block(CUT), block("12. The next point", page=2)),
        (block("Yours sincerely"), block("Annex to the letter", page=2)),
    ],
    ids=["ended", "same page", "bullet", "heading", "number", "short line"],
)
def test_blocks_that_do_not_go_on_are_not_joined(above: Block, below: Block) -> None:
    assert len(passages(above, below)) == 2


def test_a_label_stamped_at_the_top_of_a_page_is_not_joined_to_the_text_before_it() -> None:
    assert [text for text, _ in passages(block(CUT), block("Agenda Item 6", page=2))] == [
        CUT,
        "Agenda Item 6",
    ]


def test_the_heading_path_follows_the_levels() -> None:
    found = passages(
        heading("Findings", 1), heading("Early help", 2), block("One."),
        heading("Courts", 2), block("Two."), heading("Leaders", 1), block("Three."),
    )  # fmt: skip
    assert [path for text, path in found if text.endswith(".")] == [
        ("Findings", "Early help"),
        ("Findings", "Courts"),
        ("Leaders",),
    ]


def test_a_heading_is_a_passage_under_the_headings_above_it() -> None:
    found = passages(heading("Findings", 1), heading("Early help", 2))
    assert found == [("Findings", ()), ("Early help", ("Findings",))]


def test_text_of_level_zero_stands_under_no_heading() -> None:
    assert passages(heading("Leaders", 1), block("Copy freely.", level=0))[-1][1] == ()


def test_blocks_without_letters_are_dropped() -> None:
    assert passages(block("12"), block("* * *"), block("Words.")) == [("Words.", ())]
