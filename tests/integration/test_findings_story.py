"""The findings of the sample papers and what came after them, against the story they tell."""

import re
from pathlib import Path

import pytest
import yaml

from indexer.findings.evidence import Following, Gap
from indexer.findings.model import INSPECTED, FindingKind
from indexer.findings.register import load_register
from indexer.store.repository import Store

ROOT = Path(__file__).parents[2]
STORY = yaml.safe_load((ROOT / "tests/samplecorpus/story.yaml").read_text(encoding="utf-8"))
FOLD = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})


def squeezed(text):
    return re.sub(r"[^a-z0-9%]", "", text.translate(FOLD).lower())


@pytest.fixture(scope="module")
def following(sample_home):
    """The sample papers, followed."""
    with Store.open(sample_home.store) as store:
        yield Following(store), store


def told(following):
    """Return each finding of the story with how it was followed."""
    known = {squeezed(entry.finding.text): entry for entry in following.entries}
    return {
        finding["id"]: (finding, following.follow(known[squeezed(finding["text"])]))
        for finding in STORY["findings"]
    }


def test_the_register_holds_the_findings_of_the_story_and_no_other(following):
    entries = load_register(following[1], kinds=INSPECTED)
    assert sorted(squeezed(entry.finding.text) for entry in entries) == sorted(
        squeezed(finding["text"]) for finding in STORY["findings"]
    )


def test_nine_in_ten_answers_are_among_the_first_five_of_their_paper_and_kind(following):
    found = missed = 0
    for finding, followed in told(following[0]).values():
        shown = [squeezed(one.suggestion.passage.text) for one in followed.shown()]
        for answer in finding["answers"]:
            if answer.get("scanned"):
                continue
            words = [squeezed(word) for word in answer["text"].split()]
            hit = any(all(word in text for word in words) for text in shown)
            found, missed = found + hit, missed + (not hit)
    assert found / (found + missed) >= 0.9, f"{found} of {found + missed}"


@pytest.mark.parametrize("id_", STORY["unanswered"])
def test_a_finding_that_nothing_answers_is_shown_as_a_gap(following, id_):
    _, followed = told(following[0])[id_]
    missing = {Gap.NOTHING, Gap.NO_ACTION, Gap.NO_IMPACT, Gap.PART}
    assert missing.intersection(followed.gaps)


@pytest.mark.parametrize("repeated", STORY["repeated"], ids=lambda one: one["theme"])
def test_findings_made_again_are_chained(following, repeated):
    known = told(following[0])
    first = known[repeated["findings"][0]][1]
    chained = {link.entry.id for link in first.chain}
    assert {known[id_][1].entry.id for id_ in repeated["findings"][1:]} <= chained


def test_what_councils_promised_is_in_the_register_with_its_day(following):
    own = load_register(following[1], kinds=(FindingKind.ACTION, FindingKind.PROMISE))
    texts = [squeezed(entry.finding.text) for entry in own if entry.finding.due]
    promised = [squeezed(promise["text"]) for promise in STORY["promises"]]
    assert all(any(promise in text for text in texts) for promise in promised)
