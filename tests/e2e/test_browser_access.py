"""Whoever reads: by screen reader, enlarged, in the dark, on a phone, on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import fits

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/search?q=supervision",
    "/search?stance=strength&stance=needs-improvement&since=2020-01-01",
    "/search?q=zebra&stance=strength",
    "/search?q=(visits",
    "/documents",
    "/help",
    "/about",
    "/accessibility",
    "/nowhere",
]
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # The long lists of what was found in order take as much time as looking.
    "resultTypes": ["violations"],
}


def violations(page: Page) -> list[str]:
    page.wait_for_load_state()  # without its styles no page is as it should be
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def open_hit(page: Page) -> None:
    page.goto("/search?q=discussions")
    page.locator(".hit h3 a").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_that_a_machine_can_check(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    found = {}
    for path in PAGES:
        page.goto(path)
        found[path] = violations(page)
    open_hit(page)
    found["a document"] = violations(page)
    page.goto("/search?q=priority")
    page.locator(".hit h3 a").first.click()
    page.wait_for_load_state()
    found["a text"] = violations(page)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_main_heading_and_its_landmarks(page: Page, path: str) -> None:
    page.goto(path)
    counts = [page.locator(part).count() for part in ("h1", "main", "header", "footer")]
    assert counts == [1, 1, 1, 1]


def test_nothing_runs_off_the_side_when_enlarged_to_400_per_cent(
    browser: Browser, address: str
) -> None:
    # 1280 pixels enlarged four times leave 320 by the measure of WCAG 1.4.10.
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 256})
    page = context.new_page()
    wide = []
    for path in PAGES:
        page.goto(path)
        if not fits(page):
            wide.append(path)
    open_hit(page)
    if not fits(page):
        wide.append("a document")
    context.close()
    assert wide == []


def test_on_paper_the_passages_stay_and_the_controls_go(page: Page) -> None:
    page.goto("/search?q=supervision")
    page.emulate_media(media="print")
    assert page.locator(".hit").first.is_visible()
    assert not page.locator("form.search").is_visible()
    assert not page.locator(".filters").is_visible()
