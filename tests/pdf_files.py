"""PDF files written character by character, so that a test can say where on the page each of them stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

WIDTH, HEIGHT = 595, 842
LINE: Final = 20  # points from line to line
LEFT: Final = 80
# A font that every program for PDF files knows; and one that nobody knows and that does not say what it shows.
SONG: Final = ("STSong-Light", "UniGB-UCS2-H", "GB1")
UNKNOWN: Final = ("Own", "Identity-H", "Identity")


def words(text: str, x: float, y: float, size: float = 12, turn: str = "1 0 0 1") -> str:
    """Characters from a place on; turn: the first four numbers of the text matrix."""
    return f"BT /F1 {size} Tf {turn} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def lines(*texts: str, top: float = 760, left: float = LEFT, size: float = 12) -> str:
    """Lines one under another; an ideographic space at the start moves a line to the right."""
    return "".join(
        words(text.lstrip("\u3000"), left + size * (len(text) - len(text.lstrip("\u3000"))), top - LINE * n, size)
        for n, text in enumerate(texts)
    )


def pdf(*pages: str, font: tuple[str, str, str] = SONG) -> bytes:
    """A file of pages, each what is written on it. font: its name, the encoding, and whose characters it has."""
    name, encoding, characters = font
    kids = [4 + 2 * n for n in range(len(pages))]
    first = 4 + 2 * len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>",
        "<< >>",
    ]
    for kid, content in zip(kids, pages, strict=True):
        box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << /Font << /F1 {first} 0 R >> >>"
        objects += [f"<< /Type /Page /Parent 2 0 R {box} /Contents {kid + 1} 0 R >>", _stream(content)]
    widths, system = "/DW 1000 /W [1 95 500]", f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({characters}) /Supplement 0 >>"
    measures = "/FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200 /CapHeight 700"
    objects += [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [{first + 1} 0 R] >>",
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} {widths} {system} /FontDescriptor {first + 2} 0 R >>",
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 {measures} /ItalicAngle 0 /StemV 80 >>",
    ]
    return _file(objects)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: Iterable[str]) -> bytes:
    body, places = "%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}"
    return f"{body}{table}trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n".encode("latin-1")
