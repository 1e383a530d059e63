"""Commands that look after accounts: users add, list, role, disable, enable and others.

Only click is imported here; each command fetches what it needs when it runs.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.people import Role
from nlp.console import format_option, home_option, print_json

if TYPE_CHECKING:
    from indexer.people import Account
    from indexer.store.repository import Store

role_option = click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="What they may do; each role may do all that the one before it may.",
)


@click.group()
def users() -> None:
    """Look after who may sign in.

    Without accounts only this machine is served, and nobody signs in. From the
    first account on, which is an administrator's, everybody has to.
    """


@users.command()
@click.argument("name")
@role_option
@click.option("--display", default="", help="Full name, as it stands beside what they decide.")
@home_option
def add(name: str, role: str, display: str, home: Path) -> None:
    """Add an account for NAME; the password is asked for, or read from standard input."""
    from app.people.accounts import add_account
    from indexer.corrections import login_name

    with _store(home, create=True) as store:
        first = not store.has_accounts()
        password = _ask_password()
        account, _ = add_account(
            store, name, Role(role), by=login_name(), display=display, password=password
        )
    click.echo(f"{account.name} may sign in as {account.role}.")
    if first:
        click.echo("From now on everybody has to sign in, in the browser and with programs.")


@users.command("list")
@home_option
@format_option
def list_(home: Path, output: str) -> None:
    """List the accounts."""
    with _store(home) as store:
        found = store.accounts()
    if output == "json":
        print_json([_account_json(account) for account in found])
        return
    for account in found:
        state = "disabled" if account.disabled_at else "in use"
        click.echo(f"{account.name}\t{account.role}\t{state}\t{account.display}")
    if not found:
        click.echo("There are no accounts: everybody on this machine is served as a lead.")


@users.command()
@click.argument("name")
@role_option
@home_option
def role(name: str, role: str, home: Path) -> None:
    """Give NAME another role."""
    from app.people.accounts import change_role

    with _account(home, name) as (store, account, by):
        change_role(store, account, Role(role), by=by)
    click.echo(f"{account.name} is {role} now.")


@users.command()
@click.argument("name")
@home_option
def disable(name: str, home: Path) -> None:
    """Let NAME sign in no more; what they decided stays."""
    from app.people import accounts

    with _account(home, name) as (store, account, by):
        accounts.disable(store, account, by=by)
    click.echo(f"{account.name} is signed out everywhere and cannot sign in.")


@users.command()
@click.argument("name")
@home_option
def enable(name: str, home: Path) -> None:
    """Let NAME, who was disabled, sign in again."""
    from app.people import accounts

    with _account(home, name) as (store, account, by):
        accounts.enable(store, account, by=by)
    click.echo(f"{account.name} can sign in again.")


@users.command("reset-password")
@click.argument("name")
@home_option
def reset_password(name: str, home: Path) -> None:
    """Give NAME a new password, asked for or read from standard input."""
    from app.people import accounts

    with _account(home, name) as (store, account, by):
        accounts.reset_password(store, account, by=by, password=_ask_password())
    click.echo(f"{account.name} has a new password, and is signed out everywhere.")


@users.command()
@click.argument("name")
@click.option("--label", required=True, help="What the token is for.")
@click.option(
    "--days", type=click.IntRange(1, 366), default=90, show_default=True, help="How long it serves."
)
@home_option
def token(name: str, label: str, days: int, home: Path) -> None:
    """Make a token by which a program acts as NAME; it is printed only now.

    The program sends it as `Authorization: Bearer TOKEN`. NAME can revoke it
    on the page of their account.
    """
    from app.people.accounts import AccountError, make_token

    with _account(home, name) as (store, account, by):
        if account.disabled_at:
            raise AccountError(f"{account.name} is disabled. Enable the account first.")
        click.echo(make_token(store, account, label=label, days=days, by=by))


def _ask_password() -> str:
    """Ask for a password where somebody can type it; else read the first line given."""
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


@contextmanager
def _store(home: Path, *, create: bool = False) -> "Iterator[Store]":
    from indexer.home import Home
    from indexer.store.repository import Store

    with Store.open(Home(home).store, create=create) as store:
        yield store


@contextmanager
def _account(home: Path, name: str) -> "Iterator[tuple[Store, Account, str]]":
    from app.people.accounts import find_account
    from indexer.corrections import login_name

    with _store(home) as store:
        yield store, find_account(store, name), login_name()


def _account_json(account: "Account") -> dict[str, Any]:
    return {
        "name": account.name,
        "display": account.display,
        "role": account.role,
        "single_sign_on": account.subject is not None,
        "created": account.created_at.isoformat(timespec="seconds"),
        "signed_in": account.signed_in_at and account.signed_in_at.isoformat(timespec="seconds"),
        "disabled": account.disabled_at and account.disabled_at.isoformat(timespec="seconds"),
    }
