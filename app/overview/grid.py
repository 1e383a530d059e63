"""The coverage grid: for each theme and area how much is said, which way, by whom and till when."""

from dataclasses import dataclass
from datetime import date

from app.overview.params import OverviewParams
from app.search.params import SearchParams
from app.wiring import Workplace
from app.words import STANCES
from indexer.coverage import Cell, Facts
from nlp.types import Speaker

SPEAKERS_SHORT = {
    Speaker.INSPECTORATE: "inspectors",
    Speaker.COUNCIL: "council",
    Speaker.PARTNERSHIP: "partnership",
    Speaker.AUDITOR_PEER: "auditors and peers",
    Speaker.CHILD_FAMILY: "children and families",
    None: "speaker not known",
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the search that finds what it counts; ``kind`` is a stance."""

    kind: str
    name: str
    number: int
    search: SearchParams


@dataclass(frozen=True, slots=True)
class GridCell:
    """What is known of a theme in an area.

    Attributes:
        area: its words; "All areas" for any.
        counts: by stance, without those that are none; empty where nothing is said.
        speakers: who speaks, most first, in words.
    """

    area: str
    counts: tuple[Count, ...]
    newest: date | None = None
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """A theme; ``cells`` are those of all areas together and of each one."""

    theme: str
    name: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The coverage grid.

    Attributes:
        areas: words of the columns.
        silent: themes of which nothing is said, in words.
        total: passages counted.
    """

    areas: tuple[str, ...]
    rows: tuple[GridRow, ...]
    silent: tuple[str, ...]
    total: int


def build_grid(facts: Facts, params: OverviewParams, place: Workplace) -> Grid:
    """Count the passages of every theme and area."""
    cells = facts.grid(params.narrow())
    areas: list[str | None] = [None, *place.words.known("area")]
    themes = place.words.known("theme")
    rows = [
        GridRow(
            theme,
            name,
            tuple(_grid_cell(cells.get((theme, a)), theme, a, params, place) for a in areas),
        )
        for theme, name in themes.items()
        if (theme, None) in cells
    ]
    everything = cells.get((None, None))
    return Grid(
        areas=tuple(_area_words(area, place) for area in areas),
        rows=tuple(rows),
        silent=tuple(name for theme, name in themes.items() if (theme, None) not in cells),
        total=everything.total if everything else 0,
    )


def count_stances(cell: Cell, params: OverviewParams, **facets: str | None) -> tuple[Count, ...]:
    """Return the numbers of a cell by stance, each with its search."""
    return tuple(
        Count(
            stance.value,
            STANCES[stance],
            number,
            params.search({"stance": stance.value, **facets}),
        )
        for stance, number in cell.stances.items()
    )


def _grid_cell(
    cell: Cell | None, theme: str, area: str | None, params: OverviewParams, place: Workplace
) -> GridCell:
    name = _area_words(area, place)
    if cell is None:
        return GridCell(name, ())
    counts = count_stances(cell, params, theme=theme, area=area)
    # The enumeration's members are equal to, and hash as, their plain words.
    speakers = tuple(SPEAKERS_SHORT[speaker] for speaker in cell.speakers)  # type: ignore[index]
    return GridCell(name, counts, cell.newest, speakers)


def _area_words(area: str | None, place: Workplace) -> str:
    return place.words.label("area", area) if area else "All areas"
