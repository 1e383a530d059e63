"""What the passages of a pack are to its findings: which state one, and which are its evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.days import in_words
from indexer.decisions.anchors import NEAR, likeness, words_hash
from indexer.findings.model import FindingKind, Judgement, Scale, Verdict
from indexer.findings.register import Entry as Found
from indexer.findings.register import load_register
from indexer.pack.standing import standing
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    from indexer.pack.laying import Entry

_BEARINGS = {"supports": "for", "contradicts": "against", "both": "both ways"}


@dataclass(frozen=True, slots=True)
class Matter:
    """A finding that a pack was given, with its place there.

    Attributes:
        found: the finding with its ratings.
        stated: numbers of the entries that state it.
        evidence: numbers of the entries that people confirmed as its evidence, with what they
            said of each.
    """

    found: Found
    stated: tuple[int, ...]
    evidence: Mapping[int, Verdict]

    def rated(self, scale: Scale) -> str | None:
        """Return how people rate it; None where nobody does."""
        rating = self.found.rating(scale)
        return plain(rating.status) if rating and rating.status else None


def matters_of(store: Store, entries: "Sequence[Entry]") -> tuple[Matter, ...]:
    """Return the findings that passages were chosen for, in the order of the entries.

    A finding that is no longer in the register is left out.
    """
    wanted = dict.fromkeys(entry.item.finding for entry in entries if entry.item.finding)
    if not wanted:
        return ()
    documents = list(dict.fromkeys(id_.partition("-f")[0] for id_ in wanted))
    register = load_register(store, documents=documents, kinds=tuple(FindingKind))
    known = {found.id: found for found in register}
    heirs = store.successors()
    return tuple(
        _matter(store, known[id_], entries, lambda one: heirs.get(one, one))
        for id_ in wanted
        if id_ in known
    )


def _matter(
    store: Store, found: Found, entries: "Sequence[Entry]", latest: Callable[[str], str]
) -> Matter:
    by_id = {entry.passage.id: entry.number for entry in entries}
    by_words = {
        (latest(entry.document.id), words_hash(entry.passage.text)): entry.number
        for entry in entries
    }
    evidence = {}
    for said in confirmed(found):
        here = by_id.get(stands(store, said) or "")
        number = here or by_words.get((_paper(said), words_hash(said.text)))
        if number:
            evidence[number] = said
    own = found.finding
    stated = (
        entry.number
        for entry in entries
        if entry.passage.id in own.passages or _is_newer_of(entry, own.id, own.document, latest)
    )
    return Matter(found, tuple(one for one in stated if one not in evidence), evidence)


def _is_newer_of(entry: "Entry", finding: str, document: str, latest: Callable[[str], str]) -> bool:
    """Tell whether an entry was put in the place of a finding's own passage."""
    there = entry.document.id
    return entry.item.finding == finding and there != document and there == latest(document)


def confirmed(found: Found) -> list[Verdict]:
    """Return the last word on each passage that people confirmed as evidence of a finding."""
    last = {(_paper(one), words_hash(one.text)): one for one in found.verdicts}
    return [one for one in last.values() if one.judgement is Judgement.CONFIRMED]


def stands(store: Store, said: Verdict) -> str | None:
    """Return the passage that has the words of a verdict now, or much the same under its id."""
    if there := standing(store, said.passage, words_hash(said.text), hashed=words_hash):
        return there.id
    changed = store.passages_by_id([said.passage]).get(said.passage)
    return changed.id if changed and likeness(said.text, changed.text) >= NEAR else None


def marks(matters: Iterable[Matter], entry: "Entry", taxonomy: Taxonomy) -> list[str]:
    """Say in whole sentences what an entry is to the findings of its pack."""
    lines = []
    for matter in matters:
        if entry.number in matter.stated:
            rated = ((scale, matter.rated(scale)) for scale in Scale)
            said = [f"{plain(scale)}: {status.lower()}." for scale, status in rated if status]
            lines.append(" ".join([f"Finding: {event(matter, taxonomy)}.", *said, _held(matter)]))
        if shown := matter.evidence.get(entry.number):
            lines.append(f"Evidence on {_stated(matter)}: {told(shown)}.{_speaks(entry)}")
    return lines


def event(matter: Matter, taxonomy: Taxonomy) -> str:
    """Say in what kind of paper something was found, and when."""
    found = matter.found
    kind = found.part.type if found.part else found.document.metadata.type
    names = {one.id: one.label for one in taxonomy.document_types}
    day = in_words(found.date) if found.date else "date not stated"
    return f"{names.get(kind or '', 'Paper of no known kind')}, {day}"


def told(said: Verdict) -> str:
    """Say whether evidence speaks for or against, and of what."""
    return f"{_BEARINGS[said.bearing]}, on {said.scale}"


def numbered(numbers: Iterable[int]) -> str:
    """Write numbers of entries."""
    return ", ".join(map(str, sorted(numbers)))


def plain(value: str) -> str:
    """Write an id of one or two words as words."""
    return str(value).replace("-", " ").capitalize()


def _held(matter: Matter) -> str:
    if not matter.evidence:
        return "This pack holds no evidence on it that people confirmed."
    return f"Evidence on it in this pack: {_passages(matter.evidence)}."


def _stated(matter: Matter) -> str:
    if not matter.stated:
        return "a finding that is not in this pack"
    return f"the finding in {_passages(matter.stated)}"


def _passages(numbers: Iterable[int]) -> str:
    some = list(numbers)
    return f"passage{'' if len(some) == 1 else 's'} {numbered(some)}"


def _speaks(entry: "Entry") -> str:
    note = entry.passage.annotation
    return f" Who speaks: {plain(note.speaker).lower()}." if note and note.speaker else ""


def _paper(said: Verdict) -> str:
    return said.passage.partition("-")[0]
