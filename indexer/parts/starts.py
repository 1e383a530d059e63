"""Where the papers of a pack begin, and by what sign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.metadata.dates import find_spans
from indexer.model import Kind, Passage
from indexer.parts.agenda import Agenda
from indexer.parts.kinds import attached_title
from indexer.parts.reading import Head, words

_ITEM = re.compile(
    r"^(?:agenda )?item (?:no\.? ?|number )?(?P<label>\d{1,2}[a-z]?)\b", re.IGNORECASE
)
_ITEM_ALONE = re.compile(rf"{_ITEM.pattern}\W*$", re.IGNORECASE)
_APPENDIX = re.compile(
    r"^(?P<label>(?:appendix|annexe?|enclosure)"
    r"(?: (?:no\.? ?)?(?:[A-Z]{1,2}|\d{1,2}|[ivx]{1,4})\b)?)(?=$|[\s.:,\u2013-])",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"^(?:draft |public )?(?:minutes|notes?) of (?:the|a|an)\b", re.IGNORECASE)
_ATTENDED = re.compile(
    r"\bpresent\b|\bin attendance\b|^(?:\d+\W+)?apologies\b|^membership\b", re.IGNORECASE
)
_ATTENDED_WITHIN = 14
_REPORT = re.compile(
    r"^(?:joint )?report (?:of|to|by|from)\b|(?:^|[:;] )report (?:of|to|by|from)[:;]", re.IGNORECASE
)
_MEETING = re.compile(
    r"\b(?:committee|cabinet|board|panel|council|forum|executive)(?: meeting)?\W*$", re.IGNORECASE
)
_NAMED = re.compile(
    r"^(?:item name|report title|title(?: of (?:the )?report)?|subject)[:;] (?P<title>.+)$",
    re.IGNORECASE,
)
_ATTACHED = 60
"""Passages by which the type of an attached paper is told: as many as of a document."""
_MINUTE = re.compile(r"^\d{1,3}[.)]?\s")
_NUMBERED = re.compile(r"^\d{1,2}[a-z]?[.:)]?\s+")
_SHORT = 160
_SAME = 0.8


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a paper.

    Attributes:
        start: position of its first passage.
        title: as printed, with its label.
        label: "item 5", "appendix a"; empty where it has none.
        is_appendix: it belongs to a report before it.
        is_minutes: it tells of a meeting that was held.
        is_attached: its type alone shows it; a page of the same type is the same paper.
    """

    start: int
    title: str
    label: str = ""
    is_appendix: bool = False
    is_minutes: bool = False
    is_attached: bool = False

    @property
    def about(self) -> frozenset[str]:
        """The words of the title, without its label."""
        return frozenset(words(unlabelled(self.title)))


def find_start(
    head: Head, agenda: Agenda, passages: Sequence[Passage], *, in_minutes: bool
) -> Start | None:
    """Tell whether a paper begins at a head.

    Args:
        head: the top of a page, or a run of headings.
        agenda: what the pack's agenda lists.
        passages: of the whole document.
        in_minutes: the paper above are minutes, whose numbered headings repeat titles.
    """
    if len({match["label"] for p in head.passages if (match := _ITEM.match(p.text))}) > 1:
        return None  # a list of items
    return (
        _labelled(head)
        or _minuted(head, passages)
        or _reported(head)
        or _listed(head, agenda, in_minutes=in_minutes)
        or _bookmarked(head, agenda)
        or _attached(head, passages)
    )


def is_same_paper(start: Start, current: Start) -> bool:
    """Tell a label or title repeated within a paper from the beginning of the next."""
    if start.label:
        return start.label == current.label
    if not start.about or not current.about:
        return False
    fewer = min(start.about, current.about, key=len)
    return len(start.about & current.about) >= _SAME * len(fewer)


def _labelled(head: Head) -> Start | None:
    """Find "Item 5. The title", "Agenda Item 5" by itself, or the heading of an appendix."""
    for passage in head.passages[:3]:
        text, is_heading = passage.text, passage.kind is Kind.HEADING
        if _ITEM_ALONE.match(text) or (is_heading and _ITEM.match(text)):
            title = text if unlabelled(text) else title_of(head) or text
            return Start(
                head.start, title, f"item {_label(_ITEM, text)}", is_minutes=_is_of_minutes(title)
            )
        if is_heading and _APPENDIX.match(text):
            below = title_of(head) if not unlabelled(text) else None
            return _appendix(head, f"{text}: {below}" if below else text)
    return None


def _appendix(head: Head, title: str) -> Start:
    return Start(head.start, title, _label(_APPENDIX, title), is_appendix=True)


def _minuted(head: Head, passages: Sequence[Passage]) -> Start | None:
    told = next((p.text for p in head.passages[:5] if _MINUTES.match(p.text)), None)
    after = passages[head.start : head.start + _ATTENDED_WITHIN]
    if told and any(_ATTENDED.search(p.text) for p in after):
        return Start(head.start, told, is_minutes=True)
    return None


def _reported(head: Head) -> Start | None:
    """Find a title with the line "Report of the Director" beside it."""
    told = any(_REPORT.search(p.text) and len(p.text) < _SHORT for p in head.passages)
    title = title_of(head) if told else None
    return Start(head.start, title) if title else None


def _listed(head: Head, agenda: Agenda, *, in_minutes: bool) -> Start | None:
    """Find a title the agenda lists, whole in one heading or spread over several."""
    headings = [text for text in head.headings if not (in_minutes and _MINUTE.match(text))]
    for text in headings[:3]:
        if agenda.lists(text) and not is_meeting(text):
            return Start(head.start, text)
    item = agenda.item_in(headings[:4]) if len(headings) > 1 else None
    return Start(head.start, _spread_title(headings[:4], item)) if item else None


def _bookmarked(head: Head, agenda: Agenda) -> Start | None:
    """Find a bookmark that names an appendix or an item of the agenda."""
    for title in head.bookmarks:
        if _APPENDIX.match(title):
            return _appendix(head, title)
        if agenda.lists(_NUMBERED.sub("", unlabelled(title))):
            return Start(head.start, title)
    return None


def _attached(head: Head, passages: Sequence[Passage]) -> Start | None:
    if not head.is_page_top:
        return None
    title = attached_title(passages[head.start : head.start + _ATTACHED])
    return Start(head.start, title, is_attached=True) if title else None


def _spread_title(headings: Sequence[str], item: Sequence[str]) -> str:
    """Join the headings over which the title of an item is spread."""
    lines = [text for text in headings if len(set(words(text)) & set(item)) > 1]
    whole = [text for text in lines if not any(text != other and text in other for other in lines)]
    return ", ".join(dict.fromkeys(whole))


def title_of(head: Head) -> str | None:
    """Find the title at a head: a heading that is no label, meeting, date or rank.

    "Item name: ..." in the text counts where no heading has one.
    """
    for text in head.headings:
        lone = _ITEM_ALONE.match(text) or not unlabelled(text)
        if not lone and not _REPORT.search(text) and not is_meeting(text):
            return text
    named = (_NAMED.match(p.text) for p in head.passages)
    return next((match["title"] for match in named if match), None)


def unlabelled(title: str) -> str:
    """Take "Item 5." or "Appendix A:" off a title."""
    return _APPENDIX.sub("", _ITEM.sub("", title, count=1), count=1).strip(" .:;,\u2013-")


def is_meeting(text: str) -> bool:
    """Tell the name of a committee or council, perhaps with a date, or a date alone."""
    bare = text
    for span in find_spans(text):
        bare = bare.replace(text[span.at : span.until], "")
    return not any(map(str.isalpha, bare)) or bool(_MEETING.search(bare))


def _is_of_minutes(title: str) -> bool:
    return bool(_MINUTES.match(unlabelled(title))) or unlabelled(title).lower() == "minutes"


def _label(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match["label"].lower() if match else ""
