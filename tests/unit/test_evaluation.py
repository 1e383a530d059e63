"""Figures worked out by hand, and label files that break the rules."""

import json
from dataclasses import replace

import pytest

from nlp.classifier.evaluation import Guess, Labelled, evaluate, read_labels
from nlp.classifier.mistakes import worst_mistakes
from nlp.errors import LabelsError
from nlp.types import (
    Annotation,
    AreaLabel,
    PassageInput,
    Source,
    Stance,
    StanceLabel,
    ThemeLabel,
)


def right(themes=(), areas=(), stance="context", *, mixed=False, maybe=(), alt=None):
    return Labelled("1", PassageInput("x"), themes, areas, stance, mixed, maybe, alt)


def guess(themes=(), areas=(), stance="context", *, mixed=False):
    return Guess(themes, areas, stance, mixed)


# Themes: visits is right once and missed once; kinship-care wrongly given once;
# supervision-oversight right once. So 2 right, 1 wrong, 1 missed in all.
THEMES = evaluate(
    [right(("visits", "supervision-oversight")), right(("visits",)), right()],
    [guess(("visits", "supervision-oversight")), guess(), guess(("kinship-care",))],
)


def test_a_theme_found_half_the_time_has_recall_one_half():
    figure = THEMES.themes["visits"]
    assert (figure.n, figure.precision, figure.recall) == (2, 1.0, 0.5)
    assert figure.f1 == pytest.approx(2 / 3)


def test_a_theme_only_wrongly_given_has_no_recall_and_no_f1():
    figure = THEMES.themes["kinship-care"]
    assert (figure.n, figure.precision, figure.recall, figure.f1) == (0, 0.0, None, 0.0)


def test_micro_figures_count_every_label_alike():
    micro = THEMES.theme_micro
    assert (micro.precision, micro.recall, micro.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_the_macro_figure_counts_every_theme_alike():
    assert THEMES.theme_macro_f1 == pytest.approx((2 / 3 + 0 + 1) / 3)


def test_a_theme_that_may_be_given_counts_neither_way():
    report = evaluate([right(("visits",), maybe=("recording",))], [guess(("visits", "recording"))])
    assert "recording" not in report.themes
    assert report.theme_micro.precision == 1.0


def test_the_first_area_counts_as_right_when_it_is_among_the_right_ones():
    report = evaluate(
        [right(areas=("leaders", "care-leavers")), right(), right(areas=("leaders",)), right()],
        [guess(areas=("care-leavers",)), guess(), guess(), guess(areas=("leaders",))],
    )
    assert report.area_accuracy == 0.5


def test_areas_together_count_the_missed_second_area():
    report = evaluate([right(areas=("leaders", "care-leavers"))], [guess(areas=("leaders",))])
    assert (report.area_micro.precision, report.area_micro.recall) == (1.0, 0.5)


def test_a_second_right_stance_counts_as_right():
    report = evaluate(
        [right(stance="strength", alt="context"), right(stance="strength")],
        [guess(stance="context"), guess(stance="context")],
    )
    assert report.stance_accuracy == 0.5
    assert report.stances["context"].precision == 0.5


def test_stance_macro_is_the_mean_over_stances_right_or_given():
    # strength: 1 right, 1 missed -> F1 2/3; context: 1 wrong -> 0.
    report = evaluate(
        [right(stance="strength"), right(stance="strength")],
        [guess(stance="strength"), guess(stance="context")],
    )
    assert report.stance_macro_f1 == pytest.approx(1 / 3)


def test_mixed_is_right_when_both_agree_either_way():
    report = evaluate(
        [right(mixed=True), right(), right()], [guess(mixed=True), guess(), guess(mixed=True)]
    )
    assert report.mixed_accuracy == pytest.approx(2 / 3)


def test_annotations_are_compared_by_their_ids():
    note = Annotation(
        themes=(ThemeLabel("visits", 0.9, Source.RULE),),
        areas=(AreaLabel("leaders", 0.9, Source.MODEL),),
        stance=StanceLabel(Stance.STRENGTH, 0.9, Source.RULE),
        mixed=True,
        speaker=None,
    )
    report = evaluate([right(("visits",), ("leaders",), "strength", mixed=True)], [note])
    assert (report.theme_micro.f1, report.area_accuracy, report.stance_accuracy) == (1, 1, 1)


def test_nothing_to_compare_gives_no_figures():
    report = evaluate([], [])
    assert (report.stance_accuracy, report.theme_micro.f1) == (None, None)


def test_lists_of_different_length_are_refused():
    with pytest.raises(ValueError, match="1 labelled passages but 0 predictions"):
        evaluate([right()], [])


def test_the_report_can_be_written_as_json():
    found = json.loads(json.dumps(THEMES.as_json()))
    assert found["overall"]["theme_f1"] == pytest.approx(2 / 3)
    assert found["themes"]["visits"]["n"] == 2


def test_the_table_lists_the_most_frequent_theme_first():
    lines = THEMES.as_text().splitlines()
    first = lines[lines.index("Themes") + 1].split()
    assert first[:5] == ["visits", "2", "1.00", "0.50", "0.67"]


def of(authority, *, found):
    """One passage of an authority, whose stance is right or not."""
    row = replace(right(stance="strength"), id=f"{authority}-{found}", authority=authority)
    return row, guess(stance="strength" if found else "context")


def stance_interval(rows):
    gold, given = zip(*rows, strict=True)
    return evaluate(gold, given).intervals["stance_accuracy"]


def test_an_interval_holds_its_figure():
    low, high = stance_interval([of(name, found=name < "d") for name in "abcdefgh"])
    assert low < 3 / 8 < high


def test_passages_of_one_authority_do_not_narrow_an_interval_as_those_of_many_do():
    alike = [of("a", found=True)] * 20 + [of("b", found=False)] * 20
    apart = [of(str(n), found=n % 2) for n in range(40)]
    (low, high), (nearer, further) = stance_interval(alike), stance_interval(apart)
    assert high - low > further - nearer


NOTE = Annotation(
    themes=(ThemeLabel("visits", 0.9, Source.RULE, ((0, 6),)),),
    areas=(AreaLabel("leaders", 0.8, Source.MODEL),),
    stance=StanceLabel(Stance.CONTEXT, 0.7, Source.RULE),
    mixed=False,
    speaker=None,
)


def test_the_surest_mistakes_come_first():
    [*found] = worst_mistakes([right(stance="strength")], [NOTE], most=2)
    assert [(one.task, one.given) for one in found] == [("theme", "visits"), ("area", "leaders")]


def test_a_mistake_shows_the_words_it_rests_on():
    row = replace(right(areas=("leaders",)), passage=PassageInput("Visits are late."))
    [found] = worst_mistakes([row], [NOTE], most=9)
    assert found.words == ("Visits",)


def test_labels_that_may_be_given_are_no_mistakes():
    row = right(("recording",), ("leaders",), "strength", maybe=("visits",), alt="context")
    assert worst_mistakes([row], [NOTE], most=9) == []


ROW = {
    "id": "a1", "text": "Some text.", "heading": "Care leavers", "type": "self-evaluation",
    "themes": ["visits"], "areas": ["care-leavers"], "stance": "strength", "mixed": False,
}  # fmt: skip


def write(folder, *rows):
    path = folder / "labels.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_labelled_passage_is_read_with_its_place(tmp_path):
    [found] = read_labels(write(tmp_path, ROW))
    assert found.passage == PassageInput("Some text.", ("Care leavers",), "self-evaluation")
    assert (found.themes, found.areas, found.stance) == (("visits",), ("care-leavers",), "strength")


def test_blank_lines_between_rows_are_passed_over(tmp_path):
    assert len(read_labels(write(tmp_path, ROW, "", ROW | {"id": "a2"}))) == 2


def test_a_character_that_some_take_for_a_line_break_may_stand_in_a_text(tmp_path):
    row = json.dumps(ROW | {"text": "one\u2028two"}, ensure_ascii=False)
    assert read_labels(write(tmp_path, row))[0].passage.text == "one\u2028two"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{not json", "line 2: not JSON"),
        ("[1]", "line 2: an object is needed, not list"),
        (ROW | {"text": 3}, 'line 2: "text" must be a string'),
        (ROW | {"themes": "visits"}, 'line 2: "themes" must be a list of ids'),
        (ROW | {"areas": ["schools"]}, "line 2: \"areas\" holds 'schools', valid are leaders"),
        (ROW | {"stance": "good"}, "line 2: \"stance\" holds 'good', valid are strength"),
        (ROW | {"mixed": "no"}, 'line 2: "mixed" must be true or false'),
        (ROW | {"heading": 7}, 'line 2: "heading" must be a string or a list of strings'),
        (ROW, "the id 'a0' stands twice"),
    ],
)
def test_a_line_that_breaks_the_rules_is_named(tmp_path, row, message):
    bad = row | {"id": "a0"} if isinstance(row, dict) else row
    with pytest.raises(LabelsError, match=message):
        read_labels(write(tmp_path, ROW | {"id": "a0"}, bad))


def test_an_empty_file_is_refused(tmp_path):
    with pytest.raises(LabelsError, match="holds no labelled passage"):
        read_labels(write(tmp_path))


def test_a_missing_file_is_told_by_path(tmp_path):
    with pytest.raises(LabelsError, match=r"nowhere\.jsonl cannot be read"):
        read_labels(tmp_path / "nowhere.jsonl")
