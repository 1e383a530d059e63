"""Commands of the language layer: annotate, taxonomy, model.

Only click is imported here; each command fetches what it needs when it runs,
so that ``sightline --help`` answers at once.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

import click

from nlp.console import PARTLY_FAILED, format_option, home_option, print_json, print_json_lines


@click.command()
@home_option
def annotate(home: Path) -> None:
    """Label passages read from standard input.

    One JSON object a line: {"id", "text", "heading"?, "type"?}. One JSON
    object a line comes back: {"id", "themes", "areas", "stance", "mixed"}.
    """
    from nlp.pipeline import Annotator

    rows = list(_read_rows(sys.stdin))
    annotator = Annotator(models=home / "models")
    labelled = annotator.annotate(_input_of(row) for row in rows)
    print_json_lines(
        {
            "id": row["id"],
            "themes": [theme.id for theme in note.themes],
            "areas": [area.id for area in note.areas],
            "stance": note.stance.id,
            "mixed": note.mixed,
        }
        for row, note in zip(rows, labelled, strict=True)
    )


def _read_rows(lines: TextIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise click.UsageError(f"Line {number} is not JSON: {error}.") from error
        if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
            raise click.UsageError(
                f'Line {number} must be an object with "id" and "text" (a string).'
            )
        yield row


def _input_of(row: dict[str, Any]) -> Any:
    from nlp.types import PassageInput

    heading = row.get("heading")
    path = tuple(heading) if isinstance(heading, list) else (heading,) if heading else ()
    return PassageInput(text=row["text"], heading_path=path, document_type=row.get("type"))


@click.group()
def taxonomy() -> None:
    """Look after the themes, frameworks and synonyms."""


@taxonomy.command()
@click.argument(
    "folder",
    required=False,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@home_option
@format_option
def validate(folder: Path | None, home: Path, output: str) -> None:
    """Check the taxonomy files in FOLDER, or those in use: shipped ones and the home's own."""
    from nlp.taxonomy import validate as check

    problems = check(folder, own=None if folder else home / "taxonomy")
    if output == "json":
        print_json({"valid": not problems, "problems": problems})
    else:
        for problem in problems:
            click.echo(problem)
        click.echo("The taxonomy is valid." if not problems else f"{len(problems)} faults.")
    if problems:
        raise SystemExit(PARTLY_FAILED)


@click.group()
def model() -> None:
    """Look at the trained models."""


@model.command()
@home_option
def card(home: Path) -> None:
    """Print the model card: what it was trained on, how good it is, where it fails."""
    from nlp.classifier.card import model_card
    from nlp.meaning.card import words_card

    click.echo(model_card(home / "models"))
    click.echo(words_card())
