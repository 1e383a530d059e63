"""Commands of searching: search, saved searches, compare, like.

Only click and the page on the query language are imported here; each command
fetches what it needs when it runs.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from indexer.search.language import as_text
from nlp.console import PARTLY_FAILED, format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.answer import Meaning, Question
    from indexer.search.base import SearchEngine
    from indexer.store.repository import Store
    from nlp.taxonomy import Taxonomy


Command = TypeVar("Command", bound=Callable[..., Any])

NARROWING = ("theme", "area", "stance", "speaker", "authority", "type", "year")
"""Facets that an option narrows a search by."""

WEB = "http://127.0.0.1:8000"
"""Where `sightline serve` shows the pages that exports lead to, unless told otherwise."""


def narrowing_options(command: Command) -> Command:
    """Add what narrows and orders a search: facets, dates and the order."""
    day = click.DateTime(["%Y-%m-%d"])
    for option in (
        click.option(
            "--sort",
            type=click.Choice(["relevance", "date"]),
            default="relevance",
            show_default=True,
            help="Best first, or newest first.",
        ),
        click.option("--until", type=day, help="Only documents up to this day."),
        click.option("--since", type=day, help="Only documents from this day on."),
        *(
            click.option(f"--{name}", name, multiple=True, help=f"Only this {name}; repeatable.")
            for name in reversed(NARROWING)
        ),
    ):
        command = option(command)
    return command


def question_of_options(query: str, options: Mapping[str, Any]) -> "Question":
    """Return the question that a command was asked."""
    from indexer.answer import Question
    from indexer.search.base import Sort

    since, until = options["since"], options["until"]
    return Question(
        text=query,
        filters={name: options[name] for name in NARROWING if options.get(name)},
        since=since.date() if since else None,
        until=until.date() if until else None,
        sort=Sort(options["sort"]),
        limit=options.get("limit", 20),
        offset=options.get("offset", 0),
    )


def check_known(
    question: "Question", taxonomy: "Taxonomy", engine: "SearchEngine | None" = None
) -> None:
    """Refuse to narrow by what there is not: nothing found would look like no evidence.

    Args:
        question: its filters are looked at.
        taxonomy: names themes, areas and types of document.
        engine: what it holds names the authorities; None: any may be asked for.

    Raises:
        UsageError: a theme, area, stance, speaker, type or authority that there is not.
    """
    from indexer.search.choices import authorities_of, make_choices

    asked = engine is not None and "authority" in question.filters
    choices = make_choices(taxonomy, authorities_of(engine) if engine and asked else None)
    for field, values in question.filters.items():
        known = choices.names.get(field, values)
        for value in values:
            if value in known:
                continue
            named = choices.meant(field, value) or choices.near(field, value)
            if named and field == "authority":
                told = f"The nearest are: {', '.join(named)}."
            else:
                told = f"It is one of: {', '.join(known)}."
            raise click.UsageError(f"{value!r} is no {field}. {told}")


@contextmanager
def searching(home: Path, engine: str = "auto") -> Iterator[dict[str, Any]]:
    """Open what a search needs: gives store, engine and taxonomy by name."""
    from indexer.home import Home
    from indexer.searchable import engine_for
    from indexer.store.repository import Store
    from nlp.taxonomy import load_taxonomy

    place = Home(home)
    with Store.open(place.store) as store:
        yield {
            "store": store,
            "engine": engine_for(place, store, engine),
            "taxonomy": load_taxonomy(own=place.taxonomy),
        }


def meaning_at(home: Path) -> "Meaning":
    """Return what finds passages by their meaning."""
    from indexer.home import Home
    from indexer.meaning.near import Meaning

    return Meaning(Home(home))


def export_hits(
    question: "Question",
    path: Path,
    *,
    web: str,
    store: "Store",
    engine: "SearchEngine",
    taxonomy: "Taxonomy",
    meaning: "Meaning",
) -> None:
    """Write every hit of a question to a file, and tell how many there were."""
    from indexer.answer import find_all
    from indexer.errors import IndexerError
    from indexer.export.writers import format_of, write_export
    from indexer.plural import plural

    try:
        format_of(path)
    except IndexerError as error:
        raise click.UsageError(str(error)) from error
    ids = find_all(question, engine=engine, taxonomy=taxonomy, meaning=meaning)
    root = web.rstrip("/")
    write_export(path, ids, store, taxonomy, link=lambda id_: f"{root}/passage/{id_}")
    click.echo(f"{plural(len(ids), 'passage')} written to {path}.", err=True)


def ask_list(file: Path, question: "Question", output: str, export: Path | None, **by: Any) -> None:
    """Ask every question of a file and tell how much each finds, as text, JSON or CSV."""
    from indexer.export.counts import counted_json, counts_csv
    from indexer.many import count_each, read_queries
    from indexer.search_forms import counted_text

    queries = read_queries(file.read_text(encoding="utf-8-sig"))
    counted = list(count_each(queries, question, **by))
    if export is not None:
        if export.suffix.lower() != ".csv":
            raise click.UsageError("The counts of a list are written as CSV: name a .csv file.")
        export.write_bytes(counts_csv(counted))
    if output == "json":
        print_json([counted_json(one) for one in counted])
    elif export is None:
        click.echo(counted_text(counted))
    if any(one.error for one in counted):
        raise SystemExit(PARTLY_FAILED)


class _Asking(click.Command):
    """A command whose QUERY may begin with a minus, which a shell command takes for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if error.option_name.startswith("--"):
                raise
            told = "A QUERY that begins with - comes last, after --: -- '-type:letter visits'"
            raise click.UsageError(f"{error.format_message()} {told}", ctx) from error


@click.command(cls=_Asking, epilog=as_text())
@click.argument("query", required=False, default="")
@narrowing_options
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Hits shown.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Hits passed over first.")
@click.option(
    "--queries",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Ask every question of a text or CSV file, and count what each finds.",
)
@click.option(
    "--export",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all hits to a file that ends in .csv, .xlsx or .jsonl.",
)
@click.option("--web", default=WEB, show_default=True, help="Where the links of an export lead to.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "tantivy", "whoosh"]),
    default="auto",
    help="Engine to ask; its index is built from the store if need be.",
)
@home_option
@format_option
def search(
    query: str,
    queries: Path | None,
    export: Path | None,
    web: str,
    engine: str,
    home: Path,
    output: str,
    **options: Any,
) -> None:
    """Find passages that answer QUERY.

    How to write a QUERY is shown below. Abbreviations and their long forms
    find each other, and so do other spellings. An empty QUERY, "", finds
    everything. With --queries FILE in its place, many are asked at once, and
    with --export FILE all hits are written down.
    """
    from indexer.answer import answer
    from indexer.contract import answer_json
    from indexer.plain import answer_text

    told = click.get_current_context().get_parameter_source("query")
    if (told is ParameterSource.DEFAULT) is (queries is None):
        raise click.UsageError("Give a QUERY or --queries FILE, one of the two.")
    question = question_of_options(query, options)
    with searching(home, engine) as by:
        check_known(question, by["taxonomy"], by["engine"])
        if queries is not None:
            ask_list(queries, question, output, export, **by, meaning=meaning_at(home))
            return
        if export is not None:
            export_hits(question, export, web=web, **by, meaning=meaning_at(home))
            return
        found = answer(question, **by, meaning=meaning_at(home))
    if output == "json":
        print_json(answer_json(found))
    else:
        click.echo(answer_text(found, offset=question.offset))


@click.group()
def searches() -> None:
    """Keep searches under a name, and see what came in since you last ran each."""


@searches.command("list")
@home_option
@format_option
def list_searches(home: Path, output: str) -> None:
    """List the saved searches with what each finds and what of it is new."""
    from indexer.saved import news_or_none
    from indexer.search_forms import saved_json, saved_text

    with searching(home) as by:
        found = by["store"].saved_searches()
        meaning = meaning_at(home)
        told = [(one, news_or_none(one, **by, meaning=meaning)) for one in found]
    if output == "json":
        print_json([saved_json(one, news) for one, news in told])
    else:
        click.echo("\n".join(saved_text(one, news) for one, news in told) or "No saved search yet.")


@searches.command("save")
@click.argument("name")
@click.argument("query")
@narrowing_options
@home_option
@format_option
def save_search(name: str, query: str, home: Path, output: str, **options: Any) -> None:
    """Keep QUERY under a NAME; everything it finds today counts as seen."""
    from indexer.saved import narrowed_of
    from indexer.search.query import parse
    from indexer.search_forms import saved_json

    question = question_of_options(query, options)
    parse(query)  # what cannot be read is not kept
    with searching(home) as by:
        check_known(question, by["taxonomy"], by["engine"])
        saved = by["store"].save_search(name, query, narrowed_of(question))
    if output == "json":
        print_json(saved_json(saved, None))
    else:
        click.echo(f"Saved as number {saved.id}: {saved.name}.")


@searches.command("remove")
@click.argument("number", type=int)
@home_option
def remove_search(number: int, home: Path) -> None:
    """Forget the saved search of this NUMBER; its passages stay."""
    with searching(home) as by:
        if not by["store"].remove_search(number):
            raise _unknown(number)
    click.echo(f"Saved search {number} is removed.")


@searches.command("rename")
@click.argument("number", type=int)
@click.argument("name")
@home_option
def rename_search(number: int, name: str, home: Path) -> None:
    """Give the saved search of this NUMBER another NAME."""
    with searching(home) as by:
        if not by["store"].rename_search(number, name):
            raise _unknown(number)
    click.echo(f"Saved search {number} is now called {name}.")


@searches.command("run")
@click.argument("number", type=int)
@click.option("--new", is_flag=True, help="Only what came in since it was last opened.")
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Hits shown.")
@home_option
@format_option
def run_search(number: int, new: bool, limit: int, home: Path, output: str) -> None:
    """Run the saved search of this NUMBER; what is new is counted from now on again."""
    from dataclasses import replace

    from indexer.answer import answer
    from indexer.contract import answer_json
    from indexer.plain import answer_text
    from indexer.saved import among_documents, question_of

    with searching(home) as by:
        store = by["store"]
        saved = store.saved_search(number)
        if saved is None:
            raise _unknown(number)
        question = replace(question_of(saved), limit=limit)
        if new:
            question = among_documents(question, store.documents_added_since(saved.opened))
        found = answer(question, **by, meaning=meaning_at(home))
        store.open_search(number)  # only now: what could not be shown was not seen
    if output == "json":
        print_json(answer_json(found))
    else:
        click.echo(answer_text(found, offset=0))


def _unknown(number: int) -> click.UsageError:
    return click.UsageError(
        f"There is no saved search {number}. `sightline searches list` names them."
    )


@click.command()
@click.argument("query")
@click.argument("values", nargs=-1, required=True, metavar="VALUE VALUE...")
@click.option(
    "--by",
    type=click.Choice(["speaker", "authority", "type"]),
    default="speaker",
    show_default=True,
    help="What the values are of.",
)
@click.option("--limit", type=click.IntRange(0), default=3, show_default=True, help="Hits of each.")
@home_option
@format_option
def compare(
    query: str, values: tuple[str, ...], by: str, limit: int, home: Path, output: str
) -> None:
    """Ask QUERY of two or more voices: their totals, what they say and their best passages.

    For example: sightline compare supervision inspectorate council
    """
    from indexer.answer import Question
    from indexer.comparison import compare as compare_columns
    from indexer.contract import answer_json
    from indexer.search_forms import column_text

    with searching(home) as place:
        question = Question(query, limit=limit)
        check_known(Question(filters={by: values}), place["taxonomy"], place["engine"])
        columns = compare_columns(question, by, values, **place, meaning=meaning_at(home))
    if output == "json":
        print_json([{"by": by, "value": c.value, **answer_json(c.answer)} for c in columns])
    else:
        click.echo("\n\n".join(column_text(column) for column in columns))


@click.command()
@click.argument("passage")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits shown.")
@home_option
@format_option
def like(passage: str, limit: int, home: Path, output: str) -> None:
    """Find more like the PASSAGE of this id, by its telling words and its labels."""
    from indexer.alike import more_like
    from indexer.contract import hit_json
    from indexer.search_forms import alike_text

    with searching(home) as by:
        store = by["store"]
        found = store.passages_by_id([passage]).get(passage)
        if found is None:
            raise click.UsageError(
                f"No passage has the id {passage}. `sightline search` gives ids with its hits."
            )
        alike = more_like(
            found, store=store, engine=by["engine"], meaning=meaning_at(home), limit=limit
        )
    if output == "json":
        print_json({"words": list(alike.words), "hits": [hit_json(hit) for hit in alike.hits]})
    else:
        click.echo(alike_text(alike))
