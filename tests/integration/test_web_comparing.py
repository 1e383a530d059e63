"""One question of several voices, more like one passage, and many questions at once."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from app import create_app
from app.cli import main
from indexer.home import Home
from indexer.many import read_queries
from tests.shelf import OWN_WORDS, SUPERVISION
from tests.webpage import Part, read


@pytest.fixture
def client(shelf: Home) -> FlaskClient:
    return create_app(shelf).test_client()


def as_json(*arguments: str, home: Home) -> Any:
    asked = [*arguments, "--format", "json", "--home", str(home.path)]
    return json.loads(CliRunner().invoke(main, asked).stdout)


# Compare


def test_inspectors_and_the_council_are_compared_unless_told_otherwise(
    client: FlaskClient,
) -> None:
    page = read(client, "/compare?q=supervision")
    assert page.texts(".columns h2") == ["Inspectorate", "Council about itself"]
    assert page.texts(".columns .total") == [
        "1 passage of Inspectorate",
        "1 passage of Council about itself",
    ]
    assert page.texts(".columns .snippet") == [SUPERVISION, OWN_WORDS]


def test_a_column_tells_how_many_passages_say_what(client: FlaskClient) -> None:
    first, _ = read(client, "/compare?q=supervision").all(".columns section")
    rows = [(*row.texts("th"), *row.texts(".number")) for row in first.all(".shares tr")]
    assert rows == [
        ("Strength", "0", "0 %"),
        ("Needs improvement", "1", "100 %"),
        ("Action or plan", "0", "0 %"),
        ("Context", "0", "0 %"),
    ]


def test_columns_can_be_of_kinds_of_document(client: FlaskClient) -> None:
    page = read(client, "/compare?by=type&of=self-evaluation&of=ilacs-inspection-report")
    assert page.texts(".columns h2") == ["Self-evaluation", "ILACS inspection report"]


def test_the_total_of_a_column_leads_to_its_passages(client: FlaskClient) -> None:
    page = read(client, "/compare?q=supervision")
    found = read(client, page.all(".columns .total a")[0].get("href"))
    assert found.texts(".snippet") == [SUPERVISION]


def test_the_other_filters_hold_in_every_column(client: FlaskClient) -> None:
    page = read(client, "/compare?q=supervision&stance=needs-improvement")
    assert [total.split()[0] for total in page.texts(".columns .total")] == ["1", "0"]


def test_a_filter_of_the_compared_facet_does_not_count(client: FlaskClient) -> None:
    page = read(client, "/compare?q=supervision&speaker=council")
    assert [total.split()[0] for total in page.texts(".columns .total")] == ["1", "1"]


def test_a_voice_that_says_nothing_has_its_column(client: FlaskClient) -> None:
    page = read(client, "/compare?q=supervision&of=inspectorate&of=partnership")
    assert "not the same as “no weakness”" in page.texts(".columns .none")[0]


def test_the_command_compares(shelf: Home) -> None:
    first, second = as_json("compare", "supervision", "inspectorate", "council", home=shelf)
    assert (first["value"], first["total"]) == ("inspectorate", 1)
    assert (second["value"], second["hits"][0]["text"]) == ("council", OWN_WORDS)


# More like this


def like(client: FlaskClient, query: str) -> Part:
    page = read(client, f"/search?q={query}")
    return read(client, page.link("More like this"))


def test_more_like_a_passage_shares_its_telling_words(client: FlaskClient) -> None:
    page = like(client, "reflective")
    assert OWN_WORDS in page.texts(".hits .snippet")
    assert "Supervision" in page.texts(".also")[0]


def test_a_passage_is_not_like_itself(client: FlaskClient) -> None:
    assert SUPERVISION not in like(client, "reflective").texts(".hits .snippet")


def test_a_passage_with_words_of_its_own_only_is_like_none(client: FlaskClient) -> None:
    assert "No other passage" in like(client, "script").words


def test_there_is_nothing_like_a_passage_that_is_not_there(client: FlaskClient) -> None:
    assert client.get("/passage/000000000000-1/like").status_code == 404


def test_the_command_finds_more_like_a_passage(shelf: Home) -> None:
    [hit] = as_json("search", "reflective", home=shelf)["hits"]
    found = as_json("like", hit["passage"], home=shelf)
    assert OWN_WORDS in [one["text"] for one in found["hits"]]


# A list of questions


def ask_all(client: FlaskClient, **fields: Any) -> Any:
    token = read(client, "/questions").all(".list-form input[name=token]")
    sent = {"token": token[0].get("value"), **fields} if token else fields
    return client.post("/questions", data=sent)


def table(response: Any) -> list[list[str]]:
    from lxml import html

    page = Part(html.fromstring(response.text))
    return [row.texts("th") + row.texts("td") for row in page.all(".counted tbody tr")]


def test_every_question_of_a_list_is_counted_by_stance(client: FlaskClient) -> None:
    rows = table(ask_all(client, list="supervision\nkinship"))
    assert rows == [
        ["supervision", "2", "0", "1", "1", "0"],
        ["kinship", "1", "1", "0", "0", "0"],
    ]


def test_a_list_can_be_a_csv_file(client: FlaskClient) -> None:
    file = (io.BytesIO(b"\xef\xbb\xbfno,query\r\n1,kinship\r\n2,zebra\r\n"), "list.csv")
    rows = table(ask_all(client, file=file))
    assert [row[:2] for row in rows] == [["kinship", "1"], ["zebra", "0"]]


def test_a_question_that_cannot_be_read_says_why_and_stops_no_other(client: FlaskClient) -> None:
    first, second = table(ask_all(client, list="(visits\nkinship"))
    assert "bracket is never closed" in first[0]
    assert second[1] == "1"


def test_the_counts_can_be_kept_as_csv(client: FlaskClient) -> None:
    text = ask_all(client, list="kinship", format="csv").data.decode("utf-8-sig")
    assert text.splitlines()[1] == "kinship,1,1,0,0,0,"


def test_a_list_of_lines_may_hold_commas_and_repetitions() -> None:
    assert read_queries("visits, reviews\n\nkinship\n kinship \n") == ["visits, reviews", "kinship"]


def test_the_command_asks_every_question_of_a_file(shelf: Home, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("supervision\nzebra\n", encoding="utf-8")
    found = as_json("search", "--queries", str(tmp_path / "list.txt"), home=shelf)
    assert [(one["query"], one["total"]) for one in found] == [("supervision", 2), ("zebra", 0)]


def test_the_command_wants_a_question_or_a_list(shelf: Home) -> None:
    assert CliRunner().invoke(main, ["search", "--home", str(shelf.path)]).exit_code == 2
