"""Stance follows the codebook: position, verdict, contrast, then plans and context."""

import pytest
import spacy
from spacy.language import Language

from nlp.components.clauses import Role, split_clauses
from nlp.components.extensions import make_doc
from nlp.components.stance import StanceJudge
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput, Source, Stance

LETTER = "focused-visit-letter"
PAPER = "committee-paper"
SELF_EVALUATION = "self-evaluation"

# Invented, from the stance codebook: passage, type of document, stance.
BORDERLINE = [
    (
        "Core groups meet every four weeks and almost all partners send a report.",
        LETTER,
        "strength",
    ),
    (
        "Core groups meet every four weeks, but actions are seldom checked off.",
        LETTER,
        "needs-improvement",
    ),
    ("Although actions are sometimes late, core groups keep plans moving.", LETTER, "strength"),
    ("We launched a new supervision template in May.", SELF_EVALUATION, "action-or-plan"),
    ("The template is not yet making a difference to recording.", LETTER, "needs-improvement"),
    (
        "212 children were in care at the end of June, eleven more than a year ago.",
        PAPER,
        "context",
    ),
    (
        "Only 61% of return interviews were offered within 72 hours, down from 74%.",
        LETTER,
        "needs-improvement",
    ),
    ("Our target for return interviews is 90% within 72 hours.", PAPER, "context"),
    (
        "The service manager will dip-sample ten return interviews each month from April.",
        PAPER,
        "action-or-plan",
    ),
    (
        "Court backlogs mean that some babies wait longer than they should for a final plan.",
        LETTER,
        "needs-improvement",
    ),
    ("The regional court has lost sitting days this year.", PAPER, "context"),
    ('"My PA picked up the phone every time," one care leaver said.', LETTER, "strength"),
    ("Inspectors sampled the work of the fostering panel.", LETTER, "context"),
    (
        "Thirty files were audited: 3 outstanding, 15 good, 10 requiring improvement, "
        "2 inadequate.",
        PAPER,
        "context",
    ),
    (
        "Moderators lowered the grade in eight of those files because analysis was thin.",
        PAPER,
        "needs-improvement",
    ),
    (
        "Life-story work has grown in quality and children treasure their books; "
        "there is more to do.",
        LETTER,
        "strength",
    ),
    (
        "Life-story work has grown in quality, though children over 12 still rarely have a book.",
        LETTER,
        "needs-improvement",
    ),
    (
        "Members resolved to ask for a report on kinship allowances in the autumn.",
        PAPER,
        "action-or-plan",
    ),
    (
        "No child was seen to be at immediate risk. Plans for older children, however, are vague.",
        LETTER,
        "needs-improvement",
    ),
    (
        "The council must make sure that every private fostering notice is checked within a week.",
        LETTER,
        "needs-improvement",
    ),
    (
        "Staff must check every private fostering notice within seven days.",
        "practice-standards",
        "context",
    ),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def judge(nlp: Language) -> StanceJudge:
    return StanceJudge(nlp, load_taxonomy())


@pytest.fixture
def read(nlp: Language, judge: StanceJudge):
    def run(text: str, *, kind: str | None = LETTER, heading: str | None = None):
        passage = PassageInput(text, (heading,) if heading else (), kind)
        return judge.predict(make_doc(nlp, passage))

    return run


@pytest.mark.parametrize(("text", "kind", "stance"), BORDERLINE)
def test_a_borderline_case_of_the_codebook(read, text: str, kind: str, stance: str) -> None:
    assert read(text, kind=kind)[0].id == Stance(stance)


def test_what_follows_but_decides(read) -> None:
    assert read("Plans are late, but visits are effective.")[0].id is Stance.STRENGTH
    assert read("Visits are effective, but plans are too weak.")[0].id is Stance.NEEDS_IMPROVEMENT


def test_denied_praise_is_a_gap(read) -> None:
    assert read("Managers are never very effective.")[0].id is Stance.NEEDS_IMPROVEMENT


def test_an_absent_gap_is_praise(read) -> None:
    assert read("Plans are made without drift.")[0].id is Stance.STRENGTH


def test_a_verdict_beats_a_plan(read) -> None:
    text = "A pilot will begin in May. Plans are poor and visits are inconsistent."
    assert read(text, kind=PAPER)[0].id is Stance.NEEDS_IMPROVEMENT


@pytest.mark.parametrize("kind", [LETTER, SELF_EVALUATION])
def test_a_bare_noun_phrase_under_what_needs_to_improve_is_a_gap(read, kind: str) -> None:
    label, _ = read(
        "Pace of recruitment of foster carers.", kind=kind, heading="What needs to improve"
    )
    assert (label.id, label.source) == (Stance.NEEDS_IMPROVEMENT, Source.HEADING)


def test_an_inspectors_bare_aspect_without_its_heading_is_a_gap(read) -> None:
    assert read("The timeliness of visits to children.")[0].id is Stance.NEEDS_IMPROVEMENT


def test_headings_decide_in_a_self_evaluation(read) -> None:
    text = "Panels meet each week and send out notes."
    label, _ = read(text, kind=SELF_EVALUATION, heading="Strengths")
    assert (label.id, label.source) == (Stance.STRENGTH, Source.HEADING)


@pytest.mark.parametrize(
    ("heading", "stance"),
    [
        ("Going well", Stance.STRENGTH),
        ("Not going well", Stance.NEEDS_IMPROVEMENT),
        ("What we will do next year", Stance.ACTION_OR_PLAN),
        ("13. Glossary of terms", Stance.SKIP),
    ],
)
def test_a_bare_point_takes_the_stance_of_its_heading(read, heading: str, stance: Stance) -> None:
    assert read("Visits at weekends", kind=PAPER, heading=heading)[0].id is stance


def test_a_heading_that_names_both_sides_sets_no_stance(judge: StanceJudge, nlp: Language) -> None:
    passage = PassageInput("Visits at weekends", ("Strengths and challenges",), PAPER)

    assert judge.read(make_doc(nlp, passage)).heading is None


@pytest.mark.parametrize(
    ("kind", "stance"), [(LETTER, Stance.NEEDS_IMPROVEMENT), (PAPER, Stance.ACTION_OR_PLAN)]
)
def test_a_recommendation_is_a_gap_only_from_an_inspector(read, kind: str, stance: Stance) -> None:
    label, _ = read("A closing letter to every family", kind=kind, heading="Recommendations")

    assert label.id is stance


def test_praise_of_what_a_council_means_to_be_is_a_plan(read) -> None:
    text = "We will offer every child strong, effective and well matched support."

    assert read(text, kind=PAPER)[0].id is Stance.ACTION_OR_PLAN


def test_words_that_only_inspectors_judge_by_are_no_verdict_of_a_council(read) -> None:
    text = "Parents could choose a morning or an afternoon, or in some cases both."

    assert read(text, kind=PAPER)[0].id is Stance.CONTEXT


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Action: Read ten files; Lead: Audit manager; Due: May", Stance.ACTION_OR_PLAN),
        ("Milestone: New forms; Status: Delayed; Update: Printed", Stance.NEEDS_IMPROVEMENT),
        ("Measure: Visits; 2021: 88; 2022: 90", Stance.CONTEXT),
        ("Review: Visits; 2021: 88; 2022: 90", Stance.CONTEXT),
    ],
)
def test_the_labels_of_a_row_say_what_it_is(read, text: str, stance: Stance) -> None:
    assert read(text, kind=PAPER)[0].id is stance


def test_words_that_plainly_contradict_the_heading_win(read) -> None:
    text = "Plans are poor, late and inconsistent, and too many children wait too long."
    label, _ = read(text, kind=SELF_EVALUATION, heading="Strengths")
    assert label.id is Stance.NEEDS_IMPROVEMENT


def test_words_win_over_a_stale_heading_in_a_letter(read) -> None:
    text = "Social workers are highly skilled and children benefit from strong relationships."
    assert read(text, heading="What needs to improve")[0].id is Stance.STRENGTH


def test_a_bullet_of_a_council_that_opens_with_a_task_is_an_action(read) -> None:
    text = "\N{BULLET} Develop a shared audit tool for foster carers."
    assert read(text, kind=SELF_EVALUATION)[0].id is Stance.ACTION_OR_PLAN


@pytest.mark.parametrize(
    "text",
    [
        "Alex Example Director of Children Services Northmere Council Town Hall NM1 2AB",
        "Yours sincerely Sam Sample",
        "Telephone 0300 000 0000 www.example.org",
    ],
)
def test_page_furniture_is_skipped(read, text: str) -> None:
    assert read(text)[0].id is Stance.SKIP


def test_a_scope_sentence_is_context_even_when_it_names_praise(read) -> None:
    text = "Inspectors looked at a range of evidence on effective help for children."
    assert read(text)[0].id is Stance.CONTEXT


def test_a_passage_that_judges_both_ways_is_mixed(read) -> None:
    text = (
        "Visits are regular and relationships are strong. However, plans are too weak, "
        "inconsistent and poorly reviewed."
    )
    assert read(text)[1] is True


def test_a_passage_that_judges_one_way_is_not_mixed(read) -> None:
    assert read("Plans are poor and visits are inconsistent.")[1] is False


def test_spans_point_at_the_cues_of_the_stance(read) -> None:
    text = "Plans are poor."
    label, _ = read(text)
    assert [text[start:end] for start, end in label.spans] == ["poor"]


def test_a_plainer_verdict_scores_higher(read) -> None:
    plain, _ = read("Plans are poor, inconsistent and weak, and there is a lack of drive.")
    faint, _ = read("Some plans are late.")
    assert plain.score > faint.score


def test_an_empty_passage_gets_a_stance(read) -> None:
    assert read("")[0].id is Stance.CONTEXT


def test_predict_leaves_the_doc_alone(nlp: Language, judge: StanceJudge) -> None:
    doc = make_doc(nlp, PassageInput("Plans are poor."))
    outcome = judge.predict(doc)
    assert doc._.stance is None
    judge.set_annotations(doc, outcome)
    assert (doc._.stance, doc._.mixed) == outcome


def _roles(sentence: str) -> list[tuple[str, Role]]:
    words = sentence.split()
    clauses = split_clauses(
        words, contrast=frozenset({"but", "however"}), concession=frozenset({"although"})
    )
    return [(" ".join(words[clause.start : clause.end]), clause.role) for clause in clauses]


def test_but_makes_what_stands_before_it_yield() -> None:
    assert _roles("visits are good but plans drift .") == [
        ("visits are good", Role.YIELDING),
        ("but plans drift .", Role.MAIN),
    ]


def test_a_leading_concession_yields_up_to_its_comma() -> None:
    assert _roles("although plans drift , visits are good .") == [
        ("although plans drift", Role.YIELDING),
        (", visits are good .", Role.MAIN),
    ]


def test_a_trailing_concession_yields() -> None:
    assert _roles("visits are good although plans drift .") == [
        ("visits are good", Role.MAIN),
        ("although plans drift .", Role.YIELDING),
    ]


def test_clauses_cover_every_word_of_every_sentence() -> None:
    assert _roles("visits are good . plans drift") == [
        ("visits are good .", Role.PLAIN),
        ("plans drift", Role.PLAIN),
    ]
