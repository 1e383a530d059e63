"""All cues together: the alarms of a text, without those that lie within others."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from nlp.screen.model import Alarm, AlarmKind
from nlp.screen.names import find_names
from nlp.screen.numbers import find_days, find_numbers
from nlp.screen.officials import is_official

OFFICIAL = "an official named in a public letter"
OFFICE = "how a public office is reached"

_LOWER = re.compile(r"(?<![\w.@])[a-z\u00df-\u00ff][a-z\u00df-\u00ff\u2019'-]+")
_OFFICES = re.compile(
    r"piccadilly gate|store st(?:reet)?|m1 2wd|royal exchange buildings|m2 7la|clive house|"
    r"70 petty france|sw1h 9ex|aviation house|125 kingsway|wc2b 6se|kew|tw9 4du|0300 ?123 \d{4}|"
    r"0161 618 8524|020 8104 94\d\d|textphone|manchester|london|gate|\s"
)
"""Where the inspectorate for children's services is reached, as its letters print it."""
_PUBLIC_MAIL = re.compile(
    r"[\w.+'-]+@(?:[\w-]+\.)*(?:ofsted|cqc|nationalarchives)\.(?:gov|org|gsi\.gov)\.uk"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about where a text comes from.

    Attributes:
        officials: names of officials, as :func:`~nlp.screen.officials.officials_in` reads them.
        ordinary: words that its papers also write in small letters, so that they are no names.
        places: names that are no person's, such as that of the authority; in any letters.
    """

    officials: Collection[str] = ()
    ordinary: Collection[str] = frozenset()
    places: Collection[str] = ()


NOTHING = Known()


def ordinary_words(texts: Iterable[str], *, least: int = 2) -> frozenset[str]:
    """Return the words that stand in small letters somewhere in these texts.

    Args:
        texts: of the papers; the more, the fewer false alarms.
        least: times a word must stand so: a name typed carelessly once is not made ordinary.
    """
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(_LOWER.findall(text))
    return frozenset(word for word, times in counted.items() if times >= least)


def screen(text: str, known: Known = NOTHING) -> tuple[Alarm, ...]:
    """Find what may tell of private people, in order and without overlaps.

    Args:
        text: a passage, a heading or a page.
        known: lessens false alarms; none of it is needed.
    """
    found = [*find_numbers(text), *find_names(text, known.ordinary, known.places)]
    people = [alarm for alarm in found if alarm.kind in (AlarmKind.NAME, AlarmKind.NUMBER)]
    found += find_days(text, people)
    return tuple(_ruled(alarm, known) for alarm in _outermost(found))


def _outermost(found: Iterable[Alarm]) -> list[Alarm]:
    """Keep of alarms that overlap the longest, stretched over what it overlaps."""
    kept: list[Alarm] = []
    for alarm in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and alarm.start < kept[-1].end:
            last = kept[-1]
            if alarm.end > last.end:
                text = last.text + alarm.text[last.end - alarm.start :]
                kept[-1] = replace(last, end=alarm.end, text=text)
        else:
            kept.append(alarm)
    return kept


def _ruled(alarm: Alarm, known: Known) -> Alarm:
    if alarm.kind is AlarmKind.NAME and is_official(alarm.text, known.officials):
        return replace(alarm, rule=OFFICIAL)
    if not _OFFICES.sub("", alarm.key) or _PUBLIC_MAIL.fullmatch(alarm.text.rstrip(".").lower()):
        return replace(alarm, rule=OFFICE)
    return alarm
