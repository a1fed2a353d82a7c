"""Paragraphs that plainly return to an outer point (right outline, 5.3)."""

from __future__ import annotations

import re
from collections.abc import Callable

from speechtree.source import Source

PHRASE = re.compile(
    r"(?:这些|這些|以上|上述|上面|总之|总的|總之|在肯定|同时我们|与此同时|当前|当然|下面|下一步|回顾|另一方面|综上|各位代表|同志们|要做好上述|"
    r"在看到|应该指出|应当指出|应当说|尽管|虽然|实践证明|当前)"
)


def return_finder(source: Source) -> Callable[[int, int], int]:
    """A function that finds the first paragraph of a range that returns in so many words; -1 for none."""

    def returns(first: int, last: int) -> int:
        for paragraph in range(first, min(last, len(source.starts) - 1) + 1):
            if PHRASE.match(source.text, source.starts[paragraph]):
                return paragraph
        return -1

    return returns
