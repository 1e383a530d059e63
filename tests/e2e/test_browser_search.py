"""A question at noon: search, narrow, open the page where the answer stands."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.shelf import DISCUSSIONS

pytestmark = pytest.mark.browser


def open_filters(page: Page) -> None:
    """Unfold the filters where a narrow screen folds them."""
    summary = page.locator(".filters > summary")
    page.wait_for_load_state()  # until the styles are there, a wide screen shows the fold too
    if summary.is_visible():
        summary.click()


def ask(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_label("Search the evidence").fill(words)
    page.get_by_role("button", name="Search").click()


def is_in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    assert box
    assert size
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_a_question_leads_to_the_page_with_the_answer_in_view(page: Page) -> None:
    ask(page, "discussions")
    open_filters(page)
    page.get_by_role("link", name="Needs improvement").first.click()
    expect(page.locator(".chosen-list")).to_contain_text("Needs improvement")
    page.locator(".hit h3 a").first.click()
    page.wait_for_load_state()
    assert "#here" in page.url
    assert is_in_view(page, "#here")
    expect(page.locator(".picked .text")).to_have_text(DISCUSSIONS)
    assert page.locator(".sheet img").evaluate("image => image.complete && image.naturalWidth > 0")


def test_the_way_back_from_a_hit_keeps_the_filters(page: Page) -> None:
    page.goto("/search?q=discussions&stance=needs-improvement")
    page.locator(".hit h3 a").first.click()
    page.get_by_role("link", name="Back to the results for discussions").click()
    expect(page.locator(".chosen-list")).to_contain_text("Needs improvement")


def test_a_filter_is_taken_away_with_one_click(page: Page) -> None:
    page.goto("/search?q=discussions&stance=needs-improvement")
    page.locator(".chosen-list a").first.click()
    expect(page.locator(".chosen-list")).to_have_count(0)


def test_nothing_is_loaded_from_elsewhere_and_nothing_fails(page: Page, served: str) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for address in ("/", "/search?q=script", "/documents", "/help", "/about"):
        page.goto(address)
    page.goto("/search?q=discussions")
    page.locator(".hit h3 a").first.click()
    page.wait_for_load_state()
    assert asked
    assert [url for url in asked if not url.startswith(served)] == []
    assert faults == []


def test_everything_works_without_javascript(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    ask(page, "discussions")
    page.get_by_role("link", name="Needs improvement").first.click()
    page.locator(".hit h3 a").first.click()
    expect(page.locator(".picked .text")).to_have_text(DISCUSSIONS)
    expect(page.locator("#here")).to_be_visible()
    context.close()


def test_markup_in_a_document_runs_nothing(page: Page) -> None:
    page.goto("/search?q=script")
    page.locator(".hit h3 a").first.click()
    page.wait_for_load_state()
    assert page.title() != "taken"
    expect(page.locator("h1")).to_contain_text("<script>")


def test_keys_reach_the_box_and_the_hits_and_can_be_turned_off(page: Page) -> None:
    page.goto("/search?q=supervision")
    page.keyboard.press("j")
    expect(page.locator(".hit h3 a").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("Search the evidence")).to_be_focused()
    page.goto("/help")
    page.get_by_role("button", name="Turn the keys off").click()
    page.goto("/search?q=supervision")
    page.keyboard.press("/")
    expect(page.get_by_label("Search the evidence")).not_to_be_focused()


def test_a_keyboard_alone_reaches_the_content_first(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/documents")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
