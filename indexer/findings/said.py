"""Attaching what people said to the findings it was said of, also after a new reading.

What was said of a finding names its document, its id and its words. The id is a hash of the
words as read, so a reading that finds the same words finds what was said at once. Where the
words have changed a little, because the file was replaced or is read better, the most alike
finding of that document, or of the version that took its path, takes it over.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from indexer.findings.model import Finding, Subject
from indexer.findings.reading import wording_hash
from indexer.model import Document

_ALIKE = 0.6
"""Share of words that two readings of one finding have in common at least. Of 2,661 findings
of public reports only one pair of one document shares more (0.78), the next 0.57."""


class _About(Protocol):
    @property
    def subject(self) -> Subject: ...


_Said = TypeVar("_Said", bound=_About)


def attach(
    said: Iterable[_Said], document: Document, findings: Sequence[Finding], *, inherits: bool
) -> dict[str, list[_Said]]:
    """Return what was said of each finding of a document, by finding id, oldest first.

    Args:
        said: of any documents, oldest first.
        document: the one that is shown.
        findings: as the machine reads them there now.
        inherits: it takes over what was said of other content at its path.
    """
    by_hash = {wording_hash(finding.text): finding.id for finding in findings}
    attached: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        subject = one.subject
        own = subject.document == document.id
        if not own and not (inherits and subject.path == document.path):
            continue
        id_ = by_hash.get(wording_hash(subject.wording)) or _nearest(subject.wording, findings)
        if id_:
            attached[id_].append(one)
    return attached


def lost(said: Iterable[_Said], attached: Iterable[Mapping[str, Sequence[_Said]]]) -> list[_Said]:
    """Return what was said and is attached to no finding any more."""
    kept = {id(one) for some in attached for group in some.values() for one in group}
    return [one for one in said if id(one) not in kept]


def _nearest(wording: str, findings: Sequence[Finding]) -> str | None:
    """Return the id of the finding most like some words; None if none is like them."""
    words = _words(wording)
    scored = [(_share(words, _words(finding.text)), finding.id) for finding in findings]
    best, id_ = max(scored, default=(0.0, None))
    return id_ if best >= _ALIKE else None


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
