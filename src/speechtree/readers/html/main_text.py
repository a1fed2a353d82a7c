"""Choose: which of the lines of a page are its text, and which the furniture around it.

Libraries that do this for pages of any kind lose the ends of speeches, or keep the menus. To lose nothing of a text is worth a
line too much. So it is looked for from the outside: as long as one block holds nearly all of the prose, and no paragraph stands
beside it, what is around it is left out.
"""

from __future__ import annotations

import re
from itertools import accumulate
from operator import or_
from typing import Final

from speechtree.readers.html.after import after_text, is_after
from speechtree.readers.html.furniture import (
    PARAGRAPHS,
    is_comments,
    is_furniture,
    is_label,
    is_named_furniture,
    is_origin,
    is_prose,
)
from speechtree.readers.html.headline import headings, spoken
from speechtree.readers.html.lines import Block, Line, Rendered

SHARE: Final = 0.85  # of the prose around it that the block has in which the text stands
ENOUGH: Final = 200  # characters of prose outside of comments that are longer than the text
BRACKETED: Final = re.compile(r"\s*[（(].*[）)]\s*")


def main_text(page: Rendered, title: str) -> list[Line]:
    """The lines of the text of a page, its headline before them; all of its lines where nothing else is left.

    title: what the page calls itself, often with the name of its site.
    """
    choice = Choice(page, title)
    return choice.of(_chosen(choice)) or page.lines


def _chosen(choice: Choice) -> list[int]:
    page = choice.page
    block = choice.inmost()
    chosen = [at for at in range(block.first, block.last) if not choice.out[at]]
    while chosen and choice.furniture[chosen[-1]]:
        chosen.pop()
    headline = choice.headline
    if headline in chosen:
        first, *others = chosen[choice.start(chosen) :]
        return [first, *(choice.unheaded(others) if first in (headline, choice.heading) else others)]
    between = range(headline, block.first) if 0 <= headline < block.first else ()
    kept = [at for at in between if at == headline or (_is_titling(page.lines[at]) and not choice.furniture[at])]
    text = choice.unheaded(chosen)
    if kept and text and spoken(page.lines[text[0]].text) == spoken(page.lines[headline].text):
        kept = []
    return [*kept, *text]


def _is_titling(line: Line) -> bool:
    """Whether a line under a headline goes on with it: a heading, or a date in brackets."""
    return line.level > 0 or BRACKETED.fullmatch(line.text) is not None


class Choice:
    """What is known of the lines of a page: which are furniture, which are left out, and how much prose they hold."""

    def __init__(self, page: Rendered, title: str) -> None:
        """Weigh the lines, and leave out the blocks that are furniture by their names or as they are full of links."""
        self.page = page
        self.furniture = [is_furniture(line) for line in page.lines]
        self.out = [False] * len(page.lines)
        prose = [not out and is_prose(line) for line, out in zip(page.lines, self.furniture, strict=True)]
        self.headline, self.heading = headings(page, prose, title)
        self._prose = [len(line.text) - line.linked if is_one else 0 for line, is_one in zip(page.lines, prose, strict=True)]
        self._length = list(accumulate((len(line.text) for line in page.lines), initial=0))
        self._linked = list(accumulate((line.linked for line in page.lines), initial=0))
        self._weigh()
        self._leave_out()
        self._weigh()

    def of(self, chosen: list[int]) -> list[Line]:
        """The lines with these numbers."""
        return [self.page.lines[at] for at in chosen]

    def unheaded(self, chosen: list[int]) -> list[int]:
        """The numbers of lines without the furniture that they start with."""
        at = 0
        while at < len(chosen) and self._is_around(chosen[at]):
            at += 1
        return chosen[at:]

    def start(self, chosen: list[int]) -> int:
        """Where the text begins in numbers of lines that have the headline: at a heading, or with the lines before prose."""
        at = min(chosen.index(one) for one in (self.headline, self.heading) if one in chosen)
        prose = next((n for n, line in enumerate(chosen[:at]) if self.prose(line, line + 1)), at)
        if prose < at:
            at = prose
            while at and not self._is_around(chosen[at - 1]):
                at -= 1
        return at

    def _is_around(self, at: int) -> bool:
        """Whether a line is left out before a text. What stays is a label whose words stay, or that no headline precedes."""
        line = self.page.lines[at]
        if is_label(line, bare=True) or (self.headline < 0 and is_label(line, bare=False)):
            return False
        return self.furniture[at] or is_origin(line)

    def prose(self, first: int, last: int) -> int:
        """The characters of prose in the lines `[first, last)`."""
        return self._sums[last] - self._sums[first]

    def inmost(self) -> Block:
        """The inmost block that holds the text."""
        block = self.page.root
        while inner := self._inner(block):
            block = inner
        return block

    def _inner(self, block: Block) -> Block | None:
        """The block in a block that holds nearly all of its prose and has no paragraph beside it."""
        weights = [self.prose(one.first, one.last) for one in block.blocks]
        total, most = self.prose(block.first, block.last), max(weights, default=0)
        if not most or most < SHARE * total or sum(weights) < total:
            return None
        inner = block.blocks[weights.index(most)]
        beside = (one for one in block.blocks if one is not inner)
        return None if inner.tag in PARAGRAPHS or any(map(self._is_text, beside)) else inner

    def _is_text(self, block: Block) -> bool:
        """Whether a block is a paragraph, or has one with prose somewhere in it."""
        blocks = [block]
        while blocks:
            one = blocks.pop()
            blocks += one.blocks
            if one.tag == "p" and self.prose(one.first, one.last):
                return True
        if block.blocks or all(map(self._is_no_text, range(block.first, block.last))):
            return False
        return block.tag in PARAGRAPHS or self.prose(block.first, block.last) > 0

    def _is_no_text(self, at: int) -> bool:
        return self.out[at] or self.furniture[at] or at == self.headline

    def _weigh(self) -> None:
        weights = (0 if out else weight for weight, out in zip(self._prose, self.out, strict=True))
        self._sums = list(accumulate(weights, initial=0))

    def _leave_out(self) -> None:
        total = self.prose(0, len(self.page.lines))
        blocks = [self.page.root]
        while blocks:
            block = blocks.pop()
            if self._is_furniture(block, total):
                self.out[block.first : block.last] = [True] * (block.last - block.first)
            else:
                blocks += block.blocks
        first = after_text(self.page.lines, [*map(or_, self.furniture, self.out)])
        if self.headline < first and self._is_less(self.prose(first, len(self.out)), total):
            self.out[first:] = [True] * (len(self.out) - first)

    def _is_furniture(self, block: Block, total: int) -> bool:
        if block.first <= self.headline < block.last:
            return False
        inside = self.prose(block.first, block.last)
        if is_comments(block):
            return self._is_less(inside, total)
        return inside * 2 <= total and (is_named_furniture(block) or self._is_list(block))

    def _is_less(self, comments: int, total: int) -> bool:
        return comments * 2 <= total or total - comments >= ENOUGH

    def _is_list(self, block: Block) -> bool:
        """Whether lines are more than half links, or stand under a heading of what comes after a text."""
        first, last = block.first, block.last
        linked, length = (sums[last] - sums[first] for sums in (self._linked, self._length))
        return last - first > 1 and (2 * linked > length or is_after(self.page.lines[first:last]))
