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
from typing import Any

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress import wasyncore

from app import create_app
from indexer.home import Home
from tests.cabinet import build_cabinet

SIZES = {"desk": (1280, 800), "phone": (390, 844)}

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


@pytest.fixture(scope="session")
def served(shelf: Home) -> Iterator[str]:
    """The address of a server over the shelf."""
    with serving(shelf) as address:
        yield address


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
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=_SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(params=SIZES)
def context(
    browser: Browser, served: str, request: pytest.FixtureRequest
) -> Iterator[BrowserContext]:
    """A fresh browser profile at the size of a desk screen, then of a phone."""
    width, height = SIZES[request.param]
    context = browser.new_context(
        base_url=served, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


def open_page(browser: Browser, address: str, size: str = "desk", **options: object) -> Page:
    """Open an empty tab at the size of a screen, in a browser profile of its own."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, **options
    )
    return context.new_page()
