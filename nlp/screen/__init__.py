"""Find what tells of private people in a text: names, births, addresses, numbers.

Recall comes before precision: a person decides on each alarm, and an alarm too many costs a
look, one too few a child's name. Nothing here is trained; every alarm rests on a cue that can
be told (see :class:`~nlp.screen.model.AlarmKind`).
"""

from nlp.screen.dates import MONTHS, is_written_date
from nlp.screen.english import is_english
from nlp.screen.model import Alarm, AlarmKind
from nlp.screen.names import is_plain_word, is_title
from nlp.screen.officials import officials_in
from nlp.screen.places import places_in
from nlp.screen.screening import Known, ordinary_words, screen

__all__ = [
    "MONTHS",
    "Alarm",
    "AlarmKind",
    "Known",
    "is_english",
    "is_plain_word",
    "is_title",
    "is_written_date",
    "officials_in",
    "ordinary_words",
    "places_in",
    "screen",
]
