"""The operator looks what became of the files, and a reader puts a wrong date right."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from indexer.home import Home
from tests.e2e.conftest import LOOKS, SIZES, fits
from tests.e2e.test_browser_access import violations

pytestmark = pytest.mark.browser

TITLE = "Inspection of Marlow Vale Borough Council"


@pytest.fixture(params=SIZES)
def desk(browser: Browser, served_cabinet: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A tab on the cabinet at the size of a desk screen, then of a phone, without JavaScript."""
    width, height = SIZES[request.param]
    context = browser.new_context(
        base_url=served_cabinet,
        viewport={"width": width, "height": height},
        java_script_enabled=False,
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def open_form(page: Page, title: str = TITLE) -> None:
    page.goto("/documents")
    page.get_by_role("link", name=title, exact=True).first.click()
    page.get_by_text("About this document").click()
    page.get_by_role("link", name="Correct this").click()


def test_a_wrong_authority_is_put_right_and_found_under_its_name(desk: Page) -> None:
    open_form(desk)
    desk.get_by_label("Authority").fill("Northmere")
    desk.get_by_label("Your name").fill("Ada Marsh")
    desk.get_by_label("Why").fill("It says so on the cover.")
    desk.get_by_role("button", name="Save corrections").click()
    expect(desk.locator(".done")).to_contain_text("Corrected: Authority")
    desk.get_by_text("About this document").click()
    expect(desk.locator(".facts")).to_contain_text("corrected by Ada Marsh")
    desk.goto("/search?q=supervision&authority=Northmere")
    expect(desk.locator(".hit")).to_have_count(1)


def test_while_a_run_writes_the_words_typed_stay_and_are_saved_after_it(
    desk: Page, cabinet: Home
) -> None:
    open_form(desk)
    desk.get_by_label("Title").fill("A better title")
    desk.get_by_label("Your name").fill("Ada Marsh")
    with cabinet.lock("an index run over papers"):
        desk.get_by_role("button", name="Save corrections").click()
        expect(desk.get_by_role("alert")).to_contain_text("Not saved yet")
    expect(desk.get_by_label("Title")).to_have_value("A better title")
    desk.get_by_role("button", name="Save corrections").click()
    expect(desk.locator("h1")).to_have_text("A better title")


def test_a_mistake_stands_beside_its_field_and_the_summary_leads_there(desk: Page) -> None:
    open_form(desk)
    desk.get_by_label("Inspection or visit").fill("A visit!")
    desk.get_by_label("Your name").fill("Ada Marsh")
    desk.get_by_role("button", name="Save corrections").click()
    desk.get_by_role("alert").get_by_role("link", name="Inspection or visit").click()
    expect(desk.locator("#event-error")).to_be_in_viewport()
    expect(desk.get_by_label("Inspection or visit")).to_have_value("A visit!")


def test_the_operator_finds_the_scans_and_what_hung(desk: Page) -> None:
    desk.goto("/documents")
    desk.get_by_role("link", name="Needs OCR").first.click()
    expect(desk.locator(".ledger tbody tr")).to_have_count(1)
    desk.get_by_role("link", name="A scanned letter").click()
    expect(desk.locator(".by-ocr")).to_contain_text("94 % sure")
    desk.goto("/documents")
    desk.get_by_label("Order by").select_option("status")
    desk.get_by_role("button", name="Show").click()
    expect(desk.locator(".ledger tbody tr").first).to_contain_text("hung.pdf")


def test_a_hit_leads_to_its_likes_and_to_its_paper(desk: Page) -> None:
    desk.goto("/search?q=reviewed")
    desk.get_by_role("link", name="1 more says this or nearly this").first.click()
    expect(desk.locator(".twins mark")).to_have_count(2)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_no_page_of_trust_breaks_a_rule_that_a_machine_can_check(
    browser: Browser, served_cabinet: str, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=served_cabinet,
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    addresses = ["/documents", "/documents?trait=needs-ocr", "/help", "/search?q=reviewed"]
    for title in (TITLE, "Scrutiny pack", "A scanned letter", "How we are doing"):
        page.goto("/documents")
        page.get_by_role("link", name=title, exact=True).first.click()
        page.wait_for_load_state()
        addresses += [page.url, f"{page.url}/correct"]
    page.goto("/search?q=reviewed")
    addresses += [str(page.locator(".hit-actions a[href$='/twins']").first.get_attribute("href"))]
    addresses += [str(page.locator(".hit h3 a").first.get_attribute("href"))]
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        found[address] = violations(page)
        if not fits(page):
            found[address].append("runs off the side")
    page.goto(addresses[5])
    page.get_by_label("Your name").fill("x")
    page.get_by_label("Inspection or visit").fill("A visit!")
    page.get_by_role("button", name="Save corrections").click()
    page.wait_for_load_state()
    found["a mistake"] = violations(page)
    context.close()
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_a_correction_is_made_with_the_keyboard_alone(
    browser: Browser, served_cabinet: str
) -> None:
    context = browser.new_context(base_url=served_cabinet)
    page = context.new_page()
    open_form(page)
    page.get_by_label("Title").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Typed")
    while not page.get_by_label("Your name").evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Typed")
    context.close()
