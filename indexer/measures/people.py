"""Of whom a figure is: which part of the area, which of those measured."""

import re

from indexer.measures.catalogue import Catalogue, Measure, has

# As the rows of tables name it: "Vacancy rate, Saltmere". Elsewhere the figure knows its place.
_NAME = re.compile(r", ([A-Z][a-z]{3,}(?: (?:and |the |of )*[A-Z][a-z]{2,})*)$")
_NO_TIME = r"\b(?! (?:(?:working )?days|weeks|hours|months))"
_AGES = re.compile(
    rf"\b(?:aged? )?(\d{{1,2}})(?: (?:to|and|or) |-|\N{{EN DASH}})(\d{{1,2}}){_NO_TIME}"
    rf"|\b(?:under|over|aged) (\d{{1,2}}){_NO_TIME}"
)
# Capitals that name no place.
_NO_PLACES = """
Section Level Band English Mathematics Family Families Children Child Care Leavers Ofsted
Key Stage Step Graded Profile Working Social Work Worker Workers Young People Police
Health Partner Measures Panel Board Court Courts Standard Standards Strength Signs Quarter
January February March April May June July August September October November December
Within Number Rate Percentage Total Average Strategy Early Help Plan Plans Reviews Review
Looked After Council Service Services Team Teams Return Home Interview Interviews Initial
Personal Education Suitable Accommodation Black Asian Minority Ethnic
"""
_NO_PLACE = frozenset(_NO_PLACES.split())


_OF_OTHERS = re.compile(
    r"(?i)national(?:ly)?|england.*|english|regional(?:ly)?|(?:the )?region|(?:statistical |our )?"
    r"neighbours?|(?:similar|comparable|other|neighbouring) (?:authorities|councils|areas)"
    r"|comparators?|peer group|(?:south|north)[ -](?:east|west)|(?:east|west) midlands"
    r"|east of england|statistical neighbours?"
)


def is_of_others(place: str | None) -> bool:
    """Tell whether a place is what an authority compares itself with."""
    return bool(place and _OF_OTHERS.fullmatch(place))


def place_in(measure: str, place: str | None, authority: str | None) -> str | None:
    """Return the part of an area or service that a figure is of; None: all of it.

    Args:
        measure: in the words of the passage.
        place: that the figure itself is known to be of.
        authority: whose paper it is; that is the whole.
    """
    found = place
    if found is None:
        named = _NAME.search(measure)
        found = named[1] if named and not _NO_PLACE.issuperset(named[1].split()) else None
    whole = (authority or "").lower()
    return None if found and whole and found.lower() in {whole, f"{whole} council"} else found


def people_in(
    measure: str, said: str, catalogue: Catalogue, known: Measure | None
) -> tuple[str, ...]:
    """Return what sets those measured apart, as ``weekends`` or ``19 to 21``; mostly nothing.

    Args:
        measure: in the words of the passage.
        said: the same, folded.
        known: what the catalogue takes it for; whom that is always of is not said again.
    """
    always = " ".join(form for forms in known.words for form in forms) if known else ""
    groups = [
        label
        for label, forms in catalogue.people
        if has(said, forms) and not (always and has(always, forms))
    ]
    ages = [" to ".join(filter(None, match.groups())) for match in _AGES.finditer(measure)]
    return tuple(sorted({*groups, *ages}))
