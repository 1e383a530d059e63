"""Both engines give the same answers to the same questions on the same passages."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import SearchIndexError
from indexer.search.base import FACETS, SearchRecord, SearchRequest, Sort
from indexer.search.engines import ENGINES, open_engine
from indexer.search.fields import TITLED, indexed_text, indexed_words
from indexer.search.nodes import (
    AllOf,
    AnyOf,
    Boosted,
    Field,
    Ids,
    In,
    Near,
    Not,
    Phrase,
    Weighted,
    Wild,
    Word,
)
from indexer.search.query import parse
from indexer.search.suggest import suggest

VOCABULARY = (
    "social worker child visit plan review manager oversight drift delay strong weak the of "
    "audit supervision kinship foster carer school health risk neglect timely"
)
WORDS = VOCABULARY.split()

HANDWRITTEN = (
    "Managers' oversight isn't recorded in the child's file.",
    "Looked-after children's well-being is strong: 89% had a health check (1,204 of 1,353).",
    "The S47 enquiry was timely; the section 47 enquiry was not. No. 3.5 and the the end.",
    "Oﬃcers re\u00adviewed Siân\u2019s café plan.",
)


def generated(count=300):
    draw = random.Random(20240501)
    for number in range(count):
        document = f"doc{number % 17}"
        day = None if number % 17 == 3 else date(2018 + number % 17 % 6, 1 + number % 17 % 12, 9)
        text = " ".join(draw.choices(WORDS, k=draw.randint(3, 30)))
        heading = " ".join(draw.choices(WORDS, k=draw.randint(0, 3)))
        yield SearchRecord(
            passage=f"{document}-{number}",
            document=document,
            text=indexed_text(text),
            heading=indexed_text(heading),
            title="annual review" if number % 17 == 5 else "",
            words=indexed_words(f"{text} {heading}"),
            page=number % 11 or None,
            facets={
                "theme": tuple(
                    draw.sample(("kinship", "supervision", "audit"), draw.randint(0, 3))
                ),
                "area": draw.choice(((), ("leaders",), ("leaders", "help-protection"))),
                "stance": (draw.choice(("strength", "context")),),
                "speaker": draw.choice(((), ("council",))),
                "authority": (draw.choice(("St. Example's & Sons", "North, Example")),),
                "year": (str(day.year),) if day else (),
            },
            published=day,
        )


def handwritten():
    for number, text in enumerate(HANDWRITTEN):
        said, heading = indexed_text(text), indexed_text("Written by hand")
        words = indexed_words(f"{text} Written by hand")
        day = date(2015, 5, 1)
        yield SearchRecord(
            f"hand-{number}", "hand", said, heading, {}, day, title="letter to us", words=words
        )


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory):
    with filled(request.param, tmp_path_factory.mktemp(request.param)) as opened:
        yield opened


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    first, second = (filled(name, tmp_path_factory.mktemp(name)) for name in ENGINES)
    with first as one, second as other:
        yield one, other


class filled:  # noqa: N801 - reads as a function
    def __init__(self, name, folder):
        self.engine = open_engine(name, folder / "index", create=True)
        self.engine.add(generated())
        self.engine.commit()
        self.engine.add(handwritten())  # a second segment
        self.engine.commit()

    def __enter__(self):
        return self.engine

    def __exit__(self, *_):
        self.engine.close()


@pytest.fixture(params=ENGINES)
def empty(request, tmp_path):
    opened = open_engine(request.param, tmp_path / "index", create=True)
    yield opened
    opened.close()


def ask(engine, text="", **options):
    return engine.search(SearchRequest(parse(text), **options))


def matched(engine, node):
    return {hit.passage for hit in engine.search(SearchRequest(node, limit=1000)).hits}


def scores(engine, node):
    return {hit.passage: hit.score for hit in engine.search(SearchRequest(node, limit=1000)).hits}


def found(engine, text, **options):
    return {hit.passage for hit in ask(engine, text, limit=1000, **options).hits}


def record(passage, text="alpha", document="doc", **changes):
    fields = {"heading": "", "facets": {}, "published": None} | changes
    fields["words"] = indexed_words(f"{text} {fields['heading']}")
    fields["heading"] = indexed_text(fields["heading"])
    return SearchRecord(passage, document, indexed_text(text), **fields)


def test_other_names_count_but_not_over_their_borders_and_not_where_excluded(empty):
    one = replace(record("d-1", "the hub"), also="river listen hub | child plan")
    put(empty, one, record("d-2", "listening hub"))
    assert [hit.passage for hit in ask(empty, '"listening hub"').hits] == ["d-2", "d-1"]
    assert found(empty, '"river listening" "child plan"') == {"d-1"}
    assert found(empty, '"hub child"') == set()
    assert found(empty, "hub -listening") == {"d-1"}
    assert found(empty, "NOT (listening OR lift)") == {"d-1"}


def put(engine, *records):
    engine.add(records)
    engine.commit()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("manager's isn't", {"hand-0"}),
        ("isnt files", {"hand-0"}),
        ("looked-after hand", {"hand-1"}),
        ('"looked after" hand', {"hand-1"}),
        ("wellbeing", set()),
        ('"well being"', {"hand-1"}),
        ("89 1204", {"hand-1"}),
        ("89% hand", {"hand-1"}),
        ("s47", {"hand-2"}),
        ("3.5", {"hand-2"}),
        ('"the the end"', {"hand-2"}),
        ('"enquiry was not"', {"hand-2"}),
        ('"enquiry not"', set()),
        ('"the section enquiry"', set()),
        ('"not the enquiry"', set()),
        ("officer reviewing sian cafe", {"hand-3"}),
        ('"written by hand"', {"hand-0", "hand-1", "hand-2", "hand-3"}),
        ('"hand looked"', set()),
        ('hand -"well-being" -s47', {"hand-0", "hand-3"}),
        ("s47 OR sian", {"hand-2", "hand-3"}),
        ("hand NOT (s47 OR sian)", {"hand-0", "hand-1"}),
        ("nowhere", set()),
        ("hand nowhere", set()),
        ('"nowhere by hand"', set()),
    ],
)
def test_what_matches_is_what_the_query_says(engine, text, expected):
    assert found(engine, text) == expected


def test_an_empty_query_matches_all(engine):
    assert ask(engine).total == engine.count() == 304


def test_only_a_negation_matches_the_rest(engine):
    assert ask(engine, "NOT hand").total == 300


def test_facets_cover_all_matches_not_only_those_returned(engine):
    result = ask(engine, "NOT hand", limit=1)
    assert sum(result.facets["stance"].values()) == 300


def test_hits_may_be_left_out(engine):
    result = ask(engine, "hand", limit=0)
    assert (result.total, result.hits) == (4, ())


def test_facets_may_be_left_out_and_change_nothing_else(engine):
    counted = ask(engine, "NOT hand", filters={"stance": ("strength",)})
    left_out = ask(engine, "NOT hand", filters={"stance": ("strength",)}, faceted=False)
    assert left_out == replace(counted, facets={})


def test_passages_without_a_value_are_in_no_group(engine):
    result = ask(engine, "hand")
    assert result.facets == {name: {} for name in FACETS}


def test_facets_are_given_most_first(engine):
    counts = list(ask(engine).facets["theme"].values())
    assert counts == sorted(counts, reverse=True)


def test_facet_values_keep_commas_spaces_and_marks(engine):
    values = set(ask(engine).facets["authority"])
    assert values == {"St. Example's & Sons", "North, Example"}


def test_values_of_one_filter_are_alternatives(engine):
    either = found(engine, "", filters={"theme": ["kinship", "audit"]})
    kinship = found(engine, "", filters={"theme": ["kinship"]})
    audit = found(engine, "", filters={"theme": ["audit"]})
    assert either == kinship | audit


def test_several_filters_must_all_hold(engine):
    both_hold = found(engine, "", filters={"theme": ["audit"], "speaker": ["council"]})
    audit = found(engine, "", filters={"theme": ["audit"]})
    assert both_hold == audit & found(engine, "", filters={"speaker": ["council"]})
    assert both_hold


def test_a_document_can_be_a_filter_too(engine):
    assert found(engine, "hand", filters={"document": ["hand", "doc1"]}) == found(engine, "hand")
    assert found(engine, "hand", filters={"document": ["doc1"]}) == set()


def test_a_filter_by_an_unknown_value_matches_nothing(engine):
    assert ask(engine, filters={"theme": ["nothing"]}).total == 0


def test_a_filter_does_not_change_the_scores(engine):
    def scores(**filters):
        return {
            hit.passage: hit.score for hit in ask(engine, "audit", limit=1000, filters=filters).hits
        }

    all_scores = scores()
    assert all(
        score == pytest.approx(all_scores[passage])
        for passage, score in scores(stance=["strength"]).items()
    )


def test_date_bounds_are_included_and_leave_out_the_undated(empty):
    dates = {"a": date(2020, 1, 1), "b": date(2020, 1, 2), "c": date(2020, 1, 3), "d": None}
    put(empty, *(record(passage, published=day) for passage, day in dates.items()))
    assert found(empty, "", since=dates["b"]) == {"b", "c"}
    assert found(empty, "", until=dates["b"]) == {"a", "b"}
    assert found(empty, "", since=dates["b"], until=dates["b"]) == {"b"}
    assert found(empty, "", since=dates["c"], until=dates["a"]) == set()


def test_hits_by_date_are_newest_first_and_undated_last(empty):
    put(empty, record("a", published=date(2019, 1, 1)), record("b"))
    put(empty, record("c", published=date(2023, 1, 1)))
    hits = ask(empty, "alpha", sort=Sort.DATE).hits
    assert [(hit.passage, hit.score) for hit in hits] == [("c", 0), ("a", 0), ("b", 0)]


def test_a_match_in_the_text_outweighs_one_in_the_heading(empty):
    put(
        empty,
        record("head", "beta gamma", heading="alpha"),
        record("text", "alpha gamma", heading="beta"),
        record("none", "beta gamma", heading="beta"),
    )
    assert [hit.passage for hit in ask(empty, "alpha").hits] == ["text", "head"]


def test_a_phrase_does_not_run_from_the_heading_into_the_text(empty):
    put(empty, record("a", "beta", heading="alpha"))
    assert found(empty, "alpha beta") == {"a"}
    assert found(empty, '"alpha beta"') == set()


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_follow_one_another_without_overlap(engine, sort):
    whole = [hit.passage for hit in ask(engine, "the", limit=1000, sort=sort).hits]
    paged = []
    for offset in range(0, len(whole) + 7, 7):
        paged += [h.passage for h in ask(engine, "the", limit=7, offset=offset, sort=sort).hits]
    assert paged == whole
    assert len(set(whole)) == ask(engine, "the").total


def test_an_offset_beyond_the_end_gives_no_hits(engine):
    assert ask(engine, "hand", offset=50).hits == ()


def test_nothing_is_seen_before_the_commit(empty):
    empty.add([record("a")])
    assert empty.count() == 0


def test_a_removed_document_is_gone_from_hits_and_facets(empty):
    kept = record("keep-1", document="keep", facets={"theme": ("audit",)})
    put(empty, record("drop-1", document="drop", facets={"theme": ("audit",)}), kept)
    empty.remove_document("drop")
    empty.commit()
    result = ask(empty, "alpha")
    assert [hit.passage for hit in result.hits] == ["keep-1"]
    assert result.facets["theme"] == {"audit": 1}
    assert empty.count() == 1


def test_a_document_can_be_replaced_in_one_batch(empty):
    put(empty, record("doc-1", "old alpha"), record("doc-2", "old alpha"))
    empty.remove_document("doc")
    put(empty, record("doc-1", "new alpha"))
    assert found(empty, "alpha") == found(empty, "new") == {"doc-1"}


def test_a_document_added_in_the_batch_can_be_removed_in_it(empty):
    empty.add([record("doc-1"), record("other-1", document="other")])
    empty.remove_document("doc")
    empty.commit()
    assert found(empty, "alpha") == {"other-1"}


def test_an_index_without_passages_answers(empty):
    empty.commit()
    assert ask(empty, "alpha").total == 0
    assert ask(empty).total == 0


def test_what_was_committed_is_there_when_opened_again(empty, tmp_path):
    put(empty, record("a"))
    empty.close()
    again = open_engine(empty.name, tmp_path / "index", create=False)
    assert found(again, "alpha") == {"a"}
    again.close()


def test_another_reader_sees_a_commit_after_refreshing(empty, tmp_path):
    put(empty, record("a"))
    reader = open_engine(empty.name, tmp_path / "index", create=False)
    put(empty, record("b"))
    reader.refresh()
    assert found(reader, "alpha") == {"a", "b"}
    reader.close()


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_index_is_refused(name, tmp_path):
    with pytest.raises(SearchIndexError, match="rebuild"):
        open_engine(name, tmp_path / "none", create=False)


# Whoosh leaves a file that it cannot read open.
@pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*toc:pytest.PytestUnraisableExceptionWarning"
)
@pytest.mark.parametrize("name", ENGINES)
def test_a_damaged_index_is_refused(name, tmp_path):
    engine = open_engine(name, tmp_path / "index", create=True)
    put(engine, record("a"))
    engine.close()
    for file in (tmp_path / "index").iterdir():
        file.write_bytes(b"damaged")
    with pytest.raises(SearchIndexError, match="rebuild"):
        ask(open_engine(name, tmp_path / "index", create=False), "alpha")


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (Wild("fi*e"), {"hand-0"}),
        (Wild("wel*"), {"hand-1"}),
        (Wild("l??ked"), {"hand-1"}),
        (Wild("*iew*"), {"hand-3"}),
        (Wild("well-b*"), {"hand-1"}),
        (Wild("zz*"), set()),
        (Phrase(("the", "s4*", "enqu*")), {"hand-2"}),
        (Phrase(("enqu*", "not")), set()),
        (In("heading", Wild("hand*")), {f"hand-{number}" for number in range(4)}),
        (In("text", Wild("hand*")), set()),
        (In("text", Word("enquiry")), {"hand-2"}),
        (In("heading", Word("enquiry")), set()),
        (Word("letters"), set()),
        (In("title", Word("letters")), {f"hand-{number}" for number in range(4)}),
        (In("title", Word("enquiry")), set()),
        (In(TITLED, AllOf((Word("letters"), Word("enquiry")))), {"hand-2"}),
        (In("heading", AllOf((Word("hand"), In("text", Word("strong"))))), {"hand-1"}),
    ],
)
def test_wildcards_and_places_match_what_they_say(engine, node, expected):
    node = AllOf((node, Word("written"), Word("hand")))
    assert matched(engine, node) == expected


@pytest.mark.parametrize(
    ("left", "right", "distance", "expected"),
    [
        (Word("a"), Word("b"), 1, {"side"}),
        (Word("a"), Word("b"), 2, {"side", "back", "two"}),
        (Word("a"), Word("b"), 3, {"side", "back", "two", "three"}),
        (Word("b"), Word("a"), 3, {"side", "back", "two", "three"}),
        (Phrase(("x", "a")), Word("b"), 2, {"side", "two"}),
        (Word("b"), Phrase(("y", "a")), 1, {"back"}),
        (Wild("other*"), Word("a"), 1, {"wild"}),
        (AnyOf((Word("b"), Word("others"))), Word("a"), 1, {"side", "wild"}),
        (Word("a"), Word("a"), 3, {"twice"}),
        (Word("a"), Word("nowhere"), 3, set()),
    ],
)
def test_things_are_near_in_either_order_within_so_many_words(
    empty, left, right, distance, expected
):
    put(
        empty,
        record("side", "x a b x"),
        record("back", "b y a"),
        record("two", "x a y b"),
        record("three", "b x y a"),
        record("wild", "others a"),
        record("twice", "a x y a"),
        record("head", "b", heading="a"),
    )
    assert matched(empty, Near(left, right, distance)) == expected


def test_fields_match_values_ranges_pages_and_documents(empty):
    put(
        empty,
        record("a", page=3, document="one", facets={"year": ("2021",), "theme": ("x", "y")}),
        record("b", page=9, document="one", facets={"year": ("2023",), "theme": ("y",)}),
        record("c", document="two", facets={"authority": ("North, Example",)}),
    )
    assert matched(empty, Field("theme", ("x",))) == {"a"}
    assert matched(empty, Field("theme", ("x", "y"))) == {"a", "b"}
    assert matched(empty, Field("authority", ("North, Example",))) == {"c"}
    assert matched(empty, Field("year", ("2021",))) == {"a"}
    assert matched(empty, Field("year", first=2021, last=2022)) == {"a"}
    assert matched(empty, Field("year", first=2022)) == {"b"}
    assert matched(empty, Field("year", last=2023)) == {"a", "b"}
    assert matched(empty, Field("page", ("3", "4"))) == {"a"}
    assert matched(empty, Field("page", first=4)) == {"b"}
    assert matched(empty, Field("page", last=8)) == {"a"}
    assert matched(empty, Field("page", first=3, last=9)) == {"a", "b"}
    assert matched(empty, Field("document", ("two",))) == {"c"}
    assert matched(empty, Not(Field("document", ("two",)))) == {"a", "b"}
    assert matched(empty, Ids(("c", "a", "nowhere"))) == {"a", "c"}


def test_a_field_adds_its_weight_to_the_score_and_no_match(engine):
    plain = scores(engine, Word("audit"))
    themed = matched(engine, AllOf((Word("audit"), Field("theme", ("kinship",)))))
    boost = Weighted(Field("theme", ("kinship",)), 2.0)
    boosted = scores(engine, Boosted(Word("audit"), boost))
    assert themed
    assert boosted.keys() == plain.keys()
    for passage, score in boosted.items():
        more = 2.0 if passage in themed else 0.0
        assert score == pytest.approx(plain[passage] + more, rel=1e-4)


def test_a_weight_multiplies_what_words_score(engine):
    plain, doubled = scores(engine, Word("audit")), scores(engine, Weighted(Word("audit"), 2.0))
    assert doubled == pytest.approx({passage: 2 * score for passage, score in plain.items()})


def test_the_counts_of_a_filtered_facet_leave_out_its_own_filter(engine):
    free = ask(engine, "audit")
    by_theme = ask(engine, "audit", filters={"theme": ["kinship"]})
    by_both = ask(engine, "audit", filters={"theme": ["kinship"], "stance": ["strength"]})
    by_stance = ask(engine, "audit", filters={"stance": ["strength"]})
    assert by_theme.facets["theme"] == free.facets["theme"]
    assert by_both.facets["theme"] == by_stance.facets["theme"]
    assert by_both.facets["stance"] == by_theme.facets["stance"]
    assert sum(by_theme.facets["stance"].values()) == by_theme.total < free.total


def test_what_most_passages_have_is_counted_right_after_a_removal_too(empty):
    facets = [{"theme": ("audit",)}, {"theme": ("audit", "visits")}, {"theme": ("visits",)}, {}]
    put(empty, *(record(f"d{n}-1", document=f"d{n}", facets=f) for n, f in enumerate(facets)))
    put(empty, record("other-1", "beta", document="other", facets={"theme": ("rare",)}))
    assert ask(empty, "alpha").facets["theme"] == {"audit": 2, "visits": 2}
    assert ask(empty).facets["theme"] == {"audit": 2, "visits": 2, "rare": 1}
    empty.remove_document("d0")
    empty.commit()
    assert ask(empty, "alpha").facets["theme"] == {"visits": 2, "audit": 1}


def test_the_words_of_the_corpus_are_told_as_written(engine):
    words = engine.words("re")
    assert [word for word, _ in words] == ["recorded", "review", "reviewed"]
    assert dict(words)["reviewed"] == 1
    assert engine.words("nowhere") == []


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("supervison", "supervision"),
        ("audit -theme:x (supervison OR delay)", "audit NOT theme:x (supervision OR delay)"),
        ('"manger oversihgt" in:heading', '"manager oversight" in:heading'),
        ("supervison near/3 plan", "supervision near/3 plan"),
        ("kinshipfoster", "kinship foster"),
        ("supervising", None),
        ("nothinglikeit", None),
        ("", None),
    ],
)
def test_a_misspelt_query_is_corrected_from_the_corpus(engine, typed, suggested):
    assert suggest(parse(typed), engine.words) == suggested


leaves = st.one_of(
    st.sampled_from([*WORDS, "hand", "well-being", "nowhere", "s47"]).map(Word),
    st.lists(st.sampled_from([*WORDS, "re*", "*er"]), min_size=1, max_size=3).map(
        lambda words: Phrase(tuple(words))
    ),
    st.sampled_from(["re*", "super*ion", "w?ak", "well-b*", "zz*", "*er"]).map(Wild),
)
nearby = st.builds(
    Near,
    leaves | st.lists(leaves, min_size=1, max_size=2).map(lambda some: AnyOf(tuple(some))),
    leaves,
    st.integers(1, 6),
)
fields = st.one_of(
    st.sampled_from(
        [
            Field("theme", ("kinship", "audit")),
            Field("authority", ("North, Example",)),
            Field("year", first=2019, last=2021),
            Field("page", ("3", "7")),
            Field("page", first=5),
            Field("document", ("doc3", "hand")),
            Ids(("hand-1", "doc3-3", "nowhere")),
        ]
    )
)
trees = st.recursive(
    leaves | nearby | fields,
    lambda nodes: st.one_of(
        st.lists(nodes, min_size=1, max_size=3).map(lambda some: AllOf(tuple(some))),
        st.lists(nodes, min_size=1, max_size=3).map(lambda some: AnyOf(tuple(some))),
        nodes.map(Not),
        st.builds(In, st.sampled_from(["heading", "text"]), nodes),
        st.builds(Weighted, nodes, st.sampled_from([0.5, 2.0])),
        st.builds(Boosted, nodes, nodes),
    ),
    max_leaves=8,
)
requests = st.builds(
    SearchRequest,
    node=st.none() | trees,
    filters=st.dictionaries(
        st.sampled_from(["theme", "area", "stance", "speaker"]),
        st.lists(
            st.sampled_from(["kinship", "audit", "leaders", "strength", "council"]), min_size=1
        ),
        max_size=2,
    ),
    since=st.none() | st.just(date(2019, 2, 9)),
    until=st.none() | st.just(date(2022, 5, 9)),
    limit=st.just(1000),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(request=requests)
def test_the_engines_agree_on_any_question(both, request):
    one, other = (engine.search(request) for engine in both)
    assert one.total == other.total
    assert one.facets == other.facets
    assert {hit.passage for hit in one.hits} == {hit.passage for hit in other.hits}
