"""Packs in a real browser: accessible, on any screen, and from a paper to a file on disk."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from indexer.home import Home
from indexer.pack import choosing
from indexer.pack.building import build
from indexer.pack.screening import rule_on
from indexer.pack.verifying import verify
from indexer.store.repository import Store
from tests.e2e.conftest import LOOKS, drop, open_page, serve, serving
from tests.e2e.test_browser_access import violations
from tests.packing import LATER, STORY, build_packing, id_of
from tests.papers import NEEDED, write_letter
from tests.shelf import KINSHIP, SUPERVISION

pytestmark = pytest.mark.browser

PAGES = ["/packs/", "/packs/1", "/packs/1/screen", "/packs/2", "/packs/built/1/verify"]
BOY = "Kofi Harbottle"
NAMED = f"Inspectors saw that {BOY} was seen alone on each visit and that his plan was reviewed."


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = build_packing(tmp_path_factory.mktemp("packs"))
    with Store.open(home.store) as store:
        pack = choosing.begin_pack(store, "Visits", who="Ann", intro="What we think.").id
        ids = [id_of(store, words) for words in (STORY, LATER, SUPERVISION)]
        choosing.add_passages(store, pack, ids, who="Ann")
        rule_on(store, pack, [("birth", "12/03/2014", "redact")], who="Ann")
        build(home, store, pack, who="Ann", undecided=True)
        choosing.begin_pack(store, "Nothing yet", who="Ann")
    return home


@pytest.fixture
def place(kept: Home, tmp_path: Path) -> Home:
    return Home(shutil.copytree(kept.path, tmp_path / "home"))


address = pytest.fixture(serve)


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_no_page_of_packs_breaks_a_rule_that_a_machine_can_check(
    browser: Browser, address: str, size: str, scheme: str
) -> None:
    page = open_page(browser, address, size, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for path in PAGES:
        page.goto(path)
        unfold(page)
        found[path] = violations(page)
    page.context.close()
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_nothing_of_packs_runs_off_the_side_at_320_pixels(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    page.set_viewport_size({"width": 320, "height": 640})
    wide = {}
    for path in PAGES:
        page.goto(path)
        unfold(page)
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert {path: width for path, width in wide.items() if width > 320} == {}


def test_a_hit_is_added_without_leaving_the_results(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    page.goto("/search?q=kinship")
    page.get_by_role("button", name="Add to pack").first.click()
    told = page.locator("form.to-pack [role=status]")
    told.get_by_role("link").wait_for()
    said, here = told.inner_text(), page.url
    page.context.close()
    assert said.startswith("1 passage added.")
    assert "/search?q=kinship" in here


def test_from_a_letter_dropped_on_the_page_to_a_pack_on_disk(
    browser: Browser, tmp_path: Path
) -> None:
    write_letter(tmp_path / "letter.pdf", NAMED)
    home = Home(tmp_path / "home")
    with serving(home) as served:
        page = open_page(browser, served)
        page.goto("/add")
        drop(page, "form.drop", tmp_path / "letter.pdf")
        page.wait_for_url("**/add/*")
        wait_for(page, ".job-done")
        page.goto("/findings/")
        page.get_by_role("link", name=NEEDED).click()
        page.get_by_role("button", name="Add to pack").first.click()
        page.locator("form.to-pack [role=status] a").wait_for()
        page.goto("/search?q=alone")
        page.get_by_role("button", name="Add to pack").first.click()
        page.locator("form.to-pack [role=status] a").click()
        shown = screen_and_build(page, tmp_path / "pack.zip")
    with Store.open(home.store) as store:
        assert verify(tmp_path / "pack.zip", store).holds
    manifest = manifest_of(tmp_path / "pack.zip")
    assert any(BOY in one for one in shown)
    assert NEEDED in manifest
    assert "[name removed] was seen alone" in manifest
    assert BOY not in manifest


def test_a_pack_is_made_without_a_script(browser: Browser, address: str, tmp_path: Path) -> None:
    page = open_page(browser, address, java_script_enabled=False)
    page.goto("/search?q=kinship")
    page.get_by_role("button", name="Add to pack").first.click()
    page.wait_for_url(re.compile(r"/packs/\d+\b"))
    screen_and_build(page, tmp_path / "pack.zip")
    assert verify(tmp_path / "pack.zip").holds
    assert KINSHIP in manifest_of(tmp_path / "pack.zip")


def screen_and_build(page: Page, target: Path) -> list[str]:
    """Redact all that a pack's screen shows, build the pack and keep it; returns what was shown."""
    page.get_by_role("link", name="Screen for private people").click()
    shown = page.locator(".choices legend").all_inner_texts()
    if shown:
        page.get_by_role("button", name="redact all the rest").click()
    page.get_by_role("link", name="Go on to build the pack").click()
    page.get_by_role("button", name="Build the pack").click()
    wait_for(page, "a[download]")
    with page.expect_download() as download:
        page.locator("a[download]").first.click()
    download.value.save_as(target)
    page.context.close()
    return shown


def manifest_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("manifest.json").decode()


def wait_for(page: Page, part: str) -> None:
    """Wait until a page about background work, which keeps itself up to date, shows a part."""
    page.locator(part).first.wait_for(timeout=60_000)
