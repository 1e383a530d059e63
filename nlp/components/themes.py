"""Tag practice themes by the phrases a passage uses.

1. Find terms, abbreviations, weak terms and negatives of every theme.
2. Mask: a negative removes what it overlaps; the longer phrase claims its words.
3. Weigh what is left, as :mod:`nlp.components.evidence` says.
4. Choose at most four themes above the threshold, best first.

The nearest heading lends a second cue, never a span.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.context import taxonomy_of
from nlp.components.evidence import Evidence, Weighed, weigh
from nlp.components.extensions import passage_of, tokens_of
from nlp.components.phrases import Match, PhraseTable
from nlp.taxonomy import Taxonomy, Theme
from nlp.types import PassageInput, Source, Span, ThemeLabel

FACTORY = "sightline_themes"
MOST = 4
# Tried 0.30, 0.34, 0.36, 0.38, 0.40, 0.45 on the 66 authorities the weights come from: micro F1
# 0.724, 0.729, 0.733, 0.733, 0.731, 0.731; on 52 others 0.686, 0.689, 0.687, 0.687, 0.684, 0.679.
THRESHOLD = 0.36


class Kind(StrEnum):
    """What a phrase is to its theme."""

    TERM = "term"
    STRONG = "strong"
    WEAK = "weak"
    NEGATIVE = "negative"


class Key(NamedTuple):
    """A theme and what the phrase is to it."""

    theme: str
    kind: Kind


Found = Match[Key]
_FULL = frozenset({Kind.TERM, Kind.STRONG})


class ThemeTagger:
    """Write ``doc._.themes``; the module's head gives the steps."""

    def __init__(self, nlp: Language, taxonomy: Taxonomy) -> None:
        self._nlp = nlp
        self._table: PhraseTable[Key] = PhraseTable(nlp)
        self._above: dict[str, set[str]] = defaultdict(set)
        for theme in taxonomy.themes:
            self._list(theme)
            for general in theme.specific_over:
                self._above[general].add(theme.id)
        # Headings recur for page after page.
        self._themes_named = lru_cache(maxsize=4096)(self._find_themes_named)
        self._named = lru_cache(maxsize=4096)(self._find_named)
        self._keys_of = lru_cache(maxsize=4096)(self._find_keys_of)

    def __call__(self, doc: Doc) -> Doc:
        """Tag one passage."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> tuple[ThemeLabel, ...]:
        """Return the themes of a passage without touching the ``Doc``."""
        labels = [
            ThemeLabel(theme, round(found.chance, 3), Source.RULE, spans_of(doc, found.evidence))
            for theme, found in self.weighed(doc).items()
            if found.enough and found.chance >= THRESHOLD
        ]
        return tuple(sorted(labels, key=lambda label: -label.score)[:MOST])

    def set_annotations(self, doc: Doc, themes: tuple[ThemeLabel, ...]) -> None:
        """Write the themes to the ``Doc``."""
        doc._.themes = themes

    def weighed(self, doc: Doc) -> dict[str, Weighed]:
        """Return what the passage offers for each theme, enough or not; looked for once."""
        known: dict[str, Weighed] | None = doc.user_data.get(FACTORY)
        if known is None:
            named, _ = self.named(passage_of(doc))
            found = self._gather(mask(self._find(doc)), named)
            tokens = tokens_of(doc)
            known = {theme: weigh(tokens, evidence) for theme, evidence in found.items()}
            doc.user_data[FACTORY] = known
        return known

    def named(self, passage: PassageInput) -> tuple[frozenset[str], frozenset[str]]:
        """Return the themes named by the headings of a passage.

        Returns:
            those of the nearest heading, and those of the innermost heading above it
            that names any; the document's title stands above all headings.
        """
        return self._named(passage.document_title or "", passage.heading_path)

    def _find_named(
        self, title: str, path: tuple[str, ...]
    ) -> tuple[frozenset[str], frozenset[str]]:
        nearest, *above = (*reversed(path or ("",)), title)
        outer = (self._themes_named(heading) for heading in above)
        return self._themes_named(nearest), next((found for found in outer if found), frozenset())

    def _list(self, theme: Theme) -> None:
        for phrases, add in ((theme.terms, self._table.add), (theme.abbr, self._table.add_exact)):
            strong = [phrase for phrase in phrases if phrase in theme.strong]
            add(Key(theme.id, Kind.STRONG), strong)
            add(Key(theme.id, Kind.TERM), [phrase for phrase in phrases if phrase not in strong])
        self._table.add(Key(theme.id, Kind.WEAK), theme.weak)
        self._table.add(Key(theme.id, Kind.NEGATIVE), theme.negatives)

    def _find(self, doc: Doc) -> list[Found]:
        """Find the phrases of a passage, learned abbreviations read as what they stand for."""
        found = self._table.find(doc)
        pairs = passage_of(doc).abbreviations
        if not pairs:
            return found
        keys = {form: self._keys_of(long) for short, long in pairs for form in (short, f"{short}s")}
        known = dict.fromkeys(found)
        tokens = tokens_of(doc)
        for place, (start, end) in enumerate(zip(tokens.start, tokens.end, strict=True)):
            for key in keys.get(tokens.text[start:end], ()):
                known[Match(place, place + 1, key)] = None
        return sorted(known, key=lambda match: (match.start, -match.end))

    def _find_keys_of(self, long: str) -> tuple[Key, ...]:
        """Return under which keys the whole of a learned meaning is listed as a strong term.

        Other terms are left out: the sector's abbreviations are listed themselves, and what
        is left is named in passing. Of 590 labelled passages of inspection reports that hold
        a learned abbreviation, all terms changed 6, each for the worse, and strong ones 1.
        """
        doc = self._nlp.make_doc(long)
        found = mask(self._table.find(doc))
        whole = (match.key for match in found if match.end - match.start == len(doc))
        return tuple(key for key in whole if key.kind is Kind.STRONG)

    def _find_themes_named(self, heading: str) -> frozenset[str]:
        found = mask(self._table.find(self._nlp.make_doc(heading)))
        return frozenset(match.key.theme for match in found if match.key.kind in _FULL)

    def _gather(self, found: list[Found], named: frozenset[str]) -> dict[str, Evidence]:
        terms: dict[str, list[tuple[int, int]]] = defaultdict(list)
        weak: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for match in found:
            side = terms if match.key.kind in _FULL else weak
            side[match.key.theme].append((match.start, match.end))
        strong = {match.key.theme for match in found if match.key.kind is Kind.STRONG}
        return {
            theme: Evidence(
                terms=tuple(dict.fromkeys(terms.get(theme, ()))),
                weak=tuple(dict.fromkeys(weak.get(theme, ()))),
                strong=theme in strong,
                in_heading=theme in named,
                rivals=len(terms),
                outranked=not self._above[theme].isdisjoint(terms),
            )
            for theme in dict.fromkeys((*terms, *weak))
        }


def mask(found: Iterable[Found]) -> list[Found]:
    """Drop look-alikes and the parts of longer phrases.

    A negative removes every phrase of its theme that it overlaps, unless the
    phrase is the longer one and holds it whole. Of two phrases of one theme the
    longer stays; a weak term gives way to a longer full term of any theme.

    Args:
        found: matches in reading order.
    """
    return [
        match
        for group in _overlapping(dict.fromkeys(found))
        for match in _unmasked(group)
        if match.key.kind is not Kind.NEGATIVE
    ]


def _overlapping(matches: Iterable[Found]) -> Iterator[list[Found]]:
    """Part matches into groups that share no token, so that only neighbours are compared."""
    group: list[Found] = []
    reach = 0
    for match in matches:
        if group and match.start >= reach:
            yield group
            group = []
        group.append(match)
        reach = max(reach, match.end)
    if group:
        yield group


def _unmasked(group: list[Found]) -> list[Found]:
    if len(group) == 1:
        return group
    negatives = [match for match in group if match.key.kind is Kind.NEGATIVE]
    kept = [match for match in group if match.key.kind is not Kind.NEGATIVE]
    for negative in negatives:
        kept = [match for match in kept if not _is_look_alike(match, negative)]
    longest = max(match.end - match.start for match in kept) if kept else 0
    return [
        match
        for match in kept
        if match.end - match.start == longest or not any(_claims(other, match) for other in kept)
    ]


def _is_look_alike(match: Found, negative: Found) -> bool:
    if match.key.theme != negative.key.theme or _holds(match, negative):
        return False
    return match.start < negative.end and negative.start < match.end


def _holds(outer: Found, inner: Found) -> bool:
    """Tell whether ``inner`` is a true part of ``outer``."""
    if outer.start > inner.start or inner.end > outer.end:
        return False
    return outer.end - outer.start > inner.end - inner.start


def _claims(other: Found, match: Found) -> bool:
    if not _holds(other, match):
        return False
    same_theme = other.key.theme == match.key.theme
    return same_theme or (match.key.kind is Kind.WEAK and other.key.kind in _FULL)


def spans_of(doc: Doc, evidence: Evidence) -> tuple[Span, ...]:
    """Return where a theme's phrases stand, in characters."""
    tokens = tokens_of(doc)
    return tuple(tokens.span(start, end) for start, end in evidence.spans)


@Language.factory(FACTORY, requires=["doc._.passage"], assigns=["doc._.themes"])
def create_theme_tagger(nlp: Language, name: str) -> ThemeTagger:  # noqa: ARG001
    """Build the component with the taxonomy left for ``nlp``."""
    return ThemeTagger(nlp, taxonomy_of(nlp))
