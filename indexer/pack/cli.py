"""The command ``sightline pack``; what it needs is fetched when it runs."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.plural import plural
from nlp.console import PARTLY_FAILED, format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.home import Home
    from indexer.pack.later import Since
    from indexer.pack.model import Build
    from indexer.pack.screening import Concern
    from indexer.pack.verifying import Verified
    from indexer.store.repository import Store

_who = click.option("--who", help="Who does so.", show_default="your login name")
_RULED = {"keep": "keep", "redact": "redact", "leave_out": "omit", "reopen": "open"}
_STATES = {"outdated": "changed in the newest version"}


@click.group()
def pack() -> None:
    """Put evidence together, screen it, build one zip of it, and verify that later.

    A pack holds a Word document by judgement area and by the three questions,
    an Excel register, the cited pages with highlights, and a manifest.
    """


@pack.command()
@click.argument("name")
@click.option("--intro", default="", help="Your own words before all passages.")
@_who
@home_option
@format_option
def create(name: str, intro: str, who: str | None, home: Path, output: str) -> None:
    """Begin a pack called NAME, and print its number."""
    from indexer.pack.choosing import begin_pack
    from indexer.pack.contract import pack_json

    with _opened(home) as (_, store):
        made = begin_pack(store, name, who=_name(who), intro=intro)
    if output == "json":
        print_json(pack_json(made, passages=0))
    else:
        click.echo(f"Pack {made.id}: {made.name}")


@pack.command("list")
@home_option
@format_option
def list_(home: Path, output: str) -> None:
    """List the packs in the making."""
    from indexer.pack.contract import pack_json

    with _opened(home) as (_, store):
        found, counts = store.packs(), store.pack_counts()
    rows = [pack_json(one, passages=counts.get(one.id, 0)) for one in found]
    if output == "json":
        print_json(rows)
    else:
        for row in rows:
            click.echo(f"{row['id']}  {row['name']}  ({row['passages']} passages, by {row['by']})")


@pack.command()
@click.argument("number", type=int)
@home_option
@format_option
def show(number: int, home: Path, output: str) -> None:
    """Show pack NUMBER with its passages in order."""
    from indexer.pack.contract import laid_json
    from indexer.pack.later import told
    from indexer.pack.laying import lay_out
    from indexer.pack.matters import marks
    from indexer.pack.model import QUESTIONS
    from nlp.taxonomy import load_taxonomy

    with _opened(home) as (place, store):
        taxonomy = load_taxonomy(own=place.taxonomy)
        laid = lay_out(store, number, taxonomy)
    if output == "json":
        print_json(laid_json(laid))
        return
    for area, label in laid.areas:
        for question, entries in laid.of(area):
            click.echo(f"{label}: {QUESTIONS[question]}")
            for entry in entries:
                click.echo(f"  {entry.number}. [{entry.passage.id}] {entry.passage.text}")
                for line in marks(laid.matters, entry, taxonomy):
                    click.echo(f"     {line}")
                if entry.later:
                    words = entry.later.passage.text if entry.later.passage else None
                    click.echo(f"     {told(entry.later.since, entry.newer, words)}")
    became = [entry.later.since for entry in laid.entries if entry.later]
    for line in _outdated(became, number):
        click.echo(line)
    for lost in laid.lost:
        click.echo(f"No longer in the index: {lost}")


@pack.command()
@click.argument("number", type=int)
@click.option("--passage", "passages", multiple=True, help="A passage by its id.")
@click.option("--finding", "findings", multiple=True, help="A finding with its confirmed evidence.")
@click.option("--search", "query", help="All that a search finds.")
@click.option("--theme", "themes", multiple=True, help="All passages on a theme, by its id.")
@click.option("--saved", type=int, help="All that a saved search finds, by its number.")
@click.option(
    "--newer", multiple=True, metavar="OLD", help="The newer passage in the place of this."
)
@_who
@home_option
@format_option
def add(number: int, who: str | None, home: Path, output: str, **chosen: Any) -> None:
    """Put passages, findings, a theme or a search into pack NUMBER."""
    if not any(chosen.values()):
        raise click.UsageError(
            "Say what to add: --passage, --finding, --search, --theme, --saved, --newer."
        )
    with _opened(home) as (place, store):
        added = _add(place, store, number, chosen, _name(who))
        exchanged = _exchange(store, number, chosen["newer"])
        total = store.pack_counts().get(number, 0)
    if output == "json":
        print_json({"pack": number, "added": added, "exchanged": exchanged, "passages": total})
    else:
        renewed = f", {exchanged} exchanged" if exchanged else ""
        click.echo(f"{added} added{renewed}; pack {number} holds {plural(total, 'passage')}.")


@pack.command()
@click.argument("number", type=int)
@click.option("--keep", multiple=True, metavar="WORDS", help="These words may stay.")
@click.option("--redact", multiple=True, metavar="WORDS", help="These words are to go.")
@click.option("--leave-out", multiple=True, metavar="WORDS", help="Leave out this page.")
@click.option("--drop", multiple=True, metavar="PASSAGE", help="Take this passage out.")
@click.option("--open", "reopen", multiple=True, metavar="WORDS", help="Take a ruling back.")
@_who
@home_option
@format_option
def screen(number: int, who: str | None, home: Path, output: str, **ruled: tuple[str, ...]) -> None:
    """List what in pack NUMBER may tell of private people, and decide on it.

    Nobody reads what pictures show: of each page with any, keep them, redact
    (cover) them, or leave out the page.

    Exit status 1: something is not decided on yet.
    """
    from indexer.pack.building import screen_of
    from indexer.pack.contract import concern_json
    from indexer.pack.screening import PASSAGE, rule_on

    with _opened(home) as (place, store):
        found = screen_of(place, store, number)
        rulings = list(_rulings(found.concerns, ruled))
        rulings += [(PASSAGE, id_, "drop") for id_ in ruled["drop"]]
        if rulings:
            rule_on(store, number, rulings, who=_name(who))
            found = screen_of(place, store, number)
    if output == "json":
        print_json([concern_json(one) for one in found.concerns])
    else:
        for one in found.concerns:
            click.echo(_concern_line(one))
    if found.open:
        raise SystemExit(PARTLY_FAILED)


@pack.command()
@click.argument("number", type=int)
@click.option("--out", type=click.Path(path_type=Path), help="Also put the zip here.")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    show_default="HOME/templates/pack.docx, or the one that ships",
    help="A Word file whose styles are used.",
)
@click.option("--redact-undecided", is_flag=True, help="Redact what nobody decided on.")
@_who
@home_option
@format_option
def build(
    number: int, out: Path | None, who: str | None, home: Path, output: str, **how: Any
) -> None:
    """Build pack NUMBER: one zip, kept in the home and recorded in the audit trail."""
    from indexer.pack.building import build as build_pack
    from indexer.pack.contract import build_json

    with _opened(home) as (place, store):
        made = build_pack(
            place, store, number, who=_name(who), undecided=how["redact_undecided"],
            template=how["template"], told=_tell,
        )  # fmt: skip
        file = place.path / "packs" / made.file
    if out is not None:
        target = out / made.file if out.is_dir() else out
        shutil.copyfile(file, target)
        file = target
    if output == "json":
        print_json(build_json(made, str(file)))
    else:
        for line in _outdated_lines(made):
            click.echo(line)
        click.echo(f"{file}\nSHA-256 of its manifest: {made.hash}")


@pack.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--alone", is_flag=True, help="Look at the file only, not at what the home holds.")
@home_option
@format_option
def verify(file: Path, alone: bool, home: Path, output: str) -> None:
    """Tell whether the pack FILE is as it was built, and what it cites unchanged.

    Exit status 0: all is unchanged; 1: something changed, and is listed.
    """
    from indexer.home import Home
    from indexer.pack.contract import verified_json
    from indexer.pack.verifying import verify as verify_pack

    if alone or not Home(home).store.is_file():
        found = verify_pack(file)
    else:
        with _opened(home) as (_, store):
            found = verify_pack(file, store)
    if output == "json":
        print_json(verified_json(found))
    else:
        click.echo(_verified_text(found))
    if not found.holds:
        raise SystemExit(PARTLY_FAILED)


@pack.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """Write the Word template that ships to FILE, to be changed and put into HOME/templates."""
    from indexer.errors import IndexerError
    from indexer.pack.template import make_template

    try:
        make_template().save(str(file))
    except OSError as error:
        raise IndexerError(f"{file} cannot be written: {error.strerror}.") from error
    click.echo(f"{file}: keep the names of its styles, and save it as HOME/templates/pack.docx.")


def _outdated_lines(made: "Build") -> Iterator[str]:
    """Say of what a pack was built that is no longer the latest."""
    from indexer.pack.later import Since, told

    old = [one for one in made.manifest["items"] if one["since"]]
    for one in old:
        yield f"{one['number']}. {one['citation']}: {told(Since(one['since']), one['newer'])}"
    yield from _outdated([Since(one["since"]) for one in old], made.pack)


def _outdated(became: "list[Since]", number: int) -> Iterator[str]:
    from indexer.pack.later import Since, summary

    yield from summary(became)
    if set(became) - {Since.GONE}:
        yield (
            f"To take it with your words on the older: `sightline pack add {number} --newer OLD`."
        )


def _tell(_done: int, _total: int, message: str) -> None:
    """Show on a terminal what is being done."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{message}", nl=False, err=True)


@contextmanager
def _opened(home: Path) -> "Iterator[tuple[Home, Store]]":
    from indexer.home import Home
    from indexer.store.repository import Store

    place = Home(home)
    with Store.open(place.store) as store:
        yield place, store


def _name(who: str | None) -> str:
    from indexer.corrections import login_name

    return who or login_name()


def _add(place: "Home", store: "Store", number: int, chosen: dict[str, Any], who: str) -> int:
    from indexer.answer import Question
    from indexer.pack import choosing
    from indexer.search.lifecycle import CurrentIndex
    from indexer.search_cli import check_known, meaning_at
    from nlp.taxonomy import load_taxonomy

    taxonomy = load_taxonomy(own=place.taxonomy)
    asked = [Question(filters={"theme": [theme]}) for theme in chosen["themes"]]
    for question in asked:
        check_known(question, taxonomy)
    added = choosing.add_passages(store, number, chosen["passages"], who=who)
    added += choosing.add_findings(store, number, chosen["findings"], who=who)
    if chosen["query"]:
        asked.append(Question(chosen["query"]))
    if chosen["saved"]:
        asked.append(choosing.saved_question(store, chosen["saved"]))
    if asked:
        engine, meaning = CurrentIndex(place.search).engine(), meaning_at(place.path)
        for question in asked:
            added += choosing.add_search(
                store, number, question, engine, taxonomy, who=who, meaning=meaning
            )
    return added


def _exchange(store: "Store", number: int, passages: tuple[str, ...]) -> int:
    """Put newer passages in the place of these, with what people said of them."""
    from indexer.pack import choosing

    for passage in passages:
        choosing.take_newer(store, choosing.item_of(store, number, passage))
    return len(passages)


def _rulings(
    concerns: "tuple[Concern, ...]", ruled: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, str]]:
    from nlp.screen.model import key_of

    by_key = {one.key: one for one in concerns}
    for option, choice in _RULED.items():
        for words in ruled[option]:
            concern = by_key.get(key_of(words))
            if concern is None:
                raise click.UsageError(f"Nothing of the pack was noticed as {words!r}.")
            yield concern.kind, concern.key, choice


def _concern_line(one: "Concern") -> str:
    if one.ruling:
        said = f"{one.ruling.choice} ({one.ruling.who})"
    else:
        said = f"stays: {one.rule}" if one.rule else "TO DECIDE"
    first = one.contexts[0]
    return (
        f"{said}  {one.kind}  {one.text}  ({plural(len(one.contexts), 'place')})\n"
        f"    {first.where}: \u2026{first.before}[{first.words}]{first.after}\u2026"
    )


def _verified_text(found: "Verified") -> str:
    lines = [f"{found.name}, built {found.built} by {found.by}"]
    lines += [f"TAMPERED: {fault}" for fault in found.faults]
    lines += [
        f"{one.number}. file {one.source}, words {_STATES.get(one.words, one.words)}: "
        f"{one.citation}"
        for one in found.items
    ]
    if not found.holds:
        lines.append("Something has changed.")
    elif found.known is None:
        lines.append("The file fits its own manifest. Whether it was built here was not looked at.")
    else:
        lines.append("All is unchanged.")
    return "\n".join(lines)
