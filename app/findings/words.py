"""The words people read for findings, in place of ids."""

from collections.abc import Mapping
from types import MappingProxyType

from indexer.findings.evidence import Gap
from indexer.findings.model import Bearing, Change, FindingKind, Judgement, Scale

KINDS: Mapping[str, str] = MappingProxyType(
    {
        FindingKind.NEEDS_IMPROVEMENT: "Needs improvement",
        FindingKind.PRIORITY_ACTION: "Priority action",
        FindingKind.RECOMMENDATION: "Recommendation",
        FindingKind.ACTION: "Action the council set itself",
        FindingKind.PROMISE: "Promise of the council",
    }
)

SCALES: Mapping[str, str] = MappingProxyType({Scale.ACTION: "Action", Scale.IMPACT: "Impact"})

QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        Scale.ACTION: "Was something done?",
        Scale.IMPACT: "Did something change for children?",
    }
)

STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "not-started": "Not started",
        "under-way": "Under way",
        "done": "Done",
        "no-evidence": "No evidence",
        "some": "Some",
        "sustained": "Sustained",
    }
)

BEARINGS: Mapping[str, str] = MappingProxyType(
    {Bearing.SUPPORTS: "For", Bearing.CONTRADICTS: "Against", Bearing.BOTH: "Both ways"}
)

JUDGEMENTS: Mapping[str, str] = MappingProxyType(
    {Judgement.CONFIRMED: "Confirmed", Judgement.REJECTED: "Rejected"}
)

LIKELIEST: Mapping[str, str] = MappingProxyType(
    {
        "done": "What was done",
        "changed": "What changed",
        "against": "What speaks against a change",
    }
)

GAPS: Mapping[str, str] = MappingProxyType(
    {
        Gap.NOTHING: "Nothing later speaks of it",
        Gap.NO_ACTION: "Nothing says that something was done",
        Gap.NO_IMPACT: "Nothing says that it changed for the better",
        Gap.PART: "Part of it is spoken of by nothing",
        Gap.CONTRADICTED: "The newest paper also speaks against it",
        Gap.OWN_WORD: "Only the council or its partnership speaks, about itself",
        Gap.OLD: "The newest evidence is over a year and a half older than the newest paper",
    }
)

CHANGES: Mapping[str, str] = MappingProxyType(
    {
        Change.ADD: "added",
        Change.EDIT: "put right",
        Change.REMOVE: "taken out",
        Change.RESTORE: "put back",
    }
)
