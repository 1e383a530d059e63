"""What the pages of agreement show, as templates take it."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from app.words import STANCES, Words
from indexer.agreement.figures import (
    Line,
    Question,
    among_people,
    answer_key,
    answers,
    compare,
)
from indexer.agreement.model import Coded, Round
from nlp.agreement import Agreement, confusion

_WHOLE = {
    "stance": "What it says",
    "mixed": "Speaks both ways",
    "areas": "Inspection areas, as a set",
    "themes": "Themes, as a set",
}


@dataclass(frozen=True, slots=True)
class Share:
    """How far a coder is in a round."""

    who: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its figures, for one pair and over all people."""

    id: str
    title: str
    line: Line
    people: Agreement | None


@dataclass(frozen=True, slots=True)
class Table:
    """A confusion table; ``cells`` by row and column, ``labels`` of each answer."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    cells: dict[tuple[str, str], int]


def shares(one: Round, coded: dict[str, set[str]], total: int) -> list[Share]:
    """Return how far each coder of a round is."""
    return [Share(who, len(coded.get(who, ())), total) for who in one.coders or sorted(coded)]


def rows_of(
    some: Sequence[Coded], asked: Sequence[Question], pair: tuple[str, str], words: Words
) -> list[Row]:
    """Measure every question for a pair, and over all people where there are more than two."""
    many = max((len(coded.people) for coded in some), default=0) > 2
    return [
        Row(
            question.id,
            question_words(question.id, words),
            compare(some, question, *pair),
            among_people(some, question) if many else None,
        )
        for question in asked
    ]


def question_words(id_: str, words: Words) -> str:
    """Name a question."""
    kind, _, name = id_.partition("/")
    return words.label(kind, name) if name else _WHOLE[id_]


def answer_words(question: str, answer: Hashable, words: Words) -> str:
    """Write an answer."""
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    if isinstance(answer, frozenset):
        kind = question.removesuffix("s")
        return ", ".join(sorted(words.label(kind, name) for name in answer)) or "None"
    return STANCES.get(str(answer), str(answer))


def table_of(
    some: Sequence[Coded], question: Question, pair: tuple[str, str], words: Words
) -> Table:
    """Count what one coder says against what the other says."""
    pairs = answers(some, question, *pair)
    met = {answer for both in pairs for answer in both}
    labels = {answer_key(answer): answer_words(question.id, answer, words) for answer in met}
    order = list(STANCES)
    keys = tuple(
        sorted(
            labels,
            key=lambda key: (order.index(key) if key in order else 0, key == "no", labels[key]),
        )
    )
    cells = {(answer_key(a), answer_key(b)): n for (a, b), n in confusion(pairs).items()}
    return Table(keys, tuple(labels[key] for key in keys), cells)
