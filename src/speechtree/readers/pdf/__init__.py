"""PDF: the text layer of a file, its paragraphs put together again from the lines of its pages."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from speechtree.errors import InputError
from speechtree.pipeline import default_grammar
from speechtree.readers.extract import Extract
from speechtree.readers.pdf.columns import blocks
from speechtree.readers.pdf.furniture import unfurnished
from speechtree.readers.pdf.lines import Glyph, rows
from speechtree.readers.pdf.paragraphs import text_of

PROGRAM: Final = Path(__file__).with_name("glyphs.py")
SECONDS: Final = 120.0  # that reading may take; the other program gives up sooner, where the system can tell it
TIME_IS_UP: Final = -14  # its exit status then
UNKNOWN: Final = 0.3  # the share of characters without meaning that makes a text layer useless
OCR: Final = "run OCR on it first, e.g. ocrmypdf"
ANEW: Final = "get the file anew, or open it in another program and print it to PDF"
REASONS: Final = {
    "password": "encrypted with a password; save a copy without one, e.g. qpdf --decrypt --password=… IN OUT",
    "damaged": f"a damaged PDF file; {ANEW}",
    "slow": f"a page takes too long to read; {ANEW}",
    "huge": "more than two million characters; divide it into several files",
}


def read(data: bytes, name: str) -> Extract:
    """The paragraphs of a PDF file, one in each line of the text, and where each page starts.

    Page numbers, running heads and feet, and what stands askew (a watermark) are left out; columns are read one after the
    other. The text may differ from the text layer in this alone: lines are joined, spaces between characters are those that
    one sees, and a character that fonts have twice (⼀ the radical, 一 the word) is the usual one.
    Raises InputError when there is no text layer or none that can be read, when the file is encrypted or damaged, and when
    pypdfium2 is not installed.
    """
    if find_spec("pypdfium2") is None:
        raise InputError(f"{name}: reading PDF files takes more: pip install 'speechtree[pdf]'")
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{name}: no PDF file, whatever its name says; {ANEW}")
    pages = _pages(data, name)
    found = blocks(unfurnished([rows(Glyph(*glyph) for glyph in page["glyphs"]) for page in pages]))
    text, places = text_of(found, [page["edges"] for page in pages], default_grammar().line.match)
    if not text:
        count = f"{len(pages)} page{'' if len(pages) == 1 else 's'}"
        raise InputError(f"{name}: no text layer (a scan of {count}); {OCR} -l chi_sim IN OUT")
    return Extract(text, None, places)


def _pages(data: bytes, name: str) -> list[dict[str, Any]]:
    """What the other program says of each page."""
    pages = _answers(data)
    for page in pages:
        if "error" in page:
            raise InputError(f"{name}: {REASONS[page['error']]}")
    if sum(page["unknown"] for page in pages) > UNKNOWN * sum(len(page["glyphs"]) for page in pages):
        raise InputError(f"{name}: its fonts do not say which characters they show; {OCR} --force-ocr -l chi_sim IN OUT")
    return pages


def _answers(data: bytes) -> list[dict[str, Any]]:
    """What the other program says of the file; that it is damaged, when it stops without a word."""
    command = [sys.executable, "-P", str(PROGRAM)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        return [{"error": "slow"}]
    if done.returncode:
        return [{"error": "slow" if done.returncode == TIME_IS_UP else "damaged"}]
    return [json.loads(line) for line in done.stdout.splitlines()]
