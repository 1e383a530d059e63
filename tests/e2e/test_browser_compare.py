"""Claims, figures and other authorities in a real browser: accessible, on any screen."""

import pytest
from playwright.sync_api import Browser, Page, expect

from indexer.home import Home
from tests.counting import COUNTY, HIGH, JUDGED, LOW, build_counting
from tests.e2e.conftest import LOOKS, fits, open_page
from tests.e2e.test_browser_access import violations

pytestmark = pytest.mark.browser

PAGES = [
    "/figures/",
    "/figures/?words=nothing-like-it",
    "/claims/",
    "/claims/?theme=neglect",
    "/comparators/",
    f"/comparators/?theme=neglect&without={COUNTY}",
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return build_counting(tmp_path_factory.mktemp("compared"))


def open_measure(page: Page) -> None:
    page.goto("/figures/")
    page.get_by_role("link", name="Reviews of children in care held on time").click()
    page.wait_for_load_state()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_no_page_breaks_a_rule_that_a_machine_can_check(
    browser: Browser, address: str, size: str, scheme: str
) -> None:
    page = open_page(browser, address, size, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = violations(page)
    open_measure(page)
    found["a measure"] = violations(page)
    page.context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_nothing_runs_off_the_side_at_320_pixels(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    page.set_viewport_size({"width": 320, "height": 640})
    wide = []
    for path in [*PAGES, "a measure"]:
        if path.startswith("/"):
            page.goto(path)
        else:
            open_measure(page)
        if not fits(page):
            wide.append(path)
    page.context.close()
    assert wide == []


def test_without_a_script_a_conflict_is_followed_to_its_passage(
    browser: Browser, address: str
) -> None:
    page = open_page(browser, address, java_script_enabled=False)
    open_measure(page)
    clash = page.get_by_role("region", name="What does not agree")
    expect(clash).to_contain_text(HIGH)
    expect(clash).to_contain_text(LOW)
    clash.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text(HIGH)
    page.context.close()


def test_a_theme_is_chosen_and_its_over_claim_read(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    page.goto("/claims/")
    page.get_by_role("link", name="Neglect", exact=True).click()
    pair = page.get_by_role("article", name="over-claim 1")
    expect(pair).to_contain_text(JUDGED)
    page.context.close()
