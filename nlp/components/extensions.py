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
==============  ===============================  ===========================
"""

from typing import Any

from spacy.attrs import LOWER
from spacy.language import Language
from spacy.tokens import Doc

from nlp.types import PassageInput

_DEFAULTS: dict[str, Any] = {
    "passage": None,
    "themes": (),
    "areas": (),
    "stance": None,
    "mixed": False,
    "speaker": None,
}


def register() -> None:
    """Declare the attributes; doing so again changes nothing."""
    for name, default in _DEFAULTS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


def make_doc(nlp: Language, passage: PassageInput) -> Doc:
    """Tokenise a passage and put its input on the ``Doc``, ready for the components."""
    doc = nlp.make_doc(passage.text)
    doc._.passage = passage
    return doc


def passage_of(doc: Doc) -> PassageInput:
    """Return the input a ``Doc`` carries, or one made of its bare text."""
    passage = doc._.passage
    return passage if isinstance(passage, PassageInput) else PassageInput(text=doc.text)


def lower_words(doc: Doc) -> list[str]:
    """Return the tokens of a ``Doc`` in lower case, four times as fast as asking each."""
    strings = doc.vocab.strings
    return [strings[key] for key in doc.to_array(LOWER).tolist()]


register()
