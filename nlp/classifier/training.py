"""Fit the label model, judge it on authorities it has not seen, keep it if it is better."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.classifier.artefact import (
    learnt_passages,
    load_model,
    model_facts,
    passage_digest,
    save_model,
)
from nlp.classifier.examples import AreaExample
from nlp.errors import ModelError
from nlp.taxonomy import load_taxonomy
from nlp.types import PassageInput, Speaker

if TYPE_CHECKING:
    from nlp.classifier.areas import AreaRule
    from nlp.classifier.features import Tokenised
    from nlp.classifier.figures import Judged
    from nlp.classifier.fitting import Settings
    from nlp.classifier.model import LabelModel

log = logging.getLogger(__name__)

# Fewer passages show nothing.
FEWEST_JUDGED = 50


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a training.

    Attributes:
        kept: the new model now serves.
        version: of the model that now serves.
        before, after: share of passages whose first area, or none, is right, by
            the model that served and by the new one; None where it cannot be told.
        judged_on: passages both were judged on; 0 where only kept figures could be compared.
        reason: in words, for a person.
    """

    kept: bool
    version: str | None
    before: float | None
    after: float | None
    judged_on: int
    reason: str


def fit_model(
    examples: Sequence[AreaExample],
    *,
    settings: "Settings | None" = None,
    rows: "Sequence[Tokenised] | None" = None,
) -> "LabelModel":
    """Fit a model on all examples.

    Args:
        examples: labelled passages; each group is an authority.
        settings: what is chosen before fitting.
        rows: the passages taken apart, where that has been done already.

    Raises:
        ValueError: there is nothing to learn from, or an area is unknown.
    """
    from nlp.classifier.areas import AreaRule
    from nlp.classifier.features import learn_features, tokenised
    from nlp.classifier.fitting import Design, Settings, fit_areas
    from nlp.classifier.linear import Linear
    from nlp.classifier.model import AREAS_TASK, LabelModel

    settings = settings or Settings()
    rows = rows or tokenised(row.passage for row in examples)
    groups = [row.group for row in examples]
    features = learn_features(rows, groups, min_groups=settings.min_groups)
    areas = fit_areas(
        Design(features, rows, settings),
        [row.areas for row in examples],
        [row.weight for row in examples],
        settings,
    )
    return LabelModel(Linear(features, {AREAS_TASK: areas}), AreaRule())


def train(
    examples: Iterable[AreaExample],
    *,
    models: Path,
    force: bool = False,
    settings: "Settings | None" = None,
) -> Outcome:
    """Train a model and put it in ``models``, unless it does worse than the one in use.

    Both are judged on the same labelled passages: those the old one did not
    learn from, each of an authority held out from the new one. Where the old one
    learnt from nearly all of them, the held-out figure kept with it is used.

    Args:
        examples: labelled passages, of twenty authorities or more.
        models: folder for the new model.
        force: keep it even where it is worse or cannot be compared.
        settings: what is chosen before fitting.

    Raises:
        ValueError: there is too little to learn from.
    """
    rows = list(examples)
    _refuse_too_few(rows, settings)
    held = hold_out(rows, settings=settings)
    before, after, judged_on = _compare([r for r in held.placed if r.example.judged], models)
    reason = _reason(before, after)
    kept = force or reason is None
    version = None
    if kept:
        version = _keep(rows, held, models, settings)
    told = reason or _why_kept(before)
    log.info("model %s: %s", "kept" if kept else "refused", told)
    return Outcome(kept, version or _version_in_use(models), before, after, judged_on, told)


def _refuse_too_few(rows: Sequence[AreaExample], settings: "Settings | None") -> None:
    """Refuse fewer authorities than leave enough for a vocabulary when some are held out."""
    from nlp.classifier.fitting import Settings

    authorities = len({row.group for row in rows})
    needed = 2 * (settings or Settings()).min_groups
    if authorities < needed:
        raise ValueError(
            f"The {len(rows)} passages to learn from are of {authorities} authorities; at least "
            f"{needed} are needed to judge a model on others. Index inspection reports of more."
        )


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Every example, labelled by a model that learnt from other authorities only.

    Attributes:
        placed: with all that is known of a passage's place.
        bare: from its words alone, in the same order.
        areas: the rule under which the scores of those models say most of the right areas.
    """

    placed: Sequence["Judged"]
    bare: Sequence["Judged"]
    areas: "AreaRule"


def hold_out(
    examples: Sequence[AreaExample], *, folds: int = 5, settings: "Settings | None" = None
) -> HeldOut:
    """Label every example by a model that learnt from other authorities only.

    Args:
        examples: labelled passages.
        folds: parts into which the authorities are split.
        settings: what is chosen before fitting.
    """
    import numpy as np
    from sklearn.model_selection import GroupKFold

    from nlp.classifier.areas import CLASSES, AreaRule
    from nlp.classifier.features import tokenised
    from nlp.classifier.figures import Judged
    from nlp.classifier.fitting import area_temperature
    from nlp.classifier.model import AREAS_TASK

    rows = tokenised(row.passage for row in examples)
    groups = [row.group for row in examples]
    plain = [PassageInput(row.passage.text) for row in examples]
    scores = np.zeros((2, len(rows), len(CLASSES)), np.float32)
    split = GroupKFold(n_splits=min(folds, len(set(groups)))).split(examples, groups=groups)
    for number, (learn, test) in enumerate(split, start=1):
        log.info("judging the model on other authorities, part %s", number)
        model = fit_model(
            [examples[i] for i in learn], settings=settings, rows=[rows[i] for i in learn]
        )
        tokens = [rows[i].lower for i in test]
        scores[0, test] = model.scores([rows[i].passage for i in test], tokens)[AREAS_TASK]
        scores[1, test] = model.scores([plain[i] for i in test], tokens)[AREAS_TASK]
    areas, weights = [row.areas for row in examples], [row.weight for row in examples]
    rule = AreaRule(temperature=area_temperature(scores[0], areas, weights))
    placed, bare = (
        [
            Judged(example, tuple(label.id for label in labels))
            for example, labels in zip(examples, rule.label(found, shown), strict=True)
        ]
        for found, shown in zip(scores, ([r.passage for r in rows], plain), strict=True)
    )
    return HeldOut(placed, bare, rule)


def _compare(judged: Sequence["Judged"], models: Path) -> tuple[float | None, float | None, int]:
    """Hold the new model's predictions against those of the one in use."""
    from nlp.classifier.features import tokenised

    try:
        current, known = load_model(models), learnt_passages(models)
    except ModelError as error:
        log.warning("the model in use cannot be compared: %s", error)
        return None, _share(judged), 0
    fresh = [row for row in judged if passage_digest(row.example.passage.text) not in known]
    if len(fresh) < FEWEST_JUDGED:  # it learnt from these: only its own held-out figure is fair
        recorded = model_facts(models).get("figures", {}).get("labelled")
        return recorded["accuracy"][0] if recorded else None, _share(judged), 0
    rows = tokenised(row.example.passage for row in fresh)
    labels = current.label_areas([row.passage for row in rows], [row.lower for row in rows])
    old = [
        replace(row, guess=tuple(label.id for label in found))
        for row, found in zip(fresh, labels, strict=True)
    ]
    return _share(old), _share(fresh), len(fresh)


def _share(rows: Sequence["Judged"]) -> float | None:
    return sum(row.right for row in rows) / len(rows) if rows else None


def _reason(before: float | None, after: float | None) -> str | None:
    """Say why a new model should not serve; None if it may."""
    if after is None:
        return "no labelled passage was given, so nothing shows how good it is"
    if before is not None and after < before:
        return f"it is right on {after:.1%} of labelled passages, the one in use on {before:.1%}"
    return None


def _why_kept(before: float | None) -> str:
    return "there was none to compare it with" if before is None else "it is no worse than the last"


def _version_in_use(models: Path) -> str | None:
    try:
        return str(model_facts(models)["version"])
    except ModelError:
        return None


def _keep(
    rows: Sequence[AreaExample], held: HeldOut, models: Path, settings: "Settings | None"
) -> str:
    """Fit on everything and write the model with its facts."""
    import sklearn

    facts = {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "scikit-learn": sklearn.__version__,
        "trained_on": describe(rows),
        "figures": measure(held.placed, held.bare),
    }
    digests = frozenset(passage_digest(row.passage.text) for row in rows if row.judged)
    model = replace(fit_model(rows, settings=settings), areas=held.areas)
    return save_model(model, models, facts=facts, learnt_from=digests)


def describe(rows: Sequence[AreaExample]) -> dict[str, Any]:
    """Count what a model is trained on; no name of a place or person among it."""
    documents = {(row.kind or "other", row.document) for row in rows if row.document}
    return {
        "passages": len(rows),
        "labelled": sum(row.judged for row in rows),
        "authorities": len({row.group for row in rows}),
        "documents": dict(Counter(kind for kind, _ in documents).most_common()),
    }


def measure(judged: Sequence["Judged"], bare: Sequence["Judged"]) -> dict[str, Any]:
    """Work out the figures of the model card.

    Args:
        judged: held-out predictions with heading and document type.
        bare: the same from the words alone.

    Returns:
        figures by name; a name is missing where there is nothing to judge.
    """
    from nlp.classifier.figures import area_figures

    parts = {
        "labelled": [row for row in judged if row.example.judged],
        "labelled, words alone": [row for row in bare if row.example.judged],
        "labelled, inspectorate": [r for r in judged if r.example.judged and _is_inspectorate(r)],
        "labelled, council and partners": [
            row
            for row in judged
            if row.example.judged and row.example.kind and not _is_inspectorate(row)
        ],
        "sections of reports, words alone": [
            row for row in bare if not row.example.judged and row.example.areas
        ],
    }
    return {name: area_figures(rows) for name, rows in parts.items() if rows}


def _is_inspectorate(row: "Judged") -> bool:
    kind = load_taxonomy().document_type(row.example.kind)
    return kind is not None and kind.speaker == Speaker.INSPECTORATE
