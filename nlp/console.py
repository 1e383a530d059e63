"""What every command shares: its options, its output and its exit statuses.

Exit statuses are part of the contract: 0 all well; 1 done, but something
failed and is listed; 2 wrong use; 3 cannot run.
"""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

PARTLY_FAILED = 1
CANNOT_RUN = 3

Command = TypeVar("Command", bound=Callable[..., Any])


def home_option(command: Command) -> Command:
    """Add ``--home``, the folder of built state."""
    return click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="SIGHTLINE_HOME",
        default=Path("index"),
        show_default="index, or SIGHTLINE_HOME",
        help="Folder that holds the store, the search index and the models.",
    )(command)


def format_option(command: Command) -> Command:
    """Add ``--format``: text for a person or JSON for a program."""
    return click.option(
        "--format",
        "output",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Text to read, or one JSON document.",
    )(command)


def check_theme(theme: str, own: Path) -> None:
    """Refuse a theme that the taxonomy in use does not have.

    Args:
        theme: its id.
        own: the folder with what the council laid over the themes that ship.

    Raises:
        click.UsageError: there is none of that id; it names those that there are.
    """
    from nlp.taxonomy import load_taxonomy

    known = [one.id for one in load_taxonomy(own=own).themes]
    if theme not in known:
        raise click.UsageError(f"There is no theme {theme}. There are: {', '.join(known)}.")


def print_json(value: object) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_lines(values: Iterable[object]) -> None:
    """Print one JSON value a line, as they come."""
    for value in values:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
