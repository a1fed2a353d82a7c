"""Print the characters of a PDF file, page by page, as lines of JSON. It runs as a program of its own.

PDFium is native code: on a damaged file it may stop the process that it runs in, or never come to an end, and two threads
may not use it at once. So it gets a process that the reader can watch and end. This file imports nothing of speechtree.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from ctypes import c_double
from itertools import pairwise
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

REASONS: Final = {raw.FPDF_ERR_PASSWORD: "password", raw.FPDF_ERR_SECURITY: "password"}
MOST: Final = 2_000_000  # characters; the longest book has not as many
MEMORY: Final = 3 << 30  # bytes: what a file that swells without end may take
DOWN: Final = 0.5  # a page of which this share of the characters stand below the one before is set from top to bottom
SAME: Final = 0.2  # in sizes of the character: what stands within this stands in one line


# A character: where it starts and ends on its base line, in points from the lower left corner, and its size.
Glyph = tuple[str, float, float, float, float]


def main() -> None:
    """Read a file from standard input; print the error, or a line for each page."""
    limit_memory()
    for line in answers(sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps(line) + "\n")


def limit_memory() -> None:
    """Where the system can, keep a hostile file from taking all there is."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def answers(data: bytes) -> Iterator[dict[str, Any]]:
    """The characters of each page, or the error; none after it, and none once there are too many characters."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield {"error": REASONS.get(error.err_code, "damaged")}
        return
    room = MOST
    for number in range(len(document)):
        found = page(document, number, room)
        yield found
        if "error" in found:
            return
        room -= len(found["glyphs"])


def page(document: pypdfium2.PdfDocument, number: int, room: int) -> dict[str, Any]:
    """The characters of a page that stand as most of them do, how many its fonts give no meaning to, and its edges."""
    try:
        sheet = document[number]
        textpage = sheet.get_textpage()
    except pypdfium2.PdfiumError:
        return {"error": "damaged"}
    text, count = textpage.raw, textpage.count_chars()
    if count > room:
        return {"error": "huge"}
    places = [at for at in range(count) if raw.FPDFText_IsGenerated(text, at) != 1]
    found = [_glyph(text, at) for at in places]
    turn = Counter(turn for turn, _ in found).most_common(1)[0][0] if found else 0
    glyphs, down = _down([glyph for other, glyph in found if other == turn])
    if down:
        glyphs += [glyph for other, glyph in found if other == turn - 90]  # Latin words lie on their side among them
    unknown = sum(raw.FPDFText_HasUnicodeMapError(text, at) == 1 for at in places)
    return {"glyphs": glyphs, "unknown": unknown, "edges": _edges(sheet.get_bbox(), turn - 90 * down)}


def _edges(box: tuple[float, float, float, float], turn: int) -> tuple[float, float]:
    """Where the page starts and ends along lines that are turned by so many degrees."""
    along, across = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    corners = [x * along + y * across for x in box[::2] for y in box[1::2]]
    return min(corners), max(corners)


def _glyph(text: raw.FPDF_TEXTPAGE, at: int) -> tuple[int, Glyph]:
    """By how many degrees a character is turned, and the character on the page turned back by as many."""
    x, y, box, matrix = c_double(), c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    raw.FPDFText_GetLooseCharBox(text, at, box)
    raw.FPDFText_GetMatrix(text, at, matrix)
    long = math.hypot(matrix.a, matrix.b) or 1.0
    along, across = matrix.a / long, matrix.b / long
    right = max(corner * along + side * across for corner in (box.left, box.right) for side in (box.bottom, box.top))
    left, base = x.value * along + y.value * across, y.value * along - x.value * across
    size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    # PDFium gives a sign of its own for the hyphen at the end of a line.
    char = "-" if raw.FPDFText_IsHyphen(text, at) == 1 else chr(raw.FPDFText_GetUnicode(text, at))
    return round(math.degrees(math.atan2(across, along))), (char, left, right, base, size)


def _down(glyphs: list[Glyph]) -> tuple[list[Glyph], bool]:
    """The characters of a page, and whether it is set from top to bottom: then it is laid on its side, its columns are lines."""
    down = sum(
        abs(left - x) < SAME * size and base > y > base - 2 * size
        for (_, left, _, base, size), (_, x, _, y, _) in pairwise(glyphs)
    )
    if down <= DOWN * len(glyphs):
        return glyphs, False
    return [(char, -base, size - base, left, size) for char, left, _, base, size in glyphs], True


if __name__ == "__main__":
    main()
