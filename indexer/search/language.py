"""The query language on one page, as the command line and the browser show it."""

from typing import NamedTuple


class Way(NamedTuple):
    """One way to ask: an example, and what it finds."""

    query: str
    finds: str


class Part(NamedTuple):
    """Ways to ask that belong together."""

    title: str
    ways: tuple[Way, ...]


LANGUAGE = (
    Part(
        "Words",
        (
            Way("kinship carers support", "all the words; if few, some of them"),
            Way('"management oversight"', "the words side by side, in this order"),
            Way("visits OR reviews", "either; in capitals"),
            Way("visits AND reviews", "both, as without AND"),
            Way("fostering NOT agency", "without; also fostering -agency"),
            Way('(CLA OR "care leavers") health', "brackets group"),
        ),
    ),
    Part(
        "Parts of words, and words near others",
        (
            Way("superv*", "supervise, supervision, supervisor"),
            Way("wom?n", "any one letter"),
            Way("visits near/5 recorded", "within five words of one another"),
            Way("=LAC", "no other names of it are looked for"),
            Way("supervision in:heading", "in the headings above passages only"),
            Way("supervision in:text", "in the passages themselves only"),
            Way("supervision in:title", "in the titles of documents only"),
        ),
    ),
    Part(
        "Fields",
        (
            Way("theme:kinship-care", "on a theme; its beginning will do"),
            Way("area:leaders", "on an inspection area"),
            Way("stance:needs-improvement", "also strength, action-or-plan, context"),
            Way("speaker:inspectorate", "also council, partnership, child-family"),
            Way('authority:"North Example"', "about an authority"),
            Way("type:self-evaluation", "from one kind of document"),
            Way("year:2021..2023", "also year:2022, year:2021.., year:..2023"),
            Way("page:1..5", "that begin there; also page:12"),
            Way("document:0a1b2c3d4e5f", "from one document, by its id"),
            Way("area:leaders,care-leavers", "either value; repeat the field for both"),
            Way("-type:letter", "without, as with words"),
        ),
    ),
)
"""Every operator with an example."""


def as_text() -> str:
    """Return the language as paragraphs for a terminal, each marked to keep its lines."""
    width = max(len(way.query) for part in LANGUAGE for way in part.ways) + 2
    return "\n\n".join(
        "\n".join(
            ["\b", f"{part.title}:", *(f"  {way.query:{width}}{way.finds}" for way in part.ways)]
        )
        for part in LANGUAGE
    )
