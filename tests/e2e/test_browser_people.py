"""Signing in, accounts and the audit trail as people meet them, at a desk and on a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from app.people import sessions
from indexer.home import Home
from tests.e2e.conftest import fits, scheme_of, sign_in
from tests.e2e.test_browser_access import violations
from tests.shelf import build_shelf
from tests.staff import PASSWORD, add_staff

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = build_shelf(tmp_path_factory.mktemp("staffed"))
    add_staff(home)
    return home


def test_an_administrator_lets_somebody_in(page: Page, browser: Browser, address: str) -> None:
    """The administrator's main path: sign in, add an account, hand its password over."""
    newcomer = f"new.{page.viewport_size['width'] if page.viewport_size else 0}"
    page.goto("/people")
    sign_in(page, "administrator")
    expect(page.get_by_role("heading", name="Accounts", exact=True)).to_be_visible()
    page.get_by_label("Name to sign in with").fill(newcomer)
    page.get_by_label("Full name").fill("Nia Newcomer")
    page.locator("input[value=tagger]").check()
    page.get_by_role("button", name="Add the account").click()
    first = page.locator(".secret").inner_text()

    context = browser.new_context(base_url=address)
    theirs = context.new_page()
    theirs.goto("/documents")
    sign_in(theirs, newcomer, first)
    own = "river stone umbrella 4"
    theirs.get_by_label("Present password").fill(first)
    theirs.get_by_label("New password", exact=True).fill(own)
    theirs.get_by_label("New password again").fill(own)
    theirs.get_by_role("button", name="Change the password").click()
    expect(theirs.get_by_role("status")).to_contain_text("Your password is changed")
    expect(theirs.get_by_role("link", name="Nia Newcomer")).to_be_visible()
    context.close()


def test_a_password_can_be_pasted_and_sent_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Name").focus()
    page.keyboard.insert_text("reader")
    page.keyboard.press("Tab")
    page.evaluate(
        """password => {
            const data = new DataTransfer();
            data.setData('text/plain', password);
            const paste = new ClipboardEvent('paste', {clipboardData: data, cancelable: true});
            if (document.activeElement.dispatchEvent(paste)) {
                document.activeElement.value = password;
            }
        }""",
        PASSWORD,
    )
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_role("link", name="A. reader")).to_be_visible()


def test_whoever_signs_out_has_to_sign_in_again(page: Page) -> None:
    page.goto("/documents")
    sign_in(page, "reader")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_load_state()
    page.goto("/documents")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_what_went_wrong_is_read_out(page: Page) -> None:
    page.goto("/sign-in")
    sign_in(page, "reader", "not the password")
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    assert page.title().startswith("Error: ")


def test_no_page_of_people_breaks_a_rule_that_a_machine_can_check(page: Page) -> None:
    page.emulate_media(color_scheme=scheme_of(page))
    found = {}
    page.goto("/sign-in")
    found["sign in"] = violations(page)
    sign_in(page, "administrator", "not the password")
    found["not signed in"] = violations(page)
    sign_in(page, "administrator")
    for address in (
        "/account",
        "/account/password",
        "/people",
        "/council",
        "/audit?check=1",
        "/api/v1/",
    ):
        page.goto(address)
        found[address] = violations(page)
    page.goto("/people")
    page.get_by_role("button", name="New password reader").click()
    page.wait_for_load_state()
    found["a new password"] = violations(page)
    page.goto("/account/password")
    for label in ("Present password", "New password", "New password again"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Change the password").click()
    page.wait_for_load_state()
    found["a password refused"] = violations(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_nothing_runs_off_the_side_when_enlarged_to_400_per_cent(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 256})
    page = context.new_page()
    page.goto("/sign-in")
    wide = [] if fits(page) else ["/sign-in"]
    sign_in(page, "administrator")
    for place in ("/account", "/account/password", "/people", "/council", "/audit", "/api/v1/"):
        page.goto(place)
        if not fits(page):
            wide.append(place)
    context.close()
    assert wide == []


def test_whoever_is_about_to_be_signed_out_is_warned_and_can_stay(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto("/documents")
    sign_in(page, "tagger")
    monkeypatch.setattr(sessions, "SURE", timedelta(seconds=4))
    page.goto("/documents")
    warning = page.get_by_role("alert")
    expect(warning).to_contain_text("You will be signed out in 1 minute")
    assert violations(page) == []
    page.get_by_role("button", name="Stay signed in").click()
    expect(warning).to_have_count(0)
    expect(warning).to_contain_text("You are signed out")
    link = page.get_by_role("link", name="Sign in again")
    assert link.get_attribute("href") == "/sign-in?next=%2Fdocuments"
