"""Themes are tagged on whole words, with look-alikes masked and the right words marked."""

import pytest
import spacy
from spacy.language import Language

from nlp.components.extensions import make_doc
from nlp.components.phrases import PhraseTable, variants
from nlp.components.themes import MOST, ThemeTagger
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput, Source, ThemeLabel

SHOWPIECES = ("direct-work", "supervision-oversight", "strategy-discussions", "kinship-care")
LOOK_ALIKES = [
    (theme_id, negative)
    for theme_id in SHOWPIECES
    for negative in load_taxonomy().theme(theme_id).negatives
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def tagger(nlp: Language) -> ThemeTagger:
    return ThemeTagger(nlp, load_taxonomy())


@pytest.fixture
def tag(nlp: Language, tagger: ThemeTagger):
    def run(text: str, heading: str | None = None) -> dict[str, ThemeLabel]:
        passage = PassageInput(text, (heading,) if heading else ())
        return {label.id: label for label in tagger.predict(make_doc(nlp, passage))}

    return run


@pytest.mark.parametrize(("theme_id", "negative"), LOOK_ALIKES)
def test_a_look_alike_is_not_tagged(tag, theme_id: str, negative: str) -> None:
    assert theme_id not in tag(f"Members heard about the {negative} on Tuesday.")


@pytest.mark.parametrize(
    ("theme_id", "text"),
    [
        ("direct-work", "Direct work with brothers is recorded with care."),
        ("supervision-oversight", "Supervision is monthly and reflective."),
        ("strategy-discussions", "Strategy meetings are held on the day."),
        ("kinship-care", "Kinship carers wait a year for training."),
        ("kinship-care", "Grandparents caring under special guardianship get the same training."),
        ("missing-exploitation", "Return home interviews are offered to every child."),
        ("placement-sufficiency", "Six teenagers lived in unregistered homes last year."),
    ],
)
def test_a_passage_about_a_theme_is_tagged(tag, theme_id: str, text: str) -> None:
    assert theme_id in tag(text)


def test_the_real_thing_beside_its_look_alike_is_still_tagged(tag) -> None:
    text = "A supervision order was made. Supervision of the worker was monthly."
    start = text.index("Supervision of")
    assert tag(text)["supervision-oversight"].spans == ((start, start + len("Supervision")),)


def test_a_negative_hides_nothing_from_other_themes(tag) -> None:
    found = tag("The neglect strategy helps workers to notice neglect early.")
    assert set(found) == {"neglect"}


@pytest.mark.parametrize("apostrophe", ["'", "\N{RIGHT SINGLE QUOTATION MARK}"])
def test_either_apostrophe_will_do(tag, apostrophe: str) -> None:
    assert "voice-of-the-child" in tag(f"Children{apostrophe}s voices shape every plan.")


@pytest.mark.parametrize("written", ["pre-proceedings", "pre proceedings", "Pre-Proceedings"])
def test_hyphen_space_and_case_do_not_matter(tag, written: str) -> None:
    assert "pre-proceedings-plo" in tag(f"The {written} work is tracked weekly.")


@pytest.mark.parametrize("text", ["PLO work is tracked weekly.", "The IROs know children well."])
def test_an_abbreviation_is_tagged_as_a_whole_token(tag, text: str) -> None:
    assert {"pre-proceedings-plo", "iro-cp-chairs"} & set(tag(text))


@pytest.mark.parametrize("text", ["Help with employment is kind.", "They explore the plo of it."])
def test_an_abbreviation_inside_a_word_or_in_small_letters_is_not(tag, text: str) -> None:
    assert "pre-proceedings-plo" not in tag(text)


def test_a_weak_term_alone_is_not_tagged(tag) -> None:
    assert "visits" not in tag("The visit was short.")


def test_a_weak_term_under_a_heading_that_names_the_theme_is_tagged(tag) -> None:
    assert "visits" in tag("Each visit is written up.", "Statutory visits")


def test_the_same_weak_word_twice_is_one_cue(tag) -> None:
    assert "visits" not in tag("The visit was short. The visit was late.")


def test_spans_point_at_the_words_and_never_into_the_heading(tag) -> None:
    text = "We know that direct work helps."
    label = tag(text, "Direct work")["direct-work"]
    assert [text[start:end] for start, end in label.spans] == ["direct work"]


def test_a_heading_alone_tags_nothing(tag) -> None:
    assert tag("This is getting better.", "Supervision") == {}


def test_a_longer_phrase_claims_its_words(tag) -> None:
    assert set(tag("Pathway plans are late.")) == {"pathway-plans-pa"}


def test_no_more_than_four_themes_come_back_best_first(tag) -> None:
    text = (
        "Adoption is timely. Fostering panels meet. Kinship carers are trained. Supervision is "
        "monthly. Neglect is noticed. Domestic abuse is understood."
    )
    scores = [label.score for label in tag(text).values()]
    assert len(scores) <= MOST
    assert scores == sorted(scores, reverse=True)


def test_a_theme_told_of_twice_scores_above_one_only_named(tag) -> None:
    told = tag("Adoption is timely. Adopters are well prepared for adoption.")
    named = tag("The meeting had heard of housing and, at the end, of adoption.")
    assert told["adoption"].score > named["adoption"].score


def test_a_topic_named_in_a_list_scores_lower(tag) -> None:
    listed = tag("We spoke about neglect, adoption, and domestic abuse.")
    plain = tag("We spoke about neglect. Adoption was slow. Domestic abuse rose.")
    assert listed["adoption"].score < plain["adoption"].score


def test_a_passage_on_nothing_of_ours_has_no_theme(tag) -> None:
    assert tag("The audit committee agreed the accounts.") == {}


def test_labels_say_they_come_from_a_rule(tag) -> None:
    assert tag("Supervision is monthly.")["supervision-oversight"].source is Source.RULE


def test_an_empty_passage_has_no_theme(tag) -> None:
    assert tag("") == {}


def test_predict_leaves_the_doc_alone(nlp: Language, tagger: ThemeTagger) -> None:
    doc = make_doc(nlp, PassageInput("Supervision is monthly."))
    labels = tagger.predict(doc)
    assert doc._.themes == ()
    tagger.set_annotations(doc, labels)
    assert doc._.themes == labels != ()


def test_a_doc_made_by_hand_is_tagged_too(nlp: Language, tagger: ThemeTagger) -> None:
    assert [label.id for label in tagger(nlp.make_doc("Adoption is timely."))._.themes] == [
        "adoption"
    ]


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("core group", "core groups"),
        ("family hub", "family-hub"),
        ("vacancies", "vacancy"),
        ("strategy", "strategies"),
        ("dip sample", "dip samples"),
        ("children's homes", "children\N{RIGHT SINGLE QUOTATION MARK}s home"),
        ("re-referral", "rereferral"),
    ],
)
def test_forms_are_generated(phrase: str, form: str) -> None:
    assert form in variants(phrase)


@pytest.mark.parametrize("said", ["core group's", "core groups\N{RIGHT SINGLE QUOTATION MARK}"])
def test_a_possessive_is_found_by_what_stands_before_its_sign(nlp: Language, said: str) -> None:
    table: PhraseTable[str] = PhraseTable(nlp)
    table.add("group", ["core group"])
    assert table.find(nlp.make_doc(f"The {said} plan")) != []


def test_without_inflection_only_punctuation_varies() -> None:
    assert variants("is-effective", inflect=False) == (
        "is-effective",
        "is effective",
        "iseffective",
    )


def test_matches_come_in_reading_order_longer_first(nlp: Language) -> None:
    table: PhraseTable[str] = PhraseTable(nlp)
    table.add("short", ["care"])
    table.add("long", ["care plan"])
    found = table.find(nlp.make_doc("A care plan on care"))
    assert [(match.start, match.end, match.key) for match in found] == [
        (1, 3, "long"),
        (1, 2, "short"),
        (4, 5, "short"),
    ]
