"""Findings in the store: what the machine read, and what people said of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from indexer.findings.model import (
    Bearing,
    Change,
    Edit,
    Finding,
    FindingKind,
    Judgement,
    Rating,
    Scale,
    Subject,
    Verdict,
)
from indexer.model import Kind, Passage, Region
from indexer.store.base import Connected, chunks, insert
from indexer.store.tables import passages
from indexer.store.tables_findings import (
    finding_edits,
    finding_ratings,
    finding_verdicts,
    findings,
    findings_read,
)

_PLAIN = [passages.c[name] for name in ("id", "document", "page", "kind", "text", "stem", "part")]


class Findings(Connected):
    """Findings with their history; what people say is only ever added."""

    def save_findings(self, document: str, found: Sequence[Finding], *, version: str) -> None:
        """Replace the findings of a document, and note which code looked for them."""
        rows = [_finding_row(finding, number) for number, finding in enumerate(found, start=1)]
        with self._writing() as connection:
            for table in (findings, findings_read):
                connection.execute(sa.delete(table).where(table.c.document == document))
            connection.execute(sa.insert(findings_read), {"document": document, "version": version})
            insert(connection, findings, rows)

    def findings(self, documents: Iterable[str]) -> dict[str, list[Finding]]:
        """Return the findings kept of these documents, by document and in reading order."""
        found: dict[str, list[Finding]] = {}
        for some in chunks(list(documents)):
            query = sa.select(findings).where(findings.c.document.in_(some))
            rows = self._all(query.order_by(findings.c.document, findings.c.number))
            for document, group in groupby(rows, lambda row: str(row.document)):
                found[document] = [_finding(row) for row in group]
        return found

    def findings_versions(self) -> dict[str, str]:
        """Return the version of the code that last looked through each document."""
        return {row.document: row.version for row in self._all(sa.select(findings_read))}

    def plain_passages(self, document: str) -> tuple[Passage, ...]:
        """Return the passages of a document without labels, each with its first region only.

        That takes a third of the time of :meth:`passages`, and is what structure is read from.
        """
        query = sa.select(*_PLAIN, passages.c.heading_path, passages.c.regions)
        query = query.where(passages.c.document == document).order_by(passages.c.position)
        return tuple(_plain(row) for row in self._all(query))

    def documents_naming(self, name: str) -> set[str]:
        """Return ids of the documents in whose text a name stands as whole words."""
        query = sa.select(passages.c.document, passages.c.text)
        query = query.where(passages.c.text.contains(name, autoescape=True))
        whole = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
        return {row.document for row in self._all(query) if whole.search(row.text)}

    # What people say

    def add_edit(self, edit: Edit) -> None:
        """Keep a change to the register."""
        self._say(finding_edits, edit)

    def add_rating(self, rating: Rating) -> None:
        """Keep a rating."""
        self._say(finding_ratings, rating)

    def add_verdict(self, verdict: Verdict) -> None:
        """Keep what was said of a link."""
        self._say(finding_verdicts, verdict)

    def edits(self) -> list[Edit]:
        """Return every change to the register, oldest first."""
        return [
            Edit(
                change=Change(row.change),
                text=row.text,
                kind=FindingKind(row.kind) if row.kind else None,
                page=row.page,
                **_said(row),
            )
            for row in self._all(sa.select(finding_edits).order_by(finding_edits.c.id))
        ]

    def ratings(self) -> list[Rating]:
        """Return every rating, oldest first."""
        return [
            Rating(
                scale=Scale(row.scale),
                status=row.status,
                owner=row.owner,
                due=row.due,
                **_said(row),
            )
            for row in self._all(sa.select(finding_ratings).order_by(finding_ratings.c.id))
        ]

    def verdicts(self) -> list[Verdict]:
        """Return everything said of links, oldest first."""
        return [
            Verdict(
                passage=row.passage,
                text=row.text,
                judgement=Judgement(row.judgement),
                scale=Scale(row.scale),
                bearing=Bearing(row.bearing),
                **_said(row),
            )
            for row in self._all(sa.select(finding_verdicts).order_by(finding_verdicts.c.id))
        ]

    def findings_mark(self) -> tuple[object, ...]:
        """Return what is another whenever somebody has said something of a finding."""
        tables = (finding_edits, finding_ratings, finding_verdicts)
        last = [sa.select(sa.func.max(table.c.id)).scalar_subquery() for table in tables]
        return tuple(self._all(sa.select(*last))[0])

    def _say(self, table: sa.Table, said: Edit | Rating | Verdict) -> None:
        values = asdict(said)
        subject = values.pop("subject")
        values["at"] = said.at.astimezone(UTC).replace(tzinfo=None)
        with self._writing() as connection:
            connection.execute(sa.insert(table), values | subject)


def _finding_row(finding: Finding, number: int) -> dict[str, Any]:
    values = asdict(finding)
    values["grouped"], values["printed"] = values.pop("group"), values.pop("number")
    return values | {"passages": list(finding.passages), "number": number}


def _finding(row: Any) -> Finding:
    return Finding(
        id=row.id,
        document=row.document,
        kind=FindingKind(row.kind),
        text=row.text,
        page=row.page,
        passages=tuple(row.passages),
        heading=row.heading,
        group=row.grouped,
        number=row.printed,
        owner=row.owner,
        due=row.due,
    )


def _said(row: Any) -> dict[str, Any]:
    """Return what everything that people say has in common."""
    subject = Subject(row.document, row.path, row.finding, row.wording)
    at = row.at.replace(tzinfo=UTC)
    return {"subject": subject, "who": row.who, "at": at, "note": row.note}


def _plain(row: Any) -> Passage:
    return Passage(
        id=row.id,
        document=row.document,
        page=row.page,
        kind=Kind(row.kind),
        text=row.text,
        heading_path=tuple(row.heading_path),
        regions=tuple(_ends(row.regions)),
        part=row.part,
        stem=row.stem,
    )


def _ends(packed: Sequence[Sequence[Any]]) -> Iterator[Region]:
    """Yield the first region, and the last where it is another."""
    for start, end, page, *box in [*packed[:1], *packed[1:][-1:]]:
        yield Region(start, end, page, (box[0], box[1], box[2], box[3]) if box else None)
