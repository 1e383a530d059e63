"""From the figures of the store to statements that can be compared."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from indexer.council.owning import read_owned
from indexer.days import months
from indexer.measures.catalogue import Catalogue, Measure, folded, load_catalogue
from indexer.measures.model import Statement
from indexer.measures.people import is_of_others, people_in, place_in
from indexer.measures.when import period_named
from indexer.model import Document, Kind, Period
from indexer.store.repository import Store
from indexer.store.stated import Stating
from nlp.types import Figure, FigureKind, Unit

# Words that tell measures not apart, as stems between which a measure is looked for.
_EMPTY = frozenset(
    folded(
        "a an and are as at be been but by complete completed do done for from had has have held "
        "her his in into is it its made no not now of off on only or our out over per percent "
        "percentage proportion rate number total than that the their them there these they this "
        "those to under up us was we were which who with within would achieved overall measures"
    ).split()
)
UNDER = " < "
"""Between what is measured and the heading that it can only be understood under."""
_LEAST = 2
"""Words of a sentence that tell what is measured; of "children" or "a reduction" nobody can."""
_FEW = 3
"""Words below which the heading above is a part of what is measured."""


def read_statements(store: Store) -> Iterator[Statement]:
    """Yield every figure of the current documents that says what it measures.

    Papers of nobody knows which authority are left out, for a line is of one.
    """
    documents = {document.id: document for document in read_owned(store).documents}
    catalogue = load_catalogue()
    for passage in store.stating():
        if document := documents.get(passage.document):
            yield from statements_in(passage, document, catalogue)


def statements_in(
    passage: Stating, document: Document, catalogue: Catalogue
) -> Iterator[Statement]:
    """Yield the figures of one passage as statements."""
    printed = document.metadata.dated
    periods = _periods(passage, printed)
    around = folded(" ".join([*passage.headings, passage.stem or "", passage.text]))
    for figure, period in zip(passage.figures, periods, strict=True):
        said = folded(f"{figure.measure} {figure.of or ''}")
        made = _statement(figure, period, passage, document, catalogue, said, around)
        if made.known or passage.kind == Kind.ROW.value or len(_telling(said)) >= _LEAST:
            yield made


def _telling(said: str) -> set[str]:
    return set(said.split()) - _EMPTY


def _statement(
    figure: Figure,
    period: tuple[Period, bool] | None,
    passage: Stating,
    document: Document,
    catalogue: Catalogue,
    said: str,
    around: str,
) -> Statement:
    value, unit = _comparable(figure)
    found = catalogue.find(said, around, unit)
    known = found[0] if found else None
    others = is_of_others(figure.place)
    # What the heading of a table says holds for its rows; that of a text is too far away.
    above = " ".join(passage.headings[-1:]) if passage.kind == Kind.ROW.value else ""
    return Statement(
        document=document,
        passage=passage.passage,
        page=passage.page,
        text=passage.text,
        span=figure.span,
        value=value,
        unit=unit,
        kind=FigureKind.COMPARATOR if others else figure.kind,
        measure=figure.measure,
        key=_key(known, said, passage),
        known=known.id if known else None,
        asked=bool(found and found[1]),
        place=None
        if others
        else place_in(figure.measure, figure.place, document.metadata.authority),
        people=people_in(figure.measure, said + folded(above), catalogue, known),
        said_period=figure.period,
        period=period[0] if period else None,
        assumed=bool(period and period[1]),
        whole=figure.whole if figure.unit is Unit.COUNT else None,
        about=figure.unit is Unit.SHARE,
        speaker=passage.speaker,
    )


def _comparable(figure: Figure) -> tuple[float, Unit]:
    """Return the value and unit to compare by: parts of a whole are per cent."""
    if figure.whole and figure.unit in {Unit.COUNT, Unit.SHARE} and figure.value <= figure.whole:
        return round(100 * figure.value / figure.whole, 1), Unit.PERCENT
    return figure.value, figure.unit


def _key(measure: Measure | None, said: str, passage: Stating) -> str:
    """Return what statements of one measure share."""
    if measure:
        return measure.id
    words = " ".join(sorted(_telling(said)))
    if len(words.split()) >= _FEW:
        return words
    above = sorted(_telling(folded(" ".join(passage.headings[-1:]))))
    return f"{words}{UNDER}{' '.join(above)}"


def _periods(passage: Stating, printed: date | None) -> list[tuple[Period, bool] | None]:
    """Return the months that each figure of a passage is of.

    The months at the head of a table without their year go back from the last of them.
    """
    found = [
        period_named(figure.period, printed) if figure.period else None
        for figure in passage.figures
    ]
    if passage.kind != Kind.ROW.value:
        return found
    later: dict[FigureKind, Period] = defaultdict()
    for number in reversed(range(len(found))):
        one, kind = found[number], passage.figures[number].kind
        if one is None or not one[1]:
            continue
        period = _before(one[0], later.get(kind))
        found[number] = period, True
        later[kind] = period
    return found


def _before(period: Period, later: Period | None) -> Period:
    """Return the same months of the year in which they end before those of a later column."""
    if later is None or period.end < later.end or period == later:
        return period
    back = months(period.start.year - 1, period.start.month, period.end.year - 1, period.end.month)
    return back or period
