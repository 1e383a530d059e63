"""Saved searches as the page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.people import current_person
from app.search.facets import Chip, build_chips
from app.search.params import SearchParams, read_params
from app.wiring import Workplace
from indexer.saved import News, narrowed_of, news_or_none
from indexer.store.searches import SavedSearch

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A saved search in the list.

    Attributes:
        news: what it finds; None where its words cannot be read any more.
        fresh: the search for what came in since it was last opened.
    """

    saved: SavedSearch
    params: SearchParams
    chips: tuple[Chip, ...]
    news: News | None


def owner() -> str | None:
    """Return whose the searches saved now are; None where there are no accounts."""
    account = current_person().account
    return account.name if account else None


def is_own(saved: SavedSearch) -> bool:
    """Tell whether a saved search is for the person who asks; those of nobody are for all."""
    return saved.who is None or saved.who == owner()


def list_saved(place: Workplace) -> list[Listed]:
    """List a person's saved searches with what came in since each was last opened."""
    engine = place.engine()
    listed = []
    for saved in filter(is_own, place.store.saved_searches()):
        params = params_of(saved, place)
        news = news_or_none(
            saved,
            store=place.store,
            engine=engine,
            taxonomy=place.taxonomy,
            meaning=place.meaning,
        )
        listed.append(Listed(saved, params, build_chips(params, place.words), news))
    return listed


def params_of(saved: SavedSearch, place: Workplace) -> SearchParams:
    """Return a saved search as an address says it."""
    args: MultiDict[str, str] = MultiDict({"q": saved.text})
    for name, values in saved.narrowed.items():
        args.setlist(name, list(values))
    return read_params(args, place.words)


def keep(params: SearchParams, name: str, place: Workplace) -> SavedSearch:
    """Save a search under a name, or under its own words where none is given."""
    narrowed: Mapping[str, tuple[str, ...]] = {
        key: tuple(values) for key, values in narrowed_of(params.question()).items()
    }
    name = name or name_for(params, place)
    return place.store.save_search(name, params.text, narrowed, who=owner())


def name_for(params: SearchParams, place: Workplace) -> str:
    """Name a search by its words and what narrows it."""
    told = [chip.label for chip in build_chips(params, place.words)]
    parts = [params.text, *told] if params.text else told
    return (", ".join(parts) or "All passages")[:LONGEST_NAME]


def read_name(value: str) -> str:
    """Read a name as typed: one line, not too long."""
    return " ".join(value.split())[:LONGEST_NAME]
