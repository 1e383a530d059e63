"""The use case of deciding: check what a person says of a passage, and keep it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.decisions.anchors import words_hash
from indexer.decisions.model import Act, Decision, Field
from indexer.errors import IndexerError
from indexer.model import Passage, position_of
from indexer.store.deciding import Said
from indexer.store.repository import Store
from nlp.taxonomy import Taxonomy
from nlp.types import Annotation, Speaker, Stance

LONGEST_NOTE = 2_000
"""Characters of a note; more is an essay that belongs elsewhere."""


class DecisionError(IndexerError):
    """A decision names a passage, label or earlier decision that there is not."""


class NotAsSeen(DecisionError):
    """A passage is no more, or no longer, what a person saw when they spoke of it.

    Attributes:
        now: the passage that has the words they saw in today's papers, else the one that was
            named, as it is now; None: neither is there.
    """

    def __init__(self, message: str, now: Passage | None) -> None:
        self.now = now
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of one passage.

    Attributes:
        value: see :class:`~indexer.decisions.model.Decision`.
        key: made up by the sender, so that sending it again changes nothing; None: none.
        seen: :func:`~indexer.decisions.anchors.words_hash` of the passage as the person saw it,
            which may have been read anew since; None: nobody looked at it.
    """

    passage: str
    field: Field
    act: Act
    value: Any
    key: str | None = None
    seen: str | None = None


def decide(
    store: Store,
    taxonomy: Taxonomy,
    words: Sequence[Word],
    *,
    who: str,
    batch: str = "",
    round: int | None = None,  # noqa: A002 - what coders call it
) -> list[Decision]:
    """Keep what a person says of passages, all of it or nothing.

    Args:
        words: what is said.
        who: the person's name.
        batch: shared by what is decided in one go.
        round: of blind coding that it belongs to.

    Returns:
        the decisions as stored, in the same order; one whose key is known is the stored one.

    Raises:
        NotAsSeen: a passage is gone, in an older version, or has other words than were seen.
        DecisionError: a label or earlier decision that there is not.
    """
    if not who.strip():
        raise DecisionError("A decision needs the name of who makes it.")
    found = store.passages_by_id(word.passage for word in words)
    outdated = store.outdated(passage.document for passage in found.values())
    said = []
    for word in words:
        passage = found.get(word.passage)
        fault = _fault(word, passage, outdated)
        if passage is None or fault:
            raise NotAsSeen(fault, find_seen(store, word.passage, word.seen or ""))
        value = checked(store, taxonomy, word)
        said.append(
            Said(
                passage=word.passage,
                field=word.field,
                act=word.act,
                value=value,
                machine=machine_value(passage, word.field, value),
                versions=store.pipeline_of(passage.document),
                who=" ".join(who.split()),
                batch=batch,
                round=round,
                key=word.key,
            )
        )
    return store.decide(said)


def _fault(word: Word, passage: Passage | None, outdated: set[str]) -> str:
    """Return why a passage is not what a person spoke of; empty if it is."""
    if passage is None:
        return (
            f"No passage has the id {word.passage}; its file may have been read again since. "
            "Open the document and decide there."
        )
    if passage.document in outdated:
        return (
            f"Passage {word.passage} stands in an older version of its file. Open today's "
            "version and decide there."
        )
    if word.seen is not None and words_hash(passage.text) != word.seen:
        return (
            f"Passage {word.passage} has other words now than the page showed, for its file was "
            "read again since. See whether it still holds, and decide again."
        )
    return ""


def find_seen(store: Store, passage: str, seen: str) -> Passage | None:
    """Find the passage that a person saw, in its document or today's version of it.

    Args:
        passage: its id when it was seen.
        seen: hash of its words.

    Returns:
        the nearest of those words; else the passage of that id; None if there is neither.
    """
    there = store.passages_by_id([passage]).get(passage)
    document = store.document(passage.partition("-")[0])
    for heir in store.heirs(document.id, document.path) if document else ():
        every = store.passages(document=heir, excerpts=True)
        same = [one for one in every if words_hash(one.text) == seen]
        if same:
            return min(same, key=lambda one: abs(position_of(one.id) - position_of(passage)))
    return there


def undo(
    store: Store,
    taxonomy: Taxonomy,
    made: Iterable[Decision],
    *,
    who: str,
    batch: str = "",
    round: int | None = None,  # noqa: A002
) -> list[Decision]:
    """Withdraw decisions, the last first; what was said before them counts again.

    Args:
        batch: shared by what is withdrawn in one go; sent again it is kept once.
        round: of blind coding that they belong to.

    Raises:
        DecisionError: a decision's passage is found no more.
    """
    words = []
    for number, one in enumerate(sorted(made, key=lambda decision: -decision.id)):
        subject = store.subject(one.subject)
        if subject is None or subject.passage is None:
            raise DecisionError(f"The passage that decision {one.id} was made of is found no more.")
        key = f"{batch}.{number}" if batch else None
        words.append(Word(subject.passage, one.field, Act.WITHDRAW, one.id, key=key))
    return decide(store, taxonomy, words, who=who, batch=batch, round=round) if words else []


def machine_value(passage: Passage, field: Field, value: Any) -> Any:
    """Return what the machine says of a field of a passage, as JSON; None: nothing."""
    label = passage.machine or passage.annotation
    return None if label is None else _of(label, field, value)


def current_value(passage: Passage, field: Field, value: Any) -> Any:
    """Return what counts of a field of a passage now, in the form of :func:`machine_value`."""
    return None if passage.annotation is None else _of(passage.annotation, field, value)


def _of(label: Annotation, field: Field, value: Any) -> Any:
    match field:
        case Field.THEME:
            found = {theme.id: theme for theme in label.themes}.get(value)
            return found and {"score": round(found.score, 4), "source": found.source.value}
        case Field.AREAS:
            return [area.id for area in label.areas]
        case Field.STANCE:
            return label.stance.id.value
        case Field.MIXED:
            return label.mixed
        case Field.SPEAKER:
            return label.speaker.value if label.speaker else None
        case Field.NOTE:
            return None


def checked(store: Store, taxonomy: Taxonomy, word: Word) -> Any:
    """Return the value of a decision as it is kept.

    Raises:
        DecisionError: it cannot be said at all.
    """
    if word.act is Act.WITHDRAW:
        return _earlier(store, word)
    if (word.field is Field.THEME) is not (word.act in (Act.YES, Act.NO)):
        raise DecisionError(
            f"{word.act.value!r} cannot be said of {word.field.value}: yes and no are said of "
            "themes, set of all else."
        )
    return _CHECKS[word.field](word.value, taxonomy)


def _theme(value: Any, taxonomy: Taxonomy) -> str:
    return _one_of("theme", value, [theme.id for theme in taxonomy.themes])


def _areas(value: Any, taxonomy: Taxonomy) -> list[str]:
    if not isinstance(value, list | tuple):
        raise DecisionError(f"Areas are a list, not {value!r}.")
    known = [area.id for area in taxonomy.areas]
    return list(dict.fromkeys(_one_of("area", one, known) for one in value))


def _stance(value: Any, _taxonomy: Taxonomy) -> str:
    return _one_of("stance", value, [stance.value for stance in Stance])


def _mixed(value: Any, _taxonomy: Taxonomy) -> bool:
    if not isinstance(value, bool):
        raise DecisionError(f"Mixed is true or false, not {value!r}.")
    return value


def _speaker(value: Any, _taxonomy: Taxonomy) -> str | None:
    known = [speaker.value for speaker in Speaker]
    return None if value is None else _one_of("speaker", value, known)


def _note(value: Any, _taxonomy: Taxonomy) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise DecisionError("A note needs words.")
    if len(text) > LONGEST_NOTE:
        raise DecisionError(
            f"The note has {len(text):,} characters; at most {LONGEST_NOTE:,} are kept."
        )
    return text


_CHECKS: Mapping[Field, Callable[[Any, Taxonomy], Any]] = {
    Field.THEME: _theme,
    Field.AREAS: _areas,
    Field.STANCE: _stance,
    Field.MIXED: _mixed,
    Field.SPEAKER: _speaker,
    Field.NOTE: _note,
}


def _earlier(store: Store, word: Word) -> int:
    if isinstance(word.value, int):
        known = store.decision(word.value)
        subject = store.subject(known.subject) if known else None
        if known and subject and subject.passage == word.passage and known.field is word.field:
            return known.id
    raise DecisionError(
        f"Decision {word.value!r} is none of the {word.field.value} of passage {word.passage}, "
        "so it cannot be withdrawn there."
    )


def _one_of(what: str, value: Any, known: Sequence[str]) -> str:
    if value not in known:
        raise DecisionError(f"{value!r} is no {what}. It is one of: {', '.join(known)}.")
    return str(value)
