"""Papers whose figures and verdicts do not agree, set by hand; their figures are really read."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from indexer.home import Home
from indexer.model import (
    Document,
    FileStatus,
    Grades,
    Kind,
    LedgerEntry,
    Metadata,
    Page,
    Passage,
    Stage,
)
from indexer.store.repository import Store
from nlp.figures import read_figures
from nlp.types import Annotation, Source, Speaker, Stance, StanceLabel, ThemeLabel

COUNTY, NEIGHBOUR = "Marlow Vale", "Upper Ashby"
SELF, REPORT, LETTER, OTHER, SURVEY, BRIEFING = (letter * 12 for letter in "abcdef")

CLAIM = "Neglect is recognised early, and the neglect profile is repeated for most children."
JUDGED = "Neglect is often not recognised early, and the neglect profile is seldom repeated."
ANYBODY = "Most of those who answered felt that worries at home were taken seriously."
PRAISED = "Neglect is understood well, because schools and health visitors are trained together."
HIGH = "Reviews of children in care were held within timescale for 89% in 2021/22."
LOW = "In 2021/22, 86% of reviews of children in care were held within timescale."
UNNAMED = "In 2020/21, 95% of reviews of children in care were held within timescale."
EARLIER = "In 2020/21, 91% of reviews of children in care were held within timescale."


def build_counting(folder: Path) -> Home:
    """Make a home with papers of a county and of a neighbour, and one that names neither."""
    home = Home(folder / "home")
    with Store.open(home.store, create=True) as store:
        own = make_document(SELF, "self-evaluation", date(2022, 4, 26))
        say(store, own, [(CLAIM, Stance.STRENGTH), (HIGH, Stance.CONTEXT)], Speaker.COUNCIL)
        report = make_document(REPORT, "annual-report", date(2022, 9, 28))
        figures = [(LOW, Stance.CONTEXT), (EARLIER, Stance.CONTEXT)]
        say(store, report, figures, Speaker.PARTNERSHIP)
        letter = make_document(LETTER, "focused-visit-letter", date(2022, 11, 8))
        say(store, letter, [(JUDGED, Stance.NEEDS_IMPROVEMENT)], Speaker.INSPECTORATE)
        survey = make_document(SURVEY, "survey", date(2022, 2, 1))
        say(store, survey, [(ANYBODY, Stance.STRENGTH)], None)
        briefing = make_document(BRIEFING, "briefing", date(2022, 5, 9), None)
        say(store, briefing, [(UNNAMED, Stance.CONTEXT)], Speaker.COUNCIL)
        other = make_document(OTHER, "ilacs-inspection-report", date(2023, 6, 5), NEIGHBOUR)
        say(store, other, [(PRAISED, Stance.STRENGTH)], Speaker.INSPECTORATE)
    return home


def make_document(id_: str, kind: str, day: date, authority: str | None = COUNTY) -> Document:
    """Make a paper of one page."""
    metadata = Metadata(
        type=kind,
        title=f"A {kind} of {day.year}",
        authority=authority,
        published=day,
        framework="ilacs" if kind.startswith("ilacs") else None,
        grades=Grades(overall="good" if kind.startswith("ilacs") else None),
    )
    return Document(id_, id_ + "0" * 52, f"/{kind}-{id_[0]}.pdf", metadata, (Page(1),))


def say(
    store: Store, paper: Document, said: Sequence[tuple[str, Stance]], speaker: Speaker | None
) -> None:
    """Store a paper with passages on neglect, as a run does."""
    passages = [
        Passage(
            f"{paper.id}-{number}",
            paper.id,
            1,
            Kind.PARAGRAPH,
            text,
            (),
            (),
            annotation=label(text, stance, speaker),
        )
        for number, (text, stance) in enumerate(said, start=1)
    ]
    store.save_document(paper, passages, pipeline="p")
    store.record(
        LedgerEntry(
            paper.path, paper.sha256, 1, 1.0, FileStatus.INDEXED, Stage.DONE, document=paper.id
        )
    )


def label(text: str, stance: Stance, speaker: Speaker | None) -> Annotation:
    """Label a passage by hand; its figures are read from its words."""
    return Annotation(
        themes=(ThemeLabel("neglect", 0.9, Source.RULE),),
        areas=(),
        stance=StanceLabel(stance, 0.9, Source.MODEL),
        mixed=False,
        speaker=speaker,
        figures=tuple(read_figures(text)),
    )
