"""The characters of a page: in the encoding that it declares, unless its bytes say otherwise."""

from __future__ import annotations

import re
from email import message_from_bytes
from typing import Final

from speechtree.errors import InputError
from speechtree.readers.text import decoded, known

HEAD: Final = 4_000  # bytes in which a page declares its encoding
DECLARED: Final = re.compile(rb"""(?:<meta\b[^>]*?\bcharset|<\?xml[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Encodings of Chinese; what else a page declares is often that of the program that wrote it.
CHINESE: Final = frozenset(("gb18030", "big5hkscs", "cp950"))
SAVED: Final = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


def page_of(data: bytes, name: str, encoding: str | None) -> tuple[str, str]:
    """The source of a page and the encoding that it was decoded from.

    encoding: one that is insisted on. Otherwise it is, in this order: that of a byte order mark; UTF-8, if the bytes are
    valid in it; the Chinese encoding that the page declares, if they are valid in that; the one that its characters are
    evidence of; any other one that it declares.
    Raises InputError when the bytes are not valid in the encoding.
    """
    if SAVED.match(data[:HEAD]):
        data = _saved(data, name)
    declared = _declared(data)
    if encoding is None and declared in CHINESE and not _is_valid(data, "utf-8") and _is_valid(data, declared):
        encoding = declared
    try:
        return decoded(data, name, encoding)
    except InputError:
        if encoding or not declared or not _is_valid(data, declared):
            raise
        return decoded(data, name, declared)


def _saved(data: bytes, name: str) -> bytes:
    """The page in a file that a browser saved with everything that belongs to it (MHTML)."""
    try:
        parts = message_from_bytes(data).walk()
        pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/html")
        page = next(pages, None)
    except RecursionError:  # parts inside parts, by the thousand
        page = None
    if not isinstance(page, bytes):
        raise InputError(f"{name}: there is no page in this MHTML file; save it again as HTML")
    return page


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:HEAD])
    try:
        return known(found[1].decode("ascii")) if found else None
    except InputError:
        return None


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True
