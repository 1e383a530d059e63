"""Train a label model from nothing, judge it on authorities it has not seen, keep it if better.

The model that ships was made so. A workplace teaches that one instead: see `retraining`.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.classifier.artefact import (
    learnt_passages,
    load_model,
    model_facts,
    passage_digest,
    save_model,
)
from nlp.classifier.changes import (
    FEWEST_JUDGED,
    Change,
    Outcome,
    changes_between,
    reason_against,
    reason_for,
    values_of,
)
from nlp.classifier.examples import Example, ReportPassage
from nlp.errors import ModelError

if TYPE_CHECKING:
    from nlp.classifier.fitting import Settings
    from nlp.classifier.learning import HeldOut, Lesson

log = logging.getLogger(__name__)


def train(
    examples: Iterable[Example],
    unlabelled: Iterable[ReportPassage] = (),
    *,
    models: Path,
    force: bool = False,
    settings: "Settings | None" = None,
    into: Path | None = None,
    step: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Train a model and put it in ``models``, unless it makes a label worse.

    Both models are judged on the same labelled passages: those the old one did not
    learn from, each of an authority held out from the new one. Where the old one
    learnt from nearly all of them, the held-out figures kept with it are used.

    Args:
        examples: passages of which something is known, of twenty authorities or more.
        unlabelled: other passages; their words teach the vocabulary.
        models: folder of the model in use, and for the new one.
        force: keep it even where it is worse or cannot be compared.
        settings: what is chosen before fitting.
        into: another folder for the new model, where a person is to choose whether it
            serves; it is put there whatever it is like.
        step: called before each part of the work with its number and the number of parts.

    Raises:
        ValueError: there is too little to learn from.
    """
    from nlp.classifier.fitting import Settings
    from nlp.classifier.learning import Lesson, hold_out

    settings = settings or Settings()
    rows = list(examples)
    _refuse_too_few(rows, settings)
    lesson = Lesson.of(rows, list(unlabelled), settings)
    held = hold_out(lesson, step=step)
    changes, judged_on = _compare(held, models)
    reason = reason_against(changes)
    kept = force or into is not None or reason is None
    version = _keep(lesson, held, changes, into or models) if kept else None
    told = reason or reason_for(changes)
    log.info("model %s: %s", "kept" if kept else "refused", told)
    return Outcome(kept, version or _version_in_use(models), changes, judged_on, told)


def _refuse_too_few(rows: Sequence[Example], settings: "Settings") -> None:
    """Refuse fewer authorities than leave enough for a vocabulary when some are held out."""
    authorities = len({row.group for row in rows})
    needed = 2 * settings.min_groups
    if authorities < needed:
        raise ValueError(
            f"The {len(rows)} passages to learn from are of {authorities} authorities; at least "
            f"{needed} are needed to judge a model on others. Index inspection reports of more."
        )


def _compare(held: "HeldOut", models: Path) -> tuple[tuple[Change, ...], int]:
    """Hold the new model's labels against those of the one in use."""
    from nlp.classifier.evaluation import evaluate

    judged = held.judged()
    if not judged:
        return (), 0
    gold = [row.gold for row in judged]
    now = evaluate(gold, [row.guess for row in judged])
    try:
        current, known = load_model(models), learnt_passages(models)
    except ModelError as error:
        log.warning("the model in use cannot be compared: %s", error)
        return changes_between({}, now), 0
    fresh = [row for row in judged if passage_digest(row.gold.passage.text) not in known]
    if len(fresh) < FEWEST_JUDGED:  # it learnt from these: only its own held-out figures are fair
        recorded = model_facts(models).get("compared", {})
        return changes_between(recorded, now), 0
    gold = [row.gold for row in fresh]
    before = evaluate(gold, current.guess([row.prepared for row in fresh]))
    after = evaluate(gold, [row.guess for row in fresh])
    return changes_between(values_of(before), after), len(fresh)


def _version_in_use(models: Path) -> str | None:
    try:
        return str(model_facts(models)["version"])
    except ModelError:
        return None


def _keep(lesson: "Lesson", held: "HeldOut", changes: Sequence[Change], models: Path) -> str:
    """Fit on everything and write the model with its facts."""
    import sklearn

    from nlp.classifier.figures import describe, measure
    from nlp.classifier.learning import fit

    model = fit(lesson)
    model = replace(model, rules=replace(model.rules, areas=held.areas, stance=held.stance))
    facts = {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "scikit-learn": sklearn.__version__,
        "trained_on": describe(lesson.examples),
        "figures": measure(held),
        "compared": {change.name: change.after for change in changes},
    }
    labelled = (row.passage.text for row in lesson.examples if row.labelled)
    digests = frozenset(passage_digest(text) for text in labelled)
    return save_model(model, models, facts=facts, learnt_from=digests)
