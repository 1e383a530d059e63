"""Which type of document it is, told by its title block and its opening."""

import re
from dataclasses import dataclass

from indexer.metadata.evidence import Found, page_at, quote, quote_around
from indexer.metadata.opening import Opening
from indexer.model import Block, Evidence, Extraction, Kind


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A type of document and what its type alone tells.

    Attributes:
        id: as in the taxonomy's list of document types.
        title: what its title block says.
        opening: what its opening must say as well; None if the title is enough.
        last: what its end must say as well.
        framework: inspection framework, where the document comes of one.
        event: kind of visit, where the type says so.
        is_graded: it carries the inspectorate's grades.
        is_local: it is about one authority.
    """

    id: str
    title: re.Pattern[str]
    opening: re.Pattern[str] | None = None
    last: re.Pattern[str] | None = None
    framework: str | None = None
    event: str | None = None
    is_graded: bool = False
    is_local: bool = True

    @property
    def is_event(self) -> bool:
        """It reports one inspection or visit, with dates and inspectors."""
        return self.framework is not None


def _kind(
    name: str, title: str, opening: str | None = None, last: str | None = None, **more: object
) -> DocumentKind:
    compiled = [re.compile(p, re.IGNORECASE) if p else None for p in (title, opening, last)]
    return DocumentKind(name, compiled[0], compiled[1], compiled[2], **more)  # type: ignore[arg-type]


_INSPECTED = r"inspection dates?|dates? of inspection|lead inspector|reporting inspector|published"

#: In order: the first that fits is it. Inspectorate types come first, for their titles are
#: fixed by their frameworks, while councils quote them in titles of their own.
KINDS = (
    _kind(
        "childrens-home-inspection-report",
        r"inspected under the social care common inspection framework|registered provider:",
        r"children.s home",
        framework="sccif",
        event="childrens-home",
    ),
    _kind(
        "monitoring-visit-letter",
        r"^(?!.*briefing).*monitoring visit (?:to|of|in)\b",
        r"findings of the .{0,40}monitoring visit|monitoring visit (?:to|of)",
        framework="ilacs",
        event="monitoring-visit",
    ),
    _kind(
        "focused-visit-letter",
        r"(?:focus+ed|assurance)(?: assurance)? visit (?:to|of|in|under)\b|focus+ed visit",
        r"(?:summarises|sets out) the findings of (?:a|the)[^.]{0,40}"
        r"(?:focus+ed|assurance)[^.]{0,12} visit",
        framework="ilacs",
        event="focused-visit",
    ),
    _kind(
        "jtai-letter",
        r"joint (?:targeted|inspection).{0,40}inspection",
        r"findings of the joint (?:targeted|inspection)|joint targeted area inspection (?:of|in)",
        r"yours (?:sincerely|faithfully)|next steps|inspectorate|inspector",
        framework="jtai",
        event="jtai",
    ),
    _kind(
        "send-area-inspection",
        r"area send (?:full |monitoring )?inspection of|area send inspection"
        r"|joint (?:local )?area (?:send|special educational needs).{0,60}(?:inspection|visit)",
        r"inspection outcome|dates of (?:previous )?inspection|inspection dates|findings",
        framework="area-send",
    ),
    _kind(
        "sif-inspection-report",
        r"inspection of services for children in need of help and protection",
        framework="sif",
        event="sif",
        is_graded=True,
    ),
    _kind(
        "cp-2012-report",
        r"inspection of (?:local authority )?arrangements for the protection of children",
        framework="cp-2012",
        event="cp-2012",
        is_graded=True,
    ),
    _kind(
        "joint-area-review",
        r"joint area review|inspection of progress made in the provision of safeguarding",
        framework="jar",
        event="joint-area-review",
    ),
    _kind(
        "slac-inspection-report",
        r"inspection of (?:safeguarding and )?looked after children(?: services)?",
        _INSPECTED,
        framework="slac",
        event="slac",
        is_graded=True,
    ),
    _kind(
        "cra-letter",
        r"unannounced inspection of contact, referral and assessment",
        framework="cra",
        event="cra",
    ),
    _kind(
        "ilacs-inspection-report",
        r"inspection of .{2,90}children(?:.s (?:social care )?services|.{0,24} trust)",
        r"inspection dates?|lead inspector",
        framework="ilacs",
        is_graded=True,
    ),
    _kind(
        "ilacs-inspection-report",
        r"^inspection of children.s (?:social care )?services",
        r"lead inspector",
        framework="ilacs",
        is_graded=True,
    ),
    _kind(
        "youth-justice-inspection-report",
        r"inspection of youth (?:justice|offending)",
        r"hm inspectorate of probation",
        framework="hmip-yj",
    ),
    _kind(
        "ofsted-policy-and-statistics",
        r"enforcement policy|^.{0,60}statistics",
        r"\bofsted\b",
        is_local=False,
    ),
    _kind(
        "statutory-guidance",
        r"statutory guidance|\bstatutory\b.{0,40}handbook"
        r"|working together to safeguard children 20\d\d$"
        r"|reviewing officers?.{0,3} handbook",
        is_local=False,
    ),
    _kind(
        "commissioner-report",
        r"children.s commissioner|dame rachel de souza",
        r"children.s commissioner|our office|independent voice",
        is_local=False,
    ),
    _kind(
        "committee-paper",
        r"\b(?:committee|cabinet|scrutiny|executive board|council meeting|parenting panel)\b",
        r"\b(?:agenda|minutes|declarations? of interests?|wards? affected|report of the|apologies"
        r"|portfolio holder|purpose of (?:the )?report|recommendations?|date of meeting)\b",
    ),
    _kind(
        "practice-review", r"(?:serious case|child safeguarding practice|rapid) review(?! panel)"
    ),
    _kind(
        "safeguarding-partnership",
        r"safeguarding\s+(?:children.{0,3}|childrens)\s*(?:partnership|board)|\blscp\b"
        r"|threshold of needs?|continuum of need",
    ),
    _kind("self-evaluation", r"self[- ](?:evaluation|assessment)"),
    _kind("peer-review", r"peer (?:review|challenge|diagnostic)|partners? in practice"),
    _kind(
        "audit-report",
        r"\baudit\b.{0,40}\b(?:report|findings|summary|review)\b"
        r"|(?:case file|thematic|multi-agency|internal) audit"
        r"|\baudits?\b.{0,30}$",
    ),
    _kind("annual-report", r"annual report"),
    _kind(
        "programme-update",
        r"(?:programme|portfolio|project|transformation).{0,80}"
        r"\b(?:update|highlight report|progress report)\b",
    ),
    _kind("improvement-plan", r"(?:improvement|action|recovery) plan"),
    _kind(
        "practice-standards",
        r"practice (?:standards|guidance|handbook)|(?:procedures?|policy) (?:manual|handbook)",
    ),
    _kind("briefing", r"\bbriefing\b"),
    _kind("strategy", r"\bstrategy\b(?! (?:discussion|meeting))"),
)
_BRIEFING = re.compile(r"\bseries of (?:\w+ )?briefings\b|\bthis briefing\b", re.IGNORECASE)
_GREETING = re.compile(r"^dear\b", re.IGNORECASE | re.MULTILINE)
_CLOSING = re.compile(r"\byours (?:sincerely|faithfully)\b", re.IGNORECASE)
_BY_ID = {kind.id: kind for kind in KINDS}
_LETTER = _kind("letter", r"(?!)")  # told by its greeting, which is no title
# A self-evaluation goes through the services one by one under the same headings. Three
# times each is seen in no other type of the corpus this was tried on.
_EVALUATION_HEADINGS = (
    re.compile(r"^(?:our )?strengths\b|^what(?: is|'s|’s) working well", re.IGNORECASE),  # noqa: RUF001
    re.compile(r"^(?:our )?challenges\b|^areas for (?:development|improvement)", re.IGNORECASE),
    re.compile(r"^(?:our |key )*(?:priorities|next steps)\b|^plans? for", re.IGNORECASE),
)
_EVALUATION_MIN = 3


def find_kind(opening: Opening, extraction: Extraction) -> Found[DocumentKind] | None:
    """Tell the type of a document, or None when nothing in it says."""
    ends = "\n".join(block.text for block in opening.last)
    for kind in KINDS:
        titled = next(
            (block for block in opening.title_block if kind.title.search(block.text)), None
        )
        if titled is None:
            continue
        if kind.opening and not kind.opening.search(opening.text):
            continue
        if kind.last and not (kind.last.search(ends) or kind.last.search(opening.text)):
            continue
        return Found(kind, quote(titled))
    if headings := _evaluation_headings(extraction):
        told = "; ".join(heading.text for heading in headings)
        first = page_at(headings[0], 0)
        return Found(_BY_ID["self-evaluation"], Evidence(f"headings that recur: {told}", first))
    if briefing := _first(_BRIEFING, opening):
        return Found(_BY_ID["briefing"], briefing)
    greeting = _first(_GREETING, opening)
    if greeting and (_CLOSING.search(ends) or _CLOSING.search(opening.text)):
        return Found(_LETTER, greeting)
    return None


def _first(pattern: re.Pattern[str], opening: Opening) -> Evidence | None:
    """Quote the block of the opening in which a pattern is first found."""
    found = ((block, pattern.search(block.text)) for block in opening.blocks)
    return next((quote_around(block, *match.span()) for block, match in found if match), None)


def _evaluation_headings(extraction: Extraction) -> list[Block]:
    """Give the first heading of each sort a self-evaluation repeats; empty if one is lacking."""
    headings = [block for block in extraction.blocks if block.kind is Kind.HEADING]
    matching = [[h for h in headings if p.match(h.text)] for p in _EVALUATION_HEADINGS]
    if any(len(sort) < _EVALUATION_MIN for sort in matching):
        return []
    return [sort[0] for sort in matching]
