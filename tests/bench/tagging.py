"""From a key to a saved decision, in a real browser before a real server."""

import shutil

from playwright.sync_api import Page, sync_playwright

from indexer.home import Home
from tests.bench.figures import Figures, percentile
from tests.bench.serving import serving

PASSAGES = 20
"""Passages decided of, all hits of a page, with three keys each: two stances, and yes."""

_WATCH = """() => {
  window.waits = [];
  let pressed = 0;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  document.addEventListener("tagging:saved", () => window.waits.push(performance.now() - pressed));
}"""


def bench_tagging(home: Home, figures: Figures, size: str) -> None:
    """Decide labels of hits by keys, one after another, and time each until it is saved."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        print("Tagging is not measured: there is no Chromium.")
        return
    with serving(home) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(base_url=f"http://127.0.0.1:{port}")
        waits = _decide(page)
        browser.close()
    figures.add(f"{size} key to saved, median", percentile(waits, 0.5), "ms")
    figures.add(f"{size} key to saved, 95th", percentile(waits, 0.95), "ms")


def _decide(page: Page) -> list[float]:
    page.goto("/search?q=supervision")
    page.evaluate(_WATCH)
    waits: list[float] = []
    for _ in range(PASSAGES):
        page.keyboard.press("j")
        for key in "12y":
            page.keyboard.press(key)
            waits = _saved(page, len(waits) + 1)
    return waits


def _saved(page: Page, wanted: int) -> list[float]:
    for _ in range(500):
        waits: list[float] = page.evaluate("window.waits")
        if len(waits) >= wanted:
            return waits
        page.wait_for_timeout(20)
    raise SystemExit(f"Decision {wanted} was not saved within ten seconds.")
