"""Say which judgement area a section heading names.

Inspection reports are written area by area, so the heading is the surest sign
there is of a passage's area. The wordings below are those of the published
frameworks: ILACS before and after 2023, the single inspection framework of
2013-17, the safeguarding and looked-after inspections of 2009-13, and what
councils and visit letters write over their own sections.

A heading must be nothing but the name of an area. A bullet that a PDF sets in
bold and that merely mentions children in care is no heading of a section.
"""

import re
import unicodedata
from functools import lru_cache

LEADERS = "leaders"
HELP_PROTECTION = "help-protection"
CHILDREN_IN_CARE = "children-in-care"
CARE_LEAVERS = "care-leavers"
AREAS = (LEADERS, HELP_PROTECTION, CHILDREN_IN_CARE, CARE_LEAVERS)
NONE = "none"

_CHILD = r"(?:(?:our |all )?(?:children and young people|children|young people|child))"
_AND = r"(?:,? and |, ?| & | ?/ ?| or )"

_HELP = (
    rf"{_CHILD} (?:who (?:need|are in need of)|needing|in need of) (?:early )?"
    rf"(?:help(?:{_AND}(?:protection|safeguarding|support))*|protection)",
    rf"(?:early )?help{_AND}(?:protection|safeguarding|support)",
    r"(?:the )?(?:effectiveness of )?(?:the )?help and protection (?:provided|given|offered)"
    r"(?: to .*)?",
    r"early help(?: services?| offer)?",
    rf"{_CHILD} in need",
    rf"{_CHILD} in need{_AND}(?:{_CHILD} )?(?:(?:those )?subject to (?:a )?)?"
    r"(?:child )?protection(?: plans?)?",
    rf"{_CHILD} subject to (?:a )?child protection plans?",
    r"child protection(?: plans?)?",
    r"safeguarding(?: services| children| of children)?",
    r"(?:the )?(?:integrated )?front door(?: services?)?",
    r"(?:multi-?agency safeguarding hub|mash)(?: \(mash\))?",
    rf"contact,? (?:and )?referral(?:{_AND}assessments?)?(?: arrangements)?",
    rf"{_CHILD} on the edge of care",
    r"edge of care",
)

_CARE = (
    rf"{_CHILD} (?:who are )?in (?:our |the council's |local authority )?care",
    rf"{_CHILD} (?:we care for|who are looked after)",
    rf"(?:looked[- ]after|cared[- ]for) {_CHILD}(?: services?)?",
    rf"{_CHILD} (?:looked[- ]after|cared[- ]for)(?: and achieving permanence)?",
    r"(?:planning (?:for )?and )?(?:achieving )?permanence(?: planning)?",
    r"adoption(?: performance| services?)?",
    r"fostering(?: services?)?",
    r"unaccompanied asylum[- ]seeking (?:children|young people)",
)

_LEAVERS = (
    r"(?:our )?care[- ]leavers?(?: services?)?",
    r"(?:our )?care[- ]experienced (?:young people|young adults|adults)",
    r"(?:young (?:people|adults) )?(?:who are |who have )?(?:leaving|left) care(?: services?)?",
)

_LEADERS = (
    r"(?:the )?impact of (?:leaders|leadership)(?: and managers)?"
    r"(?: on (?:social work )?practice.*| on children.*)?",
    rf"(?:strategic |corporate |senior )?leadership(?:{_AND}(?:management|governance|culture))*",
    rf"management{_AND}governance",
)

_OUTSIDE = (
    r".*\b(?:local safeguarding children(?:'s)? board|lscb)\b.*",
    r"information about (?:this|the) (?:local|inspection|area|service|children's home).*",
    r"(?:about )?(?:the |this )?inspection team",
    r"previous ofsted inspections?",
    rf"(?:{_CHILD} living|child protection|{_CHILD} looked[- ]after) in this area",
)


def _any_of(wordings: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(wordings)})"


# "Children in care and care leavers", in either order: the words decide which.
_BOTH = (
    _any_of(_CARE) + _AND + _any_of(_LEAVERS),
    _any_of(_LEAVERS) + _AND + _any_of(_CARE),
)

_MEANINGS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(_any_of(wordings)), areas)
    for wordings, areas in (
        (_OUTSIDE, ()),
        (_BOTH, (CHILDREN_IN_CARE, CARE_LEAVERS)),
        (_LEAVERS, (CARE_LEAVERS,)),
        (_CARE, (CHILDREN_IN_CARE,)),
        (_HELP, (HELP_PROTECTION,)),
        (_LEADERS, (LEADERS,)),
    )
)

_NUMBERING = re.compile(
    r"^(?:(?:section|part|chapter)\s+\w{1,3}\b|[a-z]?\d+(?:\.\d+)*[.):]?(?=\s)"
    r"|[a-z]\)|[^\w(]+)[\s:.\-]*"
)
_GRADE = re.compile(
    r"\b(?:judged )?(?:to be )?"
    r"(?:requires? improvement(?: to be good)?|outstanding|good|adequate|inadequate|grade \d.*)$"
)
_LINK = re.compile(r" (?:is|are|was|were)(?: that (?:it|they)(?: is| are)?)?$")
_TAIL = " :;,.-()"
_STEM = re.compile(
    r"^(?:(?:inspection |main |headline |key )?findings?(?: for| about| on)?[\s:\-]+"
    r"|(?:the )?(?:graded )?judge?ments? (?:for|about|on) "
    r"|(?:the )?quality (?:and effectiveness )?of (?:services|practice|support) (?:for|with|to) "
    r"|(?:the )?(?:services|support|outcomes|planning|practice) (?:for|with) "
    r"|(?:overall effectiveness of )?(?:the )?experiences?(?: and| of|,)+ progress"
    r"(?: and outcomes)? (?:of|for) )"
)
_FOOTNOTE = re.compile(r"(?<=[a-z?])\d{1,2}$")


@lru_cache(maxsize=4096)
def area_of_heading(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """Say which area a heading path names; the innermost heading that names one wins.

    Args:
        path: headings above a passage, outermost first.

    Returns:
        One area for a heading that names it. Two, children in care first, for a
        heading that covers both stages of care: the passage belongs to one of
        them, or to both, and its words must tell. Empty where the section is
        outside every area, such as the review of a safeguarding board. None
        where no heading says anything.
    """
    for heading in reversed(path):
        name = section_name(heading)
        for pattern, areas in _MEANINGS:
            if pattern.fullmatch(name):
                return areas
    return None


@lru_cache(maxsize=4096)
def section_name(heading: str) -> str:
    """Strip a heading to the bare name of its section.

    Case, curly quotation marks, numbering, a grade at the end, footnote marks
    and stock openings ("The experiences and progress of") are removed.

    Args:
        heading: as printed.
    """
    name = unicodedata.normalize("NFKC", heading).casefold()
    name = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    name = re.sub(r"[\N{EN DASH}\N{EM DASH}]", "-", name)
    name = " ".join(name.split())
    name = _NUMBERING.sub("", name)
    name = _GRADE.sub("", name.rstrip(_TAIL)).rstrip(_TAIL)
    name = _FOOTNOTE.sub("", _LINK.sub("", name).rstrip(_TAIL))
    previous = None
    while name != previous:
        previous, name = name, _STEM.sub("", name)
    return name
