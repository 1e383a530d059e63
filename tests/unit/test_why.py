"""A hit says why it is there, and says nothing that does not speak for it."""

from indexer.model import Kind, Passage
from indexer.search.nodes import AllOf, AnyOf, Phrase, Word
from indexer.why import Reasons, Why
from nlp.questions import Gist

NODE = AllOf((AnyOf((Word("IRO"), Phrase(("reviewing", "service")))), Word("challenge")))


def why(heading: str, title: str, *, titles: bool = True) -> Why:
    passage = Passage("a-1", "a", 1, Kind.PARAGRAPH, "It was heard.", (heading,), ())
    return Reasons(NODE, Gist(), titles=titles).of(passage, (), title=title)


def test_words_of_the_question_above_a_passage_are_named():
    found = why("How the IRO is heard", "A challenge of an IRO")
    assert found.heading == ("IRO",)
    assert found.title == ("challenge",)


def test_a_form_of_several_words_is_named_where_all_of_it_stands():
    assert why("Our reviewing service", "").heading == ("reviewing", "service")
    assert why("Our library service", "The service").heading == ()


def test_a_title_is_no_reason_where_titles_were_not_searched():
    assert why("", "A challenge", titles=False).title == ()
