"""Every form of paper, with the seed and the look it is drawn with."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.groundtruth import places, prose, tabular
from tests.groundtruth.paper import Look
from tests.groundtruth.truth import Expected
from tests.groundtruth.words import Words

_PLAIN = Look()
_SERIF = Look("Times-Roman", 12, 1.2, 8)
_WIDE = Look("Vera", 10, 1.35, 10)
_SMALL = Look("Helvetica", 10, 1.2, 6)
_BOOK = Look("Times-Roman", 11, 1.2, 0, justified=True, first=14)
_BLOCK = Look("Helvetica", 10, 1.25, 7, justified=True)

Draw = Callable[[Path, Words, Look], list[Expected]]


@dataclass(frozen=True, slots=True)
class Form:
    """A paper to draw; its name is that of its truth."""

    name: str
    draw: Draw
    look: Look
    seed: int

    def make(self, path: Path) -> list[Expected]:
        """Draw the paper to a file and give its truth."""
        return self.draw(path, Words(self.seed), self.look)


def _all() -> tuple[Form, ...]:
    looks: list[tuple[Draw, tuple[Look, ...]]] = [
        (prose.report, (_PLAIN, _SERIF)),
        (prose.minutes, (_PLAIN, _SERIF)),
        (prose.letter, (_PLAIN, _SERIF, _BLOCK)),
        (prose.review, (_BOOK, _PLAIN)),
        (prose.action_plan, (_PLAIN, _WIDE)),
        (prose.run_in, (_PLAIN, _SERIF)),
        (prose.glyphs, (_WIDE,)),
        (prose.strategy, (_PLAIN,)),
        (places.annual_report, (_SMALL, _SERIF, _BOOK, _BLOCK)),
        (places.slides, (_PLAIN,)),
        (places.self_evaluation, (_SMALL, _SERIF)),
        (places.data_report, (_PLAIN,)),
        (tabular.action_table, (_PLAIN, _SERIF)),
        (tabular.ruled_across, (_SMALL,)),
        (tabular.shaded, (_SMALL,)),
        (tabular.unruled, (_SMALL, _SERIF)),
        (tabular.aligned, (_SMALL,)),
        (tabular.grouped, (_PLAIN, _SERIF)),
        (tabular.banded, (_PLAIN,)),
        (tabular.spanned, (_PLAIN,)),
        (tabular.turned, (_PLAIN,)),
        (tabular.judgements, (_SMALL, _SERIF)),
        (tabular.sectioned, (_PLAIN, _SERIF)),
    ]
    return tuple(
        Form(f"{draw.__name__.replace('_', '-')}-{number}", draw, look, 100 * place + number)
        for place, (draw, set_in) in enumerate(looks, 1)
        for number, look in enumerate(set_in, 1)
    )


FORMS = _all()
