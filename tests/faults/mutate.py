"""Ways in which files on a shared drive come damaged, each repeatable by its seed."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.faults.bombs import TARGETS, bombs
from tests.faults.claims import claim_pages
from tests.faults.protect import ask_for_password, forbid_changes

Mutation = Callable[[Path, random.Random], bytes]
"""Makes the content of a damaged file of a whole one."""

WRONG_NAMES = (".csv", ".docx", ".eml", ".html", ".pdf", ".pptx", ".rtf", ".txt", ".xlsx")


def flip_bits(source: Path, chance: random.Random) -> bytes:
    """Flip up to sixty-four bits anywhere."""
    spoilt = bytearray(source.read_bytes())
    for _ in range(chance.randint(1, 64)):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def truncate(source: Path, chance: random.Random) -> bytes:
    """Lose the end, as an interrupted copy does."""
    data = source.read_bytes()
    return data[: chance.randrange(1, len(data))]


def blank_out(source: Path, chance: random.Random) -> bytes:
    """Lose a stretch in the middle to zeros, as a bad disk does."""
    data = source.read_bytes()
    start = chance.randrange(len(data))
    length = min(chance.randint(1, 4096), len(data) - start)
    return data[:start] + bytes(length) + data[start + length :]


def add_line(source: Path, chance: random.Random) -> bytes:
    """Leave the content as it is but for a line at the end, lest it be a duplicate."""
    return source.read_bytes() + f"\n{chance.getrandbits(60)}\n".encode()


RENAMED, BOMB = "renamed", "bomb"
MUTATIONS: dict[str, tuple[Mutation, tuple[str, ...]]] = {
    "bits": (flip_bits, ()),
    "truncated": (truncate, ()),
    "blanked": (blank_out, ()),
    RENAMED: (add_line, ()),
    "claim": (claim_pages, (".pdf",)),
    "password": (ask_for_password, (".pdf",)),
    "owner": (forbid_changes, (".pdf",)),
}
"""Name of each kind, what makes it, and the formats it is made of: all where none is named."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file.

    Attributes:
        kind: what was done to it.
        source: the whole file it was made of; None for a bomb.
    """

    path: Path
    kind: str
    source: Path | None


def write_mutants(
    sources: Sequence[Path], folder: Path, *, count: int, seed: int = 1
) -> Iterator[Mutant]:
    """Write ``count`` files of each kind of damage.

    Args:
        sources: whole files to damage, taken in turn.
        folder: where they go; made if missing.
        count: how many of each kind.
        seed: the same seed damages the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    for kind, (mutation, suffixes) in MUTATIONS.items():
        fit = [source for source in sources if not suffixes or source.suffix in suffixes]
        for number, source in enumerate(islice(cycle(fit), count)):
            suffix = source.suffix
            if kind == RENAMED:
                suffix = chance.choice([name for name in WRONG_NAMES if name != suffix])
            path = folder / f"{kind}-{number:03}{suffix}"
            path.write_bytes(mutation(source, chance))
            yield Mutant(path, kind, source)
    shells = {source.suffix[1:]: source for source in sources if source.suffix[1:] in TARGETS}
    for number, (name, bomb) in enumerate(islice(cycle(bombs(shells)), count)):
        path = folder / f"{BOMB}-{number:03}-{name}"
        path.write_bytes(bomb(number))
        yield Mutant(path, BOMB, None)
