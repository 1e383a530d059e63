"""The search measured against judged questions, by the command that people run."""

import json
from pathlib import Path
from typing import Any

from indexer.home import Home
from indexer.ingest import Summary
from indexer.quality.questions import read_questions
from tests.integration.test_commands import as_json, run
from tests.papers import STRATEGY

Indexed = tuple[Home, Summary]
SAMPLE = Path(__file__).parents[1] / "quality" / "sample.jsonl"


def asked(folder: Path, *questions: str, kind: str = "keyword", text: str = STRATEGY) -> Path:
    """Write questions that one passage of the partnership's report answers."""
    rows: list[dict[str, Any]] = [
        {
            "id": f"q{number}",
            "question": question,
            "kind": kind,
            "relevant": [{"document": "report.pdf", "text": text, "grade": 2}],
        }
        for number, question in enumerate(questions)
    ]
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_question_whose_passage_comes_first_scores_one(tmp_path: Path, indexed: Indexed) -> None:
    file = asked(tmp_path, "two in three")
    report = as_json("evaluate", "--queries", str(file), home=indexed[0])
    assert report["keyword"]["ndcg"] == 1.0


def test_a_question_that_finds_nothing_scores_nothing(tmp_path: Path, indexed: Indexed) -> None:
    file = asked(tmp_path, "zeppelin", kind="paraphrase")
    report = as_json("evaluate", "--queries", str(file), home=indexed[0])
    assert report["paraphrase"]["ndcg"] == 0.0
    assert report["questions"][0]["missed"]


def test_the_mean_is_over_all_questions(tmp_path: Path, indexed: Indexed) -> None:
    file = asked(tmp_path, "two in three", "zeppelin")
    report = as_json("evaluate", "--queries", str(file), home=indexed[0])
    assert report["overall"]["ndcg"] == 0.5


def test_a_few_words_in_another_case_and_with_other_marks_name_a_passage(
    tmp_path: Path, indexed: Indexed
) -> None:
    file = asked(tmp_path, "police", text="POLICE attended “89 per cent” of")
    report = as_json("evaluate", "--queries", str(file), home=indexed[0])
    assert report["absent"] == []


def test_words_that_no_passage_has_are_listed_and_end_with_status_1(
    tmp_path: Path, indexed: Indexed
) -> None:
    file = asked(tmp_path, "police", text="The zeppelin landed")
    result = run("evaluate", "--queries", str(file), home=indexed[0])
    assert result.exit_code == 1
    assert "“The zeppelin landed”" in result.output


def test_a_person_reads_a_table_and_the_worst_questions(tmp_path: Path, indexed: Indexed) -> None:
    file = asked(tmp_path, "zeppelin")
    result = run("evaluate", "--queries", str(file), home=indexed[0])
    assert "nDCG@10" in result.output
    assert "q0: zeppelin" in result.output


def test_a_broken_file_is_wrong_use(tmp_path: Path, indexed: Indexed) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text("{}\n", encoding="utf-8")
    result = run("evaluate", "--queries", str(file), home=indexed[0])
    assert result.exit_code == 2
    assert "line 1" in result.output


def test_one_thing_is_evaluated_at_a_time(indexed: Indexed) -> None:
    result = run("evaluate", home=indexed[0])
    assert result.exit_code == 2
    assert "--labels FILE or --queries FILE" in result.output


def test_half_of_the_questions_about_the_sample_papers_are_paraphrased() -> None:
    kinds = [one.kind for one in read_questions(SAMPLE)]
    assert len(kinds) >= 60
    assert kinds.count("paraphrase") >= len(kinds) / 2
