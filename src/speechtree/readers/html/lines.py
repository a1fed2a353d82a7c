"""Render: a page becomes the lines that a reader sees, and the blocks that they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml.etree import _Element as Element

from speechtree.readers.html.lists import Lists

# What a browser does not show as text of the page, and the readings above characters.
UNSHOWN: Final = frozenset(
    "applet audio base button canvas datalist embed frame frameset head iframe input link map meta noembed noframes noscript"
    " object param rp rt script select source style svg template textarea title track video".split()
)
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search section summary table"
    " tbody td tfoot th thead tr ul xmp".split()
)
LISTS: Final = frozenset(("dir", "menu", "ol", "ul"))
KEPT_WHITE: Final = frozenset(("listing", "plaintext", "pre", "xmp"))
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
WHITE: Final = re.compile(r"[ \t\n\r\f]+")
HIDDEN: Final = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
# A marker that was typed: beside it the list's own is one too many, which style sheets elsewhere will hide.
TYPED: Final = re.compile(r"\s*(?:第?[（(]?(?:[零〇一二三四五六七八九十百]+|\d+)[）)、.．，]|[①-⑳㈠-㈩⑴-⒛])")
# What is no heading that was broken to look well: more than it can hold, sentences, a line that begins something of its own.
LONGEST_HEADING: Final = 60  # characters
ENDED: Final = re.compile(r"[。！？；：!?;:]\s*$")
BRACKET: Final = re.compile(r"\s*[（(\[【〔]")
NARROW: Final = "\u2000"  # below this letters are set apart from Chinese


@dataclass(slots=True)
class Line:
    """A line that a reader sees. level: of its heading, or 0. linked: how many characters are links to elsewhere."""

    text: str
    level: int = 0
    linked: int = 0


@dataclass(slots=True)
class Block:
    """An element that starts and ends a line, with the blocks in it. It holds the lines `[first, last)`."""

    tag: str
    names: str = ""
    hidden: bool = False
    first: int = 0
    last: int = 0
    blocks: list[Block] = field(default_factory=list)


class Rendered:
    """The lines of a page, in order, and the tree of its blocks."""

    def __init__(self, page: Element) -> None:
        """Walk through the page once, and without recursion: pages nest by the thousand."""
        self.lines: list[Line] = []
        self.root = Block("")
        self._open = [self.root]
        self._parts: list[str] = []  # of the line that is being written
        self._linked = 0  # of its characters
        self._level = self._links = self._kept_white = 0  # of the headings, links and pre elements that are open
        self._marker = ""  # waits for words
        self._lists = Lists(page)
        self._walk(page)
        self.root.last = len(self.lines)

    def _walk(self, page: Element) -> None:
        walk = etree.iterwalk(page, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if _is_shown(element):
                    self._start(element)
                    self._write(element.text)
                else:
                    walk.skip_subtree()
                continue
            if event == "end" and _is_shown(element):
                self._end(element)
            self._write(element.tail)
        self._break()

    def _start(self, element: Element) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._break()
        elif tag in BLOCKS:
            self._break()
            names = f"{element.get('class', '')} {element.get('id', '')}"
            self._open[-1].blocks.append(block := Block(tag, names, _is_hidden(element), len(self.lines)))
            self._open.append(block)
        self._links += _is_link(element)
        self._kept_white += tag in KEPT_WHITE
        self._level = HEADINGS.get(tag, self._level)
        if tag in LISTS:
            self._lists.enter(element)
        elif tag == "li":
            self._marker += self._lists.marker(element)

    def _end(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in BLOCKS:
            self._break()
            block = self._open.pop()
            block.last = len(self.lines)
            if tag == "tr":
                self._join_cells(block)
            elif tag in HEADINGS:
                self._join_heading(block)
        self._links -= _is_link(element)
        self._kept_white -= tag in KEPT_WHITE
        self._level = 0 if tag in HEADINGS else self._level
        if tag in LISTS:
            self._lists.leave()
        elif tag == "li":
            self._marker = ""

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._kept_white:
            first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self._add(first)
            for line in others:
                self._break()
                self._add(line)
            return
        words = WHITE.sub(" ", text)
        self._add(words[1:] if words[0] == " " and (not self._parts or self._parts[-1].endswith(" ")) else words)

    def _add(self, words: str) -> None:
        if self._marker and words.strip():
            if not TYPED.match(words):
                self._parts.append(self._marker)
            self._marker = ""
        if words:
            self._parts.append(words)
            self._linked += len(words) if self._links else 0

    def _break(self) -> None:
        text = "".join(self._parts).rstrip(" ")
        if text.strip():
            self.lines.append(Line(text, self._level, self._linked))
        self._parts, self._linked = [], 0

    def _join_cells(self, row: Block) -> None:
        """The cells of a row stand on one line if each of them is a line itself; else they lay out a page."""
        if any(cell.blocks or cell.last - cell.first > 1 for cell in row.blocks) or row.first == row.last:
            return
        lines = self.lines[row.first :]
        self.lines[row.first :] = [Line("\t".join(line.text for line in lines), 0, sum(line.linked for line in lines))]
        row.last, row.blocks = len(self.lines), []

    def _join_heading(self, block: Block) -> None:
        """A heading stays one line, wherever it was broken to look well."""
        lines = self.lines[block.first :]
        ended = any(ENDED.search(line.text) for line in lines[:-1])
        if block.blocks or ended or sum(len(line.text) for line in lines) > LONGEST_HEADING:
            return
        del self.lines[block.first + 1 :]
        for line in lines[1:]:
            last = self.lines[-1]
            if TYPED.match(line.text) or BRACKET.match(line.text):
                self.lines.append(line)
            else:
                self.lines[-1] = Line(_joined(last.text, line.text), line.level, last.linked + line.linked)
        block.last = len(self.lines)


def _joined(before: str, after: str) -> str:
    before, after = before.rstrip(), after.lstrip()
    return before + (" " if min(before[-1], after[0]) < NARROW else "") + after


def _is_shown(element: Element) -> bool:
    return element.tag not in UNSHOWN and (element.tag in BLOCKS or not _is_hidden(element))


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or HIDDEN.search(element.get("style", "")) is not None


def _is_link(element: Element) -> bool:
    """Whether it leads elsewhere: neither a place in a page nor to one on it."""
    return element.tag == "a" and not element.get("href", "#").startswith("#")
