"""What the commands around a search print: plain English for a person, JSON for a program."""

from collections.abc import Sequence
from typing import Any

from indexer.alike import Alike
from indexer.comparison import Column
from indexer.days import in_words
from indexer.many import STANCES, Counted
from indexer.plain import answer_text, hit_lines
from indexer.plural import plural
from indexer.saved import News
from indexer.store.searches import SavedSearch


def saved_json(saved: SavedSearch, news: News | None) -> dict[str, Any]:
    """Give a saved search; nulls for the counts where its words cannot be read any more."""
    return {
        "id": saved.id,
        "name": saved.name,
        "query": saved.text,
        "narrowed": {name: list(values) for name, values in saved.narrowed.items()},
        "who": saved.who,
        "saved": saved.saved.isoformat(timespec="seconds"),
        "opened": saved.opened.isoformat(timespec="seconds"),
        "total": news.total if news else None,
        "new": news.new if news else None,
    }


def saved_text(saved: SavedSearch, news: News | None) -> str:
    """Tell of a saved search in three lines."""
    kept = "; ".join(f"{name} {', '.join(values)}" for name, values in saved.narrowed.items())
    since = in_words(saved.opened.astimezone())
    found = (
        f"{news.new} new since {since}, {plural(news.total, 'passage')} in all"
        if news
        else "its words cannot be read any more; save it anew"
    )
    asked = " | ".join(part for part in (saved.text, kept) if part) or "all passages"
    return f"{saved.id}. {saved.name}\n   {asked}\n   {found}"


def counted_text(counted: Sequence[Counted]) -> str:
    """Tell how much each question of a list finds: a line each, in columns."""
    lines = ["   total  strength    needs  action  context  question"]
    for one in counted:
        if one.error:
            lines.append(f"       -         -        -       -        -  {one.query} ({one.error})")
            continue
        numbers = [one.total, *(one.stances.get(stance, 0) for stance in STANCES)]
        cells = (f"{n:>{width}}" for n, width in zip(numbers, (8, 8, 7, 6, 7), strict=True))
        lines.append(f"{'  '.join(cells)}  {one.query}")
    return "\n".join(lines)


def column_text(column: Column) -> str:
    """Tell what one voice says: its name, its passages by stance, and the best of them."""
    stances = column.answer.facets["stance"]
    told = ", ".join(f"{stances[s]} {s}" for s in STANCES if stances.get(s)) or "nothing"
    return f"== {column.value}: {told} ==\n{answer_text(column.answer, offset=0)}"


def alike_text(alike: Alike) -> str:
    """Tell what is like a passage, and by which words it was looked for."""
    if not alike.hits:
        return "No other passage shares its telling words."
    lines = [f"Looked for its telling words: {', '.join(alike.words)}"]
    for number, hit in enumerate(alike.hits, start=1):
        lines += hit_lines(number, hit)
    return "\n".join(lines)
