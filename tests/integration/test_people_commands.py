"""The commands for accounts and the audit trail, and what serve refuses."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import main
from app.serving import CannotServe, check_allowed, host_names, is_loopback
from indexer.home import Home
from indexer.people import Role
from tests.staff import PASSWORD, add_person, add_staff


def run(home: Home, *args: str, typed: str | None = None, status: int = 0) -> Result:
    result = CliRunner().invoke(main, [*args, "--home", str(home.path)], input=typed)
    assert result.exit_code == status, result.output
    return result


def names(home: Home) -> dict[str, str]:
    listed = json.loads(run(home, "users", "list", "--format", "json").stdout)
    return {one["name"]: one["role"] for one in listed}


@pytest.fixture
def staffed(home: Home) -> Home:
    add_staff(home)
    return home


def test_the_first_administrator_is_added_before_anything_is_indexed(home: Home) -> None:
    args = ("users", "add", "ada.marsh", "--role", "administrator", "--display", "Ada Marsh")
    result = run(home, *args, typed=f"{PASSWORD}\n")
    assert "everybody has to sign in" in result.stdout
    assert PASSWORD not in result.output
    assert names(home) == {"ada.marsh": "administrator"}


def test_the_first_account_is_an_administrators(home: Home) -> None:
    result = run(home, "users", "add", "rita", "--role", "reader", typed=f"{PASSWORD}\n", status=3)
    assert "first account has to be an administrator" in result.stderr


@pytest.mark.parametrize("typed", ["short\n", "\n", "", "password1234\n"])
def test_a_weak_password_is_refused(home: Home, typed: str) -> None:
    run(home, "users", "add", "ada", "--role", "administrator", typed=typed, status=3)
    assert names(home) == {}


def test_a_role_is_changed(staffed: Home) -> None:
    run(staffed, "users", "role", "Reader", "--role", "tagger")
    assert names(staffed)["reader"] == "tagger"


def test_the_last_administrator_is_kept(staffed: Home) -> None:
    for args in (("disable",), ("role", "--role", "lead")):
        result = run(staffed, "users", args[0], "administrator", *args[1:], status=3)
        assert "last administrator" in result.stderr


def test_an_account_is_disabled_and_enabled(staffed: Home) -> None:
    run(staffed, "users", "disable", "reader")
    assert "reader\treader\tdisabled" in run(staffed, "users", "list").stdout
    run(staffed, "users", "enable", "reader")
    assert "disabled" not in run(staffed, "users", "list").stdout


def test_a_name_that_is_not_there_is_told_with_those_that_are(staffed: Home) -> None:
    result = run(staffed, "users", "disable", "raeder", status=3)
    assert "administrator, lead, reader, tagger" in result.stderr


def test_a_password_is_reset(staffed: Home) -> None:
    run(staffed, "users", "reset-password", "reader", typed="river stone umbrella 4\n")
    run(staffed, "users", "reset-password", "reader", typed="short\n", status=3)


def test_a_token_is_printed_once_and_nothing_else(staffed: Home) -> None:
    token = run(staffed, "users", "token", "reader", "--label", "a report").stdout.strip()
    assert token.startswith("sl_")
    assert token.encode() not in staffed.store.read_bytes()


def test_what_was_done_at_the_command_line_is_in_the_audit_trail(staffed: Home) -> None:
    run(staffed, "users", "role", "reader", "--role", "tagger")
    [last, *_] = json.loads(run(staffed, "audit", "list", "--format", "json").stdout)
    assert (last["action"], last["subject"]) == ("role-changed", "reader")
    assert last["detail"] == {"from": "reader", "to": "tagger"}
    assert (
        "changed the role of reader (from: reader; to: tagger)"
        in run(staffed, "audit", "list", "--action", "role-changed").stdout
    )


def test_a_whole_chain_is_told_with_its_head(staffed: Home) -> None:
    told = json.loads(run(staffed, "audit", "verify", "--format", "json").stdout)
    assert (told["whole"], told["entries"]) == (True, 4)
    run(staffed, "users", "disable", "reader")
    run(staffed, "audit", "verify", "--head", told["head"])
    run(staffed, "audit", "verify", "--head", "0" * 63 + "1", status=1)


def test_a_broken_chain_is_told_with_where(staffed: Home) -> None:
    with closing(sqlite3.connect(staffed.store)) as raw:
        raw.execute("DROP TRIGGER audit_no_update")
        raw.execute("UPDATE audit SET who = 'Nobody' WHERE id = 2")
        raw.commit()
    assert "Entry 2 is not as it was" in run(staffed, "audit", "verify", status=1).stdout


def test_the_trail_is_written_to_a_file(staffed: Home, tmp_path: Path) -> None:
    run(staffed, "audit", "export", str(tmp_path / "trail.jsonl"))
    run(staffed, "audit", "export", str(tmp_path / "trail.csv"))
    lines = (tmp_path / "trail.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [1, 2, 3, 4]
    assert len((tmp_path / "trail.csv").read_text(encoding="utf-8").splitlines()) == 5


# What serve refuses


@pytest.mark.parametrize("host", ["0.0.0.0", "10.1.2.3", "::", "evidence.council.example"])
def test_others_are_served_only_once_there_is_an_administrator(home: Home, host: str) -> None:
    result = run(home, "serve", "--host", host, status=3)
    assert "sightline users add NAME --role administrator" in result.stderr
    add_person(home, "ada.marsh", Role.ADMINISTRATOR)
    check_allowed(home.store, host, None)


def test_a_proxy_needs_an_administrator_too(home: Home) -> None:
    with pytest.raises(CannotServe, match="proxy"):
        check_allowed(home.store, "127.0.0.1", "10.0.0.9")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_is_served_without_accounts(home: Home, host: str) -> None:
    check_allowed(home.store, host, None)
    assert is_loopback(host)
    assert host_names(host, ()) is None


def test_only_the_names_given_are_answered() -> None:
    named = host_names("0.0.0.0", ("evidence.council.example",))
    assert named is not None
    assert "evidence.council.example" in named
    assert "0.0.0.0" not in named
