"""Queues, agreement, training and the codebook in a real browser, by their main paths."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from indexer.agreement.coding import keep_coding
from indexer.agreement.model import Coding, RoundKind
from indexer.home import Home
from indexer.jobs.running import job_now
from indexer.store.repository import Store
from nlp.taxonomy import load_taxonomy
from tests.candidate import VERSION, add_candidate
from tests.e2e.conftest import fits, open_page, serve
from tests.e2e.test_browser_access import violations
from tests.shelf import KINSHIP, SUPERVISION, build_shelf

pytestmark = pytest.mark.browser

ADA, BEN = "Ada Okoro", "Ben Marsh"


@pytest.fixture
def place(tmp_path: Path) -> Home:
    """A home with a round that two people have coded, differing on one passage of two."""
    home = build_shelf(tmp_path)
    taxonomy = load_taxonomy()
    with Store.open(home.store) as store:
        ids = [p.id for p in store.passages() if p.text in (SUPERVISION, KINSHIP)]
        one = store.add_round("Spring", RoundKind.DOUBLE, ids, coders=[ADA, BEN], who="Cleo")
        for who in (ADA, BEN):
            for number, passage in enumerate(ids):
                stance = "context" if number and who == BEN else "strength"
                coding = Coding(frozenset({"workforce"}), frozenset(), stance, mixed=False)
                keep_coding(store, taxonomy, one, passage, coding, who=who)
    return home


address = pytest.fixture(serve)


def check(page: Page) -> None:
    """Look at the page at hand as a machine can: its rules, and that nothing runs off the side."""
    assert violations(page) == []
    assert fits(page)


def test_quality_assurance_from_the_queue_to_the_figures_of_a_training(
    page: Page, place: Home
) -> None:
    page.goto("/queues/")
    check(page)
    page.get_by_role("link", name="New documents").click()
    check(page)
    first = page.locator(".at-hand").inner_text()
    page.keyboard.press("y")
    expect(page.get_by_text("Every label is decided.")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(".at-hand")).not_to_have_text(first)
    expect(page.get_by_text("1 passage today")).to_be_visible()

    page.goto("/training/")
    check(page)
    expect(page.get_by_text("1 passage can be learnt from")).to_be_visible()
    page.get_by_role("button", name="Train a new model").click()
    page.wait_for_url("**/training/*")
    expect(page.get_by_role("status")).to_contain_text(re.compile("Waiting|Under way"))
    check(page)
    _stop(place)


def test_a_lead_keeps_a_model_that_was_trained_and_it_labels_from_then_on(
    browser: Browser, address: str, place: Home
) -> None:
    add_candidate(place)
    page = open_page(browser, address)
    page.goto("/training/")
    page.get_by_role("row").filter(has_text="waits for a lead").get_by_role("link").click()
    expect(page.locator(".is-worse")).to_contain_text("Strength")
    check(page)
    page.get_by_role("button", name="Keep the new model").click()
    expect(page.locator(".job-state")).to_contain_text("Done", timeout=60_000)
    expect(page.locator(".lead")).to_contain_text("This model was kept")
    check(page)
    page.get_by_role("link", name="Training", exact=True).first.click()
    expect(page.get_by_text("The model in use is")).to_contain_text(VERSION)
    page.context.close()
    with Store.open(place.store) as store:
        assert all(VERSION in store.pipeline_of(one.id) for one in store.documents())


def _stop(home: Home) -> None:
    """Let no training go on after a test, whose home is gone then."""
    with Store.open(home.store) as store:
        [job] = store.jobs(kind="train")
        store.ask_to_stop(job.id)
        while (now := job_now(home, store, job.id)) and now.state.is_open:
            store.ask_to_stop(job.id)


def test_keys_choose_and_save_a_blind_coding(page: Page) -> None:
    page.goto("/queues/sample")
    check(page)
    first = page.locator(".at-hand").inner_text()
    page.keyboard.press("2")
    expect(page.get_by_label("Needs improvement")).to_be_checked()
    page.keyboard.press("6")
    expect(page.locator("input[name=area]").first).to_be_checked()
    page.keyboard.press("t")
    page.keyboard.type("kinship")
    expect(page.locator(".coding-themes .tick:visible")).to_have_count(1)
    check(page)
    page.keyboard.press("Enter")
    expect(page.locator("input[value=kinship-care]")).to_be_checked()
    expect(page.get_by_label("Direct work")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator(".at-hand")).not_to_have_text(first)


def test_a_lead_from_agreement_to_a_label_that_counts(page: Page, place: Home) -> None:
    page.goto("/agreement/")
    check(page)
    page.get_by_role("link", name="Spring").first.click()
    check(page)
    page.get_by_role("link", name="What it says").click()
    check(page)
    page.get_by_role("link", name=f"{ADA} Strength, {BEN} Context: 1").click()
    expect(page.get_by_role("heading", name="1 passage")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Settle it").click()
    check(page)
    disputed = page.locator(".at-hand").inner_text()
    page.get_by_role("button", name=f"Take {BEN}").click()
    expect(page.get_by_text("Every passage that was coded differently is settled.")).to_be_visible()
    with Store.open(place.store) as store:
        label = next(p.annotation for p in store.passages() if p.text == disputed)
    assert label
    assert label.stance.id == "context"


def test_a_lead_rewords_an_entry_of_the_codebook(page: Page) -> None:
    page.goto("/codebook/")
    check(page)
    page.get_by_role("link", name="Care leavers", exact=True).last.click()
    page.get_by_role("link", name="Change this entry").click()
    check(page)
    page.get_by_label("What belongs to it").fill("Preparation for a home, and life in it.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. The earlier wording is kept below.")).to_be_visible()
    check(page)
