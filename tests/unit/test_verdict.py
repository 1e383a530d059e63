"""The judge of damaged files: what it finds fault with."""

from pathlib import Path

from indexer.model import FileStatus, LedgerEntry, Stage
from tests.faults.mutate import Mutant
from tests.faults.verdict import Held, Ledger, exceptions

SOURCE = Path("/papers/report.pdf")
WHOLE = Ledger({}, {str(SOURCE): Held(pages=3, passages=20, repaired=False)})


def judge(
    kind: str, status: FileStatus, error: str | None = None, held: Held | None = None
) -> list[str]:
    mutant = Mutant(Path(f"/damaged/{kind}.pdf"), kind, SOURCE)
    path = str(mutant.path)
    entry = LedgerEntry(path, None, 1, 0.0, status, Stage.DONE, "0" * 12, error)
    return list(exceptions([mutant], WHOLE, Ledger({path: entry}, {path: held} if held else {})))


def test_a_file_that_is_not_in_the_ledger_is_an_exception() -> None:
    mutant = Mutant(Path("/damaged/bits.pdf"), "bits", SOURCE)
    assert len(list(exceptions([mutant], WHOLE, Ledger({}, {})))) == 1


def test_an_unexpected_fault_is_an_exception() -> None:
    told = "Unexpected fault while reading (IndexError: list index out of range)."
    assert len(judge("bits", FileStatus.FAILED, told)) == 1


def test_an_error_that_says_what_is_wrong_and_what_to_do_is_none() -> None:
    told = "bits.pdf is damaged beyond what can be repaired. Fetch the file again."
    assert judge("bits", FileStatus.FAILED, told) == []


def test_a_pdf_with_a_password_has_to_fail() -> None:
    assert len(judge("password", FileStatus.INDEXED, held=Held(3, 20, repaired=False))) == 1


def test_a_renamed_file_has_to_be_indexed_with_all_its_passages() -> None:
    assert judge("renamed", FileStatus.INDEXED, held=Held(3, 20, repaired=False)) == []
    assert len(judge("renamed", FileStatus.INDEXED, held=Held(3, 12, repaired=False))) == 1


def test_pages_that_are_only_claimed_must_not_be_indexed() -> None:
    assert len(judge("claim", FileStatus.INDEXED, held=Held(100_000, 20, repaired=True))) == 1


def test_a_cut_off_pdf_has_to_be_marked_as_repaired() -> None:
    assert len(judge("truncated", FileStatus.INDEXED, held=Held(2, 9, repaired=False))) == 1
    assert judge("truncated", FileStatus.INDEXED, held=Held(2, 9, repaired=True)) == []
