"""Searching many passages, beside bare tantivy and SQLite FTS5, in turn and in the same run."""

import itertools
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from indexer.answer import Question, answer
from indexer.home import Home
from indexer.meaning.making import make_vectors
from indexer.meaning.near import Meaning
from indexer.model import Document, Passage
from indexer.search.base import SearchEngine, SearchRecord, SearchRequest
from indexer.search.engines import open_engine
from indexer.search.lifecycle import CurrentIndex, open_current, rebuild
from indexer.search.nodes import Node
from indexer.search.query import parse
from indexer.search.records import records_of
from indexer.search.relax import without_function_words
from indexer.store.repository import Store
from nlp.pipeline import pipeline_version
from nlp.taxonomy import Taxonomy, load_taxonomy
from tests.bench.figures import Figures, Times, percentile, seconds
from tests.bench.lifelike import Lifelike, ledger_entry
from tests.bench.references import BareTantivy, Fts5, Reference

QUERIES = (
    "supervision",
    "police attendance at strategy discussions",
    '"direct work"',
    "kinship carers OR special guardianship",
    "do managers drive cases forward?",
    "IRO challenge -adoption",
    "children",
    "neglect",
    "life story work",
    "missing from home",
    '"return home interviews"',
    "care leavers employment",
    "social workers caseloads turnover",
    "private fostering",
    "mental health waiting times",
    "",
)
"""As people ask: one word and many, rare and common, phrases, choices, a question, nothing."""
ROUNDS = 20
ADDED = 100


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process to one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def stock(home: Home, source: Lifelike, passages: int, others: Sequence[Reference] = ()) -> None:
    """Fill a home with lifelike passages and their vectors, and the references with the same."""
    began, version = time.monotonic(), pipeline_version(home.models)
    with Store.open(home.store, create=True) as store:

        def records() -> Iterator[SearchRecord]:
            for document, found in source.documents(passages):
                store.save_document(document, found, pipeline=version)
                store.record(ledger_entry(document))
                yield from _shared(records_of(found, document), others)

        rebuild(home.search, engine="tantivy", pipeline=version, records=records()).close()
    took = time.monotonic() - began
    print(f"{passages:,} passages drawn, stored and indexed in {took:.0f} s", flush=True)
    print(f"their vectors made in {seconds(lambda: make_vectors(home)):.0f} s", flush=True)


def _shared(records: Iterator[SearchRecord], others: Sequence[Reference]) -> Iterator[SearchRecord]:
    for record in records:
        for other in others:
            other.add(record)
        yield record


def bench_search(home: Home, source: Lifelike, passages: int, figures: Figures) -> None:
    """Build an index and the references, ask all of them in turn, and add to the index."""
    size = f"{passages // 1000}k"
    with tempfile.TemporaryDirectory() as scratch:
        others = [BareTantivy(Path(scratch) / "bare"), Fts5(Path(scratch) / "fts5.db")]
        stock(home, source, passages, others)
        for other in others:
            other.finish()
        with one_core(), Store.open(home.store) as store:
            index = open_current(home.search)
            systems: dict[str, Callable[[str], object]] = {
                "engine": lambda text: index.search(SearchRequest(plain_node(text))),
                "answer": _asking(home, store, index),
                **{one.name: partial(_ask_plainly, one) for one in others},
            }
            _compare(size, systems, figures)
            index.close()
    with one_core():
        bench_adding(home, source, figures, size)


def bench_large(source: Lifelike, passages: int, figures: Figures) -> None:
    """Ask an index of many passages and bare tantivy, without a store: hits are not read."""
    with tempfile.TemporaryDirectory() as scratch:
        bare = BareTantivy(Path(scratch) / "bare")
        engine = open_engine("tantivy", Path(scratch) / "index", create=True)
        for document, found in source.documents(passages):
            engine.add(_shared(records_of(found, document), [bare]))
        engine.commit()
        engine.close()
        bare.finish()
        index = open_engine("tantivy", Path(scratch) / "index", create=False)
        with one_core():
            systems: dict[str, Callable[[str], object]] = {
                "engine": lambda text: index.search(SearchRequest(plain_node(text))),
                bare.name: partial(_ask_plainly, bare),
            }
            _compare(f"{passages // 1000}k", systems, figures)


def bench_whoosh(source: Lifelike, passages: int, figures: Figures) -> None:
    """Ask the engine that is pure Python; building its index takes a minute or two."""
    with tempfile.TemporaryDirectory() as scratch:
        engine = open_engine("whoosh", Path(scratch) / "index", create=True)

        def fill() -> None:
            for document, found in source.documents(passages):
                engine.add(records_of(found, document))
            engine.commit()

        figures.add(f"{passages // 1000}k whoosh, build", seconds(fill), "s")
        with one_core():
            systems: dict[str, Callable[[str], object]] = {
                "whoosh": lambda text: engine.search(SearchRequest(plain_node(text)))
            }
            _compare(f"{passages // 1000}k", systems, figures)


def plain_node(text: str) -> Node | None:
    """Read a question without widening it, as every system is asked."""
    return without_function_words(parse(text))


def _ask_plainly(system: Reference, text: str) -> int:
    return system.search(plain_node(text))


def _asking(home: Home, store: Store, index: SearchEngine) -> Callable[[str], object]:
    taxonomy: Taxonomy = load_taxonomy()
    ask = partial(answer, store=store, engine=index, taxonomy=taxonomy, meaning=Meaning(home))
    return lambda text: ask(Question(text))


def _compare(size: str, systems: dict[str, Callable[[str], object]], figures: Figures) -> None:
    """Ask every system every question in turn, each time another one first."""
    times = {name: Times() for name in systems}
    pairs: dict[str, list[float]] = {name: [] for name in systems}
    names = list(systems)
    for name, text in itertools.product(names, QUERIES):
        systems[name](text)  # what is opened and cached on first use
    for number in range(ROUNDS):
        order = names[number % len(names) :] + names[: number % len(names)]
        for text in QUERIES:
            for name in order:
                times[name].take(partial(systems[name], text))
            if "bare tantivy" in times:
                bare = times["bare tantivy"].processor[-1]
                for name in names:
                    pairs[name].append(times[name].processor[-1] / max(bare, 0.001))
    for name, taken in times.items():
        taken.tell(f"{size} {name}", figures)
        if pairs[name] and name != "bare tantivy":
            figures.add(f"{size} {name}, times bare", percentile(pairs[name], 0.5), "")
            bare = times["bare tantivy"].processor
            ratio = percentile(taken.processor, 0.95) / percentile(bare, 0.95)
            figures.add(f"{size} {name}, times bare, 95th", ratio, "")


def bench_adding(home: Home, source: Lifelike, figures: Figures, size: str) -> None:
    """Store and index a hundred passages, until a searcher that was there before finds them."""
    reader, writer, taken = CurrentIndex(home.search), open_current(home.search), Times()
    with Store.open(home.store) as store:
        for number in range(5):
            made = list(source.documents(ADDED, name=f"added {number} "))
            taken.take(partial(_add, store, writer, reader, made))
    writer.close()
    reader.close()
    taken.tell(f"{size} adding {ADDED} passages", figures)


def _add(
    store: Store,
    writer: SearchEngine,
    reader: CurrentIndex,
    made: Sequence[tuple[Document, Sequence[Passage]]],
) -> None:
    for document, passages in made:
        store.save_document(document, passages, pipeline="bench")
        store.record(ledger_entry(document))
        writer.add(records_of(passages, document))
    writer.commit()
    last = SearchRequest(None, filters={"document": [made[-1][0].id]})
    while not reader.engine().search(last).total:
        time.sleep(0.001)
