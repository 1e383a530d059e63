"""A lead reads on from a search: beside the results, at any size, to the copied citation."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import fits, scheme_of
from tests.e2e.test_browser_access import violations
from tests.shelf import CITED, DISCUSSIONS, OWN_WORDS, SUPERVISION

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Page]:
    """A tab on a wide and dense screen, for what is the same at every width."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 1400, "height": 900},
        device_scale_factor=2,
        reduced_motion="reduce",
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def open_hit(page: Page, search: str = "q=discussions", words: str = DISCUSSIONS) -> None:
    page.goto(f"/search?{search}")
    page.locator(".hit", has_text=words).locator("h3 a").click()
    page.wait_for_load_state()


def is_desk(page: Page) -> bool:
    size = page.viewport_size
    assert size
    return size["width"] > 1000


def choose_size(page: Page, zoom: int) -> None:
    """Choose a size of the page, and wait until its image has a dot for each of the screen."""
    page.locator(f"[data-zoom='{zoom}']").click()
    page.wait_for_function(
        """() => {
          const image = document.querySelector(".sheet img");
          const dots = Number(image.currentSrc.split("width=")[1] ?? 0);
          const shown = document.querySelector(".sheet").getBoundingClientRect().width;
          return image.complete && dots >= shown * devicePixelRatio;
        }"""
    )


# Beside the results


def test_the_results_stand_beside_the_document_or_folded_above_it(page: Page) -> None:
    open_hit(page, "q=supervision", SUPERVISION)
    other = page.locator(".beside-hits a").first
    if is_desk(page):
        list_, document = (page.locator(part).bounding_box() for part in (".beside", ".opened"))
        assert list_
        assert document
        assert list_["x"] + list_["width"] <= document["x"]
        expect(other).to_be_visible()
    else:
        expect(other).to_be_hidden()
        page.locator(".beside summary").click()
        expect(other).to_be_visible()


def test_the_keys_n_and_p_walk_through_the_results(page: Page) -> None:
    open_hit(page, "q=supervision&sort=date", OWN_WORDS)
    page.keyboard.press("n")
    expect(page.locator(".picked .text")).to_have_text(SUPERVISION)
    expect(page.locator("#beside-head")).to_have_text("Result 2 of 2")
    expect(page.locator(".beside-hits [aria-current]")).to_have_count(1)
    page.wait_for_load_state()
    page.keyboard.press("p")
    expect(page.locator(".picked .text")).to_have_text(OWN_WORDS)


def test_keys_that_are_turned_off_do_nothing(desk: Page) -> None:
    desk.goto("/help")
    desk.get_by_role("button", name="Turn the keys off").click()
    open_hit(desk, "q=supervision&sort=date", OWN_WORDS)
    desk.keyboard.press("n")
    desk.wait_for_timeout(300)
    expect(desk.locator(".picked .text")).to_have_text(OWN_WORDS)


def test_reading_on_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    open_hit(page, "q=supervision&sort=date", OWN_WORDS)
    page.get_by_role("link", name="Next → result").click()
    expect(page.locator(".picked .text")).to_have_text(SUPERVISION)
    page.get_by_role("link", name="200 %").click()
    expect(page.locator(".sheet.zoom-200")).to_be_visible()
    page.get_by_label("Page", exact=True).fill("ii")
    page.get_by_role("button", name="Go to that page").click()
    expect(page.locator(".passages")).to_contain_text(DISCUSSIONS)
    expect(page.locator(".sheet.zoom-200")).to_be_visible()
    page.get_by_text("Pages", exact=True).click()
    page.locator(".pages-near a").first.click()
    expect(page.locator("h1")).to_be_visible()
    context.close()


# The page


def test_the_page_is_as_sharp_as_the_screen_at_every_size(desk: Page) -> None:
    open_hit(desk)
    widths = []
    for zoom in (100, 200, 300):
        choose_size(desk, zoom)
        widths.append(desk.locator(".sheet").bounding_box())
    assert [round(box["width"] / widths[0]["width"]) for box in widths if box and widths[0]] == [
        1,
        2,
        3,
    ]


def test_the_words_of_the_page_are_selected_with_the_pointer_and_copied(desk: Page) -> None:
    open_hit(desk)
    line = desk.locator(".print text", has_text=DISCUSSIONS).bounding_box()
    assert line
    middle = line["y"] + line["height"] / 2
    desk.mouse.move(line["x"] + 1, middle)
    desk.mouse.down()
    desk.mouse.move(line["x"] + line["width"] - 1, middle, steps=5)
    desk.mouse.up()
    desk.keyboard.press("Control+c")
    copied = desk.evaluate("navigator.clipboard.readText()")
    assert copied in DISCUSSIONS
    assert len(copied) > len(DISCUSSIONS) - 4


def test_a_click_on_the_page_chooses_the_passage_there(desk: Page) -> None:
    desk.goto("/search?q=visits")
    desk.locator(".hit h3 a").first.click()
    desk.wait_for_load_state()
    desk.keyboard.press(".")
    desk.wait_for_url("**page=2**")
    desk.locator(".print text", has_text=DISCUSSIONS).click()
    expect(desk.locator(".picked .text")).to_have_text(DISCUSSIONS)


# A passage


@pytest.mark.parametrize("way", ["key", "button"])
def test_a_passage_is_copied_with_its_citation(desk: Page, way: str) -> None:
    open_hit(desk)
    if way == "key":
        desk.keyboard.press("c")
    else:
        desk.locator(".picked [data-copy]").click()
    expect(desk.get_by_text("Copied with its citation.")).to_be_attached()
    words, cited, link = desk.evaluate("navigator.clipboard.readText()").split("\n")
    assert (words, cited) == (f"“{DISCUSSIONS}”", CITED)
    assert "/passage/" in link


def test_a_label_tells_its_reason_on_focus_until_escape(desk: Page) -> None:
    open_hit(desk)
    label = desk.locator(".told .label", has_text="Strategy discussions")
    tip = desk.locator(f"#{label.get_attribute('aria-describedby')}")
    expect(tip).to_be_hidden()
    label.focus()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("found by its words")
    desk.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_on_paper_are_the_passage_its_citation_and_its_page(desk: Page) -> None:
    open_hit(desk)
    desk.emulate_media(media="print")
    for part in (".picked .text", ".picked .cite", ".sheet img", "#here"):
        expect(desk.locator(part)).to_be_visible()
    for part in (".beside", ".bar", ".passages > .passage:not(.picked)", ".unfold"):
        expect(desk.locator(part).first).to_be_hidden()


# All pages of this kind

PAGES = [
    "/overview",
    "/overview?new=2020-01-01&speaker=council",
    "/overview/themes/supervision-oversight",
    "/overview/themes/supervision-oversight?by=quarter",
    "/accessibility",
]


def test_the_overview_leads_to_the_passages_behind_a_number(desk: Page) -> None:
    desk.goto("/overview")
    row = desk.locator(".grid tr", has_text="Strategy discussions")
    row.locator(".count-of").first.click()
    expect(desk.locator(".hit")).to_have_count(1)
    expect(desk.locator(".hit")).to_contain_text(DISCUSSIONS)


def test_no_page_of_reading_or_overview_breaks_a_rule_that_a_machine_can_check(page: Page) -> None:
    page.emulate_media(color_scheme=scheme_of(page))
    found = {}
    for address in PAGES:
        page.goto(address)
        found[address] = violations(page)
    open_hit(page, "q=supervision", SUPERVISION)
    page.get_by_text("Pages", exact=True).click()
    page.locator(".told .label").first.focus()
    found["a result"] = violations(page)
    page.get_by_role("link", name="All 3 pages").click()
    page.wait_for_load_state()
    found["contents"] = violations(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_nothing_of_reading_or_overview_runs_off_the_side_at_400_per_cent(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 256})
    page = context.new_page()
    wide = []
    for path in PAGES:
        page.goto(path)
        wide += [path] * (not fits(page))
    open_hit(page, "q=supervision", SUPERVISION)
    wide += ["a result"] * (not fits(page))
    page.locator("[data-zoom='300']").click()
    wide += ["a page enlarged"] * (not fits(page))
    page.get_by_text("Pages", exact=True).click()
    page.get_by_role("link", name="All 3 pages").click()
    wide += ["contents"] * (not fits(page))
    context.close()
    assert wide == []
