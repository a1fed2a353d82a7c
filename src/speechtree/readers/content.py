"""What a file is by its content, where that is certain: its name may say something else."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

HEAD: Final = 2_000  # bytes at the start that are looked at
SIGNATURES: Final = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"))
# A word processor's archive is known by a file in it, or by the type that it gives itself.
ZIP: Final = b"PK\x03\x04"
ZIPPED: Final = frozenset((".docm", ".docx", ".dotm", ".dotx", ".epub", ".odt"))
DOCX: Final = "word/document.xml"
TYPES: Final = {b"application/vnd.oasis.opendocument.text": ".odt", b"application/epub+zip": ".epub"}
# All old formats of Office start alike, and so does a .docx with a password.
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_OFFICE_SUFFIXES: Final = frozenset((".doc", ".wps"))
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
PAGES: Final = frozenset((".htm", ".html", ".mht", ".mhtml", ".xhtml"))
HTML: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL
)


def suffix_of(data: bytes, suffix: str) -> str:
    """The suffix of the format that the content has; where it is not certain, the one that the name has.

    An archive in which no word processor's file is found is a .zip, unless its name says that it should be one.
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
            if DOCX in archive.namelist():
                return ".docx"
            with archive.open("mimetype") as member:
                return TYPES.get(member.read(HEAD).strip())
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        return None  # damaged, or with nothing in it that tells
