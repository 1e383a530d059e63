"""What of a pack may tell of private people, gathered by its words, with what was ruled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from indexer.model import Document
from indexer.pack.clean import Cleaner
from indexer.pack.laying import Entry, Laid
from indexer.pack.model import Choice, PackError, Ruling
from indexer.pack.sheets import Sheets, Told
from indexer.store.repository import Store
from nlp.screen import Alarm, Known, officials_in, ordinary_words, screen
from nlp.taxonomy import Taxonomy
from nlp.types import Speaker

_AROUND = 60
"""Letters shown on either side of an alarm."""
PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Context:
    """Where an alarm stands.

    Attributes:
        where: in plain words.
        before, words, after: the words themselves and those around them.
        passage: id of the passage; None on a page or in what the council wrote.
        document: id of the document; None in what the council wrote.
        page: its page.
    """

    where: str
    before: str
    words: str
    after: str
    passage: str | None = None
    document: str | None = None
    page: int | None = None


@dataclass(slots=True)
class Concern:
    """Words that may tell of a private person, wherever they stand in the pack.

    Attributes:
        kind, key: by which rulings know them.
        text: as first met.
        rule: why they may stay without a decision; None where a person decides.
        ruling: what was ruled last; None if nothing.
    """

    kind: str
    key: str
    text: str
    rule: str | None
    ruling: Ruling | None = None
    contexts: list[Context] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a person has yet to decide."""
        return self.rule is None and self.ruling is None

    @property
    def is_redacted(self) -> bool:
        """Whether it is to go."""
        return self.ruling is not None and self.ruling.choice is Choice.REDACT


@dataclass(frozen=True, slots=True)
class Screened:
    """All concerns of a pack: open ones first, then by kind and words."""

    concerns: tuple[Concern, ...]

    @property
    def open(self) -> list[Concern]:
        """Those a person has yet to decide on."""
        return [concern for concern in self.concerns if concern.is_open]

    def cleaner(self, *, undecided: bool = False) -> Cleaner:
        """Return what takes out all that is to go; ``undecided``: what is open, too."""
        goes = {one.key: one.kind for one in self.concerns if one.is_redacted}
        if undecided:
            goes |= {one.key: one.kind for one in self.concerns if one.is_open}
        return Cleaner(redacted=goes)


def rulings_by_key(rulings: Sequence[Ruling]) -> dict[str, Ruling]:
    """Return the last ruling on the words of each key; one taken back is none.

    Whatever kind they were taken for: with other passages the same words may be another.
    """
    last = {one.key: one for one in rulings}
    return {key: one for key, one in last.items() if one.choice is not Choice.OPEN}


def notice(
    store: Store, laid: Laid, sheets: Sheets, taxonomy: Taxonomy, told: Told
) -> tuple[Concern, ...]:
    """Look through all that would leave: passages, headings, titles, own words, whole pages."""
    known = _known(store, laid, taxonomy)
    found: dict[str, Concern] = {}
    for alarm, context in _alarms(laid, sheets, known, told):
        concern = found.get(alarm.key)
        if concern is None:
            kind = alarm.kind.value
            concern = found[alarm.key] = Concern(kind, alarm.key, alarm.text, alarm.rule)
        elif alarm.rule is None:
            concern.rule = None  # ruled in one document, and somebody else in another
        concern.contexts.append(context)
    return tuple(found.values())


def judge(concerns: Iterable[Concern], rulings: Sequence[Ruling]) -> Screened:
    """Lay what people ruled over what was noticed."""
    by_key = rulings_by_key(rulings)
    judged = [replace(one, ruling=by_key.get(one.key)) for one in concerns]
    return Screened(tuple(sorted(judged, key=lambda one: (not one.is_open, one.kind, one.key))))


def _known(store: Store, laid: Laid, taxonomy: Taxonomy) -> dict[str, Known]:
    """Return by document what lessens false alarms in it."""
    public = {kind.id for kind in taxonomy.document_types if kind.speaker is Speaker.INSPECTORATE}
    documents = {entry.document.id: entry.document for entry in laid.entries}
    texts = {id_: [p.text for p in store.plain_passages(id_)] for id_ in documents}
    ordinary = ordinary_words(text for some in texts.values() for text in some)
    return {
        id_: Known(
            officials=_officials(document, texts[id_]) if document.metadata.type in public else (),
            ordinary=ordinary,
            places=_places(document),
        )
        for id_, document in documents.items()
    } | {"": Known(ordinary=ordinary)}


def _officials(document: Document, texts: Sequence[str]) -> tuple[str, ...]:
    named = {name for text in texts for name in officials_in(text)}
    return tuple(sorted(named | set(document.metadata.inspectors)))


def _places(document: Document) -> tuple[str, ...]:
    return (document.metadata.authority,) if document.metadata.authority else ()


def _alarms(
    laid: Laid, sheets: Sheets, known: dict[str, Known], told: Told
) -> Iterator[tuple[Alarm, Context]]:
    for where, text, entry in texts_of(laid):
        document = entry.document if entry else None
        for alarm in screen(text, known[document.id if document else ""]):
            yield alarm, _context(alarm, text, where, entry)
    for done, sheet in enumerate(sheets.sheets):
        told(done, len(sheets.sheets), f"Page {done + 1} of {len(sheets.sheets)} is read")
        text, _ = sheet.text()
        for alarm in screen(text, known[sheet.document.id]):
            yield (
                alarm,
                Context(
                    f"page {sheet.page}",
                    *_around(alarm, text),
                    document=sheet.document.id,
                    page=sheet.page,
                ),
            )


def texts_of(laid: Laid) -> Iterator[tuple[str, str, Entry | None]]:
    """Yield every text that would leave, with where it stands."""
    yield "the pack's name", laid.pack.name, None
    yield "the introduction", laid.pack.intro, None
    for entry in laid.entries:
        metadata = entry.document.metadata
        yield f"passage {entry.number}", entry.passage.text, entry
        yield f"your words on passage {entry.number}", entry.item.note, entry
        for heading in entry.passage.heading_path:
            yield f"a heading above passage {entry.number}", heading, entry
        if entry.passage.stem:
            yield f"what introduces passage {entry.number}", entry.passage.stem, entry
        yield "a title", metadata.title or "", entry
        yield "the name of a file", _file_words(entry.document.path), entry


def _file_words(path: str) -> str:
    return PurePath(path).name


def _context(alarm: Alarm, text: str, where: str, entry: Entry | None) -> Context:
    return Context(
        where,
        *_around(alarm, text),
        passage=entry.passage.id if entry else None,
        document=entry.document.id if entry else None,
        page=entry.passage.page if entry else None,
    )


def _around(alarm: Alarm, text: str) -> tuple[str, str, str]:
    return (
        text[max(0, alarm.start - _AROUND) : alarm.start].replace("\n", " "),
        text[alarm.start : alarm.end],
        text[alarm.end : alarm.end + _AROUND].replace("\n", " "),
    )


def rule_on(store: Store, pack: int, rulings: Sequence[tuple[str, str, str]], *, who: str) -> None:
    """Keep what a person rules: kind, key and choice each.

    ``drop`` with the kind ``passage`` and a passage's id takes that out of the pack.

    Raises:
        PackError: there is no such choice.
    """
    kept = []
    for kind, key, choice in rulings:
        if choice not in list(Choice) or (choice == Choice.DROP) is not (kind == PASSAGE):
            raise PackError(
                f"{choice!r} is nothing that can be ruled of this. Choose keep, redact or open; "
                "drop a passage as a whole."
            )
        kept.append((kind, key, Choice(choice)))
    store.add_rulings(pack, kept, who=who)
    dropped = [key for _, key, choice in kept if choice is Choice.DROP]
    if dropped:
        store.remove_items(pack, dropped)
