"""Dates as readers of English papers write them."""

from datetime import date


def in_words(day: date) -> str:
    """Write a date, or the date of a time, as 1 June 2022."""
    return f"{day.day} {day:%B} {day.year}"
