"""Decode: the bytes of a plain text become its characters, by evidence, and no character is dropped or replaced."""

from __future__ import annotations

import codecs
from typing import Final

from speechtree.errors import InputError
from speechtree.readers.detection import detect
from speechtree.readers.extract import Extract

ADVICE: Final = "save it as plain text (.txt) in UTF-8"
INSIST: Final = "open it where it reads well and save it in UTF-8, or name its encoding (--encoding)"

# The marks and the encodings that they mean; that of UTF-32 starts as that of UTF-16 does.
BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is read in place of an encoding: another one that has all of its characters in the same places and more, or the one
# that is meant where no byte order mark tells.
WIDER: Final = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf-8-sig": "utf-8"}
UNMARKED: Final = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}
# What Python knows besides, for names of hosts and for source code.
NO_FILES: Final = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape"))


def decode(data: bytes, name: str, encoding: str | None = None) -> Extract:
    """The text of a file and its encoding: utf-8, utf-8-sig, utf-16, utf-16-le, utf-16-be, utf-32, gb18030 or big5hkscs.

    data: the whole file. name: what messages call it. encoding: one to insist on, if it shall not be found by evidence.
    `data.decode(encoding)` is the text: the byte order mark is no part of it, line ends stay as they are.
    Raises InputError for another encoding, a damaged character (with its byte, from 0, and its line) or a NUL.
    """
    text, found = decoded(data, name, encoding)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InputError(f"{name}: no plain text, as it holds a NUL character (line {line}); {ADVICE}")
    return Extract(text, found)


def decoded(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """As `decode`, for text with a NUL too."""
    found = marked(data, encoding) or (UNMARKED.get(encoding, encoding) if encoding else detect(data))
    if found is None:
        raise InputError(f"{name}: no UTF-8, UTF-16, GB18030 or Big5; if it is a text, {INSIST}")
    return strictly(data, found, name), found


def known(encoding: str) -> str:
    """The Python name of an encoding, or of a wider one that is read in its place (gb18030 for GB2312 and GBK).

    Raises InputError when there is no such encoding of text.
    """
    try:
        "".encode(encoding)  # there are codecs of other things than text
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        codec = ""
    if not codec or codec in NO_FILES:
        raise InputError(f"there is no encoding {encoding!r}; usual are utf-8, utf-16, gb18030 and big5")
    return WIDER.get(codec, codec)


def marked(data: bytes, encoding: str | None) -> str | None:
    """The encoding that a byte order mark means, where it does not contradict the one that is insisted on."""
    for mark, found in BYTE_ORDER_MARKS:
        if data.startswith(mark) and (encoding is None or encoding.startswith(found.removesuffix("-sig"))):
            return found
    return None


def strictly(data: bytes, encoding: str, name: str) -> str:
    """The text in one encoding. Raises InputError with the place of the first damaged character."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # The codec of utf-8-sig counts from after the byte order mark.
        at = len(data) - len(error.object) + error.start
        line = data[:at].decode(encoding, "replace").count("\n") + 1
        family = encoding.removesuffix("-sig").upper()
        raise InputError(
            f"{name}: damaged {family} at byte {at} (line {line}); mend that line, or save the file again from its source"
        ) from error
