"""Scans made for the tests: pages rasterised, speckled and fed askew, with known text."""

import io
import math
import os
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from indexer.extract.ocr.tesseract import tesseract_version

needs_tesseract = pytest.mark.skipif(
    tesseract_version() is None and not os.environ.get("CI"),
    reason="Tesseract is not installed (apt-get install tesseract-ocr)",
)


def picture(
    page: pymupdf.Page, *, dpi: int, tilt: float = 0.0, turn: int = 0, seed: int = 0
) -> Image.Image:
    """Rasterise a page; `tilt` and `turn` are degrees against the clock."""
    pixmap = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    image = image.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=250)
    image = image.rotate(turn, expand=True)
    noise = np.random.default_rng(seed).normal(0.0, 7.0, (image.height, image.width))
    pixels = np.clip(np.asarray(image, dtype=np.float64) * 0.95 + noise, 0, 255)
    return Image.fromarray(pixels.astype(np.uint8))


def scan_of(
    source: Path, target: Path, *, dpi: int = 150, tilt: float = 0.0, turn: int = 0
) -> Path:
    """Write a PDF of pictures of the pages of another."""
    with pymupdf.open(source) as document:
        images = [
            picture(page, dpi=dpi, tilt=tilt, turn=turn, seed=index)
            for index, page in enumerate(document)
        ]
    return save_pictures(target, images, dpi)


def save_pictures(target: Path, images: Sequence[Image.Image], dpi: int) -> Path:
    """Write a PDF with one picture a page."""
    with pymupdf.open() as document:
        for image in images:
            page = document.new_page(width=image.width * 72 / dpi, height=image.height * 72 / dpi)
            data = io.BytesIO()
            image.save(data, "JPEG", quality=75)
            page.insert_image(page.rect, stream=data.getvalue())
        document.save(target)
    return target


def tilted(x: float, y: float, width: float, height: float, tilt: float) -> tuple[float, float]:
    """Tell where a point of a page lies on its tilted picture."""
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    dx, dy = x - width / 2, y - height / 2
    return width / 2 + cos * dx + sin * dy, height / 2 - sin * dx + cos * dy


def error_rate(truth: str, found: str) -> float:
    """Count the fewest single-character changes from truth to what was found, by length."""
    truth, found = plain(truth), plain(found)
    codes = np.array([ord(char) for char in found])
    place = np.arange(len(found) + 1)
    row = place
    for number, char in enumerate(truth, start=1):
        best = np.minimum(row[:-1] + (codes != ord(char)), row[1:] + 1)
        # Insertions: each place may also be reached from any place to its left.
        row = np.minimum.accumulate(np.concatenate([[number], best]) - place) + place
    return float(row[-1] / len(truth))


def plain(text: str) -> str:
    """Even out what print and its reading may differ in: kinds of quotes, white space."""
    return re.sub(r"\s+", " ", text.translate({0x2019: "'", 0x2018: "'"})).strip()
