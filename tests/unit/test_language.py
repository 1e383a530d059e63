"""The page on the query language leaves nothing out, and all on it works."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.search.choices import make_choices
from indexer.search.language import LANGUAGE
from indexer.search.nodes import (
    FIELDS,
    PLACES,
    AllOf,
    AnyOf,
    Field,
    In,
    Near,
    Node,
    Not,
    Phrase,
    Wild,
    Word,
)
from indexer.search.query import read
from indexer.search_cli import search
from nlp.taxonomy import load_taxonomy

WAYS = [way for part in LANGUAGE for way in part.ways]
OPERATORS = ("OR", "AND", "NOT", " -", "(", '"', "*", "?", "near/", "=", "in:", "..", ",")
EVERY_OPERATOR = (*OPERATORS, *(f"{field}:" for field in FIELDS))


@pytest.mark.parametrize("operator", EVERY_OPERATOR)
def test_every_operator_has_an_example(operator):
    assert any(operator in f" {way.query}" for way in WAYS)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.query)
def test_every_example_is_read_without_a_problem(way):
    choices = make_choices(load_taxonomy(), ["North Example"])
    assert read(way.query, choices).problems == ()


def kinds(node):
    yield type(node)
    for name in getattr(node, "__slots__", ()):
        value = getattr(node, name)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, Node):
                yield from kinds(child)


def test_the_examples_make_every_kind_of_node_that_can_be_typed():
    shown = {kind for way in WAYS for kind in kinds(read(way.query).node)}
    assert shown == {AllOf, AnyOf, Field, In, Near, Not, Phrase, Wild, Word}
    assert {way.query.partition("in:")[2] for way in WAYS} >= set(PLACES)


def test_the_help_of_the_command_shows_every_example():
    shown = CliRunner().invoke(search, ["--help"], terminal_width=80).output
    assert [way.query for way in WAYS if way.query not in shown] == []
    assert max(map(len, shown.splitlines())) <= 80


def test_the_readme_shows_every_example():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert [way.query for way in WAYS if f"`{way.query}`" not in readme] == []
