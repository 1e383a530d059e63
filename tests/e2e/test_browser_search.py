"""A question at noon: search, narrow, open the page where the answer stands."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import fits, serving
from tests.e2e.test_browser_access import violations
from tests.shelf import CITED, DISCUSSIONS, build_shelf

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
    expect(page.locator(".picked .cite")).to_have_text(f"Cite as {CITED}")
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


def test_nothing_is_loaded_from_elsewhere_and_nothing_fails(page: Page, address: str) -> None:
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in ("/", "/search?q=script", "/documents", "/help", "/about"):
        page.goto(path)
    page.goto("/search?q=discussions")
    page.locator(".hit h3 a").first.click()
    page.wait_for_load_state()
    assert asked
    assert [url for url in asked if not url.startswith(address)] == []
    assert faults == []


def test_everything_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
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


# Around a search

AROUND = [
    "/search?q=supervison",
    "/search?q=supervision+(priority+SGO",
    "/search?q=supervision&year=2020..2022",
    "/compare?q=supervision",
    "/compare?q=supervision&by=type",
    "/searches",
    "/questions",
]


def test_no_page_around_a_search_breaks_a_rule_that_a_machine_can_check(page: Page) -> None:
    size = page.viewport_size
    assert size
    # Each scheme at one size: colours do not change with it, and every page takes a second.
    page.emulate_media(color_scheme="light" if size["width"] > 1000 else "dark")
    found = {}
    for address in AROUND:
        page.goto(address)
        found[address] = violations(page) + ["runs off the side"] * (not fits(page))
    page.goto("/search?q=reflective")
    page.get_by_role("link", name="More like this").click()
    found["more like this"] = violations(page)
    page.goto("/search?q=supervision")
    page.get_by_text("Save this search").click()
    found["saving"] = violations(page)
    page.get_by_text("Export all").click()
    found["exporting"] = violations(page)
    page.goto("/questions")
    page.get_by_label("Questions, one a line").fill("supervision\n(visits\nzebra")
    page.get_by_role("button", name="Ask all", exact=True).click()
    expect(page.locator(".counted tbody tr")).to_have_count(3)
    found["counted"] = violations(page) + ["runs off the side"] * (not fits(page))
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_nothing_around_a_search_runs_off_the_side_when_enlarged_to_400_per_cent(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 256})
    page = context.new_page()
    wide = []
    for path in AROUND:
        page.goto(path)
        if not fits(page):
            wide.append(path)
    context.close()
    assert wide == []


def test_columns_stand_side_by_side_on_a_desk_and_below_one_another_on_a_phone(
    page: Page,
) -> None:
    page.goto("/compare?q=supervision")
    first, second = (page.locator(".columns section").nth(n).bounding_box() for n in (0, 1))
    size = page.viewport_size
    assert first
    assert second
    assert size
    if size["width"] > 1000:
        assert first["y"] == second["y"]
    else:
        assert second["y"] > first["y"] + first["height"]


def test_a_search_is_saved_opened_renamed_and_removed_without_javascript(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(build_shelf(tmp_path)) as address:
        context = browser.new_context(base_url=address, java_script_enabled=False)
        page = context.new_page()
        page.goto("/search?q=supervision&stance=needs-improvement")
        page.get_by_text("Save this search").click()
        page.get_by_label("Name").fill("For the lead")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", name="For the lead")).to_be_visible()
        page.get_by_text("Rename or remove").click()
        page.get_by_label("New name").fill("Oversight")
        page.get_by_role("button", name="Rename").click()
        page.get_by_role("button", name="Open all 1 passage").click()
        expect(page.locator(".chosen-list")).to_contain_text("Needs improvement")
        page.goto("/searches")
        page.get_by_text("Rename or remove").click()
        page.get_by_role("button", name="Remove").click()
        expect(page.get_by_text("Nothing is saved yet")).to_be_visible()
        context.close()


def test_all_hits_are_kept_as_a_file(page: Page) -> None:
    page.goto("/search?q=supervision")
    page.get_by_text("Export all 2").click()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Comma-separated values").click()
    assert kept.value.suggested_filename == "sightline-supervision.csv"
    assert len(kept.value.path().read_text(encoding="utf-8-sig").splitlines()) >= 3


def test_a_run_of_years_is_chosen_by_its_ends(page: Page) -> None:
    page.goto("/search?q=supervision&year=2020")
    open_filters(page)
    page.locator("select[name=from_year]").select_option("2021")
    page.locator("select[name=to_year]").select_option("2022")
    page.get_by_role("button", name="Apply years").click()
    expect(page.locator(".chosen-list")).to_contain_text("Year: 2021")
    expect(page.locator(".hit")).to_have_count(1)


def test_escape_closes_what_was_unfolded_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/search?q=supervision")
    page.get_by_text("Save this search").click()
    page.get_by_label("Name").press("Escape")
    expect(page.get_by_label("Name")).to_be_hidden()
    expect(page.locator(".actions summary").first).to_be_focused()
