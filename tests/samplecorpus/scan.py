"""Turn a PDF into a scan of itself: grey, a little askew, speckled, with no text layer."""

from __future__ import annotations

import io

import numpy as np
import pymupdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

RESOLUTION = 150
# Degrees by page: enough to look hand-fed, little enough to be read by OCR.
TILTS = (0.55, -0.4)


def scan_pdf(content: bytes, title: str) -> bytes:
    """Return a PDF of page pictures, one for each page of `content`."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    canvas.setTitle(title)
    with pymupdf.open(stream=content, filetype="pdf") as document:
        for index, page in enumerate(document):
            picture = photograph(page, TILTS[index % len(TILTS)], seed=index)
            canvas.setPageSize((page.rect.width, page.rect.height))
            canvas.drawImage(ImageReader(picture), 0, 0, page.rect.width, page.rect.height)
            canvas.showPage()
    canvas.save()
    return target.getvalue()


def photograph(page: pymupdf.Page, tilt: float, seed: int) -> io.BytesIO:
    """Return a JPEG of one page, tilted by `tilt` degrees and speckled."""
    pixmap = page.get_pixmap(dpi=RESOLUTION, colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    image = image.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=250)
    noise = np.random.default_rng(seed).normal(0.0, 7.0, (image.height, image.width))
    pixels = np.clip(np.asarray(image, dtype=np.float64) * 0.95 + noise, 0, 255)
    target = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(target, "JPEG", quality=62)
    target.seek(0)
    return target
