"""The attributes that the components read and write on a spaCy ``Doc``.

A passage travels through the pipeline as one ``Doc`` whose text is the
passage's own text. What is known of its place comes in as ``doc._.passage``;
each component writes its answer to one attribute of its own.

==============  ===============================  ===========================
attribute       type                             written by
==============  ===============================  ===========================
``passage``     ``PassageInput``                 :func:`make_doc`
``themes``      ``tuple[ThemeLabel, ...]``       ``sightline_themes``
``areas``       ``tuple[AreaLabel, ...]``        ``sightline_areas``
``stance``      ``StanceLabel | None``           ``sightline_stance``
``mixed``       ``bool``                         ``sightline_stance``
``speaker``     ``Speaker | None``               ``sightline_speaker``
``figures``     ``tuple[Figure, ...]``           ``sightline_figures``
==============  ===============================  ===========================
"""

from operator import add
from typing import Any, NamedTuple

from spacy.attrs import IDX, LENGTH, LIKE_NUM, LOWER
from spacy.language import Language
from spacy.tokens import Doc

from nlp.types import PassageInput

_PASSAGE = "passage"
_DEFAULTS: dict[str, Any] = {
    "themes": (),
    "areas": (),
    "stance": None,
    "mixed": False,
    "speaker": None,
    "figures": (),
}


def register() -> None:
    """Declare the attributes; doing so again changes nothing."""
    if not Doc.has_extension("passage"):
        Doc.set_extension("passage", getter=passage_of)
    for name, default in _DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def make_doc(nlp: Language, passage: PassageInput) -> Doc:
    """Tokenise a passage and put its input on the ``Doc``, ready for the components."""
    doc = nlp.make_doc(passage.text)
    doc.user_data[_PASSAGE] = passage
    return doc


def passage_of(doc: Doc) -> PassageInput:
    """Return the input a ``Doc`` carries, or one made of its bare text."""
    passage: PassageInput | None = doc.user_data.get(_PASSAGE)
    return PassageInput(text=doc.text) if passage is None else passage


class Tokens(NamedTuple):
    """The tokens of a passage as plain lists, which are read far faster than a ``Doc``.

    Attributes:
        text: the passage.
        lower: in lower case.
        start, end: character offsets into the passage's text.
        numbers: how many of them are figures or number words.
    """

    text: str
    lower: list[str]
    start: list[int]
    end: list[int]
    numbers: int

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Return the characters that tokens ``[first, stop)`` cover."""
        return self.start[first], self.end[stop - 1]


def tokens_of(doc: Doc) -> Tokens:
    """Return the tokens of a ``Doc``, taken out once for all components."""
    known: Tokens | None = doc.user_data.get("tokens")
    if known is None:
        strings = doc.vocab.strings
        lower, start, length, number = doc.to_array([LOWER, IDX, LENGTH, LIKE_NUM]).T.tolist()
        end = list(map(add, start, length))
        words = [strings[key] for key in lower]
        known = Tokens(passage_of(doc).text, words, start, end, sum(number))
        doc.user_data["tokens"] = known
    return known


register()
