"""What a file is by its content, where that is certain: its name may say something else."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

HEAD: Final = 2_000  # bytes at the start that are looked at
SIGNATURES: Final = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"\x1f\x8b", ".gz"),
)
# An archive of an office program is known by a file in it, or by the type that it gives itself.
ZIP: Final = b"PK\x03\x04"
ZIPPED: Final = frozenset((".docm", ".docx", ".dotm", ".dotx", ".epub", ".odt"))
MEMBERS: Final = {"word/document.xml": ".docx", "ppt/presentation.xml": ".pptx", "xl/workbook.xml": ".xlsx"}
TYPES: Final = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/epub+zip": ".epub",
}
# What is known and not read, and what to do.
AS_TEXT: Final = "save its words as plain text (.txt) in UTF-8"
NOT_READ: Final = {
    **dict.fromkeys((".gif", ".jpeg", ".jpg", ".png", ".tif", ".tiff"), f"a picture, no text; run OCR on it, and {AS_TEXT}"),
    **dict.fromkeys((".odp", ".ppt", ".pptx"), f"a presentation, which is not read; {AS_TEXT}, or print it to PDF"),
    **dict.fromkeys((".ods", ".xls", ".xlsx"), f"a spreadsheet, which is not read; {AS_TEXT}"),
    **dict.fromkeys((".7z", ".gz", ".rar", ".zip"), "an archive, no text; unpack it and give the files that are in it"),
    ".epub": f"an e-book (EPUB), which is not read; {AS_TEXT}",
}
# All old formats of Office start alike, and so does a .docx with a password.
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_OFFICE_SUFFIXES: Final = frozenset((".doc", ".ppt", ".wps", ".xls"))
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
PAGES: Final = frozenset((".htm", ".html", ".mht", ".mhtml", ".xhtml"))
HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL
)


def suffix_of(data: bytes, suffix: str) -> str:
    """The suffix of the format that the content has; where it is not certain, the one that the name has.

    An archive in which no file of an office program is found is a .zip, unless its name says that it should be a document.
    """
    for signature, found in SIGNATURES:
        if data.startswith(signature):
            return found
    if data.startswith(ZIP):
        return _zipped(data) or (suffix if suffix in ZIPPED else ".zip")
    if data.startswith(OLD_OFFICE):
        return ".docx" if ENCRYPTED in data else suffix if suffix in OLD_OFFICE_SUFFIXES else ".doc"
    return ".html" if suffix not in PAGES and HTML.match(data[:HEAD]) else suffix


def _zipped(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if found := next((found for member, found in MEMBERS.items() if member in archive.namelist()), None):
                return found
            with archive.open("mimetype") as member:
                return TYPES.get(member.read(HEAD).strip())
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return None  # damaged, or with nothing in it that tells
