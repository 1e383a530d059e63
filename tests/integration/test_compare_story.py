"""Figures and claims of the sample papers, against the story they tell."""

import re
from pathlib import Path

import pytest
import yaml

from indexer.claims.model import ClashKind
from indexer.claims.themes import Choice, load_claims
from indexer.days import period_in_words
from indexer.measures.lines import load_lines
from indexer.measures.model import ConflictKind
from indexer.store.repository import Store

ROOT = Path(__file__).parents[2]
STORY = yaml.safe_load((ROOT / "tests/samplecorpus/story.yaml").read_text(encoding="utf-8"))

# Read in the papers: the scorecard by month has 14.8 for March 2022, two others 14.2.
UNPLANTED = {("Social worker vacancies", (14.8, 14.2))}


@pytest.fixture(scope="module")
def store(sample_home):
    with Store.open(sample_home.store) as opened:
        yield opened


@pytest.fixture(scope="module")
def flagged(store):
    return [(line, conflict) for line in load_lines(store) for conflict in line.conflicts]


def squeezed(text):
    return re.sub(r"[^a-z0-9%]", "", text.lower())


def is_told(planted, conflict):
    """Tell whether a conflict has every planted statement, with its paper and its value."""
    there = {(one.document.path.split("/")[-1], one.value) for one in conflict.statements}
    return {(one["document"], one["value"]) for one in planted["statements"]} <= there


@pytest.mark.parametrize("planted", STORY["conflicting_figures"], ids=lambda one: one["measure"])
def test_every_planted_conflict_is_flagged(flagged, planted):
    assert any(is_told(planted, conflict) for _, conflict in flagged)


def test_the_figure_that_is_out_of_date_is_flagged_with_the_one_since(flagged):
    (planted,) = STORY["stale_figures"]
    (found,) = [conflict for _, conflict in flagged if conflict.kind is ConflictKind.STALE]
    late, old, newest = found.statements
    assert late.document.path.endswith(planted["document"])
    assert squeezed(planted["text"]) in squeezed(late.text)
    assert (period_in_words(old.period), newest.value) == (planted["true_of"], 8.7)


def test_nothing_is_flagged_that_agrees(flagged):
    planted = STORY["conflicting_figures"]
    others = {
        (line.label, conflict.values)
        for line, conflict in flagged
        if conflict.kind is not ConflictKind.STALE
        and not any(is_told(one, conflict) for one in planted)
    }
    assert others == UNPLANTED


def test_a_conflict_names_the_passages_of_both_sides(flagged):
    for _, conflict in flagged:
        assert all(squeezed(one.printed) in squeezed(one.text) for one in conflict.statements)


def test_a_claim_that_inspectors_judged_otherwise_is_shown_with_their_words(store):
    (found,) = load_claims(store).beside("Marlshire", Choice(), theme="strategy-discussions")
    weekends = [clash for clash in found.over if "Weekend strategy discussions" in clash.claim.text]
    assert any("weekends" in one.voice.text for one in weekends[0].against)


def test_the_side_of_others_is_theirs_alone(store):
    for found in load_claims(store).beside("Marlshire", Choice()):
        for clash in (*found.over, *found.under):
            good = clash.kind is ClashKind.OVER
            assert clash.claim.is_good is good
            assert all(one.voice.is_good is not good for one in clash.against)
