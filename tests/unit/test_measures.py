"""The same measure across papers: times, people, what does not agree."""

from datetime import date

import pytest

from indexer.days import period_iso
from indexer.measures.catalogue import folded, load_catalogue, read_catalogue
from indexer.measures.conflicts import differ
from indexer.measures.lines import choose, draw_lines
from indexer.measures.model import ConflictKind
from indexer.measures.people import people_in, place_in
from indexer.measures.reading import statements_in
from indexer.measures.saying import conflict_words
from indexer.measures.when import period_named
from indexer.store.stated import Stating
from nlp.figures import read_figures
from nlp.types import Figure, FigureKind, Speaker, Unit
from tests.counting import COUNTY, REPORT, SELF, make_document

PRINTED = date(2022, 9, 28)


def stated(
    text, id_=SELF, *, day=PRINTED, speaker=Speaker.COUNCIL, headings=(), kind="paragraph", number=1
):
    """Return the statements of a passage, as they are read from its words."""
    paper = make_document(id_, "annual-report", day)
    figures = tuple(read_figures(text))
    said = Stating(f"{id_}-{number}", id_, 1, kind, text, headings, None, speaker, figures)
    return list(statements_in(said, paper, load_catalogue()))


def only_line(*statements):
    (line,) = draw_lines(one for some in statements for one in some)
    return line


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("2021/22", "2021-04/2022-03"),
        ("2022", "2022"),
        ("2019 to 2021", "2019-01/2021-12"),
        ("31 March 2021", "2021-03"),
        ("quarter 1 of 2022/23", "2022-04/2022-06"),
        ("quarter 4 of 2022/23", "2023-01/2023-03"),
        ("April to December 2023", "2023-04/2023-12"),
        ("October 2021 to March 2022", "2021-10/2022-03"),
        ("six months to March 2022", "2021-10/2022-03"),
    ],
)
def test_a_period_stands_for_its_months(said, months):
    period, assumed = period_named(said, None)
    assert (period_iso(period), assumed) == (months, False)


@pytest.mark.parametrize(
    ("said", "months"),
    [("June", "2022-06"), ("December", "2021-12"), ("quarter to June", "2022-04/2022-06")],
)
def test_a_month_without_a_year_is_the_last_before_the_paper(said, months):
    period, assumed = period_named(said, PRINTED)
    assert (period_iso(period), assumed) == (months, True)


def test_a_month_without_a_year_in_a_paper_without_a_day_is_not_guessed():
    assert period_named("June", None) is None


def test_the_months_of_a_table_go_back_from_its_last():
    row = "Measure: Visits on time (%); Oct: 91; Nov: 92; Dec: 95; Jan: 90; Feb: 89"
    months = [one.period.start.isoformat()[:7] for one in stated(row, kind="row")]
    assert months == ["2021-10", "2021-11", "2021-12", "2022-01", "2022-02"]


def test_other_words_of_the_field_for_one_measure_make_one_line():
    line = only_line(
        stated("Police took part in 92% of strategy discussions in 2021/22."),
        stated("In 2021/22 a trained detective attended 88% of strategy discussions.", REPORT),
    )
    assert line.known == "strategy-police"


def test_a_measure_of_one_word_is_known_from_the_catalogue():
    (said,) = stated("At 31 March the vacancy rate was 14.2%.")
    assert said.known == "vacancy-rate"


def test_one_word_that_is_no_measure_is_left_out():
    assert stated("There was a reduction of 18.") == []


def test_two_values_for_one_time_do_not_agree():
    line = only_line(
        stated("Reviews of children in care were held within timescale for 89% in 2021/22."),
        stated("In 2021/22, 86% of reviews were held within timescale.", REPORT),
    )
    (conflict,) = line.conflicts
    assert (conflict.kind, conflict.values) == (ConflictKind.SAME_PERIOD, (89, 86))


def test_values_for_different_times_agree():
    line = only_line(
        stated("Reviews of children in care were held within timescale for 89% in 2021/22."),
        stated("In 2020/21, 86% of reviews were held within timescale.", REPORT),
    )
    assert line.conflicts == ()


def test_two_wordings_of_one_paper_are_two_measures():
    line = only_line(
        stated("Outreach teams met 40 families with young carers in 2021/22."),
        stated("In 2021/22 outreach teams met 55 more families with young carers.", number=2),
        stated("Outreach teams met 38 families with young carers in 2020/21."),
    )
    assert len(line.statements) == 3
    assert line.conflicts == ()


def test_rounding_is_no_conflict():
    line = only_line(
        stated("Reviews of children in care were held within timescale for 88.6% in 2021/22."),
        stated("In 2021/22, 89% of reviews were held within timescale.", REPORT),
    )
    assert line.conflicts == ()


@pytest.mark.parametrize(("one", "other"), [(89, 88.4), (89.4, 89.5), (10, 11)])
def test_values_beyond_rounding_differ(one, other):
    assert differ(one, other)


def test_some_of_the_people_are_a_line_of_their_own():
    lines = draw_lines(
        [
            *stated("Health took part in 91% of strategy discussions in 2021/22."),
            *stated("Health took part in 60% of strategy discussions at weekends in 2021/22."),
        ]
    )
    assert lines == []


def test_a_target_is_kept_apart():
    line = only_line(
        stated("Measure: Vacancy rate; March 2021: 15%; March 2022: 14.2%; Target: 10%", kind="row")
    )
    assert ([one.value for one in line.statements], [one.value for one in line.targets]) == (
        [15, 14.2],
        [10],
    )


def test_a_row_of_a_plan_with_its_date_states_a_target():
    row = "4; What: Return interviews within 72 hours: 85%; Who: County council; By: 30 June 2023"
    line = only_line(
        stated("Return interviews were held within 72 hours for 59% in 2021/22."),
        stated("Return interviews were held within 72 hours for 64% in 2020/21.", REPORT),
        stated(row, "c" * 12, kind="row"),
    )
    assert [one.value for one in line.targets] == [85]


def test_the_figure_of_others_stands_on_the_line_apart():
    line = only_line(
        stated("In 2021/22, 86% of reviews were held within timescale, against 91% nationally."),
        stated("In 2020/21, 84% of reviews were held within timescale.", REPORT),
    )
    assert ([one.value for one in line.statements], [one.value for one in line.comparators]) == (
        [84, 86],
        [91],
    )


def test_what_those_asked_say_is_set_beside_the_report_of_that_year():
    asked = "Ninety per cent told us that their home was somewhere they would choose to stay."
    line = only_line(
        stated("95% of care leavers live in suitable accommodation."),
        stated(asked, REPORT, day=date(2022, 5, 1), speaker=Speaker.CHILD_FAMILY),
    )
    (conflict,) = line.conflicts
    assert (conflict.kind, conflict.values) == (ConflictKind.ASKED, (95, 90))


def stale(value, *, since):
    """Return the conflicts of a value of 2020/21 that a paper of 2022 gives without its time."""
    return only_line(
        stated(f"In 2020/21 the vacancy rate for social workers was {value}%."),
        stated(f"In 2021/22 the vacancy rate for social workers was {since}%.", "c" * 12),
        stated(f"The vacancy rate for social workers is {value}%.", REPORT),
    ).conflicts


def test_an_old_figure_without_its_time_is_told_with_the_one_since():
    (conflict,) = stale(14.2, since=9.8)
    assert (conflict.kind, conflict.values) == (ConflictKind.STALE, (14.2, 9.8))
    assert conflict_words(conflict) == (
        "14.2, given without its time, is the old figure for 2020/21; "
        "there is a newer one, 9.8 for 2021/22"
    )


@pytest.mark.parametrize(("value", "since"), [(14.2, 14.2), (14, 9.8)])
def test_a_figure_that_still_holds_or_may_be_another_is_not_called_old(value, since):
    assert stale(value, since=since) == ()


def test_a_passage_with_two_values_for_one_time_is_no_conflict():
    measure, kind = "reviews held within timescale", FigureKind.VALUE
    figures = tuple(
        Figure(value, Unit.PERCENT, measure, kind, (0, 1), period="2021/22") for value in (90, 80)
    )
    said = Stating(f"{SELF}-1", SELF, 1, "paragraph", "90 and 80", (), None, None, figures)
    paper = make_document(SELF, "annual-report", PRINTED)
    more = stated("In 2020/21, 86% of reviews were held within timescale.", REPORT)
    line = only_line(statements_in(said, paper, load_catalogue()), more)
    assert line.conflicts == ()


def test_a_figure_counted_from_a_sample_is_no_conflict():
    line = only_line(
        stated("Police took part in 56 of 58 strategy discussions in 2021/22."),
        stated("Police took part in 92% of strategy discussions in 2021/22.", REPORT),
    )
    assert line.conflicts == ()


@pytest.mark.parametrize(
    ("measure", "place"),
    [
        ("Vacancy rate, Saltmere", "Saltmere"),
        ("Vacancy rate, social workers", None),
        (f"reviews in {COUNTY}", None),
    ],
)
def test_a_part_of_the_area_is_told_from_all_of_it(measure, place):
    assert place_in(measure, None, COUNTY) == place


@pytest.mark.parametrize(
    ("measure", "people"),
    [
        ("care leavers aged 19 to 21 in education", ("19 to 21",)),
        ("health took part at weekends", ("weekends",)),
        ("conferences within 10 to 15 days", ()),
        ("reviews held on time", ()),
    ],
)
def test_some_of_those_measured_are_told_from_all(measure, people):
    assert people_in(measure, folded(measure), load_catalogue(), None) == people


def test_those_of_whom_it_does_not_hold_are_told_apart():
    measure = "children have no life story book"
    assert people_in(measure, folded(measure), load_catalogue(), None) != ()


def test_lines_are_found_by_the_words_of_a_wording():
    line = only_line(
        stated("Police took part in 92% of strategy discussions in 2021/22."),
        stated("In 2021/22 a trained detective attended 88% of strategy discussions.", REPORT),
    )
    assert (choose([line], words="detectives"), choose([line], words="visits")) == ([line], [])


def test_two_measures_of_one_id_are_refused():
    twice = {"id": "x", "label": "X", "words": ["x"]}
    with pytest.raises(ValueError, match="one id"):
        read_catalogue({"measures": [twice, twice], "people": []})
