"""The use case of asking many questions at once: a list in, a count for each out."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from indexer.answer import Meaning, Question, answer
from indexer.errors import QueryError
from indexer.search.base import SearchEngine
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy
from nlp.types import Stance

MOST = 500
"""Questions of one list that are asked; at 10 ms each they take five seconds."""

STANCES = tuple(stance.value for stance in Stance if stance is not Stance.SKIP)

_HEADINGS = ("query", "question", "search", "words")


@dataclass(frozen=True, slots=True)
class Counted:
    """What one question of a list finds.

    Attributes:
        stances: passages by stance; a stance without any is absent.
        error: why it could not be read, in plain words; None if it could.
    """

    query: str
    total: int = 0
    stances: Mapping[str, int] = field(default_factory=dict)
    error: str | None = None


def read_queries(text: str) -> list[str]:
    """Read a list of questions, one a line, or the column of a CSV file that holds them.

    A first row that names a column "query", "question", "search" or "words" makes it a CSV
    file. Any other text is read line by line, so that a question may hold commas. Empty
    lines and repetitions are passed over.
    """
    text = text.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    titles = [cell.strip().casefold() for cell in rows[0]] if rows else []
    column = next((n for n, title in enumerate(titles) if title in _HEADINGS), None)
    if column is None:
        found: Iterable[str] = text.splitlines()
    else:
        found = (row[column] for row in rows[1:] if len(row) > column)
    return list(dict.fromkeys(filter(None, (" ".join(one.split()) for one in found))))


def count_each(
    queries: Sequence[str],
    question: Question,
    *,
    store: Store,
    engine: SearchEngine,
    taxonomy: Taxonomy,
    meaning: Meaning | None = None,
) -> Iterator[Counted]:
    """Ask each question of a list and yield how much it finds, in order.

    Args:
        queries: in the query language.
        question: what narrows them all; its own words do not count.

    Raises:
        SearchIndexError: the index is damaged.
    """
    for query in queries:
        asked = replace(question, text=query, limit=0, offset=0)
        try:
            found = answer(asked, store=store, engine=engine, taxonomy=taxonomy, meaning=meaning)
        except QueryError as error:
            # The message goes on to draw the query with a caret below, for a terminal.
            told = str(error).partition("\n")[0].rstrip(": ")
            yield Counted(query, error=f"{told}.")
            continue
        stances = found.facets["stance"]
        yield Counted(query, found.total, {s: stances[s] for s in STANCES if stances.get(s)})
