"""Plain text and Markdown: wrapped, double-spaced, torn, with and without marks."""

from pathlib import Path
from textwrap import dedent
from time import process_time

import pytest

from indexer.errors import ExtractionError
from indexer.extract.plain import PlainExtractor, read_text
from indexer.model import Kind

WRAPPED = """\
Over the year we have worked with our partners to bring help to families sooner, and have
opened two hubs in which health visitors, schools and our own workers share one front door.
Families tell us that they wait less.

In the spring we began to look at the plans of every child whose plan had lasted longer
than two years, and found that most of them had drifted for want of a clear aim.
"""


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in read_text(dedent(text)).blocks]


def headings(text: str) -> list[tuple[str, int | None]]:
    found = read_text(dedent(text)).blocks
    return [(block.text, block.level) for block in found if block.kind is Kind.HEADING]


def test_wrapped_lines_are_joined_into_paragraphs() -> None:
    found = blocks(WRAPPED)
    assert [kind for kind, _ in found] == ["paragraph", "paragraph"]
    assert found[0][1].endswith("share one front door. Families tell us that they wait less.")


def test_double_spaced_lines_are_joined_into_the_same_paragraphs() -> None:
    lines = [line for line in WRAPPED.splitlines() if line]
    assert blocks("\n\n".join(lines)) == blocks(WRAPPED)


def test_single_spaced_short_paragraphs_stay_apart() -> None:
    text = "We visit every child.\n\nWe write down what they say.\n\nWe act on it.\n"
    assert len(blocks(text)) == 3


def test_a_word_parted_at_its_hyphen_is_made_whole() -> None:
    text = "Our practice is built upon strengths and is relational-\nbased in all that we do.\n"
    assert blocks(text)[0][1] == (
        "Our practice is built upon strengths and is relational-based in all that we do."
    )


@pytest.mark.parametrize("glyph", ["-", "*", "\u2022", "o", "\uf0b7", "\ufffd"])
def test_bullets_are_known_by_their_glyph_and_keep_their_later_lines(glyph: str) -> None:
    text = f"""\
{glyph} Consistent recording of the work that is done with children and of what they have
said about it.
{glyph} The impact of audits.
"""
    assert blocks(text) == [
        (
            "bullet",
            "Consistent recording of the work that is done with children and of what they have "
            "said about it.",
        ),
        ("bullet", "The impact of audits."),
    ]


def test_lettered_points_keep_the_letter_they_are_cited_by() -> None:
    assert blocks("- (a) The number of plans is falling.\n- (b) Demand is not.\n") == [
        ("bullet", "(a) The number of plans is falling."),
        ("bullet", "(b) Demand is not."),
    ]


def test_a_bullet_torn_by_a_page_break_is_one_bullet() -> None:
    text = "- (h) Leaders are driving improvements in outcomes for young people, including\n\n"
    assert blocks(text + "training for staff.\n") == [
        (
            "bullet",
            "(h) Leaders are driving improvements in outcomes for young people, including "
            "training for staff.",
        )
    ]


def test_a_logo_between_the_halves_of_a_sentence_does_not_part_them() -> None:
    first = "However, the council and its partners across the city have already confirmed"
    found = blocks(f"{first}\n\n\n\nCITY\nPARTNERSHIP\n\n\n\nsafeguarding as a priority.\n")
    assert ("paragraph", f"{first} safeguarding as a priority.") in found


def test_a_finished_paragraph_takes_in_nothing_after_it() -> None:
    first = "The council and its partners across the city have made this a priority."
    assert blocks(f"{first}\n\nsafeguarding board\n")[0] == ("paragraph", first)


def test_short_lines_above_text_are_headings() -> None:
    text = """\
    Main findings

    Children are visited often, and workers come to know them well over many months.

    What needs to improve in this area of practice?

    - The recording of visits.
    """
    assert [text for text, _ in headings(text)] == [
        "Main findings",
        "What needs to improve in this area of practice?",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Dear Colin",
        "1 June 2022",
        "October 2021",
        "NG2 7QP",
        "enquiries@example.org",
        "None",
        "Place: Committee Room 2",
        "Rosa Hale, Director of People",
    ],
)
def test_addresses_greetings_dates_and_names_are_no_headings(line: str) -> None:
    assert headings(f"{line}\n\nChildren are visited often and workers know them well.\n") == []


def test_numbered_headings_are_told_from_numbered_items() -> None:
    text = """\
    1. Our vision

    We will keep children safe, whatever it takes and wherever they live in our city.

    2. Our purpose

    We are committed to a workforce that:
    1. Puts children first and listens to them in all it does
    2. Is skilled, confident and safe to work with children
    """
    assert headings(text) == [("1. Our vision", 2), ("2. Our purpose", 2)]


def test_headings_that_return_rank_below_those_that_do_not() -> None:
    parts = [
        f"{name}\n\n{sub}\n\n- One thing that went as we had planned it.\n"
        for name in ("Early help", "Adoption and fostering", "Care leavers")
        for sub in ("Strengths",)
    ]
    assert headings("\n".join(parts)) == [
        ("Early help", 2),
        ("Strengths", 3),
        ("Adoption and fostering", 2),
        ("Strengths", 3),
        ("Care leavers", 2),
        ("Strengths", 3),
    ]


def test_numbers_outrank_the_marks_of_markdown() -> None:
    text = (
        "# 2. Who we are\n\nText one.\n\n### **3. What we do**\n\nText two.\n\n## Visits\n\nText."
    )
    assert headings(text) == [("2. Who we are", 1), ("3. What we do", 1), ("Visits", 2)]


def test_a_line_in_bold_is_a_heading_and_a_sentence_in_bold_is_not() -> None:
    text = "**67 Families without support**\n\n**Resolved to note the work that is planned.**\n"
    assert blocks(text) == [
        ("heading", "67 Families without support"),
        ("paragraph", "Resolved to note the work that is planned."),
    ]


def test_marks_and_tags_are_taken_out_of_the_words() -> None:
    text = "As at 31<sup>st</sup> March **596** children had a [plan](https://example.org/p).\n"
    assert blocks(text)[0][1] == "As at 31st March 596 children had a plan."


def test_pipe_tables_are_read_row_by_row_under_their_headings() -> None:
    text = """\
    | Stage | Date |
    |-------|------|
    | <b>Bids open</b> | 14 March |
    | Bids close | 28 March |
    """
    assert blocks(text) == [
        ("row", "Stage: Bids open; Date: 14 March"),
        ("row", "Stage: Bids close; Date: 28 March"),
    ]


def test_a_pipe_table_without_headings_keeps_its_first_row() -> None:
    assert blocks("|  |  |\n|--|--|\n| 1 | Apologies |\n| 2 | Minutes |\n") == [
        ("row", "1; Apologies"),
        ("row", "2; Minutes"),
    ]


def test_the_numbers_of_a_chart_are_no_prose() -> None:
    assert blocks("2020-21 988 997 994 1002 996 985\n") == [
        ("row", "2020-21 988 997 994 1002 996 985")
    ]


TRACKER = """\
Programme 1 - Practice

Review the approach to
recruitment.

March 2022

On Target The first campaign brought forty new workers to the teams in the north and
the east of the county.

Open new homes for children.

May 2022 Delayed Planning consent for the second home is still awaited from the
district council.

Set up an academy.

June 2021 Complete The academy opened in May and has trained sixty workers since then
in three cohorts.
"""


def test_an_action_torn_from_its_update_becomes_its_heading() -> None:
    found = blocks(TRACKER)
    assert ("heading", "Review the approach to recruitment.") in found
    place = found.index(("heading", "Review the approach to recruitment."))
    assert found[place + 1][1].startswith("March 2022 On Target The first campaign")


def test_updates_of_different_actions_are_never_merged() -> None:
    for _, text in blocks(TRACKER):
        assert not ("campaign" in text and "consent" in text)


def test_form_feeds_number_the_pages_and_running_heads_are_dropped() -> None:
    pages = [
        f"Northmere Council\n\nParagraph {word} tells of the work done in the year.\n\n{number}\n"
        for number, word in enumerate(("one", "two", "three"), start=1)
    ]
    extraction = read_text("\f".join(pages))
    assert [block.regions[0].page for block in extraction.blocks] == [1, 2, 3]
    assert all("Northmere" not in block.text for block in extraction.blocks)


def test_page_x_of_y_is_dropped_without_form_feeds() -> None:
    assert (
        len(blocks("A line of text that ends here.\n\nPage 3 of 12\n\nAnother line here.\n")) == 2
    )


def test_regions_cover_the_text_and_have_no_box() -> None:
    for block in read_text(WRAPPED).blocks:
        assert block.regions[0].start == 0
        assert block.regions[-1].end == len(block.text)
        assert all(region.box is None for region in block.regions)


def test_no_word_of_the_text_is_lost() -> None:
    words = "".join(block.text for block in read_text(WRAPPED).blocks).replace(" ", "")
    assert words == "".join(WRAPPED.split())


def test_binary_content_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(b"text\0\0\1\2 and more")
    with pytest.raises(ExtractionError, match="binary"):
        PlainExtractor().extract(path)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_text_that_lost_a_stretch_is_read_and_marked_as_damaged(
    tmp_path: Path, encoding: str
) -> None:
    paragraph = "Social workers don\u2019t wait, and visit every week. " * 5
    data = f"{paragraph}\n\nThe next is gone.\n\n{paragraph}".encode(encoding)
    path = tmp_path / "notes.txt"
    path.write_bytes(data.replace(b"The next", bytes(8)))
    found = PlainExtractor().extract(path)
    assert found.repaired
    assert [block.text for block in found.blocks][1:2] == ["is gone."]


def test_a_sound_text_is_not_marked_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes("Social workers visit every week.".encode("utf-16"))
    assert not PlainExtractor().extract(path).repaired


def test_a_text_of_blank_lines_has_no_blocks() -> None:
    extraction = read_text("\n\n   \n")
    assert extraction.blocks == ()
    assert not extraction.pages[0].has_text


@pytest.mark.parametrize("mark", ["**a ", "[a](", "[", "_a ", "<b ", "|a", "lower\n\n", "A\n"])
def test_hostile_marks_do_not_stall_the_reader(mark: str) -> None:
    began = process_time()
    read_text(mark * 20_000)
    assert process_time() - began < 10  # quadratic matching took minutes
