"""The headline of a page: the line that its title has too, else its first h1 that is not the name of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from speechtree.readers.html.furniture import is_furniture, is_named_furniture, is_site
from speechtree.readers.html.lines import TYPED, Block, Line, Rendered

LEAST_TITLE: Final = 2  # characters
UNSPOKEN: Final = re.compile(r"\W+")
SITE: Final = re.compile(r"(?:[_|｜]|(?<![-–—])[-–]{1,2}(?![-–—])|\s—\s)\s*([^-_|｜–—]+)$")  # the last part of a title
SHARED: Final = re.compile("分享|转发|轉發|收藏|打印|列印")  # what may be done with the text that stands below


def headings(page: Rendered, prose: Sequence[bool], title: str) -> tuple[int, int]:
    """The numbers of the line that is the headline and of the first h1 of the text; -1 where there is none.

    prose: which lines are; title: what the page calls itself.
    """
    whole, site = spoken(title), spoken(found[1]) if (found := SITE.search(title)) else ""
    unlinked = [at for at, line in enumerate(page.lines) if not line.linked]
    names = {at: spoken(page.lines[at].text) for at in unlinked}
    ones = [at for at in unlinked if page.lines[at].level == 1]
    heading = _first(page, prose, [at for at in ones if names[at] != site] or ones)
    named = [at for at in unlinked if len(names[at]) >= LEAST_TITLE and names[at] in whole]
    named = [at for at in named if names[at] != site] or ([] if heading >= 0 else named)
    return max(named, key=lambda at: (len(names[at]), -at), default=heading), heading


def spoken(words: str) -> str:
    """The letters and digits of a line."""
    return UNSPOKEN.sub("", words)


def _first(page: Rendered, prose: Sequence[bool], ones: list[int]) -> int:
    """The first h1 of the text. One with nothing but a menu between it and another one is the name of the site."""
    outside = _around(page.root, prose)
    ones = [at for at in ones if at not in outside] or ones
    for at, following in pairwise(ones):
        menu = any(map(_is_menu, page.lines[at + 1 : following])) and not any(prose[at:following])
        spoken_to = any(line.text.rstrip().endswith(("：", ":")) for line in page.lines[at + 1 : following])
        if not menu or spoken_to or TYPED.match(page.lines[following].text):
            return at
    return ones[-1] if ones else -1


def _is_menu(line: Line) -> bool:
    """Whether a line leads to other pages, as what stands under the name of a site does."""
    return is_furniture(line) and line.linked > 0 and SHARED.search(line.text) is None


def _around(root: Block, prose: Sequence[bool]) -> set[int]:
    """The numbers of the lines in blocks without prose that are furniture by their names, or made for the name of the site."""
    found: set[int] = set()
    blocks = [root]
    while blocks:
        block = blocks.pop()
        if (is_named_furniture(block) or is_site(block)) and not any(prose[block.first : block.last]):
            found.update(range(block.first, block.last))
        else:
            blocks += block.blocks
    return found
