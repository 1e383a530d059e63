"""The findings register: what the machine read, as people have put it right and rated it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from indexer.errors import IndexerError
from indexer.findings.deriving import current_findings
from indexer.findings.model import (
    INSPECTED,
    Change,
    Edit,
    Finding,
    FindingKind,
    Rating,
    Scale,
    Verdict,
)
from indexer.findings.reading import reference, wording_hash
from indexer.findings.said import attach
from indexer.findings.visits import areas_looked_at, areas_within, opening_of
from indexer.findings.wording import load_wording
from indexer.model import Document, Part, Passage
from indexer.store.repository import Store
from nlp.types import AreaLabel, ThemeLabel

_MOST_THEMES = 4
_MOST_AREAS = 2


class FindingError(IndexerError):
    """Something was said of a finding that there is not, or that cannot be said of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding of the register.

    Attributes:
        finding: with its words and kind as people have put them right.
        document: the one it stands in.
        passages: those it is made of; none where a person added it.
        themes, areas: ids, best first.
        edits, verdicts: what people said, oldest first.
        ratings: by scale, oldest first.
        wording: its words before any correction: as the machine read them or, where
            ``is_added``, as a person did.
        removed: a person took it out of the register.
    """

    finding: Finding
    document: Document
    passages: tuple[Passage, ...] = ()
    themes: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    ratings: Mapping[Scale, Sequence[Rating]] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    wording: str = ""
    is_added: bool = False
    removed: bool = False

    @property
    def id(self) -> str:
        """Its id, which no correction changes."""
        return self.finding.id

    @property
    def is_quoted(self) -> bool:
        """Whether it was found earlier, and stands here because a council's paper answers it."""
        return load_wording().answers(self.finding.heading)

    @property
    def part(self) -> Part | None:
        """The paper of a pack that it stands in; None where the document is one paper."""
        number = self.passages[0].part if self.passages else None
        return next((part for part in self.document.parts if part.number == number), None)

    @property
    def title(self) -> str:
        """The title of the paper it stands in, of a pack both titles; else its path."""
        whole = self.document.metadata.title or self.document.path
        return f"{self.part.title}, in {whole}" if self.part else whole

    @property
    def has_said(self) -> bool:
        """Whether a person said anything of it."""
        return bool(self.edits or self.verdicts or any(self.ratings.values()))

    @property
    def date(self) -> date | None:
        """When it was found: the last day of the visit, or that of publication.

        Of one that is quoted it is that of the paper, which is later. In a pack it is the day
        of its own paper, and where that has none the day of the pack, which is no earlier.
        """
        metadata = self.document.metadata
        if self.part and self.part.published:
            return self.part.published
        return metadata.event_end or metadata.dated

    def rating(self, scale: Scale) -> Rating | None:
        """Return the rating that counts on a scale; None if nobody rated it or that was undone."""
        said = self.ratings.get(scale, ())
        return said[-1] if said and said[-1].status else None


def load_register(
    store: Store,
    *,
    documents: Collection[str] | None = None,
    kinds: Collection[FindingKind] = INSPECTED,
    removed: bool = False,
) -> list[Entry]:
    """Return the register, by date of the document and place in it.

    Args:
        store: of the documents.
        documents: ids of those wanted, also superseded ones; None: all current ones, without
            what a pack repeats of a letter that is there by itself.
        kinds: only findings of these kinds.
        removed: also those that people took out.
    """
    shown = _documents(store, documents)
    current = {document.id for document in store.documents()} if documents else None
    found = current_findings(store, shown)
    said = store.edits(), store.ratings(), _verdicts(store)
    entries: list[Entry] = []
    for document in shown:
        inherits = current is None or document.id in current
        entries += _entries(document, found[document.id], *said, inherits=inherits)
    wanted = [
        entry for entry in entries if entry.finding.kind in kinds and (removed or not entry.removed)
    ]
    labelled = sorted(_labelled(store, wanted), key=_order)
    return labelled if documents else list(_without_copies(labelled))


def find_entry(store: Store, id_: str) -> Entry:
    """Return one finding by its id.

    Raises:
        FindingError: there is none of that id.
    """
    document = id_.partition("-f")[0]
    if store.document(document):
        for entry in load_register(
            store, documents=[document], kinds=tuple(FindingKind), removed=True
        ):
            if entry.id == id_:
                return entry
    raise FindingError(f"No finding has the id {id_}. `sightline findings` lists them.")


def _verdicts(store: Store) -> list[Verdict]:
    """Return what was said of evidence, of the newest version of the paper it stands in."""
    heirs = store.successors()
    return [replace(one, passage=_handed_on(one.passage, heirs)) for one in store.verdicts()]


def _handed_on(passage: str, heirs: Mapping[str, str]) -> str:
    document, _, number = passage.partition("-")
    return f"{heirs.get(document, document)}-{number}"


def _documents(store: Store, ids: Collection[str] | None) -> list[Document]:
    if ids is None:
        return store.documents()
    return [document for id_ in ids if (document := store.document(id_))]


def _entries(
    document: Document,
    read: Sequence[Finding],
    edits: Sequence[Edit],
    ratings: Sequence[Rating],
    verdicts: Sequence[Verdict],
    *,
    inherits: bool,
) -> list[Entry]:
    """Lay over the findings of a document what people said of them."""
    added = _added(document, edits, inherits=inherits)
    known = [*read, *(one for one in added if one.id not in {finding.id for finding in read})]
    own = {finding.id for finding in read}
    changed = attach(edits, document, known, inherits=inherits)
    rated = attach(ratings, document, known, inherits=inherits)
    judged = attach(verdicts, document, known, inherits=inherits)
    return [
        _entry(
            finding,
            document,
            changed.get(finding.id, ()),
            rated.get(finding.id, ()),
            judged.get(finding.id, ()),
            is_read=finding.id in own,
        )
        for finding in known
    ]


def _added(document: Document, edits: Iterable[Edit], *, inherits: bool) -> list[Finding]:
    """Return the findings that people added to a document."""
    found: dict[str, Finding] = {}
    for edit in edits:
        subject = edit.subject
        here = subject.document == document.id or (inherits and subject.path == document.path)
        if edit.change is Change.ADD and here and edit.text and edit.kind:
            id_ = reference(document.id, subject.wording)
            found[id_] = Finding(id_, document.id, edit.kind, subject.wording, edit.page or 1, ())
    return list(found.values())


def _entry(
    finding: Finding,
    document: Document,
    edits: Sequence[Edit],
    ratings: Sequence[Rating],
    verdicts: Sequence[Verdict],
    *,
    is_read: bool,
) -> Entry:
    by_scale: dict[Scale, list[Rating]] = defaultdict(list)
    for rating in ratings:
        by_scale[rating.scale].append(rating)
    shown, removed = finding, False
    for edit in edits:
        removed = edit.change is Change.REMOVE or (removed and edit.change is not Change.RESTORE)
        if edit.change is Change.EDIT:
            shown = replace(shown, text=edit.text or shown.text, kind=edit.kind or shown.kind)
    return Entry(
        shown,
        document,
        edits=tuple(edits),
        ratings=by_scale,
        verdicts=tuple(verdicts),
        wording=finding.text,
        is_added=not is_read,
        removed=removed,
    )


def _without_copies(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Leave out what a pack repeats of a paper that is there by itself, or of an earlier pack.

    Of what somebody said something, nothing is left out.
    """
    seen = {_same(entry) for entry in entries if entry.part is None}
    for entry in entries:
        if entry.part is None or entry.has_said or _same(entry) not in seen:
            yield entry
        seen.add(_same(entry))


def _same(entry: Entry) -> tuple[str | None, FindingKind, str]:
    finding = entry.finding
    return entry.document.metadata.authority, finding.kind, wording_hash(finding.text)


def _labelled(store: Store, entries: Sequence[Entry]) -> list[Entry]:
    """Give each finding the labels of the passages it is made of."""
    documents = {entry.document.id: entry.document for entry in entries}
    openings = {id_: opening_of(document) for id_, document in documents.items()}
    wanted = [id_ for entry in entries for id_ in entry.finding.passages]
    passages = store.passages_by_id([*wanted, *chain.from_iterable(openings.values())])
    looked_at = {
        id_: areas_looked_at(passages[one].text for one in ids if one in passages)
        for id_, ids in openings.items()
    }
    return [_with_labels(entry, passages, looked_at[entry.document.id]) for entry in entries]


def _with_labels(entry: Entry, passages: Mapping[str, Passage], looked_at: frozenset[str]) -> Entry:
    own = tuple(passages[id_] for id_ in entry.finding.passages if id_ in passages)
    labels = [passage.annotation for passage in own if passage.annotation]
    themes = _best([theme for label in labels for theme in label.themes], _MOST_THEMES)
    areas = _best([area for label in labels for area in label.areas], _MOST_AREAS)
    areas = areas_within(areas, looked_at, own)
    return replace(entry, passages=own, themes=themes, areas=areas)


def _best(labels: Sequence[ThemeLabel | AreaLabel], most: int) -> tuple[str, ...]:
    scores: dict[str, float] = {}
    for label in labels:
        scores[label.id] = max(label.score, scores.get(label.id, 0.0))
    return tuple(sorted(scores, key=lambda id_: (-scores[id_], id_))[:most])


def _order(entry: Entry) -> tuple[date, str]:
    return entry.date or date.min, entry.document.path
