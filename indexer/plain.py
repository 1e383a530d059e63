"""What the commands print for a person: plain English, dates as 1 June 2022."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from indexer.answer import Answer, Hit
from indexer.days import in_words, moment_in_words, period_from_iso, period_in_words
from indexer.model import Metadata, Passage
from indexer.plural import plural
from nlp.questions import Gist
from nlp.types import Span

if TYPE_CHECKING:
    from indexer.ingest import Summary
    from nlp.classifier.changes import Outcome


def day(value: date | None) -> str:
    """Write a date as 1 June 2022; an unknown one as 'not dated'."""
    return in_words(value) if value else "not dated"


def dated_text(metadata: Metadata) -> str:
    """Write the day, or else the period, that a document bears."""
    if metadata.published or metadata.event_end or metadata.period is None:
        return day(metadata.dated)
    return period_in_words(metadata.period)


def summary_text(summary: "Summary") -> str:
    """Tell what an index run did, and every file that failed with its reason."""
    rate = summary.pages / summary.seconds if summary.seconds else 0
    pace = plural(round(rate), "page") if rate >= 1 else f"{rate:.1f} pages"
    lines = [
        f"{summary.indexed} indexed, {summary.updated} updated, {summary.unchanged} unchanged, "
        f"{summary.skipped} skipped, {summary.failed} failed.",
        f"{plural(summary.pages, 'page')}, {plural(summary.passages, 'passage')} in "
        f"{summary.seconds:.1f} seconds" + (f" ({pace} a second)." if summary.pages else "."),
    ]
    if summary.recognised:
        read = plural(summary.recognised, "scanned page was", "scanned pages were")
        lines.append(f"{read} read by recognition (OCR).")
    lines += [
        f"Look again: {d.correction.field} of {d.document} was corrected to "
        f"{d.correction.value!r} in an earlier version; the new one says {d.now!r}."
        for d in summary.disputes
    ]
    if not summary.decisions.is_quiet:
        found = summary.decisions
        lines.append(
            f"Look again: of passages that people decided of, {found.moved} moved, "
            f"{found.changed} changed, {found.orphaned} are found nowhere. Their decisions are "
            "kept; `sightline decisions report` lists them."
        )
    if summary.missing:
        lines.append(
            f"Missing: {summary.missing}, no longer in their place and still searched. "
            "`sightline documents --missing` lists them, `sightline index PATH "
            "--forget-missing` takes them out of the search."
        )
    if summary.removed:
        lines.append(f"Removed: {summary.removed}, which were missing, from the search.")
    lines += [f"Look again: {doubt}" for doubt in summary.doubts]
    lines += [f"Failed: {f.path}\n        {f.error}" for f in summary.failures]
    return "\n".join(lines)


def document_text(row: dict[str, Any]) -> str:
    """Tell of one file: its id, status, date, title, path and any error."""
    dated = row["published"] or row["event_end"]
    known = Metadata(
        published=date.fromisoformat(dated) if dated else None,
        period=period_from_iso(row["period"]) if row["period"] else None,
    )
    title = row["title"] or "no title found"
    lines = [
        f"{row['id'] or '-'}  {row['status']}  {dated_text(known)}  {title}",
        f"    {row['path']} ({plural(row['pages'], 'page')}, {plural(row['passages'], 'passage')})",
    ]
    if row["error"]:
        lines.append(f"    {row['error']}")
    if row["missing_since"] and row["status"] != "removed":
        since = datetime.fromisoformat(row["missing_since"])
        lines.append(
            f"    Missing since {in_words(since.astimezone())}: nothing is there any more."
        )
    return "\n".join(lines)


def passage_text(passage: Passage) -> str:
    """Show a passage with its id, page and labels."""
    note = passage.annotation
    labels = ""
    if note:
        themes = ", ".join(theme.id for theme in note.themes) or "no theme"
        labels = f"  [{note.stance.id}; {themes}]"
    return f"{passage.id}  page {passage.page}{labels}\n    {passage.text}"


def answer_text(answer: Answer, *, offset: int) -> str:
    """Show hits one after another: title, date, page, and the passage with matches marked."""
    lines = []
    if answer.expanded:
        lines.append("Also searched: " + ", ".join(answer.expanded))
    for one in answer.learned:
        lines.append(
            f"Where a document explains it: {one.short} for {one.long} "
            f"({plural(one.documents, 'document')})"
        )
    lines += _gist_lines(answer.gist)
    if answer.suggestion:
        lines.append(f"Did you mean: {answer.suggestion}")
    if answer.relaxed:
        having = "No passage has" if answer.none_complete else "Few passages have"
        lines.append(f"{having} all the words; these have some, or answer in others.")
    if answer.nowhere:
        lines.append(f"In no paper: {', '.join(answer.nowhere)}.")
    if not answer.total:
        lines.append("Nothing found. That is not 'no weakness': try fewer or other words.")
    for number, hit in enumerate(answer.hits, start=offset + 1):
        lines += hit_lines(number, hit)
    lines.append(f"{plural(answer.total, 'passage')} found in {answer.took:.0f} milliseconds.")
    return "\n".join(lines)


def _gist_lines(gist: Gist) -> list[str]:
    """Tell what a question was read as, where it was put as one."""
    if not gist.asked:
        return []
    years = f"{gist.first_year or ''} to {gist.last_year or ''}".strip()
    said = [*(one.name for one in gist.themes), *gist.areas]
    said += [value for value in (gist.stance, gist.speaker) if value]
    said += [years] if gist.first_year or gist.last_year else []
    lines = [f"Read as: {', '.join(said)}"] if said else []
    if gist.words:
        lines.append("In the papers' words: " + ", ".join(one.name for one in gist.words))
    return lines


def _why_line(hit: Hit) -> list[str]:
    """Tell why a hit was found, and how many say the same."""
    why = hit.why
    reasons = [
        *(f'"{word}"' for word in (*why.words, *why.related)),
        *(f'"{word}" in the heading' for word in why.heading),
        *(f'"{word}" in the title' for word in why.title),
        *(f"about {theme}" for theme in (*why.themes, *why.areas)),
        *(value for value in (why.stance, why.speaker) if value),
        *([f"meaning {why.meaning:.2f}"] if why.meaning is not None else []),
    ]
    told = [f"   Found by: {', '.join(reasons)}"] if reasons else []
    if hit.folded:
        more = plural(len(hit.folded), "more says", "more say")
        told.append(f"   {more} the same: {', '.join(hit.folded)}")
    return told


def hit_lines(number: int, hit: Hit) -> list[str]:
    """Show a hit: where it stands, the passage with matches marked, its labels and id."""
    metadata = hit.document.metadata
    title = metadata.title or hit.document.path
    note = hit.passage.annotation
    labels = [note.stance.id, *(theme.id for theme in note.themes)] if note else []
    return [
        f"{number}. {title}, {dated_text(metadata)}, page {hit.passage.page}",
        f"   {' > '.join(hit.passage.heading_path)}" if hit.passage.heading_path else "",
        f"   {marked(hit.passage.text, hit.spans)}",
        f"   [{'; '.join(labels)}]  {hit.passage.id}",
        *_why_line(hit),
        "",
    ]


def marked(text: str, spans: Sequence[Span]) -> str:
    """Mark spans: bold on a terminal, between asterisks elsewhere."""
    bold = sys.stdout.isatty()
    parts, end = [], 0
    for start, stop in spans:
        words = text[start:stop]
        parts += [text[end:start], click.style(words, bold=True) if bold else f"*{words}*"]
        end = stop
    return "".join([*parts, text[end:]])


def status_text(status: dict[str, Any]) -> str:
    """Tell what the index holds, line by line."""
    counts = _told_apart(status["files"], status["unfinished"])
    files = ", ".join(f"{count:,} {name}" for name, count in counts.items()) or "none yet"
    years = status["years"]
    run = status["last_run"]
    lines = [
        f"Home      {status['home']}",
        f"Files     {files}",
        f"Holds     {plural(status['documents'], 'document')}, {plural(status['pages'], 'page')}, "
        f"{plural(status['passages'], 'passage')}, headings among them",
        f"Years     {years[0]} to {years[1]}" if years else "Years     no dated documents",
        f"Missing   {status['missing']} of the files, no longer in their place",
        f"Unread    {plural(status['pages_without_text'], 'page')} without text (scans need OCR)",
        f"Engine    {status['engine'] or 'no search index yet'}",
        f"Meaning   {meaning_text(status['meaning'])}",
        f"Versions  store {status['schema']}, taxonomy {status['taxonomy']}, "
        f"pipeline {status['pipeline']}",
        f"On disk   {status['bytes'] / 1e6:.1f} MB",
    ]
    if run:
        began, ended = (_moment(run[end]) for end in ("started", "finished"))
        until = f" to {ended}" if ended else ", not finished: the same command goes on"
        lines.append(f"Last run  {began}{until}: {', '.join(run['paths'])}")
    return "\n".join(lines)


def _told_apart(files: dict[str, int], unfinished: int) -> dict[str, int]:
    """Part the files that a run has not finished from those that failed."""
    failed = files.get("failed", 0) - unfinished
    counts = {**files, "failed": failed, "not finished": unfinished}
    return {name: count for name, count in counts.items() if count}


def _moment(iso: str | None) -> str:
    return moment_in_words(datetime.fromisoformat(iso)) if iso else ""


def meaning_text(told: dict[str, Any]) -> str:
    """Say how many passages can be found by meaning, and by which model."""
    if told["error"]:
        return str(told["error"])
    model = told["model"] or "the one that ships; `sightline models add` brings a better one"
    return f"{told['passages']} of {told['wanted']} passages have vectors. Model: {model}"


_OVERALL = {
    "theme_f1": "themes, F1",
    "stance_accuracy": "stance right",
    "mixed_accuracy": "mixed right",
    "area_accuracy": "first area right",
}


_SHIPPED = {"shipped": " that ship"}


def training_text(outcome: "Outcome") -> str:
    """Tell what came of a training: the figures before and after, and which model serves."""
    lines = [
        f"  {_OVERALL[change.name]:20}"
        + (f"{change.before:.3f} before, " if change.before is not None else "")
        + f"{change.after:.3f} now ({change.n} passages{_SHIPPED.get(change.judged_on, '')})"
        for change in outcome.changes
        if change.name in _OVERALL
    ]
    return "\n".join([outcome.reason, *lines, f"Model in use: {outcome.version or 'none'}."])
