"""Years of an address: single ones and runs."""

import pytest

from app.search.runs import LONGEST_RUN, read_years, runs_of, write_years


def test_a_run_of_years_is_written_by_its_ends() -> None:
    assert write_years(("2023", "2021", "2022")) == ["2021..2023"]


def test_two_years_side_by_side_stay_two() -> None:
    assert write_years(("2022", "2021")) == ["2021", "2022"]


@pytest.mark.parametrize("years", [("2019",), ("2019", "2021", "2022", "2023"), ()])
def test_what_is_written_is_read_back(years: tuple[str, ...]) -> None:
    assert read_years(write_years(years)) == years


def test_a_run_that_goes_backwards_is_read_the_other_way() -> None:
    assert read_years(["2023..2021"]) == ("2021", "2022", "2023")


def test_the_ends_of_a_form_replace_what_was_chosen() -> None:
    assert read_years(["1999"], "2022", "2021") == ("2021", "2022")


def test_a_run_over_centuries_is_cut() -> None:
    assert len(read_years(["0001..9999"])) == LONGEST_RUN + 1


@pytest.mark.parametrize("value", ["2021..", "..", "x..y", "2021..20222"])
def test_a_run_that_makes_no_sense_is_no_year(value: str) -> None:
    assert read_years([value]) == ()


def test_what_is_no_year_stands_alone() -> None:
    assert runs_of(("2021", "undated", "2022")) == [["2021", "2022"], ["undated"]]
