"""Write the model card of the label model in use."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nlp.classifier.artefact import model_facts
from nlp.classifier.changes import HERE, ON_SHIPPED
from nlp.taxonomy import load_taxonomy

_PURPOSE = """\
## What it is for

It suggests which practice themes a passage of a children's services paper is about, what
it says of them (its stance, and whether that is mixed), and which inspection area it
speaks to. It is meant for finding evidence. A suggestion is not a judgement: a person
confirms, corrects or removes it, and the person's decision stands.

It never predicts a grade, says nothing about any child, worker or council, and must
not be used to rank them.

## How it works

Rules come first: terms of the themes with their look-alikes masked, cue words of stance
clause by clause, headings that set a stance. Logistic regressions then weigh what the rules
found together with the words of the passage, its nearest heading and the type of its
document: one over areas, one over stances, one for mixed, one a theme. Weights of what the
rules found are shared between themes, so that rare ones learn from the others. Words that
no labelled passage uses get their weight from vectors learnt from unlabelled papers. On
stance two small networks over these vectors and the rules' facts have a say of three tenths.

The rules keep a fifth of the say over themes, and over stance except where inspectors
speak. A strength must be a little ahead of the other stances, since a strength that is none
costs the reader more than one that is missed. A section heading that names an area makes
that area likelier; words that plainly contradict it win. A word is learnt only if enough
authorities write it in small letters or as an abbreviation, which keeps names of people and
places out.

## What the labels are

Passages of public inspection reports and papers, and invented passages of councils' papers,
labelled by reading under one guide. On 30 passages that six readers labelled apart, two
readers agreed on 0.92 of themes (F1), 0.94 of stances, 0.96 of areas and 0.98 of mixed flags.
"""

_FAILINGS = """\
## Known failings

- Councils' and partnerships' papers are labelled less surely than inspection reports: fewer
  real ones were labelled, of few authorities, and some were looked at while the rules were
  written, so that their figures are a little flattered.
- Stance in councils' papers is hardest between context and action or plan, and where only
  the heading tells. Without the type of the document it is much less sure.
- In councils' papers few mixed passages are found.
- A passage that is about a theme and uses none of its terms is usually missed; its heading
  helps where it names the theme.
- Weakest themes: voice of the child (bare quotations), partnership working and leadership
  (general wording), assessment (kinship assessments, topics that stand in the heading).
- Passages on leaders' work with one group of children are hard: leaders or that group, or
  both. So are preparation for leaving care and work at the edge of care.
- Wordings newer than the papers learnt from (such as changes of framework) are not known.
- The probability of a stance is right on average for inspection documents, and too sure for
  councils' papers.
- 360 published passages, each with one theme, were read again blind. Of themes that the labels
  have and the model does not, the reader would give 67 of 70 in inspection documents (half of
  them a second matter, a quarter told without any of its terms) and 58 of 70 in councils'
  papers (half told without its terms). Of themes that the model gives beyond the labels the
  reader would give as well 29 of 70 and 19 of 70; the others are mere mentions (nearly half)
  and look-alikes (a third).
"""


def model_card(models: Path | None = None) -> str:
    """Describe the label model in use, in Markdown.

    Args:
        models: folder of locally trained models; the shipped one serves where it holds none.

    Raises:
        ModelError: the model's facts cannot be read.
    """
    facts = model_facts(models)
    lines = [
        "# Label model",
        "",
        f"Version {facts['version']}, trained on {facts.get('date', 'an unknown date')} "
        f"with scikit-learn {facts.get('scikit-learn', 'of unknown version')}.",
        "",
        _PURPOSE,
        *_trained_on(facts.get("trained_on", {})),
        *_figures(facts.get("figures", {})),
        *_taught_here(facts.get("taught_here", {})),
        _FAILINGS,
    ]
    return "\n".join(lines)


def _trained_on(facts: Mapping[str, Any]) -> Iterator[str]:
    yield "## What it was trained on"
    yield ""
    if not facts:
        yield "Not recorded."
        yield ""
        return
    yield (
        f"{facts['passages']:,} passages of {facts['authorities']} authorities. "
        f"{facts['labelled']:,} were labelled by reading; the others told an area alone, by the "
        "section of the inspection report they stand in, whose heading was then taken away."
    )
    yield ""
    taxonomy = load_taxonomy()
    for kind, count in facts["documents"].items():
        known = taxonomy.document_type(kind)
        yield f"- {known.label if known else 'Other'}: {count} document{'s' * (count != 1)}"
    yield ""


def _taught_here(facts: Mapping[str, Any]) -> Iterator[str]:
    """Tell what a workplace added to the shipped model, whose figures stand above."""
    if not facts:
        return
    yield "## What it was taught here"
    yield ""
    yield (
        f"The figures above are those of {facts['shipped']}, as it ships. It was then taught "
        f"{facts['passages']:,} passages that people labelled here. The figures before and "
        "after, each passage judged by a model that had not looked at its authority, or at its "
        "document where nearly all are of one authority:"
    )
    yield ""
    yield "| figure | judged on | passages | before | after |"
    yield "|---|---|---|---|---|"
    on = {HERE: "labelled here", ON_SHIPPED: "passages that ship, which it learnt from"}
    for row in facts["changes"]:
        yield (
            f"| {row['name']} | {on[row['judged_on']]} | {row['n']:,} | {_share(row['before'])} "
            f"| {_share(row['after'])} |"
        )
    yield ""


def _figures(figures: Mapping[str, Any]) -> Iterator[str]:
    yield "## How good it is"
    yield ""
    if not figures:
        yield "Not measured."
        yield ""
        return
    yield (
        "On authorities it had not seen. In brackets the 95 % interval, by drawing whole "
        "authorities again and again."
    )
    yield ""
    yield "| judged on | passages | themes, F1 | stance right | mixed right | first area right |"
    yield "|---|---|---|---|---|---|"
    for name, part in figures.items():
        between = part.get("intervals", {})
        cells = (
            _with_interval(part["overall"].get(figure), between.get(figure)) for figure in _OVERALL
        )
        yield f"| {name} | {part['n']:,} | {' | '.join(cells)} |"
    yield ""
    name, part = next(iter(figures.items()))
    yield f"Label by label, {name}:"
    yield ""
    yield "| label | n | precision | recall | F1 |"
    yield "|---|---|---|---|---|"
    for kind in ("themes", "areas", "stance"):
        for label, figure in part.get(kind, {}).items():
            yield (
                f"| {label} | {figure['n']} | {_share(figure['precision'])} "
                f"| {_share(figure['recall'])} "
                f"| {_with_interval(figure['f1'], figure['f1_interval'])} |"
            )
    yield ""


_OVERALL = ("theme_f1", "stance_accuracy", "mixed_accuracy", "area_accuracy")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _with_interval(value: float | None, bounds: list[float] | None) -> str:
    if value is None or bounds is None:
        return _share(value)
    return f"{value:.2f} ({bounds[0]:.2f} to {bounds[1]:.2f})"
