"""The codebook as it stands: what ships, what leads wrote in its place, and real examples.

What a theme counts is said in one place, the taxonomy, which finds it by its words too. The
codebook shows that, and keeps how the theme is coded where that is in doubt.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from indexer.codebook.model import Entry, EntryKind, Example, Version, Wording
from indexer.decisions.model import Decided, Field
from indexer.errors import IndexerError
from indexer.store.codebook import LatestSaid
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy
from nlp.types import Stance

EXAMPLES = 3
"""Shown of each label."""

LOOKED_AT = 2_000
"""Latest decisions that examples are taken from; of 50 labels nearly all are among so many."""

LONGEST = 4_000
"""Characters of each part of a wording."""

_STANCES = {
    Stance.STRENGTH: (
        "Strength",
        Wording(
            "Practice, an arrangement or a result is judged to work, or to be clearly better, now.",
            "A hope or plan for it (action or plan). A bare figure without a verdict (context).",
        ),
    ),
    Stance.NEEDS_IMPROVEMENT: (
        "Needs improvement",
        Wording(
            "Something is judged weak, missing, late, uneven or getting worse, now.",
            "A weakness that is said to be put right already and shown to be so (strength).",
            "Where a sentence has both, what stands after “but” or “however” decides. If neither "
            "outweighs the other it is this, marked as mixed.",
        ),
    ),
    Stance.ACTION_OR_PLAN: (
        "Action or plan",
        Wording(
            "What is to be done, is being done or was begun, with no effect shown yet.",
            "An action whose effect on children is stated (strength or needs improvement).",
        ),
    ),
    Stance.CONTEXT: (
        "Context",
        Wording(
            "Facts, figures, duties and background without a verdict.",
            "A figure that the text itself calls good or poor.",
        ),
    ),
    Stance.SKIP: (
        "Page furniture",
        Wording(
            "Contents lists, attendance, addresses, glossaries, torn pieces of figures: nothing "
            "that anybody would look for.",
        ),
    ),
}

_AREAS = {
    "leaders": Wording(
        "What leaders, managers, partners, data, audit, staffing or money do for children's "
        "services.",
        "A leader who is merely present, or speaks.",
    ),
    "help-protection": Wording(
        "Children who need help or protection, from the front door up to entry to care.",
    ),
    "children-in-care": Wording("Children from entry to care until they are 18."),
    "care-leavers": Wording("Preparation for leaving care, and life after it."),
}


class CodebookError(IndexerError):
    """There is no such entry, or it cannot be worded so."""


def build_codebook(store: Store | None, taxonomy: Taxonomy) -> list[Entry]:
    """Return every entry: stances, areas and themes, each in the order of the taxonomy.

    Args:
        store: None where nothing was indexed yet; then the codebook is what ships.
    """
    entries = list(_shipped(taxonomy))
    if store is None:
        return entries
    last = {(one.kind, one.name): one for one in store.wordings()}
    examples = _examples(store)
    return [
        replace(
            entry,
            wording=_worded(entry, last[key].wording) if key in last else entry.wording,
            version=last.get(key),
            examples=tuple(examples.get(key, ())),
        )
        for entry in entries
        for key in [(entry.kind, entry.name)]
    ]


def _worded(entry: Entry, given: Wording) -> Wording:
    return replace(entry.wording, notes=given.notes) if entry.kind is EntryKind.THEME else given


def find_entry(entries: Iterable[Entry], kind: str, name: str) -> Entry | None:
    """Return one entry; None if there is none of that kind and name."""
    return next((one for one in entries if one.kind == kind and one.name == name), None)


def reword(
    store: Store,
    entry: Entry,
    wording: Wording,
    *,
    who: str,
    why: str = "",
    since: int | None = None,
) -> Version:
    """Give an entry a new wording; the earlier ones are kept.

    Args:
        wording: of a theme only its notes count; editing the taxonomy changes the rest.
        since: number of the version that the writer saw; None: the wording that ships.

    Raises:
        CodebookError: it says nothing, too much or what it said before, or somebody else
            wrote a version since.
    """
    made = Wording(*(_tidy(part) for part in (wording.counts, wording.excludes, wording.notes)))
    if entry.kind is EntryKind.THEME:
        made = replace(entry.wording, notes=made.notes)
    if not made.counts:
        raise CodebookError("Say what belongs to the label; the rest may stay empty.")
    if any(len(part) > LONGEST for part in (made.counts, made.excludes, made.notes)):
        raise CodebookError(f"Each part has at most {LONGEST:,} characters.")
    versions = store.wordings(entry.kind, entry.name)
    if (versions[-1].id if versions else None) != since:
        raise CodebookError(
            f"{versions[-1].who} changed this entry while you wrote. Read that first; what you "
            "typed is still here."
        )
    if made == entry.wording:
        raise CodebookError("This is what the entry says already.")
    kept = Wording("", notes=made.notes) if entry.kind is EntryKind.THEME else made
    return store.add_wording(entry.kind, entry.name, kept, who=who, why=" ".join(why.split()))


def shipped_wording(taxonomy: Taxonomy, kind: EntryKind, name: str) -> Wording | None:
    """Return the wording that ships; None if there is no such entry."""
    entry = find_entry(_shipped(taxonomy), kind, name)
    return entry.wording if entry else None


def changed_words(before: str, after: str) -> list[tuple[str, str]]:
    """Tell what changed from one text to another.

    Returns:
        pieces in order, each with ``same``, ``gone`` or ``new`` and its words.
    """
    old, new = before.split(), after.split()
    pieces: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(("same", " ".join(old[a:b])))
            continue
        pieces += [("gone", " ".join(old[a:b]))] if a < b else []
        pieces += [("new", " ".join(new[c:d]))] if c < d else []
    return pieces


def _shipped(taxonomy: Taxonomy) -> Iterator[Entry]:
    for stance, (label, wording) in _STANCES.items():
        yield Entry(EntryKind.STANCE, stance.value, label, wording)
    for area in taxonomy.areas:
        wording = _AREAS.get(area.id, Wording(area.name))
        yield Entry(EntryKind.AREA, area.id, area.label, wording)
    for theme in taxonomy.themes:
        yield Entry(
            EntryKind.THEME,
            theme.id,
            theme.label,
            Wording(theme.counts, theme.excludes),
            terms=(*theme.terms, *theme.abbr),
            negatives=theme.negatives,
        )


def _examples(store: Store) -> dict[tuple[EntryKind, str], list[Example]]:
    """Return the latest passages of which a person confirmed each label, in short."""
    said = store.latest_said(limit=LOOKED_AT)
    holds = store.decided({one.passage for one in said})
    found: dict[tuple[EntryKind, str], dict[str, Example]] = {}
    for one in said:
        for key in _labels(one, holds.get(one.passage, Decided())):
            some = found.setdefault(key, {})
            if len(some) < EXAMPLES:
                some.setdefault(one.passage, Example(one.passage, one.quote, one.who))
    return {key: list(some.values()) for key, some in found.items()}


def _labels(one: LatestSaid, holds: Decided) -> list[tuple[EntryKind, str]]:
    """Return the labels that a decision gave and that still hold."""
    if one.field is Field.THEME:
        return [(EntryKind.THEME, str(one.value))] if holds.themes.get(one.value) else []
    if one.field is Field.STANCE:
        return [(EntryKind.STANCE, one.value)] if holds.stance == one.value else []
    return [(EntryKind.AREA, area) for area in one.value if area in (holds.areas or ())]


def _tidy(text: str) -> str:
    """Keep paragraphs, and no other blanks than one between words."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
