"""How well coders agree, question by question, and the passages behind each figure."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from indexer.agreement.model import MACHINE, Coded, Coding
from nlp.agreement import Agreement, cohen_kappa, krippendorff_alpha, masi, nominal
from nlp.taxonomy import Taxonomy

NOBODY = Agreement(None, None, None, 0)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that each coder answers of each passage.

    Attributes:
        id: ``stance``, ``mixed``, ``areas``, ``area/<id>``, ``themes`` or ``theme/<id>``.
        answer: of a coding; a text or the truth of it.
        is_set: the answer is a set of labels, the parts of which may agree.
    """

    id: str
    answer: Callable[[Coding], Hashable]
    is_set: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """How well two coders agree on one question.

    Attributes:
        question: its id.
        said: of how many passages the one and the other say yes; None: no yes-or-no question.
        alike: share of the passages of which they say the same; None: there is none.
        kappa: Cohen's.
        alpha: Krippendorff's; of sets by the distance of MASI.
    """

    question: str
    said: tuple[int, int] | None
    alike: float | None
    kappa: Agreement
    alpha: Agreement


def questions(taxonomy: Taxonomy, some: Iterable[Coded]) -> list[Question]:
    """Return the questions that passages answer; of themes those that anybody saw."""
    seen = {theme for coded in some for coding in coded.codings.values() for theme in coding.themes}
    stance, mixed, areas, themes = _WHOLE
    return [
        stance,
        mixed,
        areas,
        *(_has(f"area/{area.id}") for area in taxonomy.areas),
        themes,
        *(_has(f"theme/{theme.id}") for theme in taxonomy.themes if theme.id in seen),
    ]


def find_question(id_: str) -> Question | None:
    """Return a question by its id; None if there is none."""
    known = {one.id: one for one in _WHOLE}
    if id_ in known:
        return known[id_]
    kind, _, name = id_.partition("/")
    return _has(id_) if kind in ("area", "theme") and name else None


def pairs_of(some: Iterable[Coded]) -> list[tuple[str, str]]:
    """Return every two coders who coded the same passage, the machine last."""
    met = {
        pair for coded in some for pair in combinations(sorted(coded.codings, key=_machine_last), 2)
    }
    return sorted(met, key=lambda pair: [_machine_last(one) for one in pair])


def answers(
    some: Iterable[Coded], question: Question, one: str, other: str
) -> list[tuple[Hashable, Hashable]]:
    """Return what two coders answer of each passage that both coded."""
    return [
        (question.answer(coded.codings[one]), question.answer(coded.codings[other]))
        for coded in some
        if one in coded.codings and other in coded.codings
    ]


def compare(some: Sequence[Coded], question: Question, one: str, other: str) -> Line:
    """Measure how well two coders agree on a question."""
    pairs = answers(some, question, one, other)
    if not pairs:
        return Line(question.id, None, None, NOBODY, NOBODY)
    asked = isinstance(pairs[0][0], bool)
    return Line(
        question=question.id,
        said=(sum(bool(a) for a, _ in pairs), sum(bool(b) for _, b in pairs)) if asked else None,
        alike=sum(a == b for a, b in pairs) / len(pairs),
        kappa=cohen_kappa(pairs),
        alpha=_alpha(pairs, question),
    )


def among_people(some: Sequence[Coded], question: Question) -> Agreement:
    """Measure Krippendorff's alpha over all the people who coded, however many."""
    units = [[question.answer(coding) for coding in coded.people] for coded in some]
    return _alpha(units, question)


def behind(
    some: Iterable[Coded], question: Question, one: str, other: str, cell: tuple[str, str]
) -> list[Coded]:
    """Return the passages of one cell of a confusion table, named by :func:`answer_key`."""
    return [
        coded
        for coded in some
        if one in coded.codings
        and other in coded.codings
        and answer_key(question.answer(coded.codings[one])) == cell[0]
        and answer_key(question.answer(coded.codings[other])) == cell[1]
    ]


def answer_key(answer: Hashable) -> str:
    """Write an answer as an address can hold it: ``yes``, ``context``, ``care-leavers+leaders``."""
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return "+".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)


def _alpha(units: Sequence[Sequence[Hashable]], question: Question) -> Agreement:
    return krippendorff_alpha(units, _apart if question.is_set else nominal)


def _apart(one: Hashable, other: Hashable) -> float:
    assert isinstance(one, frozenset)  # noqa: S101 - tells the type checker
    assert isinstance(other, frozenset)  # noqa: S101
    return masi(one, other)


def _has(id_: str) -> Question:
    kind, _, name = id_.partition("/")
    if kind == "area":
        return Question(id_, lambda coding: name in coding.areas)
    return Question(id_, lambda coding: name in coding.themes)


def _machine_last(who: str) -> tuple[bool, str]:
    return who == MACHINE, who


_WHOLE = (
    Question("stance", lambda coding: coding.stance),
    Question("mixed", lambda coding: coding.mixed),
    Question("areas", lambda coding: coding.areas, is_set=True),
    Question("themes", lambda coding: coding.themes, is_set=True),
)
