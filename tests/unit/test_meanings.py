"""What an abbreviation stands for in a passage is told from the document that explains it."""

import pytest
import spacy

from indexer.abbreviations import Meanings, find_definitions
from indexer.model import Definition, Document, Kind, Metadata, Passage
from indexer.search.learned import names_in
from indexer.search.query import parse
from indexer.search.records import record_of
from nlp.components.extensions import make_doc
from nlp.components.themes import ThemeTagger
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput


def define(short: str, long: str) -> Definition:
    return Definition(short, long, "d-1", 1, (0, 1))


def passage(number: int, text: str, page: int = 1) -> Passage:
    return Passage(f"d-{number}", "d", page, Kind.PARAGRAPH, text, (), ())


HUB = define("RLH", "river listening hub")
PLAN = define("CPP", "child protection plan")
PANEL = define("CPP", "corporate parenting panel")


def test_a_definition_tells_passage_and_page() -> None:
    found = find_definitions([passage(1, "Words."), passage(2, "The river hub (RH) opened.", 7)])
    assert [(one.short, one.passage, one.page) for one in found] == [("RH", "d-2", 7)]


@pytest.mark.parametrize("text", ["An RLH is open.", "Two RLHs.", "An RLH\u2019s door", "(RLH) 1"])
def test_an_abbreviation_is_known_with_what_clings_to_it(text: str) -> None:
    assert Meanings([HUB]).of(text) == (HUB,)


@pytest.mark.parametrize("text", ["The rlh is open.", "RLHX", "RURLH", "WE TELL ALL ABOUT THE RLH"])
def test_other_letters_are_not_taken_for_it(text: str) -> None:
    assert Meanings([HUB]).of(text) == ()


def test_of_two_meanings_the_one_that_a_near_word_speaks_for_counts() -> None:
    meanings = Meanings([PLAN, PANEL])
    assert meanings.of("A CPP to protect them, for their protection.") == (PLAN,)
    assert meanings.of("The CPP met.", ("Corporate matters",)) == (PANEL,)
    assert meanings.of("The CPP is late.") == ()
    assert meanings.of("The corporate CPP saw the child.") == ()


def test_a_record_carries_the_other_names_of_what_it_speaks_of() -> None:
    document = Document("d", "s", "/p", Metadata(), (), abbreviations=(HUB, PLAN))

    def also(text: str) -> str:
        record = record_of(passage(1, text), document)
        assert record is not None
        return record.also

    assert also("The RLH saw each CPP.") == "river listen hub | child protect plan"
    assert also("River listening hubs.") == "rlh"
    assert also("The river listening hub (RLH).") == ""
    assert also("Nothing.") == ""


def test_names_are_runs_of_words_that_are_wanted() -> None:
    node = parse('river hub -door ("listening hub" OR RLH)')
    assert node is not None
    assert names_in(node) == {"river", "river hub", "hub", "listen hub", "rlh"}


def test_an_abbreviation_of_a_themes_strong_term_is_a_term_of_the_theme() -> None:
    nlp = spacy.blank("en")
    tagger = ThemeTagger(nlp, load_taxonomy())
    text = "Too few XSDs were held on the day."

    def tag(*abbreviations: tuple[str, str]) -> dict[str, list[str]]:
        doc = make_doc(nlp, PassageInput(text, abbreviations=abbreviations))
        return {t.id: [text[slice(*span)] for span in t.spans] for t in tagger.predict(doc)}

    assert tag() == {}
    assert tag(("XSD", "express strategy desk")) == {}
    assert tag(("XSD", "strategy discussion")) == {"strategy-discussions": ["XSDs"]}
