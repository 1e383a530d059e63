"""Sentences of an invented county, drawn from a seed."""

from random import Random

_WHO = [
    "Leaders", "Social workers", "Managers in the locality teams", "Partners", "Foster carers",
    "Independent reviewing officers", "The corporate parenting panel", "Head teachers",
    "Personal advisers", "The virtual school", "Health visitors", "Staff at the front door",
    "Commissioners", "The youth justice service", "Elected members", "Audit leads",
]  # fmt: skip
_DO = [
    "know", "review", "have strengthened", "do not yet understand", "support", "oversee",
    "have revised", "challenge", "record", "test", "are slow to improve", "value", "shape",
]  # fmt: skip
_WHAT = [
    "the plans for children who need help", "the quality of direct work", "family group meetings",
    "arrangements for children who go missing", "the offer to young people leaving care",
    "decisions about thresholds", "the timeliness of health assessments", "contact with relatives",
    "supervision across the service", "the placement strategy", "pathway plans", "case records",
    "work with fathers", "private fostering arrangements", "the duty to house homeless teenagers",
    "life story work", "return interviews", "the workforce plan",
    "the work of the edge of care team",
]  # fmt: skip
_HOW = [
    "with increasing confidence", "in most of the cases seen",
    "although drift remains in some teams",
    "so that children are safer sooner", "because caseloads have fallen since the spring",
    "in Fenwold and along the estuary", "and the difference this makes is clear to see",
    "despite the turnover of agency staff", "as the audit of forty files showed",
    "before the court is asked to decide", "and families say that they feel heard",
    "following the peer challenge in Harrowmere", "which the partnership monitors every quarter",
    "for the small number of children placed at a distance", "without delay",
]  # fmt: skip
_NAMES = [
    "Early help", "The front door", "Children in care", "Leaving care", "Workforce",
    "Quality assurance", "Edge of care", "Missing children", "Fostering", "Participation",
    "Court work", "Housing", "Health of children in care", "Education", "Private fostering",
    "Supervision", "Sufficiency", "Kinship care", "Neglect", "Youth justice",
]  # fmt: skip
_POINTS = [
    "visit each child within five working days", "agree a single plan with the family",
    "publish the revised thresholds", "recruit twelve permanent social workers",
    "record the views of children in their own words", "bring health partners to every strategy"
    " meeting held in Fenwold and Harrowmere", "report progress to the board each quarter",
    "end the use of unregistered homes", "train all new managers in reflective supervision",
    "offer every care leaver a named adviser until the age of twenty-five",
    "close the gap between planned and held reviews, above all for children placed at a distance",
    "test the quality of return interviews",
]  # fmt: skip


class Words:
    """A source of sentences, headings and points; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._names: list[str] = []
        self._points: list[str] = []

    def sentence(self) -> str:
        """Give one sentence of ten to thirty words."""
        pick = self._random.choice
        text = f"{pick(_WHO)} {pick(_DO)} {pick(_WHAT)} {pick(_HOW)}"
        if self._random.random() < 0.4:
            text += f", and {pick(_WHO).lower()} {pick(_DO)} {pick(_WHAT)}"
        return text + "."

    def text(self, sentences: int) -> str:
        """Give a paragraph."""
        return " ".join(self.sentence() for _ in range(sentences))

    def name(self) -> str:
        """Give a heading of a few words, each once before any comes again."""
        return self._next(self._names, _NAMES)

    def point(self) -> str:
        """Give the words of a point of a list, without a full stop."""
        return self._next(self._points, _POINTS)

    def number(self, low: int, high: int) -> int:
        """Give a whole number, both ends included."""
        return self._random.randint(low, high)

    def pick(self, *choices: str) -> str:
        """Choose one."""
        return self._random.choice(choices)

    def _next(self, left: list[str], everything: list[str]) -> str:
        if not left:
            left += self._random.sample(everything, len(everything))
        return left.pop()
