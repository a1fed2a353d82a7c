"""Decode: the bytes of a plain text become its characters, by evidence, and no character is dropped or replaced."""

from __future__ import annotations

import codecs
import re

from speechtree.errors import InputError
from speechtree.readers.extract import Extract

ADVICE = "save it as plain text (.txt) in UTF-8"

# What a file of another format starts with, whatever its name says.
FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive, as .docx is"),
    (b"\xd0\xcf\x11\xe0", "an old Office document, as .doc is"),
    (b"{\\rtf", "an RTF document"),
)
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Chinese characters in UTF-8, one after another. GB18030 makes one of them by chance; of four, two would have to begin
# with the first byte of a rare character. So four prove UTF-8, although other bytes of the file are damaged.
UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){4}")
# Two-byte characters of GB18030; the group finds punctuation, full-width forms, and level 1 of GB/T 2312: the 3755 most
# used characters. They are seven of ten in traditional, nearly all in simplified prose, and two of ten in Big5 misread.
PAIR = re.compile(rb"([\xb0-\xd7\xa1\xa3][\xa1-\xfe])|[\x81-\xfe][\x40-\xfe]")
COMMON_SHARE = 0.5


def decode(data: bytes, name: str) -> Extract:
    """The text of a file and its encoding: utf-8, utf-8-sig, utf-16 (with a byte order mark) or gb18030.

    data: the whole file. name: what messages call it.
    `data.decode(encoding)` is the text: the byte order mark is no part of it, line ends stay as they are.
    Raises InputError for another format, another encoding, a damaged character (with its byte, from 0) or a NUL.
    """
    for start, what in FORMATS:
        if data.startswith(start):
            raise InputError(f"{name}: this is {what}, which is not supported yet; {ADVICE}")
    encoding = _encoding(data, name)
    text = _strictly(data, encoding, name)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError(f"{name}: no plain text, as it holds a NUL character (line {line}); {ADVICE}")
    return Extract(text, encoding)


def _encoding(data: bytes, name: str) -> str:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if UTF8_RUN.search(data):
        return "utf-8"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _common_share(data) >= COMMON_SHARE:
            return "gb18030"
        raise InputError(
            f"{name}: neither UTF-8 (see byte {error.start}) nor GB18030, nor UTF-16 with a byte order mark; "
            f"if it is a text, open it where it reads well and {ADVICE}"
        ) from error
    return "utf-8"


def _common_share(data: bytes) -> float:
    """The share of common characters among the two-byte characters that GB18030 would read."""
    pairs: list[bytes] = PAIR.findall(data)
    return 1 - pairs.count(b"") / len(pairs) if pairs else 0.0


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # The codec of utf-8-sig counts from after the byte order mark.
        at = len(data) - len(error.object) + error.start
        line = data[:at].decode(encoding).count("\n") + 1
        family = encoding.removesuffix("-sig").upper()
        raise InputError(
            f"{name}: damaged {family} at byte {at} (line {line}); mend that line, or save the file again from its source"
        ) from error
