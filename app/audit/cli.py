"""Commands of the audit trail: audit list, verify, export.

Only click is imported here; each command fetches what it needs when it runs.
"""

from pathlib import Path

import click

from nlp.console import PARTLY_FAILED, format_option, home_option, print_json


@click.group()
def audit() -> None:
    """Look into the audit trail: who decided, corrected, exported and signed in."""


@audit.command("list")
@click.option("--who", default="", help="Only what this person did.")
@click.option("--action", default="", help="Only this, such as corrected or signed-in.")
@click.option("--words", default="", help="Only entries that hold these letters.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many.")
@home_option
@format_option
def list_(who: str, action: str, words: str, limit: int, home: Path, output: str) -> None:
    """List entries, latest first."""
    from app.audit.words import action_words, detail_words
    from indexer.audit import entry_json
    from indexer.home import Home
    from indexer.store.audit import Wanted
    from indexer.store.repository import Store

    with Store.open(Home(home).store) as store:
        found = store.find_entries(Wanted(who=who, action=action, words=words), limit=limit)
    if output == "json":
        print_json([entry_json(entry) for entry in found])
        return
    for entry in found:
        event = entry.event
        when = entry.moment.astimezone().isoformat(" ", "seconds")
        told = f"{when}  {event.who} {action_words(event.action)} {event.subject}".rstrip()
        click.echo(f"{told} ({details})" if (details := detail_words(event)) else told)


@audit.command()
@click.option(
    "--head", help="Hash of the last entry at an earlier check, which must still be there."
)
@home_option
@format_option
def verify(head: str | None, home: Path, output: str) -> None:
    """Check that no entry was altered or taken out.

    The hash of the last entry is printed. Note it where whoever looks after this
    machine cannot change it: with --head a later check also shows whether
    everything up to there was made anew or cut off.
    """
    from indexer.audit import BEGINNING
    from indexer.audit import verify as follow
    from indexer.home import Home
    from indexer.store.repository import Store

    seen = head is None or head == BEGINNING
    with Store.open(Home(home).store) as store:
        verdict = follow(store.audit_entries())
        seen = seen or any(entry.hash == head for entry in store.audit_entries())
    if output == "json":
        whole = verdict.broken is None and seen
        found = {"entries": verdict.entries, "head": verdict.head, "broken": verdict.broken}
        print_json({"whole": whole, **found, "head_found": seen})
    elif verdict.broken is not None:
        click.echo(
            f"Entry {verdict.broken} is not as it was written, or does not follow the one before."
        )
    elif not seen:
        click.echo("The chain is whole, but the entry noted before is not in it any more.")
    else:
        click.echo(f"All {verdict.entries} entries are as written. Last: {verdict.head}")
    if verdict.broken is not None or not seen:
        raise SystemExit(PARTLY_FAILED)


@audit.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@home_option
def export(file: Path, home: Path) -> None:
    """Write every entry to FILE, oldest first: .csv, or else JSON lines."""
    from app.audit.table import csv_pieces, json_pieces
    from indexer.home import Home
    from indexer.store.repository import Store

    pieces = csv_pieces if file.suffix.lower() == ".csv" else json_pieces
    with Store.open(Home(home).store) as store, file.open("wb") as out:
        out.writelines(pieces(store.audit_entries()))
