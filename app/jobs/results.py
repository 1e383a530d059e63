"""Where people see what came of background work, by its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import url_for

from indexer.jobs.model import Job


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job, in words, and the page that shows it."""

    words: str
    address: str
    link: str


def result_of(job: Job) -> Result | None:
    """Say what came of a job that is done; None where its kind has nothing to show."""
    made = _RESULTS.get(job.kind)
    return made(job) if made and job.result is not None else None


def _index(job: Job) -> Result:
    counts = (job.result or {})["documents"]
    told = [
        f"{counts[name]:,} {words}"
        for name, words in (
            ("indexed", "new"),
            ("updated", "changed"),
            ("skipped", "skipped"),
            ("failed", "could not be read"),
        )
        if counts.get(name)
    ]
    words = f"Papers: {', '.join(told)}." if told else "Nothing was new."
    return Result(words, url_for("documents.ledger"), "List of documents")


def _pack(job: Job) -> Result:
    address = url_for("packs.show", id_=(job.result or {})["pack"], _anchor="built")
    return Result("The pack is built.", address, "The pack, to take it or to verify it")


def _screen(job: Job) -> Result:
    result = job.result or {}
    words = f"{result['open']:,} to decide." if result["open"] else "Nothing is left to decide."
    return Result(words, url_for("packs.screen", id_=result["pack"]), "What was found")


def _training(job: Job) -> Result:
    address = url_for("training.show", id_=job.id)
    return Result(
        "The figures show what the new model does better and worse.", address, "Before and after"
    )


_RESULTS: Mapping[str, Callable[[Job], Result]] = MappingProxyType(
    {"index": _index, "pack": _pack, "screen": _screen, "train": _training}
)
"""A new kind of work adds a line here, if there is a page to lead to."""
