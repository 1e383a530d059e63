"""Teach the model that ships what people of one workplace labelled, if that makes it better."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.classifier.artefact import (
    SHIPPED,
    learnt_passages,
    load_model,
    model_facts,
    model_folder,
    model_version,
    passage_digest,
    save_model,
)
from nlp.classifier.changes import (
    FEWEST_JUDGED,
    HERE,
    ON_SHIPPED,
    Change,
    Outcome,
    changes_between,
    reason_against,
    reason_for,
    values_of,
)
from nlp.classifier.examples import Example, ReportPassage

if TYPE_CHECKING:
    from nlp.classifier.evaluation import Guess, Report
    from nlp.classifier.learning import Choice
    from nlp.classifier.model import LabelModel
    from nlp.classifier.refitting import Material

log = logging.getLogger(__name__)

_FOLDS = 5
# Passages of the workplace's papers to which the model is held, besides those that ship.
# 1,500 were enough, see `refitting`; each costs time.
_HELD_TO = 2000
NOTHING_NEW = (
    "Nothing was labelled here that the model has not learnt from, so it stays as it is. "
    "Decide labels of passages, or give some with `--labels`."
)


def retrain(
    new: Sequence[Example],
    shipped: Sequence[Example],
    unlabelled: Sequence[ReportPassage] = (),
    *,
    models: Path,
    force: bool = False,
    into: Path | None = None,
    step: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Teach the shipped model new labels, and let it serve unless a label becomes worse.

    Both models are judged on the new labels: the new one by turns without a part of
    them, where it can be without whole authorities, else without whole documents. On
    labelled passages that ship neither may it be worse.

    Args:
        new: passages that people labelled here.
        shipped: labelled passages that the shipped model learnt from.
        unlabelled: passages of the workplace's papers; on some of them the model is held
            to what it says already.
        models: folder of the model in use, and for the new one.
        force: keep it even where it is worse.
        into: another folder for the new model, where a person is to choose whether it
            serves; it is put there whatever it is like.
        step: called before each part of the work with its number and the number of parts.
    """
    from nlp.classifier.refitting import Material, refit

    if not new:
        return Outcome(True, model_version(models), (), 0, NOTHING_NEW)
    base = load_model()
    parted = _parted(new)
    said = {passage_digest(row.passage.text) for row in new}
    known = [*shipped, *_held_to(unlabelled, said)]
    material = Material.of(base, parted, known)
    guesses = _guess_held_out(base, material, step)
    changes, judged_on = _compare(base, material, guesses, models)
    reason = reason_against(changes)
    kept = force or into is not None or reason is None
    if kept:
        import numpy as np

        model = refit(base, material, np.ones(len(material.examples), bool))
        version = _keep(model, new, changes, into or models)
    else:
        version = model_version(models)
    told = reason or reason_for(changes)
    log.info("model %s: %s", "kept" if kept else "refused", told)
    return Outcome(kept, version, changes, judged_on, told)


def _parted(new: Sequence[Example]) -> list[Example]:
    """Say which of the new passages are held out together: the largest parts that make folds.

    A part may hold no more than half of them: if one authority has nearly all, a model
    without it has learnt nothing.
    """
    ways: list[Callable[[Example], str]] = [
        lambda one: one.group,
        lambda one: one.document or one.group,
        lambda one: " > ".join(one.passage.heading_path),
    ]
    for way in ways:
        counts = Counter(map(way, new))
        if len(counts) >= _FOLDS and max(counts.values()) * 2 <= len(new):
            return [replace(one, group=f"new: {way(one)}") for one in new]
    return [replace(one, group=f"new: {number}") for number, one in enumerate(new)]


def _held_to(unlabelled: Sequence[ReportPassage], said: set[int]) -> list[Example]:
    """Choose passages by their digests, so that the choice is even and always the same."""
    rows = {passage_digest(row.passage.text): row for row in unlabelled}
    chosen = sorted(rows.keys() - said)[:_HELD_TO]
    return [Example(rows[key].passage, (), f"paper: {rows[key].document}") for key in chosen]


def _guess_held_out(
    base: "LabelModel", material: "Material", step: Callable[[int, int], None] | None
) -> list["Guess"]:
    """Label every example by a model that did not look at its part."""
    import numpy as np

    from nlp.classifier.refitting import refit

    rows = material.design.rows[: len(material.examples)]
    guesses = base.guess(rows)
    folds = _folds(material)
    parts = int(folds.max()) + 1
    for part in range(parts if parts > 1 else 0):
        log.info("judging the model on what it did not look at, part %s", part + 1)
        if step:
            step(part + 1, parts)
        test = np.flatnonzero(folds == part).tolist()
        model = refit(base, material, folds != part)
        found = model.guess([rows[row] for row in test])
        for row, guess in zip(test, found, strict=True):
            guesses[row] = guess
    return guesses


def _folds(material: "Material") -> "Choice":
    """Number the part each example is in; new and known ones are spread apart."""
    import numpy as np
    from sklearn.model_selection import GroupKFold

    folds = np.zeros(len(material.examples), np.intp)
    for rows in np.split(np.arange(len(folds)), [material.new]):
        groups = [material.examples[row].group for row in rows.tolist()]
        parts = min(_FOLDS, len(set(groups)))
        if parts > 1:
            for part, (_, test) in enumerate(GroupKFold(parts).split(rows, groups=groups)):
                folds[rows[test]] = part
    return folds


def _compare(
    base: "LabelModel", material: "Material", guesses: Sequence["Guess"], models: Path
) -> tuple[tuple[Change, ...], int]:
    """Hold the new model's labels against those of the one in use, and of the shipped one."""
    changes, judged_on = _compare_here(base, material, guesses[: material.new], models)
    known = range(material.new, len(material.examples))
    held = [row for row in known if material.examples[row].labelled]
    before = _report(material, held, base.guess([material.design.rows[row] for row in held]))
    after = _report(material, held, [guesses[row] for row in held])
    still = changes_between(values_of(before), after, judged_on=ON_SHIPPED) if held else ()
    return (*changes, *(one for one in still if one.worse or not one.single)), judged_on


def _compare_here(
    base: "LabelModel", material: "Material", guesses: Sequence["Guess"], models: Path
) -> tuple[tuple[Change, ...], int]:
    """Compare on the new labels: on those that the model in use did not learn from."""
    rows, current = list(range(material.new)), base
    if model_folder(models) != SHIPPED:
        current, learnt = load_model(models), learnt_passages(models)
        digests = [passage_digest(material.examples[row].passage.text) for row in rows]
        fresh = [row for row in rows if digests[row] not in learnt]
        if len(fresh) < FEWEST_JUDGED:  # only its own held-out figures are fair
            recorded = model_facts(models).get("compared", {})
            return changes_between(recorded, _report(material, rows, guesses)), 0
        rows = fresh
    before = _report(material, rows, current.guess([material.design.rows[row] for row in rows]))
    after = _report(material, rows, [guesses[row] for row in rows])
    return changes_between(values_of(before), after), len(rows)


def _report(material: "Material", rows: Sequence[int], guesses: Sequence["Guess"]) -> "Report":
    from nlp.classifier.evaluation import evaluate

    gold = [material.examples[row].labelled for row in rows]
    return evaluate([right for right in gold if right], guesses)


def _keep(
    model: "LabelModel", new: Sequence[Example], changes: Sequence[Change], models: Path
) -> str:
    """Write the model; its card tells the shipped model's figures and what was added here."""
    import sklearn

    shipped = model_facts()
    today = datetime.now(tz=UTC).date().isoformat()
    facts: dict[str, Any] = {
        "date": today,
        "scikit-learn": sklearn.__version__,
        "trained_on": shipped.get("trained_on", {}),
        "figures": shipped.get("figures", {}),
        "taught_here": {
            "shipped": shipped["version"],
            "passages": len(new),
            "changes": [asdict(change) for change in changes],
        },
        "compared": {one.name: one.after for one in changes if one.judged_on == HERE},
    }
    digests = frozenset(passage_digest(one.passage.text) for one in new)
    return save_model(model, models, facts=facts, learnt_from=learnt_passages() | digests)
