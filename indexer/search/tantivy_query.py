"""From our query to tantivy's."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from tantivy import FieldType, Occur, Query, Schema

from indexer.search.analysis import Pattern
from indexer.search.base import SearchRequest
from indexer.search.fields import NO_PAGE, WILD_SCORE, day_bounds, weights
from indexer.search.nodes import (
    AllOf,
    AnyOf,
    Boosted,
    Field,
    Ids,
    In,
    Near,
    Node,
    Not,
    Phrase,
    Run,
    Weighted,
    Wild,
    Word,
    accepted_years,
    leaf_run,
    spread,
)
from indexer.search.vocabulary import Wildcards, Words


class _Scope(NamedTuple):
    """Where a node is looked for; ``also`` tells whether other names in the document count."""

    place: str | None = None
    also: bool = True


_ANYWHERE = _Scope()


class Translator:
    """Translates queries for one index as it is at one moment.

    Args:
        words: the words of the index, for wildcards.
    """

    def __init__(self, schema: Schema, words: Words) -> None:
        self._schema = schema
        self._wildcards = Wildcards(words)

    def question(self, request: SearchRequest, *, without: str | None = None) -> Query:
        """Return the whole question; filters and dates bear no weight.

        Args:
            without: a facet whose filter is left out.
        """
        clauses = [Query.all_query() if request.node is None else self.node(request.node)]
        for name, values in request.filters.items():
            if name != without:
                accepted = Query.term_set_query(self._schema, name, list(values))
                clauses.append(Query.const_score_query(accepted, 0.0))
        if bounds := day_bounds(request.since, request.until):
            days = Query.range_query(self._schema, "day", FieldType.Integer, *bounds)
            clauses.append(Query.const_score_query(days, 0.0))
        return clauses[0] if len(clauses) == 1 else _every(clauses)

    def node(self, node: Node, scope: _Scope = _ANYWHERE) -> Query:
        """Return what finds the passages that a node matches."""
        match node:
            case Word() | Phrase() | Wild():
                return self._leaf(node, scope)
            case Near():
                return self._near(node, scope)
            case Field() | Ids():
                return Query.const_score_query(self._having(node), 1.0)
            case In(place, child):
                return self.node(child, scope._replace(place=place))
            case Weighted(child, factor):
                return Query.boost_query(self.node(child, scope), factor)
            case _:
                return self._joined(node, scope)

    def _joined(self, node: AllOf | AnyOf | Not | Boosted, scope: _Scope) -> Query:
        match node:
            case AllOf(nodes):
                return _every([self.node(child, scope) for child in nodes])
            case AnyOf(nodes):
                return _either([self.node(child, scope) for child in nodes])
            case Not(child):
                return others(self.node(child, scope._replace(also=False)))
            case Boosted(must, should):
                must_, should_ = self.node(must, scope), self.node(should, scope)
                return Query.boolean_query([(Occur.Must, must_), (Occur.Should, should_)])

    def _leaf(self, leaf: Word | Phrase | Wild, scope: _Scope) -> Query:
        run = leaf_run(leaf)
        return _either(
            [
                Query.boost_query(self._run(name, run), weight)
                for name, weight in weights(scope.place, also=scope.also).items()
            ]
        )

    def _run(self, field: str, run: Run) -> Query:
        match run:
            case ():
                return Query.empty_query()
            case (str() as term,):
                return Query.term_query(self._schema, field, term)
            case (Pattern() as pattern,):
                found = self._wildcards.terms(pattern)
                accepted = Query.term_set_query(self._schema, field, list(found))
                return Query.const_score_query(accepted, WILD_SCORE)
            case _:
                return self._at(field, run, range(len(run)))

    def _at(self, field: str, run: Run, offsets: Sequence[int], *, slop: int = 0) -> Query:
        """Find terms and patterns at set distances from one another."""
        alternatives = [self._wildcards.commonest(slot) for slot in run]
        if not all(alternatives):
            return Query.empty_query()
        terms = [slot for slot in run if isinstance(slot, str)]
        if len(terms) == len(run):
            words: list[str | tuple[int, str]] = [*zip(offsets, terms, strict=True)]
            return Query.phrase_query(self._schema, field, words, slop)
        expressions = ("|".join(map(re.escape, found)) for found in alternatives)
        slots: list[str | tuple[int, str]] = [*zip(offsets, expressions, strict=True)]
        found = Query.regex_phrase_query(self._schema, field, slots, slop)
        return Query.const_score_query(found, WILD_SCORE * len(run))

    def _near(self, near: Near, scope: _Scope) -> Query:
        pair = spread(near)
        if not isinstance(pair, Near):
            return self.node(pair, scope)
        left, right = _run_of(pair.left), _run_of(pair.right)
        if not left or not right:
            return Query.empty_query()
        return _either(
            [
                Query.boost_query(query, weight)
                for name, weight in weights(scope.place, also=False).items()
                for one, other in ((left, right), (right, left))
                for query in self._followed(name, one, other, pair.distance)
            ]
        )

    def _followed(self, field: str, one: Run, other: Run, distance: int) -> Iterator[Query]:
        """Yield what finds one run and, within so many words of its end, the start of the other.

        The way back may be found as well, up to that distance.
        """
        if len(one) == len(other) == 1 and self._differ(one[0], other[0]):
            # Slop counts the words between; those the other way round need two more.
            yield self._at(field, (*one, *other), (0, 1), slop=distance - 1)
            return
        for gap in range(1, distance + 1):
            steps = [1] * (len(one) - 1) + [gap] + [1] * (len(other) - 1)
            yield self._at(field, (*one, *other), list(accumulate(steps, initial=0)))

    def _differ(self, one: str | Pattern, other: str | Pattern) -> bool:
        """Tell whether no term is found by both: with slop, it would be near itself."""
        return set(self._wildcards.commonest(one)).isdisjoint(self._wildcards.commonest(other))

    def _having(self, node: Field | Ids) -> Query:
        match node:
            case Ids(passages):
                return Query.term_set_query(self._schema, "passage", list(passages))
            case Field("page"):
                return self._pages(node)
            case Field("year"):
                return Query.term_set_query(self._schema, "year", list(accepted_years(node)))
            case Field(name, values):
                return Query.term_set_query(self._schema, name, list(values))

    def _pages(self, field: Field) -> Query:
        if field.values:
            pages = [int(value) for value in field.values]
            return _either([self._page_range(page, page) for page in pages])
        first = NO_PAGE + 1 if field.first is None else field.first
        return self._page_range(first, field.last)

    def _page_range(self, first: int, last: int | None) -> Query:
        return Query.range_query(
            self._schema, "page", FieldType.Integer, first, last, use_inverted_index=True
        )


def others(query: Query) -> Query:
    """Return what finds all passages that a query does not; they score 0."""
    everything = Query.const_score_query(Query.all_query(), 0.0)
    return Query.boolean_query([(Occur.Must, everything), (Occur.MustNot, query)])


def _run_of(node: Node) -> Run:
    return leaf_run(node) if isinstance(node, Word | Phrase | Wild) else ()


def _every(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _either(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])
