"""Passwords: what may be one, and how it is kept."""

import subprocess
import sys

import pytest

from app.people.passwords import (
    PasswordRefused,
    check_password,
    hash_password,
    is_right,
    make_password,
)


@pytest.mark.parametrize(
    "password",
    [
        "maple quiet lantern 7",
        "aaaaaaabcdefg",
        "twelve chars",
        "ÄÖÜ unlikely words",
        "ada.marsh and her seven dogs",
        "maple quiet lantern " * 12,
    ],
)
def test_a_long_password_of_any_make_is_taken(password: str) -> None:
    check_password(password, name="ada.marsh")


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("elevenchars", "11 characters"),
        ("", "0 characters"),
        ("x7-" * 90, "at most 256"),
        ("Password1234", "first that would be guessed"),
        ("p@ssw0rd1234", "first that would be guessed"),
        ("password 1234", "first that would be guessed"),
        ("SAFEGUARDING123", "first that would be guessed"),
        ("aaaaaaaaaaaaaaaa", "first that would be guessed"),
        ("121212121212", "first that would be guessed"),
        ("Ada.Marsh-2026", "little more than the name"),
    ],
)
def test_a_password_that_is_guessed_first_is_refused(password: str, words: str) -> None:
    with pytest.raises(PasswordRefused, match=words):
        check_password(password, name="ada.marsh")


def test_the_right_password_is_known_and_no_other() -> None:
    kept = hash_password("maple quiet lantern 7")
    assert is_right(kept, "maple quiet lantern 7")
    assert not is_right(kept, "maple quiet lantern 8")
    assert not is_right(None, "maple quiet lantern 7")
    assert not is_right("no hash at all", "maple quiet lantern 7")


def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    composed, apart = "caf\u00e9 umbrella stone", "cafe\u0301 umbrella stone"
    assert is_right(hash_password(composed), apart)


def test_the_same_password_is_kept_differently_each_time() -> None:
    assert hash_password("maple quiet lantern 7") != hash_password("maple quiet lantern 7")


def test_passwords_are_kept_at_the_cost_of_rfc_9106() -> None:
    # In a process of its own: here the cost is the least there is.
    code = "from app.people.passwords import hash_password; print(hash_password('x' * 12))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_password_that_was_made_may_be_one_and_is_another_each_time() -> None:
    made = {make_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        check_password(password, name="ada.marsh")
