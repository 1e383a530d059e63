"""Building, swapping and opening the search index, on real folders."""

import pytest

from indexer.errors import IndexerError, SearchIndexError
from indexer.search.base import SearchRecord, SearchRequest
from indexer.search.engines import ENGINES, choose_engine
from indexer.search.lifecycle import (
    CurrentIndex,
    current_engine,
    is_current,
    open_current,
    open_for_writing,
    rebuild,
)
from indexer.search.query import parse


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "search"


def records(*passages):
    return [SearchRecord(passage, "doc", "alpha", "", {}) for passage in passages]


def build(folder, engine, *passages, pipeline="1"):
    rebuild(folder, engine=engine, pipeline=pipeline, records=records(*passages)).close()


def found(engine):
    return {hit.passage for hit in engine.search(SearchRequest(parse("alpha"))).hits}


def indexes(folder):
    return [path for path in folder.iterdir() if path.is_dir()]


def failing():
    yield from records("b")
    raise RuntimeError("no more")


def test_nothing_built_says_what_to_run(folder):
    with pytest.raises(SearchIndexError, match="Run `sightline index FOLDER` first"):
        open_current(folder)
    assert current_engine(folder) is None


def test_what_was_built_is_opened(folder, engine):
    build(folder, engine, "a")
    opened = open_current(folder)
    assert found(opened) == {"a"}
    assert current_engine(folder) == opened.name == engine
    opened.close()


def test_an_index_is_current_for_its_own_engine_and_pipeline_only(folder, engine):
    build(folder, engine, "a")
    other = next(name for name in ENGINES if name != engine)
    assert is_current(folder, engine=engine, pipeline="1")
    assert not is_current(folder, engine=other, pipeline="1")
    assert not is_current(folder, engine=engine, pipeline="2")


def test_an_index_of_another_schema_is_not_current_and_not_opened(folder, engine):
    build(folder, engine, "a")
    pointer = folder / "current.json"
    pointer.write_text(pointer.read_text().replace('"schema": ', '"schema": 99'))
    assert not is_current(folder, engine=engine, pipeline="1")
    with pytest.raises(SearchIndexError, match="rebuild"):
        open_current(folder)


def test_a_rebuild_replaces_the_index_and_deletes_the_old_one(folder, engine):
    build(folder, engine, "a")
    build(folder, engine, "b")
    opened = open_current(folder)
    assert found(opened) == {"b"}
    opened.close()
    assert len(indexes(folder)) == 1


def test_a_rebuild_that_fails_leaves_the_old_index_and_nothing_else(folder, engine):
    build(folder, engine, "a")
    with pytest.raises(RuntimeError, match="no more"):
        rebuild(folder, engine=engine, pipeline="2", records=failing())
    opened = open_current(folder)
    assert found(opened) == {"a"}
    opened.close()
    assert len(indexes(folder)) == 1


def test_leftovers_of_a_killed_run_are_deleted_by_the_next_build(folder, engine):
    (folder / "tantivy-left").mkdir(parents=True)
    build(folder, engine, "a")
    assert len(indexes(folder)) == 1


def test_writing_goes_on_in_a_current_index(folder, engine):
    build(folder, engine, "a")
    writing = open_for_writing(folder, engine=engine, pipeline="1", records=failing())
    writing.add(records("b"))
    writing.commit()
    assert found(writing) == {"a", "b"}
    writing.close()


def test_writing_rebuilds_an_index_of_another_pipeline(folder, engine):
    build(folder, engine, "a")
    writing = open_for_writing(folder, engine=engine, pipeline="2", records=records("b"))
    assert found(writing) == {"b"}
    writing.close()


def test_writing_rebuilds_an_index_whose_files_are_gone(folder, engine):
    build(folder, engine, "a")
    for file in indexes(folder)[0].iterdir():
        file.unlink()
    writing = open_for_writing(folder, engine=engine, pipeline="1", records=records("b"))
    assert found(writing) == {"b"}
    writing.close()


def test_a_long_lived_reader_sees_commits_and_swaps(folder, engine):
    build(folder, engine, "a")
    current = CurrentIndex(folder)
    assert found(current.engine()) == {"a"}
    writing = open_for_writing(folder, engine=engine, pipeline="1", records=[])
    writing.add(records("b"))
    writing.commit()
    writing.close()
    assert found(current.engine()) == {"a", "b"}
    build(folder, engine, "c")
    assert found(current.engine()) == {"c"}
    current.close()


def test_a_search_under_way_outlives_the_swap(folder, engine):
    build(folder, engine, "a")
    old = open_current(folder)
    build(folder, engine, "b")
    assert found(old) == {"a"}
    old.close()


def test_a_reader_may_be_made_before_the_index_is_built(folder, engine):
    current = CurrentIndex(folder)
    with pytest.raises(SearchIndexError):
        current.engine()
    build(folder, engine, "a")
    assert found(current.engine()) == {"a"}
    current.close()


def test_auto_takes_the_fast_engine():
    assert choose_engine("auto") == "tantivy"


def test_an_unknown_engine_is_refused_with_the_valid_names():
    with pytest.raises(IndexerError, match="auto, tantivy, whoosh"):
        choose_engine("lucene")
