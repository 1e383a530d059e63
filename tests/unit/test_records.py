"""What the engines are given of a stored passage."""

from dataclasses import replace
from datetime import date

from indexer.model import Document, Kind, Metadata, Passage
from indexer.search.base import FACETS
from indexer.search.records import record_of, records_of
from nlp.types import Annotation, AreaLabel, Source, Speaker, Stance, StanceLabel, ThemeLabel

KNOWN = Document(
    "d", "s", "/p", Metadata(type="letter", authority="Example", published=date(2022, 3, 4)), ()
)
UNKNOWN = Document("d", "s", "/p", Metadata(), ())
LABELS = Annotation(
    themes=(ThemeLabel("audit", 0.9, Source.RULE), ThemeLabel("kinship", 0.5, Source.MODEL)),
    areas=(AreaLabel("leaders", 0.9, Source.MODEL),),
    stance=StanceLabel(Stance.STRENGTH, 0.9, Source.MODEL),
    mixed=False,
    speaker=Speaker.COUNCIL,
)
PASSAGE = Passage("d-1", "d", 1, Kind.PARAGRAPH, "Text.", ("Top", "Sub"), (), LABELS)


def test_a_record_carries_every_facet_that_is_known():
    record = record_of(PASSAGE, KNOWN)
    assert record.facets == {
        "theme": ("audit", "kinship"),
        "area": ("leaders",),
        "stance": ("strength",),
        "speaker": ("council",),
        "authority": ("Example",),
        "type": ("letter",),
        "year": ("2022",),
    }
    assert set(record.facets) == set(FACETS)
    assert (record.heading, record.published) == ("top sub", date(2022, 3, 4))


def test_what_is_unknown_has_no_values():
    bare = replace(PASSAGE, annotation=replace(LABELS, themes=(), speaker=None))
    facets = record_of(bare, UNKNOWN).facets
    assert [name for name in FACETS if facets.get(name)] == ["area", "stance"]


def test_a_passage_that_is_not_annotated_yet_is_indexed():
    assert record_of(replace(PASSAGE, annotation=None), KNOWN).text == "text"


def test_headings_and_furniture_are_left_out():
    heading = replace(PASSAGE, kind=Kind.HEADING)
    skip = StanceLabel(Stance.SKIP, 1.0, Source.RULE)
    furniture = replace(PASSAGE, annotation=replace(LABELS, stance=skip))
    found = list(records_of([heading, furniture, PASSAGE], KNOWN))
    assert [record.passage for record in found] == ["d-1"]
