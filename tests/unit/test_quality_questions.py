"""Files of judged questions: what is read, and what is refused with its line."""

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import QuestionsError
from indexer.quality.questions import Wanted, read_questions

GOOD: dict[str, Any] = {
    "id": "q1",
    "question": "who drives cases forward?",
    "kind": "paraphrase",
    "relevant": [{"document": "letter.pdf", "text": "Supervision is regular", "grade": 2}],
}


def written(folder: Path, *rows: object) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_question_is_read_with_its_passages(tmp_path: Path) -> None:
    [one] = read_questions(written(tmp_path, GOOD))
    assert one.question == "who drives cases forward?"
    assert one.relevant == (Wanted("letter.pdf", "Supervision is regular", 2),)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "short"}, "'short'; it must be one of keyword, paraphrase"),
        ({"relevant": []}, "at least one passage"),
        ({"relevant": ["letter.pdf"]}, "must be an object"),
        ({"relevant": [{"document": "a.pdf", "text": "b", "grade": 3}]}, "must be 1 or 2"),
        ({"relevant": [{"document": "a.pdf", "text": " ", "grade": 1}]}, '"text" must be a text'),
        ({"question": None}, '"question" must be a text'),
    ],
)
def test_a_broken_rule_is_told_with_its_line(
    tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    with pytest.raises(QuestionsError, match="line 2") as failure:
        read_questions(written(tmp_path, GOOD, GOOD | {"id": "q2"} | change))
    assert told in str(failure.value)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="'q1' was used before"):
        read_questions(written(tmp_path, GOOD, GOOD))


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="no question"):
        read_questions(written(tmp_path))


def test_what_is_not_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text("who?\n", encoding="utf-8")
    with pytest.raises(QuestionsError, match="line 1 is not JSON"):
        read_questions(path)
