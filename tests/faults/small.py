"""A folder of small files of every kind, with copies, an archive and mail among them."""

import zipfile
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from indexer.extract.mupdf import load_mupdf
from tests.faults.sources import sample_papers, write_others
from tests.scanning import picture, save_pictures

_DPI = 120
"""Of the scans: small letters, so that a page takes less than a second."""


def write_small_files(folder: Path, files: int) -> None:
    """Write as many files: pages of the sample papers, one at a time and then two and three.

    What lies in the archive and the mail is not counted.
    """
    folder.mkdir(parents=True)
    others = write_others(folder)
    papers = [path for path in sample_papers() if path.suffix != ".pdf"]
    for paper in papers:
        (folder / paper.name).write_bytes(paper.read_bytes())
    left = files - len(others) - len(papers) - 4
    first = _write_pages(folder, left)
    (folder / "zz-copy.pdf").write_bytes(first.read_bytes())
    (folder / "zz-broken.pdf").write_bytes(first.read_bytes()[:40])
    _write_archive(folder / "archive.zip", [first, *others])
    _write_mail(folder / "with-report.eml", first)


def write_small_scans(folder: Path, files: int) -> None:
    """Write as many files: scans of one page of the sample papers or two, and a copy of one.

    A paper of text is among them, lest all be read in the second pass.
    """
    folder.mkdir(parents=True)
    papers = [path for path in sample_papers() if path.suffix == ".pdf"]
    (folder / "text.pdf").write_bytes(papers[0].read_bytes())
    for number in range(files - 2):
        with load_mupdf().open(papers[number % len(papers)]) as document:
            leaves = [document[at % document.page_count] for at in range(1, 2 + number % 2)]
            images = [picture(leaf, dpi=_DPI, seed=number) for leaf in leaves]
        save_pictures(folder / f"scan-{number:02}.pdf", images, _DPI)
    (folder / "zz-copy.pdf").write_bytes((folder / "scan-00.pdf").read_bytes())


def _write_pages(folder: Path, number: int) -> Path:
    """Part the sample papers into single pages, then pairs, until there are enough."""
    written: list[Path] = []
    for together in count(1):
        for paper in sample_papers():
            if paper.suffix != ".pdf":
                continue
            with load_mupdf().open(paper) as document:
                for start in range(0, document.page_count - together + 1, together):
                    if len(written) >= number:
                        return written[0]
                    path = folder / f"{paper.stem}-{together}-{start:02}.pdf"
                    with load_mupdf().open() as part:
                        part.insert_pdf(document, from_page=start, to_page=start + together - 1)
                        part.save(path, garbage=3, deflate=True)
                    written.append(path)
    raise AssertionError("unreachable")


def _write_archive(path: Path, members: list[Path]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, member in enumerate(members):
            # A copy of what lies beside it, and others that differ by their last line.
            data = member.read_bytes() + (f"\n{number}\n".encode() if number else b"")
            archive.writestr(f"{number}/{member.name}", data)


def _write_mail(path: Path, attached: Path) -> None:
    mail = EmailMessage()
    mail["Message-ID"], mail["Subject"], mail["From"] = "<2@a.invalid>", "Report", "ann@a.invalid"
    mail.set_content("Please find the report attached.\n")
    mail.add_attachment(
        attached.read_bytes() + b"\n%", maintype="application", subtype="pdf", filename="report.pdf"
    )
    path.write_bytes(mail.as_bytes())
