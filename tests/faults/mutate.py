"""Ways in which files on a shared drive come damaged, each repeatable by its seed."""

import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Mutation = Callable[[bytes, random.Random], bytes]


def flip_bits(data: bytes, chance: random.Random) -> bytes:
    """Flip up to sixty-four bits anywhere."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 64)):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def truncate(data: bytes, chance: random.Random) -> bytes:
    """Lose the end, as an interrupted copy does."""
    return data[: chance.randrange(1, len(data))]


def blank_out(data: bytes, chance: random.Random) -> bytes:
    """Lose a stretch in the middle to zeros, as a bad disk does."""
    start = chance.randrange(len(data))
    length = min(chance.randint(1, 4096), len(data) - start)
    return data[:start] + bytes(length) + data[start + length :]


def claim_pages(data: bytes, chance: random.Random) -> bytes:
    """Claim a hundred thousand pages where a PDF says how many it has."""
    _ = chance
    return data.replace(b"/Count ", b"/Count 100000 ")


MUTATIONS: dict[str, Mutation] = {
    "bits": flip_bits,
    "truncated": truncate,
    "blanked": blank_out,
    "page-claim": claim_pages,
}


def write_mutants(
    sources: Sequence[Path], folder: Path, *, count: int, seed: int = 1
) -> Iterator[Path]:
    """Write ``count`` damaged files of each kind, and as many under a wrong name.

    Args:
        sources: whole files to damage, taken in turn.
        folder: where they go; made if missing.
        count: how many of each kind.
        seed: the same seed damages the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    for kind, mutation in MUTATIONS.items():
        for number in range(count):
            source = sources[number % len(sources)]
            path = folder / f"{kind}-{number:03}{source.suffix}"
            path.write_bytes(mutation(source.read_bytes(), chance))
            yield path
    suffixes = sorted({source.suffix for source in sources})
    for number in range(count):
        source = sources[number % len(sources)]
        wrong = chance.choice([s for s in suffixes if s != source.suffix])
        path = folder / f"renamed-{number:03}{wrong}"
        # A line of its own keeps it from being the same content as the source.
        path.write_bytes(source.read_bytes() + f"\n{number}\n".encode())
        yield path


def write_encrypted_pdf(path: Path) -> None:
    """Write a PDF that opens only with a password."""
    from indexer.extract.mupdf import load_mupdf

    mupdf = load_mupdf()
    document = mupdf.open()
    document.new_page().insert_text((72, 72), "Nobody reads this without the password.")
    document.save(
        path,
        encryption=mupdf.PDF_ENCRYPT_AES_256,
        owner_pw="owner of the file",
        user_pw="reader of the file",
    )


def write_bomb(path: Path, *, gigabytes: int = 2) -> None:
    """Write a DOCX whose only part unpacks to gigabytes of blanks."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        with bomb.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(gigabytes * 64):
                part.write(b" " * (16 << 20))
