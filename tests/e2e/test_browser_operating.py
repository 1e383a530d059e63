"""What operators and leads do now and then: add papers and follow them, change what is tagged."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from indexer.home import Home
from indexer.ingest import Summary
from tests.e2e.conftest import drop, fits, scheme_of, sign_in
from tests.e2e.test_browser_access import violations
from tests.staff import add_staff

pytestmark = pytest.mark.browser

WORK = 60_000
"""Milliseconds that work in the background may take."""

VISITS = "Visits to children in care are purposeful, and children are seen alone."


@pytest.fixture(scope="module")
def place(indexed: tuple[Home, Summary], tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(shutil.copytree(indexed[0].path, tmp_path_factory.mktemp("operated") / "home"))
    add_staff(home)
    return home


def arrive(page: Page, at: str, name: str) -> None:
    page.goto(at)
    sign_in(page, name)


def width_of(page: Page) -> int:
    return page.viewport_size["width"] if page.viewport_size else 0


def write(folder: Path, files: dict[str, str]) -> list[Path]:
    """Write texts into a folder, which may hold folders."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return [folder / name for name in files]


def test_a_folder_that_is_dropped_is_followed_to_the_ledger(page: Page, tmp_path: Path) -> None:
    """The operator's main path."""
    width = width_of(page)
    arrive(page, "/documents", "tagger")
    page.get_by_role("link", name="Add papers").click()
    assert violations(page) == []
    texts = {f"visits {width}.txt": f"{VISITS} Seen at {width}.", f"old/blank {width}.txt": ""}
    write(tmp_path / "from the share", texts)
    drop(page, "form.drop", tmp_path / "from the share")
    page.wait_for_url("**/add/2*", timeout=WORK)
    expect(page.locator(".job-state")).to_contain_text("Done", timeout=WORK)
    row = page.get_by_role("row").filter(has_text=f"visits {width}.txt")
    expect(row).to_contain_text("Indexed")
    expect(page.get_by_role("row").filter(has_text=f"blank {width}.txt")).to_contain_text("empty")
    assert violations(page) == []
    assert fits(page)
    page.get_by_role("link", name="list of documents").click()
    expect(page.locator("table caption")).to_contain_text("2 files")
    page.get_by_role("row").filter(has_text=f"visits {width}.txt").get_by_role("link").first.click()
    expect(page.get_by_text(f"Seen at {width}.").first).to_be_visible()


def test_a_file_that_is_refused_is_told_and_the_others_are_read(page: Page, tmp_path: Path) -> None:
    width = width_of(page)
    arrive(page, "/add", "tagger")
    texts = {"Thumbs.db": "x", f"minutes {width}.txt": f"{VISITS} Minuted at {width}."}
    drop(page, "form.drop", *write(tmp_path, texts))
    expect(page.locator("[data-told]")).to_contain_text("1 of 2 arrived")
    expect(page.locator("[data-files]")).to_contain_text("Thumbs.db was left out")
    assert violations(page) == []
    page.get_by_role("link", name="See what becomes of them").click()
    expect(page.locator(".job-state")).to_contain_text("Done", timeout=WORK)


def test_papers_are_added_without_scripts(browser: Browser, address: str, tmp_path: Path) -> None:
    paper = tmp_path / "plain.txt"
    paper.write_text(f"{VISITS} Sent by a form.")
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    arrive(page, "/add", "tagger")
    page.get_by_label("Papers to add").set_input_files(paper)
    page.get_by_role("button", name="Add", exact=True).click()
    for _ in range(20):  # the page asks for itself anew every few seconds
        page.wait_for_timeout(2_000)
        if page.locator(".job-done").count():
            break
    expect(page.get_by_role("row").filter(has_text="plain.txt")).to_contain_text("Indexed")
    context.close()


def test_a_lead_adds_a_theme_sees_what_it_tags_and_finds_it_in_search(page: Page) -> None:
    """The lead's path through the taxonomy."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    name = f"Workers at {width}"
    arrive(page, "/taxonomy/", "lead")
    assert violations(page) == []
    assert fits(page)
    page.get_by_role("link", name="Add a theme").click()
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Give at least one term.")
    assert violations(page) == []
    page.get_by_role("textbox", name="What counts").fill("Who works with children.")
    page.get_by_role("textbox", name="What does not").fill("Nothing.")
    page.get_by_role("textbox", name="Terms", exact=True).fill("social workers")
    page.get_by_role("checkbox", name="Leaders").check()
    page.get_by_role("button", name="Show what it would tag").click()
    expect(page.get_by_role("status")).to_contain_text("would gain the theme")
    expect(page.locator(".example mark").first).to_have_text("social workers", ignore_case=True)
    assert violations(page) == []
    assert fits(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It counts from now on.")).to_be_visible()
    assert violations(page) == []
    expect(page.locator(".job")).to_have_count(0, timeout=WORK)
    page.goto(f"/search?q=social+workers&theme=workers-at-{width}")
    expect(page.locator("[data-hit]").first).to_be_visible()
    expect(page.locator("[data-hit]").first).to_contain_text(name)
    page.goto("/taxonomy/history")
    expect(page.get_by_role("heading", name=f"{name} was added")).to_be_visible()
    assert violations(page) == []


def test_no_page_of_operating_breaks_a_rule_that_a_machine_can_check(page: Page) -> None:
    page.emulate_media(color_scheme=scheme_of(page))
    arrive(page, "/jobs", "lead")
    found = {}
    for at in ("/jobs", "/add", "/taxonomy/theme/visits", "/taxonomy/framework/ilacs"):
        page.goto(at)
        found[at] = violations(page)
        if not fits(page):
            found[at].append("wider than the screen")
    assert {at: faults for at, faults in found.items() if faults} == {}
