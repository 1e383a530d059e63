"""Bytes of a zip that belong to none of its files."""

import zipfile

import pytest

from indexer.pack.strays import find_strays


def strays_of(path):
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        return find_strays(archive, file)


@pytest.fixture
def packed(tmp_path):
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.txt"):
            archive.writestr(name, name * 100)
    return path


def test_bytes_hidden_between_files_are_noticed(packed):
    with zipfile.ZipFile(packed, "a") as archive:
        archive.fp.seek(archive.start_dir)
        archive.fp.write(b"hidden")
        archive.start_dir += len(b"hidden")
        archive.writestr("c.txt", "more")
    assert strays_of(packed) == ["between its files"]


def test_bytes_whose_length_the_list_of_files_reckons_with_are_noticed(packed, tmp_path):
    with (tmp_path / "run.zip").open("wb") as file:
        file.write(b"#!/bin/sh\n")
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a.txt", "a")
    assert strays_of(tmp_path / "run.zip") == ["before its first file"]


def test_a_comment_is_noticed(packed):
    with zipfile.ZipFile(packed, "a") as archive:
        archive.comment = b"look here"
    assert strays_of(packed) == ["after its end"]


def test_files_written_as_a_stream_leave_no_strays(tmp_path):
    class Stream:
        def __init__(self, file):
            self.file = file

        def write(self, data):
            return self.file.write(data)

        def flush(self):
            self.file.flush()

    with (tmp_path / "s.zip").open("wb") as file, zipfile.ZipFile(Stream(file), "w") as archive:
        archive.writestr("a.txt", "a" * 50)
        archive.writestr("b.txt", "b")
    assert strays_of(tmp_path / "s.zip") == []
