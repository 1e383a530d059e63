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


def print_json(value: object) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_json_lines(values: Iterable[object]) -> None:
    """Print one JSON value a line, as they come."""
    for value in values:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
