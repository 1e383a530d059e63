"""Put a search to the index and gather all the page shows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.ours import own_authority
from app.search.asking import ask
from app.search.facets import Chip, FacetGroup, build_chips, build_facets
from app.search.params import PER_PAGE, SearchParams
from app.search.reading import Typed, read_typed
from app.search.years import YearChart, build_years
from app.wiring import Workplace
from app.words import Words, title_of
from indexer.answer import Answer
from nlp.questions import Gist


@dataclass(frozen=True, slots=True)
class OtherForm:
    """Another form of what was asked; ``next`` is the search without it, or with it again."""

    form: str
    next: SearchParams


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a question was read as; ``next`` is the search narrowed to it."""

    label: str
    next: SearchParams


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results.

    Attributes:
        typed: the search as it was read.
        others: other forms of its words that were searched for too.
        left_out: those that were switched off.
        read_as: what the question was read as being about.
        ours: the search in the council's own papers alone; None where none is found in them,
            or everything is.
        instead: where nothing was found, searches for the themes it was read as being about.
        meant: the search with misspelt words put right; None if nothing is to correct.
        first, last: ranks of the first and last hit on this page, from 1; 0 if none.
        pages: number of pages of results, at least 1.
        alike: passage id to how many others say the same, or nearly.
    """

    typed: Typed
    answer: Answer
    others: tuple[OtherForm, ...]
    left_out: tuple[OtherForm, ...]
    read_as: tuple[Choice, ...]
    ours: Choice | None
    instead: tuple[Choice, ...]
    meant: SearchParams | None
    facets: tuple[FacetGroup, ...]
    years: YearChart | None
    chips: tuple[Chip, ...]
    first: int
    last: int
    pages: int
    alike: Mapping[str, int]


def find_results(params: SearchParams, place: Workplace) -> Results:
    """Answer a search.

    Raises:
        SearchIndexError: the index is missing or damaged.
    """
    engine = place.engine()
    typed = read_typed(params, place)
    last = pages_of(engine.count()) + 1
    params = replace(typed.params, page=min(params.page, last))
    found = ask(params, place, engine=engine)
    shown = len(found.hits)
    ours = own_authority(place, found.facets.get("authority", {}))
    first = (params.page - 1) * PER_PAGE + 1 if shown else 0
    return Results(
        typed=replace(typed, params=params),
        answer=found,
        others=tuple(OtherForm(form, params.leave_out(form)) for form in found.expanded),
        left_out=tuple(OtherForm(form, params.take_in(form)) for form in found.left_out),
        read_as=_read_as(found.gist, params, place.words),
        instead=_instead(found.gist, params, place.words) if not found.total else (),
        meant=replace(params, text=found.suggestion, page=1) if found.suggestion else None,
        facets=build_facets(params, found.facets, place.words, ours),
        ours=_ours(ours, found, params),
        years=build_years(params, found.facets.get("year", {})),
        chips=build_chips(params, place.words, _title(params, place)),
        first=first,
        last=first + shown - 1 if shown else 0,
        pages=pages_of(found.total - found.folded),
        alike=place.store.group_sizes(hit.passage.id for hit in found.hits),
    )


def pages_of(total: int) -> int:
    """Return how many pages so many hits fill, at least one."""
    return max(1, -(-total // PER_PAGE))


def _title(params: SearchParams, place: Workplace) -> str:
    document = place.store.document(params.document) if params.document else None
    return title_of(document) if document else "one only"


def _ours(ours: str, found: Answer, params: SearchParams) -> Choice | None:
    if not ours or params.document or params.filters.get("authority"):
        return None
    if found.facets["authority"][ours] == found.total:
        return None
    return Choice(ours, params.set_facet("authority", (ours,)))


def _instead(gist: Gist, params: SearchParams, words: Words) -> tuple[Choice, ...]:
    """Return the themes of a question in place of its words."""
    bare = replace(params, text="")
    return tuple(
        Choice(words.label("theme", one.name), bare.set_facet("theme", (one.name,)))
        for one in gist.themes
    )


def _read_as(gist: Gist, params: SearchParams, words: Words) -> tuple[Choice, ...]:
    """Return what a question was read as, but for what the search is narrowed to already."""
    read = [("theme", theme.name) for theme in gist.themes]
    read += [("area", area) for area in gist.areas]
    read += [("stance", gist.stance.value)] if gist.stance else []
    read += [("speaker", gist.speaker.value)] if gist.speaker else []
    return tuple(
        Choice(words.label(facet, value), params.set_facet(facet, (value,)))
        for facet, value in read
        if not params.has(facet, value)
    )
