"""A line of figures as points: nothing is drawn that is not in the table."""

from datetime import date

import pytest

from app.measures.chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, draw
from indexer.measures.catalogue import load_catalogue
from indexer.measures.lines import draw_lines
from indexer.measures.reading import statements_in
from indexer.store.stated import Stating
from nlp.figures import read_figures
from tests.counting import REPORT, SELF, make_document


def line_of(*texts):
    """Return the line that passages of two papers form."""
    statements = []
    for number, text in enumerate(texts):
        id_ = (SELF, REPORT)[number % 2]
        paper = make_document(id_, "annual-report", date(2022, 9, 28))
        figures = tuple(read_figures(text))
        said = Stating(f"{id_}-{number}", id_, 1, "paragraph", text, (), None, None, figures)
        statements += statements_in(said, paper, load_catalogue())
    (line,) = draw_lines(statements)
    return line


def reviews(*stated):
    return line_of(
        *(f"In {when}, {value}% of reviews were held on time." for when, value in stated)
    )


def test_every_figure_is_a_point_and_lies_within_the_frame():
    chart = draw(reviews(("2019/20", 95), ("2020/21", 93), ("2021/22", 96)))
    assert len(chart.points) == 3
    assert all(LEFT <= p.x <= WIDTH - RIGHT and TOP <= p.y <= HEIGHT - BOTTOM for p in chart.points)


def test_only_what_one_paper_states_is_joined():
    chart = draw(reviews(("2019/20", 95), ("2020/21", 93), ("2021/22", 96)))
    assert [len(path.split()) for path in chart.paths] == [2]


def test_what_does_not_agree_is_ringed():
    chart = draw(reviews(("2021/22", 89), ("2021/22", 86), ("2020/21", 91)))
    assert sorted(point.clashes for point in chart.points) == [False, True, True]


def test_marks_of_per_cent_end_at_a_hundred():
    chart = draw(reviews(("2020/21", 100), ("2021/22", 99)))
    assert chart.up[-1].text == "100"


@pytest.mark.parametrize(("low", "high"), [(95, 95), (1, 99), (0, 100)])
def test_marks_stand_apart(low, high):
    chart = draw(reviews(("2020/21", low), ("2021/22", high)))
    places = [tick.at for tick in chart.up]
    assert len(set(places)) == len(places) > 1


def test_large_numbers_are_marked_in_full():
    line = line_of(
        "The council spent £1,400,000 on agency staff in 2020/21.",
        "In 2021/22 the council spent £2,600,000 on agency staff.",
    )
    assert all("e" not in tick.text for tick in draw(line).up)


def test_figures_of_one_time_are_no_course():
    assert draw(reviews(("2021/22", 89), ("2021/22", 86))) is None
