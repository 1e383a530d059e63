"""Write the model card of the area classifier in use."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nlp.classifier.artefact import model_facts
from nlp.taxonomy import load_taxonomy

_PURPOSE = """\
## What it is for

It suggests which inspection area a passage speaks to: leaders, help and protection,
children in care, care leavers, or none of them; two where two are spoken to. It is
meant for finding evidence in children's services papers. A suggestion is not a
judgement: a person confirms, corrects or removes it, and the person's decision stands.

It never predicts a grade, says nothing about any child, worker or council, and must
not be used to rank them.

## How it works

Logistic regression over the words of the passage, its nearest heading and the type of
its document. A section heading that names an area makes that area likelier; words that
plainly contradict it win, since headings taken from PDFs are sometimes those of an
earlier section. A word is learnt only if enough authorities write it in small letters
or as an abbreviation, which keeps names of people and places out.
"""

_FAILINGS = """\
## Known failings

- Council and partnership papers are labelled less surely than inspection reports, of
  which far more was learnt from.
- Passages on leaders' work with one group of children are the hardest: leaders or that
  group, or both. So are preparation for leaving care and work at the edge of care.
- A second area is often missed.
- Without a heading and a document type, passages that belong to no area are more often
  given one.
- Wordings newer than the documents learnt from (such as changes of framework) are not known.
"""


def model_card(models: Path | None = None) -> str:
    """Describe the area classifier in use, in Markdown.

    Args:
        models: folder of locally trained models; the shipped one serves where it holds none.

    Raises:
        ModelError: the model's facts cannot be read.
    """
    facts = model_facts(models)
    lines = [
        "# Area classifier",
        "",
        f"Version {facts['version']}, trained on {facts.get('date', 'an unknown date')} "
        f"with scikit-learn {facts.get('scikit-learn', 'of unknown version')}.",
        "",
        _PURPOSE,
        *_trained_on(facts.get("trained_on", {})),
        *_figures(facts.get("figures", {})),
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
        f"{facts['labelled']:,} were labelled by reading; the others took their label from the "
        "section of the inspection report they stand in, whose heading was then taken away."
    )
    yield ""
    taxonomy = load_taxonomy()
    for kind, count in facts["documents"].items():
        known = taxonomy.document_type(kind)
        yield f"- {known.label if known else 'Other'}: {count} document{'s' * (count != 1)}"
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
        "authorities again and again. *First area right* counts passages whose likeliest area, "
        "or none, is among the right ones."
    )
    yield ""
    yield "| judged on | passages | authorities | first area right |"
    yield "|---|---|---|---|"
    for name, part in figures.items():
        accuracy = _interval(part["accuracy"])
        yield f"| {name} | {part['passages']:,} | {part['authorities']} | {accuracy} |"
    yield ""
    name, part = next(iter(figures.items()))
    yield f"By class, {name}:"
    yield ""
    yield "| class | n | precision | recall | F1 |"
    yield "|---|---|---|---|---|"
    for area, figure in part["areas"].items():
        yield (
            f"| {area} | {figure['n']} | {_share(figure['precision'])} "
            f"| {_share(figure['recall'])} | {_interval(figure['f1'])} |"
        )
    yield ""


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _interval(values: list[float]) -> str:
    value, low, high = values
    return f"{value:.2f} ({low:.2f} to {high:.2f})"
