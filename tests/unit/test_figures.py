"""The figures of a passage: which numbers count, what they measure, when, and against what."""

from itertools import product
from pathlib import Path

import pytest
import yaml

from nlp.components.extensions import make_doc
from nlp.figures import read_figures
from nlp.figures.clauses import content
from nlp.pipeline import build_language
from nlp.taxonomy import load_taxonomy
from nlp.types import Figure, FigureKind, PassageInput, Unit
from tests.figuretruth.score import score
from tests.figuretruth.truth import load

ROOT = Path(__file__).parents[2]
STORY = yaml.safe_load((ROOT / "tests/samplecorpus/story.yaml").read_text(encoding="utf-8"))


def only(text: str, *headings: str) -> Figure:
    (figure,) = read_figures(text, headings)
    return figure


def values(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.kind.value) for figure in read_figures(text)]


def test_a_percentage_has_its_measure_population_and_year():
    figure = only("89 % of strategy discussions were attended by police in 2020/21.")
    assert (figure.value, figure.unit, figure.kind) == (89, Unit.PERCENT, FigureKind.VALUE)
    assert figure.measure == "strategy discussions were attended by police"
    assert figure.of == "strategy discussions"
    assert figure.period == "2020/21"


def test_spans_are_those_of_the_value_and_of_the_words_of_its_measure():
    text = "3.4 Reviews were held on time for 97% of children."
    figure = only(text)
    assert text[slice(*figure.span)] == "97%"
    assert text[slice(*figure.measure_span)] == "Reviews were held on time for 97% of children"


@pytest.mark.parametrize(
    ("text", "value", "whole", "unit"),
    [
        ("We judged 27 of 31 files good.", 27, 31, Unit.COUNT),
        ("One in four had moved.", 1, 4, Unit.SHARE),
        ("Nine of ten carers agreed.", 9, 10, Unit.COUNT),
        ("A third of children had moved.", 1, 3, Unit.SHARE),
        ("Three-quarters of plans had a date.", 3, 4, Unit.SHARE),
        ("Half of the files were poor.", 1, 2, Unit.SHARE),
        ("Two of the 36 were at work.", 2, 36, Unit.COUNT),
        ("Two hundred and six carers replied.", 206, None, Unit.COUNT),
        ("Ninety-seven per cent are in touch.", 97, None, Unit.PERCENT),
        ("There were 52.5 referrals per 10,000 children.", 52.5, None, Unit.PER_10000),
        ("The overspend is £2.9 million.", 2_900_000, None, Unit.POUNDS),
        ("The average wait was 34 working days.", 34, None, Unit.WORKING_DAYS),
        ("It rose by 3 percentage points.", 3, None, Unit.POINTS),
    ],
)
def test_a_figure_is_read_with_its_unit(text, value, whole, unit):
    figure = only(text)
    assert (figure.value, figure.whole, figure.unit) == (value, whole, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The visit took place on 12 and 13 October 2021.",
        "See page 14, paragraphs 33 to 35 and appendix 2.",
        "3. Children are visited.",
        "Children aged 16 to 18 and those under 25 are helped.",
        "A 14-year-old and an eight-year-old were seen.",
        "Enquiries under section 47 were timely.",
        "The service was judged grade 4.",
        "Write to 14 Mill Road, Orrinford OR1 2AB or call 01632 960 123.",
        "Case 20231104 and case 4471 were audited.",
        "Children are seen within 20 working days and every six weeks.",
        "The meeting opened at 10.30am and closed at 5pm.",
        "Graded Care Profile 2 is used.",
        "Resolved: (1) to thank the scrutineer; (2) to receive the report.",
        "Home conditions tell only half the story.",
        "Those who moved three times or more were visited.",
    ],
)
def test_other_numbers_are_no_figures(text):
    assert read_figures(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was evident in 63% of files, up from 41%.", [(63, "value"), (41, "earlier")]),
        ("Attendance rose from 54% to 87%.", [(54, "earlier"), (87, "value")]),
        ("Turnover is 12%, compared with 15% the year before.", [(12, "value"), (15, "earlier")]),
        ("Visits on time: 91% against a target of 95%.", [(91, "value"), (95, "target")]),
        (
            "Re-referrals are 19% (the national average is 22%).",
            [(19, "value"), (22, "comparator")],
        ),
        (
            "Stability is 71%, compared with 68% for statistical neighbours.",
            [(71, "value"), (68, "comparator")],
        ),
        ("Reduce average caseload from 23 to 18 children.", [(23, "earlier"), (18, "target")]),
        ("Thirty apprenticeships by 30 September 2024", [(30, "target")]),
        ("By March 2024, 90% of reviews will be held on time.", [(90, "target")]),
        ("By March 2024, 90% of reviews were held on time.", [(90, "value")]),
        ("The profile was to be used with 80% of families by March 2023.", [(80, "target")]),
        ("We promised that by the end of 2021/22 police would attend 90%.", [(90, "target")]),
        ("What: Visits on time: 85%; Who: County council; By: 30 June 2023", [(85, "target")]),
        ("What: Visits on time: 85%; By: county council", [(85, "value")]),
        ("Measure: Visits on time; 2022: 86%; By March 2024: 95%", [(86, "value"), (95, "target")]),
    ],
)
def test_what_a_figure_is_compared_with_is_told_from_it(text, expected):
    assert values(text) == expected


def test_a_compared_figure_shares_measure_and_has_a_time_of_its_own():
    now, then = read_figures("Plans had a date in 63% of files, up from 41% in 2019-20.")
    assert now.measure == then.measure
    assert (now.period, then.period) == (None, "2019/20")


def test_each_column_of_a_row_is_a_figure_with_its_period():
    figures = read_figures("Measure: Referrals; 2019/20: 455; 2020/21: 444; Target: 400")
    assert [(f.measure, f.value, f.period, f.kind.value) for f in figures] == [
        ("Referrals", 455, "2019/20", "value"),
        ("Referrals", 444, "2020/21", "value"),
        ("Referrals", 400, None, "target"),
    ]


def test_a_column_of_years_to_march_is_named_by_both_years():
    (figure,) = read_figures("Measure (year to 31 March): Reviews on time; 2021: 97%")
    assert figure.period == "2020/21"


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("in 2021-22", "2021/22"),
        ("between April and December 2023", "April to December 2023"),
        ("in quarter 2 of 2022/23", "quarter 2 of 2022/23"),
        ("at 31 March 2022", "31 March 2022"),
        ("in the year to March 2022", "year to March 2022"),
    ],
)
def test_a_time_is_written_in_one_way(words, period):
    assert only(f"Reviews were on time for 97% of children {words}.").period == period


def test_a_share_is_of_what_the_sentence_before_counted():
    _, police = read_figures("We held 1,418 strategy discussions. Police took part in 92%.")
    assert police.of == "strategy discussions"


def test_the_year_of_a_heading_holds_where_the_text_names_none():
    assert only("Attendance was 91%.", "Performance 2021/22").period == "2021/22"


def test_the_year_of_a_plan_is_not_that_of_what_it_starts_from():
    assert only("Attendance was 91%.", "Retention plan 2022/23").period is None


def test_the_pipeline_finds_figures_in_words_and_digits():
    nlp = build_language(load_taxonomy(), learnt=False)
    docs = [make_doc(nlp, PassageInput(t)) for t in ("Nineteen carers came.", "No carers came.")]
    found = [doc._.figures for doc in nlp.pipe(docs)]
    assert [[figure.value for figure in some] for some in found] == [[19], []]


def test_figures_of_the_sample_papers_are_read_as_a_reader_does():
    found = score(load())
    assert found.precision >= 0.95
    assert found.recall >= 0.95
    assert found.kinds >= 0.95 * found.found
    assert found.periods >= 0.95 * found.found
    assert found.measures >= 0.93 * found.found


@pytest.mark.parametrize("conflict", STORY["conflicting_figures"], ids=lambda one: one["measure"])
def test_a_planted_conflict_shows_as_two_figures_of_one_measure_and_period(conflict):
    one, two = (statement["value"] for statement in conflict["statements"])
    figures = [f for statement in conflict["statements"] for f in figures_beside(statement["text"])]
    pairs = product(
        (f for f in figures if f.value == one and f.unit is Unit.PERCENT),
        (f for f in figures if f.value == two and f.unit is Unit.PERCENT),
    )
    assert any(a.period == b.period and measure_the_same(a, b) for a, b in pairs)


def figures_beside(statement: str) -> list[Figure]:
    """Return the figures of the passage of the sample papers that holds a statement."""
    cases = load()
    whole = [case for case in cases if statement in case.text]
    # A row is written otherwise in the story, but begins with the same words.
    (case,) = whole or [case for case in cases if case.text.startswith(statement[:25])]
    return list(read_figures(case.text, case.headings))


def measure_the_same(one: Figure, two: Figure) -> bool:
    """Tell whether two figures share half of the words of the shorter measure."""
    first, second = (content(f"{figure.measure} {figure.of or ''}") for figure in (one, two))
    return len(first & second) >= 0.5 * min(len(first), len(second))
