"""How passages stand after something was decided of them, for the page that shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template

from app.documents.reasons import Reason, find_reasons
from app.wiring import workplace
from indexer.decisions.model import Decision
from indexer.model import Passage

MOST = 20
"""Passages told of at once; a page shows no more results, and a large batch is told on its own."""


@dataclass(frozen=True, slots=True)
class Told:
    """A passage with the reasons of its labels, as the templates of a document take it."""

    passage: Passage
    reasons: tuple[Reason, ...]


def tell_changes(made: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """Return the panel and the labels of each passage that was decided of, as HTML."""
    place = workplace()
    ids = dict.fromkeys(one.subject for one in made)
    subjects = [place.store.subject(id_) for id_ in list(ids)[:MOST]]
    wanted = [subject.passage for subject in subjects if subject and subject.passage]
    return {
        passage.id: {
            "panel": render_template("tagging/part.html", passage=passage),
            "labels": render_template(
                "tagging/labels.html", view=Told(passage, find_reasons(passage, place.words))
            ),
        }
        for passage in place.store.passages_by_id(wanted).values()
    }
