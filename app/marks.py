"""Mark words in text that is not ours: every piece is escaped before it is joined."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from nlp.types import Span


def merge_spans(text: str, spans: Iterable[Span]) -> list[Span]:
    """Sort spans, cut them to the text and join those with nothing but space between."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        start, end = max(0, start), min(end, len(text))  # noqa: PLW2901 - the clipped span is meant
        if start >= end:
            continue
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mark(text: str, spans: Sequence[Span]) -> Markup:
    """Wrap each span of ``text`` in ``<mark>`` and escape everything else."""
    pieces: list[Markup] = []
    position = 0
    for start, end in merge_spans(text, spans):
        pieces += [escape(text[position:start]), Markup("<mark>"), escape(text[start:end])]
        pieces.append(Markup("</mark>"))
        position = end
    pieces.append(escape(text[position:]))
    return Markup("").join(pieces)
