"""A real browser before a real server.

Chromium is taken from the system. Where there is none the tests are skipped, but
not in continuous integration (``CI`` is set there): then they fail.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from waitress import wasyncore

from app import create_app
from indexer.home import Home
from tests.cabinet import build_cabinet
from tests.staff import PASSWORD

SIZES = {"desk": (1280, 800), "phone": (390, 844)}
LOOKS = (("desk", "light"), ("phone", "dark"))
"""Sizes and colours that pages are checked in. Colours do not hang on the width: a few pages are
looked at in all four, the others in these two."""

_PATIENCE = 10_000
"""Milliseconds to wait for what a page is to show; a busy machine takes seconds."""

_SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def serving(home: Home) -> Iterator[str]:
    """Run a server over a home, the one that ``sightline serve`` runs; gives its address."""
    sockets: dict[int, Any] = {}
    server = waitress.create_server(create_app(home), map=sockets, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # In the thread that looks after the sockets; without any it comes to its end.
        server.trigger.pull_trigger(partial(wasyncore.close_all, sockets))
        thread.join()
        server.task_dispatcher.shutdown()


@pytest.fixture(scope="module")
def place(shelf: Home) -> Home:
    """The home that is served: the shelf, unless a module has a place of its own."""
    return shelf


def serve(place: Home) -> Iterator[str]:
    """The address of a server over the place.

    A module with a place for each test says ``address = pytest.fixture(serve)``.
    """
    with serving(place) as address:
        yield address


address = pytest.fixture(scope="module")(serve)


@pytest.fixture
def cabinet(tmp_path: Path) -> Home:
    """A home of its own with all that befalls files; a test may change it."""
    return build_cabinet(tmp_path)


@pytest.fixture
def served_cabinet(cabinet: Home) -> Iterator[str]:
    """The address of a server over the cabinet."""
    with serving(cabinet) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("No Chromium was found; install the package `chromium`.")
        pytest.skip("No Chromium was found on this machine.")
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=_SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES)
def context(
    browser: Browser, address: str, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A fresh browser profile at the size of a desk screen, then of a phone."""
    width, height = SIZES[request.param]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    context.set_default_timeout(_PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


def scheme_of(page: Page) -> Literal["light", "dark"]:
    """Return the colours that a page of its size is checked in."""
    size = page.viewport_size
    return "light" if size and size["width"] == SIZES["desk"][0] else "dark"


def open_page(browser: Browser, address: str, size: str = "desk", **options: object) -> Page:
    """Open an empty tab at the size of a screen, in a browser profile of its own."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, **options
    )
    return context.new_page()


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Fill in the form for signing in, which the page shows, and wait for what follows."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def drop(page: Page, onto: str, *paths: Path) -> None:
    """Drop files and folders of the disk on a part of the page, as from a window beside it."""
    target = page.locator(onto)
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box
    where = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    carried = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": step, **where, "data": carried})
    session.detach()


def fits(page: Page) -> bool:
    """Tell whether nothing of a page runs off the side."""
    page.wait_for_load_state()  # after a click the next page may have no content yet
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
