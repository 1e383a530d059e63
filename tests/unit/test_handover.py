from collections.abc import Iterator

import pytest

from indexer.handover import LONG, SLICE, Reading, to_write
from indexer.model import Document, Kind, Metadata, Page, Passage
from indexer.search.records import records_of
from indexer.store.packed import pack

NUMBER = "0123456789ab"


def passages(count: int) -> Iterator[Passage]:
    for place in range(1, count + 1):
        kind = Kind.HEADING if place % 5 == 1 else Kind.PARAGRAPH
        yield Passage(f"{NUMBER}-{place}", NUMBER, 1, kind, f"Point {place} of the plan.", (), ())


def document(pages: int) -> Document:
    sheets = tuple(Page(number) for number in range(1, pages + 1))
    return Document(NUMBER, NUMBER * 6, "plan.pdf", Metadata(), sheets)


def handed_over(pages: int) -> Reading:
    return to_write(document(pages), passages(2 * SLICE + 3), "1")


@pytest.mark.parametrize("pages", [1, LONG + 1])
def test_the_rows_of_all_slices_are_those_of_the_whole(pages: int) -> None:
    rows = [row for some in handed_over(pages).packed() for row in some.passages]
    assert rows == pack(passages(2 * SLICE + 3), pipeline="1").passages


@pytest.mark.parametrize("pages", [1, LONG + 1])
def test_the_records_of_all_slices_are_those_of_the_whole(pages: int) -> None:
    records = list(handed_over(pages).records())
    assert records == list(records_of(passages(2 * SLICE + 3), document(pages)))


def test_a_reading_tells_how_many_passages_it_has() -> None:
    assert handed_over(1).passages == 2 * SLICE + 3


def test_a_document_without_passages_is_handed_over() -> None:
    empty = to_write(document(1), [], "1")
    assert (empty.passages, list(empty.packed()), list(empty.records())) == (0, [], [])


def test_a_long_document_takes_less_room_than_a_short_one_of_the_same_words() -> None:
    def size(pages: int) -> int:
        reading = handed_over(pages)
        return sum(map(len, (*reading.rows, *reading.searchable)))

    assert size(LONG + 1) < size(1) / 2
