"""Which lines of figures to list, as the address says it."""

from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from app.search.params import LONGEST

_FIELDS = ("words", "authority", "agree", "papers", "page")


@dataclass(frozen=True, slots=True)
class MeasureParams:
    """What narrows the list; empty means any.

    Attributes:
        words: that the measure must be told by.
        agree: ``no``: only those whose figures do not agree.
        papers: ``any``: also those that one paper alone states.
        page: screen of the list, as the address gives it.
    """

    words: str = ""
    authority: str = ""
    agree: str = ""
    papers: str = ""
    page: str = ""

    def args(self) -> dict[str, str]:
        """Write them as arguments of an address; defaults are left out."""
        return {name: value for name in _FIELDS if (value := getattr(self, name))}

    def go_to(self, page: int) -> "MeasureParams":
        """Return another screen of the same lines."""
        return replace(self, page=str(page))

    @property
    def least(self) -> int:
        """Papers that must state it; those that do not agree count from one."""
        return 1 if self.papers or self.agree else 2


def read_measure_params(args: MultiDict[str, str]) -> MeasureParams:
    """Read which lines to list; what makes no sense is left out."""
    said = {name: args.get(name, "").strip()[:LONGEST] for name in _FIELDS}
    said["agree"] = "no" if said["agree"] == "no" else ""
    said["papers"] = "any" if said["papers"] == "any" else ""
    return MeasureParams(**said)
