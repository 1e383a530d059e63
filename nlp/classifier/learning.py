"""Learn all tasks from one set of passages, whole or by turns without some authorities."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nlp.classifier import fitting
from nlp.classifier.areas import CLASSES, AreaRule
from nlp.classifier.design import Design
from nlp.classifier.evaluation import Guess
from nlp.classifier.examples import Example, ReportPassage, group_of
from nlp.classifier.facts import Facts
from nlp.classifier.features import Features, learn_features
from nlp.classifier.fit_opinion import fit_opinion
from nlp.classifier.fit_themes import ThemeTargets, fit_themes
from nlp.classifier.fitting import Settings
from nlp.classifier.labels import Labelled
from nlp.classifier.linear import Linear, Weights
from nlp.classifier.model import AREAS, HIDDEN, MIXED, STANCE, THEMES, LabelModel, Rules
from nlp.classifier.prepare import Prepared, prepare
from nlp.classifier.stance import StanceRule
from nlp.classifier.stance_facts import STANCES
from nlp.classifier.terms import Floats
from nlp.classifier.themes import ThemeRule
from nlp.classifier.vectors import term_vectors
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput, Stance

log = logging.getLogger(__name__)

Choice = NDArray[np.intp]
Shares = NDArray[np.float64]
_FOLDS = 5
# Every labelled passage is shown again without its heading, without its type and without
# both, so that the words carry the decision where these are not known. Weight of such a
# copy beside 1 for the passage itself: areas 0.84 instead of 0.83 right without either;
# stance 0.007 better over all.
COPY_SHARE = 1 / 6


@dataclass(frozen=True, slots=True)
class Lesson:
    """Passages ready to be learnt from.

    Attributes:
        examples: what is known; the first rows of the design, in order.
        source: for every row of the design, the example it shows or shows again.
        bare: for every example, the row that shows its words alone.
        design: the rows; those after the examples are copies without heading or type.
        features: the vocabularies.
        vectors: one row for each term of the words' vocabulary.
        theme_ids: the themes, in the order of their numbers.
    """

    examples: Sequence[Example]
    source: Choice
    bare: Choice
    design: Design
    features: Features
    vectors: Floats
    theme_ids: tuple[str, ...]
    settings: Settings

    @classmethod
    def of(
        cls,
        examples: Sequence[Example],
        unlabelled: Sequence[ReportPassage],
        settings: Settings,
    ) -> "Lesson":
        """Prepare examples, and learn the vocabulary from them and from unlabelled passages.

        Raises:
            ValueError: no word is used by enough authorities.
        """
        taxonomy = load_taxonomy()
        shown = [(example.passage, number) for number, example in enumerate(examples)]
        bare = list(range(len(examples)))
        for number, example in enumerate(examples):
            for copy in copies_of(example):
                bare[number] = len(shown)
                shown.append((copy, number))
        rows = prepare((passage for passage, _ in shown), taxonomy)
        others = prepare((row.passage for row in unlabelled), taxonomy)
        groups = [row.group for row in examples] + [group_of(row.authority) for row in unlabelled]
        text = [*rows[: len(examples)], *others]
        features = learn_features(text, groups, min_groups=settings.min_groups)
        return cls(
            examples=examples,
            source=np.array([number for _, number in shown]),
            bare=np.array(bare),
            design=Design(features, rows, len(taxonomy.themes)),
            features=features,
            vectors=term_vectors(features.words, [row.lower for row in text]),
            theme_ids=tuple(theme.id for theme in taxonomy.themes),
            settings=settings,
        )

    @property
    def is_copy(self) -> NDArray[np.bool_]:
        """Tell of every row of the design whether it shows an example again."""
        return np.arange(len(self.source)) >= len(self.examples)


def copies_of(example: Example) -> Iterator[PassageInput]:
    """Yield a labelled passage without heading, without type, and last without both."""
    passage = example.passage
    if example.labelled is None or not (passage.heading_path or passage.document_type):
        return
    yield replace(passage, heading_path=())
    yield replace(passage, document_type=None)
    yield replace(passage, heading_path=(), document_type=None)


def fit(lesson: Lesson, learn: NDArray[np.bool_] | None = None) -> LabelModel:
    """Fit every task.

    Args:
        lesson: passages.
        learn: for every example, whether to learn from it; None for all.

    Raises:
        ValueError: there is nothing to learn, or an area is unknown.
    """
    chosen = np.ones(len(lesson.examples), bool) if learn is None else learn
    used = chosen[lesson.source]
    known = np.array([lesson.examples[n].labelled is not None for n in lesson.source]) & used
    if not known.any():
        raise ValueError(
            "None of the passages was labelled by a person, so no theme can be learnt."
        )
    count, settings = len(lesson.theme_ids), lesson.settings
    shares = np.where(lesson.is_copy, COPY_SHARE, 1.0) * known
    plain = np.flatnonzero(known & ~lesson.is_copy)
    found, own = fit_themes(
        Design(lesson.features, [lesson.design.rows[row] for row in plain.tolist()], count),
        theme_targets([lesson.examples[row].labelled for row in plain.tolist()], lesson.theme_ids),
        lesson.vectors,
    )
    tasks = {
        AREAS: fitting.fit_areas(
            lesson.design,
            [lesson.examples[n].areas for n in lesson.source],
            _area_shares(lesson) * used,
            count,
            settings,
        ),
        THEMES: found,
        STANCE: fitting.fit_choice(
            lesson.design, _stances(lesson), shares, len(STANCES), count, settings
        ),
        MIXED: fitting.fit_choice(lesson.design, _mixed(lesson), shares, 2, count, settings),
    }
    second = _second_opinion(lesson, known)
    if second is not None:
        tasks[HIDDEN] = second[0]
    rules = Rules(lesson.theme_ids, AreaRule(), ThemeRule(), StanceRule())
    return LabelModel(
        Linear(lesson.features, tasks), own, rules, second[1] if second is not None else None
    )


def _second_opinion(lesson: Lesson, known: NDArray[np.bool_]) -> tuple[Weights, Floats] | None:
    """Fit the networks; of the copies, which are thrice as many, every fifth is enough."""
    copies = np.flatnonzero(known & lesson.is_copy)[::5]
    rows = np.concatenate([np.flatnonzero(known & ~lesson.is_copy), copies])
    return fit_opinion(
        lesson.design,
        lesson.features,
        lesson.vectors,
        rows,
        _stances(lesson)[rows],
        len(STANCES),
        len(lesson.theme_ids),
    )


def _area_shares(lesson: Lesson) -> Shares:
    """Return how much each row counts in learning areas: an example and its copies share alike."""
    shown = np.bincount(lesson.source)
    weights = np.array([example.weight for example in lesson.examples])
    return np.asarray((weights / shown)[lesson.source], float)


def _right(lesson: Lesson) -> Iterator[Labelled | None]:
    return (lesson.examples[number].labelled for number in lesson.source)


def _stances(lesson: Lesson) -> Choice:
    return np.array([STANCES.index(Stance(one.stance)) if one else 0 for one in _right(lesson)])


def _mixed(lesson: Lesson) -> Choice:
    return np.array([int(one.mixed) if one else 0 for one in _right(lesson)])


def theme_targets(rows: Sequence[Labelled | None], theme_ids: Sequence[str]) -> ThemeTargets:
    """Return what is right of labelled passages."""
    numbers = {theme: number for number, theme in enumerate(theme_ids)}
    given = np.zeros((len(rows), len(numbers)), np.float32)
    counted = np.ones_like(given)
    for line, right in enumerate(rows):
        if right is not None:
            counted[line, [numbers[theme] for theme in right.themes_maybe]] = 0
            given[line, [numbers[theme] for theme in right.themes]] = 1
            counted[line, [numbers[theme] for theme in right.themes]] = 1
    return ThemeTargets(given, counted)


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled passage with what a model said that had not seen its authority."""

    gold: Labelled
    prepared: Prepared
    guess: Guess


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Every example, labelled by a model that learnt from other authorities only.

    Attributes:
        placed: with all that is known of a passage's place.
        bare: from its words alone, in the same order.
        areas, stance: the rules, with the temperatures that fit those models best.
    """

    lesson: Lesson
    placed: Sequence[Guess]
    bare: Sequence[Guess]
    areas: AreaRule
    stance: StanceRule

    def judged(self, *, bare: bool = False) -> list[Judged]:
        """Return the labelled passages; with ``bare``, as labelled from their words alone."""
        guesses = self.bare if bare else self.placed
        return [
            Judged(example.labelled, row, guess)
            for example, row, guess in zip(
                self.lesson.examples, self.lesson.design.rows, guesses, strict=False
            )
            if example.labelled is not None
        ]


def hold_out(lesson: Lesson, *, step: Callable[[int, int], None] | None = None) -> HeldOut:
    """Label every example by a model that learnt from other authorities only.

    Args:
        step: called before each part with its number and the number of parts.
    """
    from sklearn.model_selection import GroupKFold

    groups = [example.group for example in lesson.examples]
    folds = GroupKFold(n_splits=min(_FOLDS, len(set(groups))))
    placed, bare = _Scored(lesson), _Scored(lesson)
    for number, (learn, test) in enumerate(folds.split(groups, groups=groups), start=1):
        log.info("judging the model on other authorities, part %s", number)
        if step:
            step(number, folds.get_n_splits())
        model = fit(lesson, np.isin(np.arange(len(groups)), learn))
        placed.score(model, test, test)
        bare.score(model, test, lesson.bare[test])
    areas, stance = placed.area_rule(), placed.stance_rule()
    return HeldOut(
        lesson, placed.guesses(areas, stance), bare.guesses(areas, stance), areas, stance
    )


class _Scored:
    """The scores of every example, by the model that had not seen it."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._rows: list[Prepared] = list(lesson.design.rows[: len(lesson.examples)])
        count = len(lesson.examples)
        self._scores = {
            AREAS: np.zeros((count, len(CLASSES)), np.float32),
            STANCE: np.zeros((count, len(STANCES)), np.float32),
            MIXED: np.zeros((count, 1), np.float32),
        }
        self._chances = np.zeros((count, len(lesson.theme_ids)), np.float32)

    def score(self, model: LabelModel, examples: Choice, shown: Choice) -> None:
        """Score some examples, each as the row that shows it."""
        rows = [self._lesson.design.rows[row] for row in shown.tolist()]
        facts = Facts.of(rows, len(self._lesson.theme_ids))
        scores = model.scores(rows, facts)
        self._chances[examples] = model.rules.themes.chances(scores[THEMES], facts.themes)
        for task, table in self._scores.items():
            table[examples] = scores[task]
        for number, row in zip(examples, rows, strict=True):
            self._rows[number] = row

    def area_rule(self) -> AreaRule:
        """Return the rule under which these scores say most of the right areas."""
        areas = [example.areas for example in self._lesson.examples]
        shares = np.array([example.weight for example in self._lesson.examples])
        return AreaRule(temperature=fitting.area_temperature(self._scores[AREAS], areas, shares))

    def stance_rule(self) -> StanceRule:
        """Return the rule under which these scores say most of the right stances."""
        first = np.arange(len(self._lesson.examples))
        known = np.array([example.labelled is not None for example in self._lesson.examples])
        targets = _stances(self._lesson)[first]
        temperature = fitting.choice_temperature(
            self._scores[STANCE][known], targets[known], np.ones(int(known.sum()))
        )
        return StanceRule(temperature=temperature)

    def guesses(self, areas: AreaRule, stance: StanceRule) -> list[Guess]:
        """Return the labels of every example."""
        facts = Facts.of(self._rows, len(self._lesson.theme_ids))
        rules = Rules(self._lesson.theme_ids, areas, ThemeRule(), stance)
        labels = rules.decide(self._rows, facts, self._scores, self._chances)
        return [one.guess for one in labels]
