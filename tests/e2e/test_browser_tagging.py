"""Tagging in a real browser: by the keyboard alone, without a connection, without a script."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from indexer.home import Home
from indexer.model import Metadata, Passage
from indexer.search.lifecycle import open_for_writing
from indexer.search.records import records_of
from indexer.store.repository import Store
from nlp.types import Source, Speaker, Stance
from tests.e2e.conftest import open_page, serve
from tests.e2e.test_browser_access import violations
from tests.shelf import ledger_entry, make_text, note, read_anew

pytestmark = pytest.mark.browser

PASSAGES = 20
ADDED = "Kinship, family and friends care and special guardianship"


@pytest.fixture
def place(tmp_path: Path) -> Home:
    """A home with one paper of twenty passages, each labelled the same."""
    home = Home(tmp_path / "home")
    texts = [f"Visit {number} to the child was made on time." for number in range(PASSAGES)]
    label = note(Stance.CONTEXT, "visits", "workforce", speaker=Speaker.COUNCIL)
    document, passages = make_text(tmp_path / "visits.txt", texts, Metadata(), label)
    with Store.open(home.store, create=True) as store:
        store.save_document(document, passages, pipeline="shelf")
        store.record(ledger_entry(document))
    records = records_of(passages, document)
    open_for_writing(home.search, engine="auto", pipeline="shelf", records=records).close()
    return home


address = pytest.fixture(serve)


@pytest.fixture
def page(context: BrowserContext, place: Home) -> Page:
    """The paper, opened."""
    page = context.new_page()
    page.goto(f"/document/{stored(place)[0].document}")
    return page


def stored(home: Home) -> list[Passage]:
    with Store.open(home.store) as store:
        return list(store.passages())


def told(page: Page, text: str) -> None:
    expect(page.locator(".tag-bar [role=status]").first).to_contain_text(text)


def test_twenty_passages_are_tagged_without_the_mouse(page: Page, place: Home) -> None:
    for number in range(PASSAGES):
        page.keyboard.press("j")
        page.keyboard.press("1")
        told(page, "Saved. What it says: Strength")
        page.keyboard.press("t")
        expect(page.locator("#tag-palette-input")).to_be_focused()
        page.keyboard.type("special guard")
        page.keyboard.press("Enter")
        told(page, f"Saved. Theme: {ADDED}")
        page.keyboard.press("x")
        page.keyboard.type("caseload")
        page.keyboard.press("Enter")
        told(page, "Saved. Not the theme")
        page.keyboard.press("y")
        told(page, "Saved. All as suggested")
        expect(page.locator(".passage").nth(number).locator(".badge")).to_contain_text("Strength")
    for passage in stored(place):
        assert passage.annotation
        assert {one.id for one in passage.annotation.themes} == {"visits", "kinship-care"}
        assert passage.annotation.stance.id is Stance.STRENGTH
        assert {one.source for one in passage.annotation.themes} == {Source.PERSON}


def test_the_last_decision_is_undone_and_done_again_by_a_key(page: Page, place: Home) -> None:
    page.keyboard.press("j")
    page.keyboard.press("1")
    told(page, "Saved. What it says: Strength")
    page.keyboard.press("u")
    told(page, "Undone: What it says: Strength")
    expect(page.locator(".passage").first.locator(".badge")).to_contain_text("Context")
    page.keyboard.press("r")
    told(page, "Redone: What it says: Strength")
    assert stored(place)[0].annotation.stance.id is Stance.STRENGTH


def test_what_is_decided_on_words_that_are_others_by_now_is_refused_with_what_was_chosen(
    page: Page, place: Home
) -> None:
    page.keyboard.press("j")
    expect(page.locator("[data-panel]")).to_have_count(1)
    passage = stored(place)[0]
    read_anew(place, {passage.text: "Visits are late."})
    page.keyboard.press("o")
    page.keyboard.type("Look again.")
    page.locator(".passage").first.get_by_role("button", name="Keep").click()
    refused = page.locator(".tag-refused")
    expect(refused).to_contain_text("Not saved: Note: Look again.")
    expect(refused).to_contain_text("It says now: “Visits are late.”")
    refused.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/passage/{passage.id}/tag$"))
    page.wait_for_load_state()  # the keys are heard from then on
    page.keyboard.press("1")
    told(page, "Saved. What it says: Strength")


def test_what_is_decided_without_a_connection_is_saved_when_it_is_back(
    context: BrowserContext, page: Page, place: Home
) -> None:
    page.keyboard.press("j")
    expect(page.locator("[data-panel]")).to_have_count(1)
    context.set_offline(True)
    for key in "125":
        page.keyboard.press(key)
    expect(page.locator(".tag-unsaved")).to_contain_text("3 decisions not yet saved")
    expect(page.locator("[data-waits]").first).to_contain_text("Page furniture")
    context.set_offline(False)
    told(page, "Saved. What it says: Page furniture")
    expect(page.locator(".tag-unsaved")).to_be_empty()
    with Store.open(place.store) as store:
        values = [one.value for one in store.decisions()]
    assert values == ["strength", "needs-improvement", "skip"]


def test_what_is_not_saved_outlives_the_page(
    context: BrowserContext, page: Page, place: Home
) -> None:
    page.keyboard.press("j")
    expect(page.locator("[data-panel]")).to_have_count(1)
    context.set_offline(True)
    page.keyboard.press("1")
    expect(page.locator(".tag-unsaved")).to_contain_text("1 decision not yet saved")
    page.close(run_before_unload=False)
    context.set_offline(False)
    later = context.new_page()
    later.goto("/search?q=visit")
    told(later, "Saved. What it says: Strength")
    assert stored(place)[0].annotation.stance.id is Stance.STRENGTH


def test_undo_and_redo_take_no_room_until_tagging_begins_and_cover_nothing_then(page: Page) -> None:
    undo = page.get_by_role("button", name="Undo")
    page.keyboard.press("j")
    expect(page.locator("[data-panel]")).to_have_count(1)
    expect(undo).to_have_count(0)  # neither to be seen nor to be reached
    page.keyboard.press("1")
    told(page, "Saved")
    expect(undo).to_be_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    foot, bar = (page.locator(part).bounding_box() for part in (".foot", ".tag-bar"))
    assert foot
    assert bar
    assert foot["y"] + foot["height"] <= bar["y"] + 1
    page.reload()
    expect(undo).to_be_visible()  # there is something to undo
    undo.click()
    told(page, "Undone: What it says: Strength")
    expect(page.get_by_role("button", name="Redo")).to_have_attribute("aria-disabled", "false")


def test_the_palette_offers_all_and_finds_a_theme_by_another_name(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option", name="What it says: Strength")).to_be_visible()
    page.keyboard.type("wishes and feelings")
    expect(page.get_by_role("option").first).to_contain_text("Voice of the child")
    page.keyboard.press("Enter")
    told(page, "Saved. Theme: Voice of the child")


def test_keys_that_are_turned_off_do_nothing(page: Page, place: Home) -> None:
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn the keys off").click()
    page.get_by_role("button", name="Close").click()
    page.locator(".tag summary").first.focus()
    page.keyboard.press("1")
    page.wait_for_timeout(300)
    with Store.open(place.store) as store:
        assert store.decisions() == []


def test_a_key_typed_into_a_field_is_no_command(page: Page, place: Home) -> None:
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("textarea").first).to_be_focused()
    page.keyboard.type("1 more thing, yes")
    page.locator("[data-panel] button", has_text="Keep").first.click()
    told(page, "Saved. Note")
    with Store.open(place.store) as store:
        assert [one.value for one in store.decisions()] == ["1 more thing, yes"]


def test_no_page_with_the_panel_has_a_fault_that_axe_finds(page: Page, place: Home) -> None:
    page.keyboard.press("j")
    page.keyboard.press("1")
    told(page, "Saved")
    page.keyboard.press("e")
    expect(page.locator("[data-panel]").first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("t")
    expect(page.locator("#tag-palette-input")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert violations(page) == []
    page.goto(f"/passage/{stored(place)[0].id}/tag")
    assert violations(page) == []


def test_a_passage_is_tagged_without_a_script(browser: Browser, address: str, place: Home) -> None:
    page = open_page(browser, address, java_script_enabled=False)
    page.goto(f"/document/{stored(place)[0].document}")
    page.locator(".tag summary").first.click()
    page.locator(".tag a").first.click()
    page.locator("input[name=theme]").fill(ADDED)
    page.keyboard.press("Enter")
    expect(page.locator(".tag-themes")).to_contain_text(ADDED)
    page.context.close()
    first = stored(place)[0]
    assert first.annotation
    assert "kinship-care" in {one.id for one in first.annotation.themes}


def test_many_are_labelled_and_taken_back(context: BrowserContext, place: Home) -> None:
    page = context.new_page()
    page.goto("/search?q=visit")
    page.locator("summary", has_text="Label many").click()
    page.get_by_role("button", name="All 20 found").click()
    page.get_by_label("What to say of all of them").select_option("stance:set:strength")
    page.get_by_role("button", name="Show what it would do").click()
    assert violations(page) == []
    page.get_by_role("button", name="Say so of 20 passages").click()
    expect(page.get_by_role("status")).to_contain_text("Strength, of 20 passages")
    assert violations(page) == []
    assert {one.annotation.stance.id for one in stored(place) if one.annotation} == {"strength"}
    page.get_by_role("button", name="Take all of it back").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Taken back")
    assert {one.annotation.stance.id for one in stored(place) if one.annotation} == {"context"}
    page.goto("/decisions")
    assert violations(page) == []


def test_words_that_are_selected_become_a_passage_by_a_key(page: Page, place: Home) -> None:
    page.evaluate(
        """() => {
            const words = document.querySelector(".passage .text").firstChild;
            getSelection().setBaseAndExtent(words, 6, words, 24);
        }"""
    )
    expect(page.get_by_role("button", name="Make a passage of it")).to_be_visible()
    page.keyboard.press("v")
    expect(page.locator(".kind-excerpt.picked")).to_contain_text("0 to the child was")
    assert violations(page) == []
