"""What a changed theme would tag, before it is saved.

Only passages that hold one of the changed phrases can come out otherwise. They are found by
plain text search, which takes the time of a blink for 45,000 passages, and only they are put
through the pipeline as it would be.
"""

import random
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import TYPE_CHECKING, Any

from indexer.home import Home
from indexer.model import Passage
from indexer.store.repository import Store
from indexer.store.taxonomy_changes import Worded
from indexer.taxonomy.editing import entries, with_entry
from indexer.taxonomy.model import Part, Raw
from nlp.types import Span

if TYPE_CHECKING:
    from nlp.pipeline import Annotator

MOST = 800
"""Passages put through the pipeline. On 45,300 real ones a preview of a theme of 30 new terms
then takes 2 s of one core; beyond that a random sample is judged, and the counts are reckoned."""
SHOWN = 8
_LISTS = ("terms", "strong", "weak", "negatives", "abbr", "specific_over")
_END = "\x00"


@dataclass(frozen=True, slots=True)
class Forms:
    """Ways to write one phrase, alike in their beginning; ``cased``: capitals count."""

    forms: tuple[str, ...]
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that would come out otherwise; ``spans`` are the words it rests on."""

    passage: Passage
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What saving an entry would do to the labels of passages.

    Attributes:
        now: passages the machine gives the theme now.
        gained, lost: passages that would bear it then and do not now, and the other way.
        touched: passages that hold a phrase that was changed.
        judged: how many of these were put through the pipeline.
        gains, losses: some of them.
        seconds: that it took.
    """

    now: int
    gained: int
    lost: int
    touched: int
    judged: int
    gains: tuple[Example, ...]
    losses: tuple[Example, ...]
    seconds: float

    @property
    def is_reckoned(self) -> bool:
        """Whether the counts are reckoned from a sample."""
        return self.judged < self.touched


def try_theme(home: Home, store: Store, entry: Raw) -> Trial:
    """Tell what the passages of the store would be tagged with, were an entry saved.

    Args:
        entry: a theme without faults.
    """
    began = time.monotonic()
    theme = str(entry["id"])
    before = entries(home, Part.THEME).get(theme, {})
    texts = store.worded_passages()
    mark = f'["{theme}",'
    bearing = {row.id for row in texts if mark in row.themes}
    touched = find_texts(texts, _changed(before, entry))
    chosen = touched
    if len(touched) > MOST:
        # The same sample for the same words, so that trying twice shows the same.
        chosen = sorted(random.Random(theme).sample(touched, MOST))  # noqa: S311
    then = _judged(home, store, entry, [texts[number].id for number in chosen])
    gains = [Example(p, spans) for p, spans in then if spans is not None and p.id not in bearing]
    losses = [Example(p, _spans_now(p, theme)) for p, spans in then if spans is None]
    losses = [loss for loss in losses if loss.passage.id in bearing]
    share = len(touched) / max(len(chosen), 1)
    return Trial(
        now=len(bearing),
        gained=round(len(gains) * share),
        lost=round(len(losses) * share),
        touched=len(touched),
        judged=len(chosen),
        gains=tuple(gains[:SHOWN]),
        losses=tuple(losses[:SHOWN]),
        seconds=time.monotonic() - began,
    )


def find_texts(texts: Sequence[Worded], phrases: Iterable[Forms]) -> list[int]:
    """Return the numbers of the texts that hold one of some phrases as whole words.

    Args:
        texts: each with its headings.
        phrases: the forms of each.
    """
    starts, whole = [], []
    length = 0
    for row in texts:
        starts.append(length)
        whole.append(f"{row.text}\n{row.headings}")
        length += len(whole[-1]) + 1
    exact = _END.join(whole)
    # Lower case is as long as upper case in almost all of Unicode; where it is not, the ends
    # of texts are looked for anew.
    lower = exact.lower()
    if len(lower) != len(exact):
        lower = _END.join(text.lower()[: len(text)].ljust(len(text)) for text in whole)
    found = {
        bisect_right(starts, at) - 1
        for phrase in phrases
        for at in _places(exact if phrase.cased else lower, phrase.forms)
    }
    return sorted(found)


def _places(text: str, forms: Sequence[str]) -> Iterator[int]:
    """Look once for what all forms begin with, then which it is: in a third of the time."""
    shared = commonprefix(forms)  # noqa: RUF071 - of letters, not of folders
    at = text.find(shared)
    while at >= 0:
        if not text[at - 1 : at].isalnum() and any(_stands(text, form, at) for form in forms):
            yield at
        at = text.find(shared, at + 1)


def _stands(text: str, form: str, at: int) -> bool:
    end = at + len(form)
    return text.startswith(form, at) and not text[end : end + 1].isalnum()


def _changed(before: Raw, after: Raw) -> Iterator[Forms]:
    """Yield the phrases that are not listed as they were."""
    from nlp.components.phrases import variants

    old, new = _listed(before), _listed(after)
    changed = old ^ new
    if any(kind == "specific_over" for kind, _ in changed):
        changed = old | new
    for kind, phrase in changed:
        if kind == "abbr" or (kind == "strong" and phrase in after.get("abbr", ())):
            yield Forms((phrase, f"{phrase}s"), cased=True)
        elif kind != "specific_over":
            yield Forms(variants(phrase))


def _listed(entry: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(kind, phrase) for kind in _LISTS for phrase in entry.get(kind) or ()}


def _judged(
    home: Home, store: Store, entry: Raw, ids: Sequence[str]
) -> list[tuple[Passage, tuple[Span, ...] | None]]:
    """Label passages by the taxonomy with an entry in place: the theme's words, or None."""
    if not ids:
        return []
    from indexer.worker import Inputs

    found = store.passages_by_id(ids)
    documents = store.documents_by_id({passage.document for passage in found.values()})
    inputs = {id_: Inputs(document) for id_, document in documents.items()}
    given = [inputs[passage.document].of(passage) for passage in found.values()]
    notes = _pipeline(home, entry).annotate(given)
    theme = entry["id"]
    return [
        (passage, next((label.spans for label in note.themes if label.id == theme), None))
        for passage, note in zip(found.values(), notes, strict=True)
    ]


def _pipeline(home: Home, entry: Raw) -> "Annotator":
    from nlp.pipeline import Annotator
    from nlp.taxonomy import build_taxonomy

    return Annotator(build_taxonomy(with_entry(home, Part.THEME, entry)), home.models)


def _spans_now(passage: Passage, theme: str) -> tuple[Span, ...]:
    note = passage.machine or passage.annotation
    labels = note.themes if note else ()
    return next((label.spans for label in labels if label.id == theme), ())
