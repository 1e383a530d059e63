"""The settings of single sign-on: what is read, and what is refused with its reason."""

from pathlib import Path

import pytest

from app.people.provider import FILE, SECRET, Provider, SettingsError, read_provider
from indexer.home import Home
from indexer.people import Role

RIGHT = """
issuer = "https://login.example/tenant/v2.0"
client_id = "abc"
client_secret = "xyz"
"""


def write(home: Home, text: str) -> Home:
    home.path.mkdir(parents=True)
    (home.path / "sign-on.toml").write_text(text, encoding="utf-8")
    return home


def test_a_home_without_settings_has_no_provider(home: Home) -> None:
    assert read_provider(home) is None


def test_settings_are_read_from_the_home(home: Home) -> None:
    text = RIGHT + 'default = "reader"\nclaim = "groups"\n[roles]\nlead = ["a", "b"]\n'
    found = read_provider(write(home, text))
    assert found == Provider(
        "https://login.example/tenant/v2.0",
        "abc",
        "xyz",
        claim="groups",
        roles={"a": Role.LEAD, "b": Role.LEAD},
        default=Role.READER,
    )


def test_the_secret_may_stand_outside_the_file(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRET, "from outside")
    found = read_provider(write(home, RIGHT.replace('client_secret = "xyz"', "")))
    assert found is not None
    assert found.client_secret == "from outside"
    assert "from outside" not in repr(found)


def test_another_file_can_be_named(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "elsewhere.toml"
    file.write_text(RIGHT, encoding="utf-8")
    monkeypatch.setenv(FILE, str(file))
    assert read_provider(home) is not None
    file.unlink()
    with pytest.raises(SettingsError, match="not there"):
        read_provider(home)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("issuer = ", "cannot be read"),
        (RIGHT.replace("https", "http"), "https://"),
        (RIGHT.replace('client_id = "abc"', ""), "does not say client_id"),
        (RIGHT.replace('"xyz"', "7"), "to be a text"),
        (RIGHT + 'rolls = "x"', "rolls"),
        (RIGHT + 'default = "boss"', "boss"),
        (RIGHT + '[roles]\nboss = ["a"]', "boss"),
        (RIGHT + '[roles]\nlead = "a"', "list of groups"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_with_the_reason(
    home: Home, text: str, words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        read_provider(write(home, text))


@pytest.mark.parametrize(
    ("given", "role"),
    [
        (["staff", "leads"], Role.LEAD),
        (["leads", "staff"], Role.LEAD),
        ("staff", Role.READER),
        (["others"], None),
        ([], None),
        (None, None),
    ],
)
def test_the_highest_role_that_groups_give_counts(given: object, role: Role | None) -> None:
    roles = {"staff": Role.READER, "leads": Role.LEAD}
    provider = Provider("https://x.example", "abc", "xyz", roles=roles)
    assert provider.role_of({"roles": given}) is role
