"""The findings register in a real browser: accessible, on any screen, without a script."""

import pytest
from playwright.sync_api import Browser, Page

from indexer.home import Home
from tests.e2e.conftest import SIZES, open_page
from tests.e2e.test_browser_access import violations
from tests.register import ANSWER, LETTER, PACE, build_register

pytestmark = pytest.mark.browser

PAGES = ["/findings/", "/findings/?words=nothing-like-it", "/findings/gaps"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return build_register(tmp_path_factory.mktemp("findings"))


def open_finding(page: Page) -> None:
    page.goto("/findings/")
    page.get_by_role("link", name=PACE, exact=True).click()
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_register_breaks_a_rule_that_a_machine_can_check(
    browser: Browser, address: str, size: str, scheme: str
) -> None:
    page = open_page(browser, address, size, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for path in [*PAGES, f"/findings/add/{LETTER}"]:
        page.goto(path)
        found[path] = violations(page)
    open_finding(page)
    found["a finding"] = violations(page)
    page.context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_nothing_of_the_register_runs_off_the_side_at_320_pixels(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address)
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in PAGES:
        page.goto(path)
        wide.append(page.evaluate("document.documentElement.scrollWidth"))
    open_finding(page)
    wide.append(page.evaluate("document.documentElement.scrollWidth"))
    page.context.close()
    assert max(wide) <= 320


def test_evidence_is_confirmed_and_rated_without_a_script(browser: Browser, address: str) -> None:
    page = open_page(browser, address, java_script_enabled=False)
    page.goto("/findings/")
    page.get_by_role("link", name=PACE, exact=True).click()
    item = page.locator(".evidence", has_text=ANSWER)
    item.locator("summary").click()
    item.get_by_label("and speaks").select_option("supports")
    item.get_by_role("button", name="Confirm").click()
    confirmed = page.locator(".evidence.is-confirmed").inner_text()
    page.locator("summary", has_text="Rate impact").click()
    impact = page.locator(".scale", has_text="Rate impact")
    impact.get_by_label("Some").check()
    impact.get_by_role("button").click()
    told = page.locator(".scale", has_text="Rate impact").inner_text()
    page.context.close()
    assert ANSWER in confirmed
    assert "Some" in told.split("Rate impact")[0]
