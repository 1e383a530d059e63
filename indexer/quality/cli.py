"""The command ``evaluate``: labels against right ones, or the search against judged questions.

Only click is imported here; each comparison fetches what it needs when it runs.
"""

from pathlib import Path
from typing import Any

import click

from nlp.console import PARTLY_FAILED, format_option, home_option, print_json

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option(
    "--labels",
    type=_FILE,
    help="JSON lines with the right labels: id, text, themes, areas, stance, mixed.",
)
@click.option(
    "--queries",
    type=_FILE,
    help="JSON lines of questions: id, question, kind, relevant (document, text, grade).",
)
@click.option(
    "--mistakes",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="With --labels: also list the N wrong labels that were given with most confidence.",
)
@click.option(
    "--worst",
    type=click.IntRange(min=0),
    default=5,
    show_default=True,
    metavar="N",
    help="With --queries: how many of the worst answered questions to list.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "tantivy", "whoosh"]),
    default="auto",
    help="With --queries: engine to ask.",
)
@click.option(
    "--no-meaning",
    is_flag=True,
    help="With --queries: search by words and themes alone.",
)
@home_option
@format_option
def evaluate(
    labels: Path | None, queries: Path | None, home: Path, output: str, **options: Any
) -> None:
    """Compare the machine's labels, or the hits of its search, with what people found right.

    With --labels: label by label. The interval is the range a figure may well
    have on other authorities' papers: whole authorities are drawn anew a
    thousand times.

    With --queries: how high the passages come that answer each question, by
    people's own reading (nDCG of the first 10 hits, recall and reciprocal rank
    of the first 20), for questions in the papers' words and in others. The
    interval comes of drawing the questions anew. Words of the file that no
    passage of the index has are listed, and the exit status is then 1.
    """
    if (labels is None) is (queries is None):
        raise click.UsageError("Give --labels FILE or --queries FILE, one of the two.")
    if labels is not None:
        _evaluate_labels(labels, home, output, mistakes=options["mistakes"])
    if queries is not None:
        _evaluate_search(queries, home, output, **options)


def _evaluate_labels(labels: Path, home: Path, output: str, *, mistakes: int) -> None:
    from nlp.classifier.evaluation import evaluate as compare
    from nlp.classifier.evaluation import read_labels
    from nlp.classifier.mistakes import worst_mistakes
    from nlp.pipeline import Annotator

    gold = read_labels(labels)
    annotator = Annotator(models=home / "models")
    notes = list(annotator.annotate(row.passage for row in gold))
    report = compare(gold, notes)
    worst = worst_mistakes(gold, notes, most=mistakes)
    if output == "json":
        print_json(report.as_json() | {"mistakes": [mistake.as_json() for mistake in worst]})
        return
    click.echo(report.as_text())
    for mistake in worst:
        click.echo("\n" + mistake.as_text(), nl=False)


def _evaluate_search(
    queries: Path, home: Path, output: str, *, worst: int, engine: str, no_meaning: bool, **_: Any
) -> None:
    from indexer.answer import Question, answer
    from indexer.home import Home
    from indexer.meaning.near import Meaning
    from indexer.quality.finding import Library
    from indexer.quality.measures import DEEP
    from indexer.quality.questions import read_questions
    from indexer.quality.report import evaluate as ask_all
    from indexer.searchable import engine_for
    from indexer.store.repository import Store
    from nlp.taxonomy import load_taxonomy

    questions = read_questions(queries)
    place, taxonomy = Home(home), load_taxonomy(own=Home(home).taxonomy)
    meaning = None if no_meaning else Meaning(place)
    with Store.open(place.store) as store:
        asked = engine_for(place, store, engine)

        def ask(text: str) -> list[str]:
            question = Question(text, limit=DEEP)
            found = answer(question, store=store, engine=asked, taxonomy=taxonomy, meaning=meaning)
            return [hit.passage.id for hit in found.hits]

        report = ask_all(questions, Library(store), ask)
    if output == "json":
        print_json(report.as_json())
    else:
        click.echo(report.as_text(worst))
    if report.absent:
        raise SystemExit(PARTLY_FAILED)
