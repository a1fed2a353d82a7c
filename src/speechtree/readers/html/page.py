"""The text of a page: parsed by lxml, rendered, and without its furniture and footnotes."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from speechtree.errors import InputError
from speechtree.readers.html.lines import Line, Rendered
from speechtree.readers.html.main_text import main_text
from speechtree.readers.html.notes import leave_out_notes

# XML closes an empty element by a slash, which HTML does not see: all that follows would be a script or a title.
CLOSED: Final = re.compile(r"<(a|div|iframe|p|script|span|style|textarea|title)(\s[^<>]*)?/>", re.IGNORECASE)
TITLE: Final = 500  # characters of it that are looked at
XML: Final = re.compile(r"\s*<\?xml")


def text_of(source: str, name: str) -> str:
    """The text of a page.

    Raises InputError when its elements are nested so deep that lxml would leave some out.
    """
    if XML.match(source):
        source = CLOSED.sub(r"<\1\2></\1>", source)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    page = etree.fromstring(source.encode(), parser)
    if any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log):
        raise InputError(f"{name}: its elements are nested too deep; open it in a browser and save its text")
    if page is None:
        return ""
    leave_out_notes(page)
    title = (page.findtext(".//title") or "")[:TITLE]
    return "".join(f"{written(line)}\n" for line in main_text(Rendered(page), title))


def written(line: Line) -> str:
    """A line, a heading as in Markdown."""
    return f"{'#' * line.level} {line.text.strip()}" if line.level else line.text
