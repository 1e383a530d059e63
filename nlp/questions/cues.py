"""Areas, verdicts, speakers and years that a question names."""

import re

from nlp.types import Speaker, Stance

_AREAS = {
    "leaders": r"leaders|leadership|senior managers",
    "help-protection": r"help and protection|child protection|early help|in need of help",
    "children-in-care": r"(?:children|child|young people|those|them) in (?:our )?care"
    r"|looked[- ]after|children we look after|in our care",
    "care-leavers": r"care[- ]leavers?|leav(?:e|ing) care|left care|care[- ]experienced",
}

_STANCES = {
    Stance.NEEDS_IMPROVEMENT: r"weak(?:ness(?:es)?|er|est)?|not good enough|fall(?:s|ing)? short"
    r"|fail(?:s|ing|ures?)?|poor(?:ly)?|wrong|gaps?|needs? (?:to )?improv\w*|must improve"
    r"|worr(?:y|ies|ied)|concerns?|problems?|struggl\w+|barriers?|shortcomings?|go(?:es)? wrong"
    r"|let(?:ting)? (?:children )?down|not working|criticis\w+|risks? to us",
    Stance.STRENGTH: r"strengths?|strong(?:est)?|good at|do(?:es|ing)? (?:we )?well|best at"
    r"|work(?:s|ing) well|go(?:es|ing) well|proud|succe(?:ss|sses|ed)|excel\w*",
    Stance.ACTION_OR_PLAN: r"plan(?:s|ned|ning)? to|going to|doing about|next steps?"
    r"|being done|do next|intend\w*|actions? (?:are|is|were|have)|recommend\w*",
}

_SPEAKERS = {
    Speaker.INSPECTORATE: r"(?:ofsted|inspectors?|inspectorates?|inspections?)"
    r" (?:\w+ )?(?:say|said|says|find|found|finds|think|thought|see|saw|conclude\w*|tell|told"
    r"|ask\w*|report\w*|criticis\w*|recommend\w*)|(?:said|told|found) by (?:ofsted|inspectors?)",
    Speaker.CHILD_FAMILY: r"(?:children|young people|youngsters|kids|teenagers|parents|families"
    r"|mothers|fathers|mums|dads|carers|care leavers) (?:\w+ )?(?:say|said|says|tell|told|think"
    r"|thought|feel|felt|want)|(?:views|opinions?|words) of (?:the )?(?:children|young people"
    r"|parents|families)",
    Speaker.AUDITOR_PEER: r"(?:auditors?|peers?|peer review(?:ers)?|peer challenge)"
    r" (?:\w+ )?(?:say|said|find|found|think|thought|see|saw|conclude\w*)",
    Speaker.COUNCIL: r"(?:do|did|have) we (?:ourselves )?(?:say|said|tell|told|claim|claimed|judge)"
    r"|our own (?:words|view|judgement)|self[- ](?:evaluation|assessment) sa(?:y|ys|id)",
}

_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_SINCE = re.compile(rf"\b(?:since|from|after) {_YEAR.format('since')}(?: on(?:wards)?)?\b", re.I)
_UNTIL = re.compile(rf"\b(?:until|till|up to|before) {_YEAR.format('until')}\b", re.I)
_BETWEEN = re.compile(
    rf"\b(?:between|from) {_YEAR.format('since')} (?:and|to|until) {_YEAR.format('until')}\b", re.I
)

Years = tuple[int | None, int | None, tuple[int, int] | None]


# What opens a question and tells nothing of its subject.
_FRAMES = re.compile(
    r"\b(?:"
    r"(?:how|what) (?:do|did|can|could|would|will) (?:we|you|i|they) (?:know|show|prove|tell|say)"
    r"(?: (?:that|whether|if|about))?"
    r"|how (?:sure|certain|confident) (?:are we|can we be)(?: (?:that|of|about))?"
    r"|(?:what|which|where is|is there|do we have|have we)(?: \w+)? evidence"
    r"(?: (?:is there|do we have|have we))?(?: (?:that|of|for|on|about|to show))?"
    r"|(?:tell|show|give|find) (?:me|us)(?: \w+)?(?: (?:about|on))?"
    r"|(?:can|could) you (?:tell|show|find)(?: (?:me|us))?"
    r"|(?:what|where) (?:is|are|was|were|has been) (?:said|written|reported) (?:about|on|of)"
    r"|is there (?:anything|something) (?:about|on)"
    r"|(?:where|what|how) (?:are|were|is|do|did|have) (?:we|they|you|our|the)(?: \w+)?"
    r" (?:weak\w*|strong\w*|strengths?|gaps?|problems?|worries|concerns?)"
    r" (?:on|in|at|with|of|for|about|around)"
    r"|what (?:do|did|does|have|has|had) (?:the )?(?:ofsted|inspectors?|auditors?|peers?)"
    r" (?:\w+ )?(?:say|said|find|found|think|thought|conclude\w*|see|seen|tell us)"
    r"(?: (?:about|on|of|in))?"
    r"|(?:is it|it is) (?:true|right|fair to say|the case) (?:that)?"
    r")\b",
    re.I,
)


def _cue(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.I)


_AREA_CUES = {area: _cue(words) for area, words in _AREAS.items()}
_STANCE_CUES = {stance: _cue(words) for stance, words in _STANCES.items()}
_SPEAKER_CUES = {speaker: _cue(words) for speaker, words in _SPEAKERS.items()}


_ASKED = re.compile(
    r"\?\s*$|^\s*(?:(?:and|but|so)\s+)?(?:who(?:se)?|what|which|when|where|why|how|do|does|did|is"
    r"|are|was|were|am|can|could|has|have|had|will|would|should|may|might|tell|show|give|find"
    r"|explain|anything|any)\b",
    re.I,
)
_LONG = 7  # words that nobody types who only looks for words


def is_asked(text: str) -> bool:
    """Tell whether a text is put as a question, rather than as words to look for."""
    return bool(_ASKED.search(text)) or len(text.split()) >= _LONG


def frames_of(text: str) -> list[tuple[int, int]]:
    """Return the stretches that open a question and tell nothing of its subject."""
    return [match.span() for match in _FRAMES.finditer(text)]


def named_areas(text: str) -> tuple[str, ...]:
    """Return the ids of the areas that a question names."""
    return tuple(area for area, cue in _AREA_CUES.items() if cue.search(text))


def named_stance(text: str) -> Stance | None:
    """Return the stance that is asked for; None if none is, or more than one."""
    met = [stance for stance, cue in _STANCE_CUES.items() if cue.search(text)]
    return met[0] if len(met) == 1 else None


def named_speaker(text: str) -> Speaker | None:
    """Return whose word is asked for; None if nobody's, or that of more than one."""
    met = [speaker for speaker, cue in _SPEAKER_CUES.items() if cue.search(text)]
    return met[0] if len(met) == 1 else None


def named_years(text: str) -> Years:
    """Return first year, last year and where they stand; "after" and "before" leave out theirs."""
    match = _BETWEEN.search(text) or _SINCE.search(text) or _UNTIL.search(text)
    if match is None:
        return None, None, None
    found, word = match.groupdict(), match.group().split()[0].lower()
    first = int(found["since"]) + (word == "after") if found.get("since") else None
    last = int(found["until"]) - (word == "before") if found.get("until") else None
    return first, last, match.span()
