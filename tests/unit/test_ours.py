"""A council's own papers are told by its name."""

import pytest

from app.ours import place_words


@pytest.mark.parametrize(
    ("council", "authority"),
    [
        ("Marlow Vale Council", "Marlow Vale"),
        ("Royal Borough of Marlow & Vale", "Marlow and Vale"),
        ("London Borough of Marlow", "Marlow"),
        ("Marlshire County Council", "Marlshire"),
        ("City of Marlow Metropolitan District Council", "Marlow"),
        ("Marlow, Vale and Firth Council", "Marlow, Vale and Firth"),
    ],
)
def test_the_style_of_a_council_is_no_part_of_its_place(council: str, authority: str) -> None:
    assert place_words(council) == place_words(authority)


@pytest.mark.parametrize(
    ("council", "authority"),
    [
        ("North Marlshire Council", "Marlshire"),
        ("Marlow Vale Council", "Marlow"),
        ("Marlshire Council", "Marl"),
    ],
)
def test_a_neighbour_of_a_like_name_is_another_place(council: str, authority: str) -> None:
    assert place_words(council) != place_words(authority)
