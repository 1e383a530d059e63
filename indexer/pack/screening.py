"""What of a pack may tell of private people, gathered by its words, with what was ruled."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.council.owning import place_words
from indexer.days import in_words
from indexer.metadata.authority import load_gazetteer
from indexer.model import Document
from indexer.pack.clean import Cleaner, find_key
from indexer.pack.joined import file_words, title_words
from indexer.pack.laying import Entry, Laid
from indexer.pack.model import Choice, PackError, Ruling
from indexer.pack.sheets import Sheet, Sheets, Told
from indexer.plural import plural
from indexer.store.repository import Store
from nlp.screen import Alarm, Known, officials_in, ordinary_words, places_in, screen
from nlp.taxonomy import Taxonomy
from nlp.types import Speaker

_AROUND = 60
"""Letters shown on either side of an alarm."""
PASSAGE, PICTURES = "passage", "pictures"
_ORNAMENTS = "pictures that several pages bear, such as a logo"
_FATES = {Choice.KEEP: "kept", Choice.REDACT: "covered", Choice.OMIT: "page left out"}


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

    @property
    def fate(self) -> Choice:
        """What becomes of it if the pack is built now, what is open being redacted."""
        if self.ruling:
            return self.ruling.choice
        return Choice.REDACT if self.is_open else Choice.KEEP


@dataclass(frozen=True, slots=True)
class Screened:
    """All concerns of a pack: open ones first, then by kind and words."""

    concerns: tuple[Concern, ...]

    @property
    def open(self) -> list[Concern]:
        """Those a person has yet to decide on."""
        return [concern for concern in self.concerns if concern.is_open]

    def cleaner(self, *, undecided: bool = False) -> Cleaner:
        """Return what takes out all words that are to go; ``undecided``: what is open, too."""
        words = [one for one in self.concerns if one.kind != PICTURES]
        goes = {one.key: one.kind for one in words if one.is_redacted}
        if undecided:
            goes |= {one.key: one.kind for one in words if one.is_open}
        return Cleaner(redacted=goes)

    def pictures(self) -> dict[tuple[str, int], Concern]:
        """Return by document and page what there is to decide of pictures."""
        return {
            (place.document or "", place.page or 0): one
            for one in self.concerns
            if one.kind == PICTURES
            for place in one.contexts
        }


def rulings_by_key(rulings: Sequence[Ruling]) -> dict[str, Ruling]:
    """Return the last ruling on the words of each key; one taken back is none.

    Whatever kind they were taken for: with other passages the same words may be another.
    """
    last = {one.key: one for one in rulings}
    return {key: one for key, one in last.items() if one.choice is not Choice.OPEN}


def notice(
    store: Store, laid: Laid, sheets: Sheets, taxonomy: Taxonomy, told: Told
) -> tuple[Concern, ...]:
    """Look through all that would leave: passages, headings, titles, own words, whole pages.

    The places told of a concern are all those where its words would be taken out, also where
    nothing there made them stand out.
    """
    known = _known(store, laid, taxonomy)
    found: dict[str, Concern] = {}
    texts = list(_texts(laid, sheets))
    for alarm in _alarms(texts, known, told):
        concern = found.get(alarm.key)
        if concern is None:
            kind = alarm.kind.value
            concern = found[alarm.key] = Concern(kind, alarm.key, alarm.text, alarm.rule)
        elif alarm.rule is None:
            concern.rule = None  # ruled in one document, and somebody else in another
    for text in texts:
        for concern in found.values():
            places = find_key(text.text, concern.key)
            concern.contexts += [text.context(start, end) for start, end in places]
    return (*found.values(), *_pictures(sheets))


def _pictures(sheets: Sheets) -> Iterator[Concern]:
    """Yield for each page with pictures that nobody has read what they show."""
    for sheet in sheets.sheets:
        if sheet.pictures:
            document = sheet.document
            words = f"pictures on page {sheet.page} of {document.id}"
            place = Context(
                f"page {sheet.page}",
                f"{document.metadata.title or file_words(document.path)}: ",
                plural(len(sheet.pictures), "picture"),
                ", and nobody has read what they show",
                document=document.id,
                page=sheet.page,
            )
            rule = None if sheets.has_unread(sheet) else _ORNAMENTS
            yield Concern(PICTURES, words, words.capitalize(), rule, contexts=[place])


def judge(concerns: Iterable[Concern], rulings: Sequence[Ruling]) -> Screened:
    """Lay what people ruled over what was noticed."""
    by_key = rulings_by_key(rulings)
    judged = [replace(one, ruling=by_key.get(one.key)) for one in concerns]
    return Screened(tuple(sorted(judged, key=lambda one: (not one.is_open, one.kind, one.key))))


def settle_pictures(sheets: Sheets, screened: Screened) -> None:
    """Tell every sheet with pictures what becomes of them, what is open being covered."""
    known = screened.pictures()
    for number, sheet in enumerate(sheets.sheets):
        if concern := known.get((sheet.document.id, sheet.page)) if sheet.pictures else None:
            sheets.sheets[number] = _settled(sheet, concern)


def _settled(sheet: Sheet, concern: Concern) -> Sheet:
    fate, ruling = concern.fate, concern.ruling
    whose = "not decided" if concern.is_open else concern.rule or ""
    if ruling:
        whose = f"{ruling.who}, {in_words(ruling.at.date())}"
    pictures = plural(len(sheet.pictures), "picture")
    said = f"Page {sheet.page}: {pictures}, {_FATES[fate]} ({whose})"
    if fate is not Choice.OMIT:
        return replace(sheet, fate=fate, settled=said)
    marks = tuple(replace(mark, boxes=()) for mark in sheet.marks)
    return replace(sheet, fate=fate, settled=said, marks=marks, words=(), copied=False)


def _known(store: Store, laid: Laid, taxonomy: Taxonomy) -> dict[str, Known]:
    """Return by document what lessens false alarms in it."""
    public = {kind.id for kind in taxonomy.document_types if kind.speaker is Speaker.INSPECTORATE}
    documents = {entry.document.id: entry.document for entry in laid.entries}
    texts = {id_: [p.text for p in store.plain_passages(id_)] for id_ in documents}
    whole = [text for some in texts.values() for text in some]
    places = _places(documents.values(), store.council().name) | places_in(whole)
    # What is of one word is looked up; the rest is looked for.
    single = {place.lower() for place in places if " " not in place}
    ordinary = ordinary_words(whole) | single
    return {
        id_: Known(
            officials=_officials(document, texts[id_]) if document.metadata.type in public else (),
            ordinary=ordinary,
            places=places,
        )
        for id_, document in documents.items()
    } | {"": Known(ordinary=ordinary, places=places)}


def _officials(document: Document, texts: Sequence[str]) -> tuple[str, ...]:
    named = {name for text in texts for name in officials_in(text)}
    return tuple(sorted(named | set(document.metadata.inspectors)))


def _places(documents: Iterable[Document], council: str) -> frozenset[str]:
    """Return the names of all authorities known, those of the papers and the council's own."""
    listed = {name for names in load_gazetteer().by_word.values() for name, _ in names}
    own = {document.metadata.authority or "" for document in documents}
    bare = " ".join(place_words(council))
    return frozenset(listed | own | {council, bare, bare.replace(" and ", " & ")}) - {""}


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that would leave, with where it stands."""

    where: str
    text: str
    document: str | None
    passage: str | None = None
    page: int | None = None

    def context(self, start: int, end: int) -> Context:
        return Context(
            self.where,
            self.text[max(0, start - _AROUND) : start].replace("\n", " "),
            self.text[start:end],
            self.text[end : end + _AROUND].replace("\n", " "),
            passage=self.passage,
            document=self.document,
            page=self.page,
        )


def _texts(laid: Laid, sheets: Sheets) -> Iterator[_Text]:
    for where, text, entry in texts_of(laid):
        if entry is None:
            yield _Text(where, text, None)
        else:
            yield _Text(where, text, entry.document.id, entry.passage.id, entry.passage.page)
    for sheet in sheets.sheets:
        yield _Text(f"page {sheet.page}", sheet.text()[0], sheet.document.id, page=sheet.page)


def _alarms(texts: Sequence[_Text], known: dict[str, Known], told: Told) -> Iterator[Alarm]:
    for done, text in enumerate(texts):
        told(done, len(texts), f"Text {done + 1} of {len(texts)} is read")
        yield from screen(text.text, known[text.document or ""])


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
        yield "a title", title_words(metadata.title or ""), entry
        yield "the name of a file", file_words(entry.document.path), entry


def rule_on(store: Store, pack: int, rulings: Sequence[tuple[str, str, str]], *, who: str) -> None:
    """Keep what a person rules: kind, key and choice each.

    ``drop`` with the kind ``passage`` and a passage's id takes that out of the pack; ``omit``
    with the kind ``pictures`` leaves a page out of those it shows.

    Raises:
        PackError: there is no such choice.
    """
    kept = []
    for kind, key, choice in rulings:
        unfit = (choice == Choice.DROP) is not (kind == PASSAGE)
        if choice not in list(Choice) or unfit or (choice == Choice.OMIT and kind != PICTURES):
            raise PackError(
                f"{choice!r} is nothing that can be ruled of this. Choose keep, redact or open; "
                "drop a passage as a whole; omit a page with pictures."
            )
        kept.append((kind, key, Choice(choice)))
    store.add_rulings(pack, kept, who=who)
    dropped = [key for _, key, choice in kept if choice is Choice.DROP]
    if dropped:
        store.remove_items(pack, dropped)
