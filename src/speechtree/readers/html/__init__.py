"""HTML: the text of a page as a reader sees it, without the furniture around it."""

from __future__ import annotations

import re
from typing import Final

from speechtree.errors import InputError
from speechtree.readers.extract import Extract
from speechtree.readers.html.charset import page_of
from speechtree.readers.text import decode

MARKUP: Final = re.compile(r"<[A-Za-z!/?]")


def read(data: bytes, name: str, encoding: str | None = None) -> Extract:
    """The main text of a page and the encoding that it was read in.

    data: an HTML or XHTML file, or a page that a browser saved as MHTML. A file without any markup is taken as plain text.
    Each paragraph stands on a line of its own, headings with as many # as their level, members of lists with their numbers.
    Raises InputError when lxml is not installed, and when the file cannot be decoded, is damaged, or nested too deep.
    """
    try:
        from speechtree.readers.html.page import text_of
    except ImportError as error:
        raise InputError(f"{name}: reading HTML needs lxml: pip install 'speechtree[html]'") from error
    page, found = page_of(data, name, encoding)
    if not MARKUP.search(page):
        return decode(data, name, encoding)
    return Extract(text_of(page, name), found)
