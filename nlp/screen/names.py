"""Names of people: after a title or a word for kin, from a list, or by their capitals.

What is no name in spite of its capitals (what nobody can be called by, the later words of titles,
seasons, the figures of notes) is told by rules that leave 425 of 490 matters to decide in eight
packs of 200 passages of inspection reports, committee and partnership papers. Of 30,000 made
sentences with names of all lists, in both letters, they cost none but the season beside a name.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from nlp.screen.dates import MONTHS, WEEKDAYS, is_dated, is_in_time
from nlp.screen.english import is_english, listed, unshortened
from nlp.screen.model import Alarm, AlarmKind, key_of

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f](?:[\w\u2019'-]*\w)?")
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "cllr",
    "councillor", "lord", "lady", "rev", "reverend", "sgt", "pc", "dc", "ds", "judge", "hhj",
    "auntie", "aunt", "uncle", "nan", "nana", "grandma", "grandad", "cousin",
})  # fmt: skip
_KIN = frozenset({
    "mother", "father", "mum", "dad", "brother", "sister", "son", "daughter", "sibling", "twin",
    "partner", "husband", "wife", "grandmother", "grandfather", "stepfather", "stepmother",
    "stepdad", "carer", "called", "named", "boy", "girl", "baby", "child", "friend", "boyfriend",
    "girlfriend", "pupil", "nephew", "niece", "worker", "tenant", "perpetrator", "suspect",
    "victim", "neighbour", "ex-partner", "half-brother", "half-sister", "stepson", "person",
    "infant", "teenager", "toddler", "alias", "aka", "teacher", "guardian", "nee", "client",
})  # fmt: skip
_ALIAS = re.compile(
    r"\b(?:(?i:child|children|baby|mother|father|mum|dad|family|young person|sibling|brother|"
    r"sister|parent|adult|carer|boy|girl|person|yp|subject|perpetrator|grandmother|grandfather|"
    r"uncle|aunt|worker|mr|mrs|ms|miss))[ \u00a0]{1,2}"
    r"(?:[A-Z](?:[A-Z0-9]|[0-9])?|[1-9]\d?)(?![\w%.]\w|\w)"
    r"(?!\s+(?:per|in|of|out|months?|years?|weeks?|days?|hours?)\b)"
)
_LETTER = re.compile(
    r"(?<=[a-z,;] )(?P<it>[B-HJ-Z])(?=\u2019s\b|'s\b|\s+(?:was|is|has|had|said|told|lives|lived|"
    r"moved|attends|attended|will|would|does|did|and\s+(?:his|her|their)|reports?|remains?|needs|that)\b)"
)
_INITIALS = re.compile(
    r"\b(?:[A-Z]\.\s?){1,3}[A-Z]\.?(?!\w)(?=\s|$|[,;:)])|\b(?:[A-Z]\.\s?){1,2}[A-Z][a-z]{2,}\b"
)
_NOT_INITIALS = frozenset({"UK", "EG", "IE", "PM", "AM", "US", "NB", "QA", "DOB", "AKA"})
_NOT_ALIASES = frozenset({"ID", "CP", "PR", "IN", "CE", "GP", "IT", "HR", "QA", "I"})
_SURNAME_FIRST = re.compile(r"\b(?P<it>[A-Z][A-Z'\u2019-]+,\s+(?P<given>[A-Z][a-z\u2019'-]+))")
_WITH_JOINING = re.compile(
    r"\b(?P<it>(?:(?i:van|von|de|der|den|al|el|bin|ibn|ap)\s+){1,2}[A-Z]\w+)"
)
_LABELS = frozenset({
    "section", "appendix", "annex", "plan", "part", "table", "figure", "schedule", "form",
    "grade", "tier", "level", "year", "vitamin", "hepatitis", "option", "class", "group", "stage",
    "category", "block", "phase", "type", "item", "row", "column", "paragraph", "exhibit", "team",
    "unit", "ward",
})  # fmt: skip
_NOT_PEOPLE = frozenset({
    "council", "borough", "county", "city", "school", "schools", "academy", "college",
    "university", "hospital", "trust", "partnership", "service", "services", "team", "centre",
    "center", "hub", "board", "committee", "court", "house", "constabulary", "police", "church",
    "programme", "project", "act", "framework", "model", "foundation", "ltd", "limited", "plc",
    "association", "society", "charity", "authority", "region", "day", "week", "award", "awards",
    "review", "report", "strategy", "plan", "standards", "principles", "nhs", "icb", "ccg",
    "street", "road", "football", "united", "airport", "station", "library", "institute",
    "nursery", "surgery", "clinic", "magistrates", "teams", "groups", "subgroup", "subgroups",
})  # fmt: skip
_PERSON_NEXT = frozenset({
    "said", "told", "lives", "lived", "attends", "attended", "moved", "disclosed", "reported",
    "stated", "explained", "asked", "wanted", "wants", "likes", "feels", "felt", "was", "is",
    "has", "had", "and", "went", "goes", "needs", "will", "did", "who", "remains", "stays",
    "became", "gave", "came", "started", "refused", "absconded", "presented", "missed", "took",
})  # fmt: skip
_CARRIES_ON = re.compile(
    r"\b(?:about|with|by|to|from|for|of|and|or|but|that|whether|because|who|when|while|asked|told|"
    r"met|saw|visited|moved|placed|spoke|between)[ \u00a0]$"
)
"""After these a capital is none of a cell or a sentence that begins."""
_IN_TITLE = re.compile(r"\b(?P<head>[A-Z][\w\u2019'-]+)[ \u00a0](?:of|and|or|for)[ \u00a0]$")
"""Before a word of a title: "Ministry of Justice", "Work and Pensions"."""
_IN_CELL = re.compile(r": $")
"""So passages of tables give what stands in a cell: "Name: Zofira; Status: open"."""
_JOINING = frozenset({"de", "van", "der", "von", "al", "el", "bin", "ibn", "la", "le", "ap", "da"})


def find_names(
    text: str, ordinary: Collection[str] = frozenset(), places: Collection[str] = ()
) -> Iterator[Alarm]:
    """Yield what may be a name, or stand for one.

    Args:
        text: to look through.
        ordinary: words that the papers also write in small letters.
        places: names that are no person's.
    """
    single = {place.lower() for place in places if " " not in place}
    if not all(place in ordinary for place in single):
        ordinary = single.union(ordinary)
    yield from _aliases(text, ordinary)
    hidden = _hidden(text, tuple(place for place in places if " " in place))
    words = [match for match in _WORD.finditer(text) if not hidden.intersection(match.span())]
    for run in _runs(text, words):
        if single.issuperset(map(_key, run)):
            continue
        if alarm := _judge(text, run, ordinary):
            yield alarm
    yield from _small(text, words)


def is_plain_word(key: str) -> bool:
    """Tell whether a name is a common word as well, so that only its capital tells them apart."""
    lists = map(listed, ("words_and_names", "ordinary", "surnames"))
    return any(key in words for words in lists) or (key.isalpha() and is_english(key))


def is_title(word: str) -> bool:
    """Tell whether a word is a title or one for kin that stands before names."""
    return word.lower().rstrip(".") in _TITLES


def _aliases(text: str, ordinary: Collection[str]) -> Iterator[Alarm]:
    for match in _ALIAS.finditer(text):
        first, last = match[0].split()[0], match[0].split()[-1]
        if last not in _NOT_ALIASES and not (first.lower() == "children" and last.isdigit()):
            yield Alarm(match.start(), match.end(), AlarmKind.ALIAS, match[0])
    for match in _SURNAME_FIRST.finditer(text):
        if key_of(match["given"]) in listed("given"):
            yield Alarm(match.start(), match.end(), AlarmKind.NAME, match[0])
    for match in _WITH_JOINING.finditer(text):
        yield Alarm(match.start(), match.end(), AlarmKind.NAME, match[0])
    for match in _LETTER.finditer(text):
        if _before(text, match.start()) not in _LABELS:
            yield Alarm(match.start(), match.end(), AlarmKind.ALIAS, match[0])
    for match in _INITIALS.finditer(text):
        if re.sub(r"\W", "", match[0]).upper() in _NOT_INITIALS:
            continue
        if not _is_lettered(match[0], ordinary):
            yield Alarm(match.start(), match.end(), AlarmKind.NAME, match[0])


def _is_lettered(found: str, ordinary: Collection[str]) -> bool:
    """Tell a lettered heading from a person: "C. The standard", "B. Marsh"."""
    letter, _, word = found.partition(".")
    key = key_of(word)
    return len(letter) == 1 and word.strip()[1:].islower() and _is_word(key, ordinary)


def _is_word(key: str, ordinary: Collection[str]) -> bool:
    """Tell whether a word is one of the papers or of the language, and no given name."""
    given = listed("given") | listed("words_and_names")
    return key not in given and (_is_ordinary(key, ordinary) or is_english(key))


def _hidden(text: str, places: tuple[str, ...]) -> set[int]:
    """Return the offsets covered by the names of places that are of several words."""
    if not places:
        return set()
    found = _any_of(places).finditer(text)
    return {offset for match in found for offset in range(match.start(), match.end() + 1)}


@lru_cache(maxsize=16)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    forms = (r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", name))) for name in longest)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _runs(text: str, words: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield capitalised words that follow each other with a space, a hyphen or "de" between."""
    run: list[re.Match[str]] = []
    for word in words:
        joined = run and text[run[-1].end() : word.start()] in {" ", ". ", "  ", "\u00a0"}
        if joined and ". " in text[run[-1].end() : word.start()] and not _is_title(run[-1]):
            joined = False
        if word[0][0].isupper():
            if run and not joined:
                yield run
                run = []
            run.append(word)
        elif not (joined and word[0] in _JOINING):
            if run:
                yield run
            run = []
    if run:
        yield run


def _judge(
    text: str,
    run: list[re.Match[str]],
    ordinary: Collection[str],
) -> Alarm | None:
    """Return the alarm of a run of capitalised words, or None."""
    if _is_before_organisation(text, run):
        return None
    starts = _starts_sentence(text, run[0].start())
    titled = [n for n, word in enumerate(run) if _is_title(word)]
    if titled and titled[0] + 1 < len(run):
        return _alarm(text, _after_title(run[titled[0] :]))
    if any(_is_organisation(word) for word in run[1:]):
        return None
    cleared = _trimmed(run, ordinary, starts=starts)
    if not cleared or _is_abbreviation(cleared):
        return None
    if _named(cleared, text, ordinary, starts=starts and cleared[0] is run[0]):
        return _alarm(text, cleared)
    return None


def _after_title(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """Leave off what follows a name with a title: "Ms Jo Olsson Chief Officer"."""
    end = 1
    while end < len(run) and _is_title(run[end]):
        end += 1
    end += 1
    while end < min(len(run), 5) and _key(run[end]) not in listed("ordinary"):
        end += 1
    return run[:end]


def _named(run: list[re.Match[str]], text: str, ordinary: Collection[str], *, starts: bool) -> bool:
    """Tell whether capitalised words are taken for a name."""
    keys = [_key(word) for word in run]
    if any(_is_given(key) for key in keys):
        return True
    if is_dated(text, run[0].start(), run[-1].end()) or _months_only(keys):
        return False
    if len(run) > 1:
        spoken = [word for word in run if not _is_unspeakable(word[0])]
        if not any(_is_name_too(key) for key in keys):
            keys = [_key(word) for word in spoken]
        strange = any(_is_strange(key, ordinary) for key in keys)
        first = _key(run[0])
        doubtful = first in listed("words_and_names") and first not in listed("ordinary")
        return strange or doubtful
    return _named_alone(run[0], text, ordinary, starts=starts)


def _is_unspeakable(word: str) -> bool:
    """Tell capitals that nobody can be called by: DSL, QA. Some are called Ng, but not alone."""
    capitals = word.removesuffix("s")
    return capitals.isupper() and (len(capitals) < 3 or not re.search(r"[AEIOUY]", capitals))


def _is_name_too(key: str) -> bool:
    return key in listed("words_and_names") or key in listed("surnames")


def _is_strange(key: str, ordinary: Collection[str]) -> bool:
    """Tell whether a word speaks for a name wherever it stands in one: no letter, no month."""
    if not key[1:] or key in MONTHS:
        return False
    return not (_is_ordinary(key, ordinary) or is_english(key))


def _named_alone(
    word: re.Match[str], text: str, ordinary: Collection[str], *, starts: bool
) -> bool:
    """Tell whether a capitalised word by itself is taken for a name."""
    key, start, end = _key(word), word.start(), word.end()
    before, after = _before(text, start), _after(text, end)
    possessive = word[0].lower().endswith(("'s", "\u2019s"))
    if key in listed("words_and_names"):
        told = _PERSON_NEXT if key not in listed("ordinary") else _PERSON_NEXT - {"and"}
        signs = before in _KIN or possessive or after in told or not starts
        return signs and not is_in_time(text, start, end)
    if _is_ordinary(key, ordinary):
        return before in _KIN and not starts and key not in listed("ordinary")
    if is_english(key):
        led = before in _KIN and before in text[max(0, start - 30) : start]  # not "Child Abuse"
        goes_on = led or bool(_CARRIES_ON.search(text, max(0, start - 12), start))
        return goes_on and not starts and not _is_in_title(text, start, ordinary)
    in_list = text[end : end + 1] == "," and not key.endswith("ly")
    apart = not starts or bool(_IN_CELL.search(text, max(0, start - 2), start))
    return apart or possessive or in_list or after in _PERSON_NEXT - {"and"}


def _is_in_title(text: str, at: int, ordinary: Collection[str]) -> bool:
    """Tell whether a capitalised ordinary word, of no person, leads to the one at a place."""
    found = _IN_TITLE.search(text, max(0, at - 40), at)
    if found is None:
        return False
    key = key_of(found["head"])
    return key not in _KIN and not is_title(key) and _is_word(key, ordinary)


def _months_only(keys: list[str]) -> bool:
    """Tell several months, or one that nobody is called: "Apr May Jun", "Oct"."""
    dates = MONTHS | WEEKDAYS
    doubtful = listed("words_and_names")
    return dates.issuperset(keys) and (len(keys) > 1 or keys[0] not in doubtful)


def _is_given(key: str) -> bool:
    """Tell whether a word, or a part of it at a hyphen, is of the list for certain."""
    sure = listed("given") - listed("words_and_names")
    return key in sure or ("-" in key and not sure.isdisjoint(key.split("-")))


def _trimmed(
    run: list[re.Match[str]], ordinary: Collection[str], *, starts: bool
) -> list[re.Match[str]]:
    """Leave off ordinary words at either end: "When Kofi", "Social Worker Kofi", "Kofi When"."""
    given = listed("given") | listed("words_and_names")
    if len(run) == 1 and not starts and _key(run[0]) in given:
        return run
    first, last = 0, len(run)
    known = listed("ordinary")
    while first < last and (
        _key(run[first]) in known
        or (starts and first == 0 and last > 1 and _key(run[0]) in ordinary)
    ):
        if _key(run[first]) in given and first + 1 < last:
            break
        first += 1
    while last > first and _key(run[last - 1]) in known and _key(run[last - 1]) not in given:
        if last - first == 2 and _key(run[first]) in given:
            break  # "Aisha Young"
        last -= 1
    return run[first:last]


def _small(text: str, words: list[re.Match[str]]) -> Iterator[Alarm]:
    """Yield names of the list in small letters or capitals throughout."""
    given, doubtful = listed("given"), listed("words_and_names")
    for word in words:
        key = _key(word)
        odd = word[0].islower() or (word[0].isupper() and len(word[0]) > 3)
        if odd and len(key) > 2 and key in given and key not in doubtful:
            yield _alarm(text, [word])
    for first, second in pairwise(words):
        if (
            first[0].isupper()
            and second[0].isupper()
            and _key(first) in given
            and len(first[0]) > 2
        ):
            yield _alarm(text, [first, second])


def _alarm(text: str, run: list[re.Match[str]]) -> Alarm:
    start, end = run[0].start(), run[-1].end()
    end = start + len(unshortened(text[start:end]))
    return Alarm(start, end, AlarmKind.NAME, text[start:end])


def _is_ordinary(key: str, ordinary: Collection[str]) -> bool:
    """Tell whether a word is listed or written small elsewhere, or a form of one that is."""
    known = listed("ordinary")
    if "-" in key:
        return all(part in known or part in ordinary for part in key.split("-") if part)
    forms = {key, key.removesuffix("s"), key.removesuffix("es"), key.removesuffix("ing"), f"{key}s"}
    return not forms.isdisjoint(known) or any(form in ordinary for form in forms)


def _is_before_organisation(text: str, run: list[re.Match[str]]) -> bool:
    """Tell whether what follows makes it the name of a body: "Marlow council", no title before."""
    own = run[-1][0].lower().endswith(("'s", "\u2019s"))
    return not own and not _is_title(run[0]) and _after(text, run[-1].end()) in _NOT_PEOPLE


def _is_abbreviation(run: list[re.Match[str]]) -> bool:
    """Tell whether there are but letters and words in capitals, none of them in the list."""
    return all(
        (word[0].removesuffix("s").isupper() or _has_capitals_within(word[0]))
        and (len(word[0]) == 1 or _key(word) not in listed("given"))
        for word in run
    )


def _has_capitals_within(word: str) -> bool:
    """Tell EHCPs, PfA and MoJ, but not McNeil, nor TomB, whose name is shortened."""
    short = len(word) == 3 and word[-1].isupper() and word[:2].lower() not in listed("given")
    return short or sum(letter.isupper() for letter in word) > 2


def _is_organisation(word: re.Match[str]) -> bool:
    return _key(word) in _NOT_PEOPLE


def _is_title(word: re.Match[str]) -> bool:
    return is_title(word[0])


def _key(word: re.Match[str]) -> str:
    key = key_of(unshortened(word[0]))
    bare = key.rstrip("0123456789-")  # of a note: "Review44", "Tom2"
    return key if not bare or _is_name_too(bare) else bare


def _before(text: str, at: int) -> str:
    """Return the word before a place, in small letters; empty where a sentence begins there."""
    words = re.findall(r"[\w-]+(?=[\s,:(\u201c\"'\u2018]*$)", text[max(0, at - 30) : at])
    return words[-1].lower() if words else ""


def _after(text: str, at: int) -> str:
    match = re.match(r"(?:['\u2019]s)?\s+([\w-]+)", text[at : at + 30])
    return match[1].lower() if match else ""


def _starts_sentence(text: str, at: int) -> bool:
    return not re.search(
        r"[\w,;)%\u2019'-]\s*(?:[\u201c\u2018\"'(]\s*)?$", text[max(0, at - 6) : at]
    )
