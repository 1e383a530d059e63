"""The fitted model that labels passages: scores, and the rules that turn them into labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.classifier.areas import AreaRule
from nlp.classifier.evaluation import Guess
from nlp.classifier.facts import Facts
from nlp.classifier.linear import Linear
from nlp.classifier.opinion import opinion_scores
from nlp.classifier.prepare import Prepared
from nlp.classifier.stance import StanceRule
from nlp.classifier.stance_facts import STANCES
from nlp.classifier.terms import Floats
from nlp.classifier.themes import ThemeRule
from nlp.types import AreaLabel, Stance

AREAS, THEMES, STANCE, MIXED = "areas", "themes", "stance", "mixed"
HIDDEN = "opinion"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the model says of one passage.

    Attributes:
        themes: ids with their chances, likeliest first.
        probability: of the stance.
    """

    themes: tuple[tuple[str, float], ...]
    areas: tuple[AreaLabel, ...]
    stance: Stance
    probability: float
    mixed: bool

    @property
    def guess(self) -> Guess:
        """The ids alone."""
        return Guess(
            tuple(theme for theme, _ in self.themes),
            tuple(area.id for area in self.areas),
            self.stance.value,
            self.mixed,
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """How scores become labels.

    Attributes:
        theme_ids: the themes, in the order of their numbers.
    """

    theme_ids: tuple[str, ...]
    areas: AreaRule
    themes: ThemeRule
    stance: StanceRule

    def decide(
        self,
        rows: Sequence[Prepared],
        facts: Facts,
        scores: Mapping[str, Floats],
        chances: Floats,
    ) -> list[Labels]:
        """Turn the scores of some passages, and the chances of their themes, into labels."""
        shares = self.stance.probabilities(scores[STANCE], facts.said, facts.inspectors)
        decided = zip(
            self.themes.choose(chances),
            self.areas.label(scores[AREAS], [row.passage for row in rows]),
            self.stance.choose(shares),
            scores[MIXED][:, 0].tolist(),
            strict=True,
        )
        return [
            Labels(
                themes=tuple((self.theme_ids[n], float(chances[row, n])) for n in numbers),
                areas=areas,
                stance=STANCES[stance],
                probability=float(shares[row, stance]),
                mixed=self.stance.is_mixed(mixed, stance),
            )
            for row, (numbers, areas, stance, mixed) in enumerate(decided)
        ]


@dataclass(frozen=True, slots=True)
class LabelModel:
    """Everything that was learnt.

    Attributes:
        linear: scores of every task's classes.
        own: weights of each theme's own facts, shape ``(themes, facts)``.
        networks: the second layers of the second opinion on stance; None if there is none.
    """

    linear: Linear
    own: Floats
    rules: Rules
    networks: Floats | None = None

    def scores(self, rows: Sequence[Prepared], facts: Facts) -> dict[str, Floats]:
        """Return the score of every class of every task."""
        found = self.linear.scores(rows, facts)
        found[THEMES] = found[THEMES] + facts.themes.weigh(self.own)
        if self.networks is not None:
            found[STANCE] = found[STANCE] + opinion_scores(found.pop(HIDDEN), self.networks)
        return found

    def label(self, rows: Sequence[Prepared]) -> list[Labels]:
        """Return what there is to say of each passage, in order."""
        facts = Facts.of(rows, len(self.rules.theme_ids))
        scores = self.scores(rows, facts)
        chances = self.rules.themes.chances(scores[THEMES], facts.themes)
        return self.rules.decide(rows, facts, scores, chances)

    def guess(self, rows: Sequence[Prepared]) -> list[Guess]:
        """Return the ids of what there is to say."""
        return [labels.guess for labels in self.label(rows)]
