from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw

from indexer.extract.ocr.skew import lean_of
from tests.pdf_making import Sheet, make_pdf
from tests.scanning import picture


def lines(sheet: Sheet) -> None:
    for number in range(12):
        sheet.line(f"{number} children in need are visited often and their wishes shape each plan.")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pdf(tmp_path_factory.mktemp("skew") / "printed.pdf", [lines])


def lean(image: Image.Image) -> float:
    return lean_of(image.tobytes(), *image.size)


@pytest.mark.parametrize("dpi", [100, 300])
@pytest.mark.parametrize("tilt", [0.4, -1.0, 3.0, -5.0, 8.0])
def test_the_lean_of_a_sheet_is_told_to_a_tenth_of_a_degree(
    printed: Path, tilt: float, dpi: int
) -> None:
    with pymupdf.open(printed) as document:
        # A picture turned against the clock has lines that rise to the right.
        assert lean(picture(document[0], dpi=dpi, tilt=tilt)) == pytest.approx(-tilt, abs=0.1)


@pytest.mark.parametrize("turn", [90, 270])
def test_text_that_runs_down_the_sheet_leans_nowhere(printed: Path, turn: int) -> None:
    with pymupdf.open(printed) as document:
        assert lean(picture(document[0], dpi=150, tilt=3.0, turn=turn)) == 0.0


def test_noise_leans_nowhere() -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (1754, 1240)).astype(np.uint8)
    assert lean(Image.fromarray(pixels)) == 0.0


def test_a_picture_with_next_to_nothing_on_it_leans_nowhere() -> None:
    image = Image.new("L", (800, 1000), 255)
    ImageDraw.Draw(image).line((100, 100, 140, 108), fill=0, width=3)
    assert lean(image) == 0.0


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (2000, 3)])
def test_a_strip_leans_nowhere(size: tuple[int, int]) -> None:
    assert lean(Image.new("L", size, 0)) == 0.0
