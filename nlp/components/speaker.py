"""Tell whose words a passage carries.

The type of document says who writes. A passage that is mostly a quotation,
with the one who said it named beside it, carries the words of the one quoted.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import taxonomy_of
from nlp.components.extensions import passage_of
from nlp.taxonomy import Taxonomy
from nlp.types import Speaker

FACTORY = "sightline_speaker"

_QUOTATION = re.compile(
    r"\N{LEFT DOUBLE QUOTATION MARK}([^\N{RIGHT DOUBLE QUOTATION MARK}]+)"
    r"\N{RIGHT DOUBLE QUOTATION MARK}"
    r'|"([^"]+)"'
    r"|(?<!\w)\N{LEFT SINGLE QUOTATION MARK}(.+?)\N{RIGHT SINGLE QUOTATION MARK}(?!\w)"
    r"|(?<!\w)'(.+?)'(?!\w)",
    re.DOTALL,
)
_SAYING = re.compile(
    r"\b(?:said|says|say|told|tells|explained|wrote|writes|commented|added|noted|put it)\b",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"\b(?:child|children|boy|girl|teenager|young (?:person|people|man|woman|adult)|care leavers?"
    r"|care[- ]experienced|parents?|mother|mum|father|dad|grand(?:mother|father|parents?)"
    r"|foster carers?|carers?|famil(?:y|ies)|brother|sister|sibling)\b",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(r"\b(?:Ofsted|HMI|[Ii]nspectors?|inspection report|[Ii]nspectorate)\b")
_MARKS = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{LEFT SINGLE QUOTATION MARK}", '"')
_APOSTROPHE_MARK = re.compile(r"(?<!\w)'")
# A quotation that carries the passage: at least four words, at least this share of the letters.
_SHARE = 0.4
_WORDS = 4


class SpeakerTeller:
    """Write ``doc._.speaker``."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def __call__(self, doc: Doc) -> Doc:
        """Tell the speaker of one passage."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> Speaker | None:
        """Return who speaks, None if it cannot be told, without touching the ``Doc``."""
        passage = passage_of(doc)
        kind = self._taxonomy.document_type(passage.document_type)
        return quoted_speaker(passage.text) or (kind.speaker if kind else None)

    def set_annotations(self, doc: Doc, speaker: Speaker | None) -> None:
        """Write the speaker to the ``Doc``."""
        doc._.speaker = speaker


def quoted_speaker(text: str) -> Speaker | None:
    """Return who is quoted, if a quotation carries the passage and its source is named.

    Inspectors quoted in a council's paper count only if they are named and the
    quotation is in marks; a report of what they found stays the council's.
    """
    if not _has_marks(text):  # nearly all passages
        return None
    parts = [match for match in _QUOTATION.finditer(text) if len(match[0].split()) >= _WORDS]
    quoted = sum(len(match[0]) for match in parts)
    if not parts or quoted < _SHARE * len(text):
        return None
    around = _QUOTATION.sub(" ", text)
    if not _SAYING.search(around):
        return None
    if _INSPECTORS.search(around):
        return None if _FAMILY.search(around) else Speaker.INSPECTORATE
    return Speaker.CHILD_FAMILY if _FAMILY.search(around) else None


def _has_marks(text: str) -> bool:
    if any(mark in text for mark in _MARKS):
        return True
    return "'" in text and _APOSTROPHE_MARK.search(text) is not None


@Language.factory(FACTORY, requires=["doc._.passage"], assigns=["doc._.speaker"])
def create_speaker_teller(nlp: Language, name: str) -> SpeakerTeller:  # noqa: ARG001
    """Build the component with the taxonomy left for ``nlp``."""
    return SpeakerTeller(taxonomy_of(nlp))
