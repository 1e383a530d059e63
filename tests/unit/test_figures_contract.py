"""Figures as other programs get them."""

from indexer.contract import passage_json
from indexer.model import Kind, Passage
from nlp.figures import read_figures
from nlp.types import Annotation, Source, Stance, StanceLabel

TEXT = "Plans were good in 27 of 31 files in 2020/21."


def a_passage(annotation: Annotation | None) -> Passage:
    return Passage("d-1", "d", 1, Kind.PARAGRAPH, TEXT, (), (), annotation)


def test_a_passage_gives_its_figures_without_what_is_not_known():
    stance = StanceLabel(Stance.CONTEXT, 0.5, Source.RULE)
    note = Annotation((), (), stance, mixed=False, speaker=None, figures=read_figures(TEXT))
    assert passage_json(a_passage(note))["figures"] == [
        {
            "value": 27.0,
            "unit": "count",
            "out_of": 31.0,
            "measure": "Plans were good in files",
            "of": "files",
            "period": "2020/21",
            "kind": "value",
            "text": "27 of 31",
            "span": [19, 27],
            "measure_span": [0, 44],
        }
    ]


def test_a_passage_without_labels_has_no_figures():
    assert passage_json(a_passage(None))["figures"] == []
