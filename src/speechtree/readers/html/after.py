"""What stands after a text under a heading of its own: what readers wrote, and lists of other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from speechtree.readers.html.furniture import LONG, SENTENCE_END
from speechtree.readers.html.lines import Line

COMMENTS: Final = re.compile(
    r"""\s*(?:(?:网友|網友|网民|用户|读者|讀者|最新|最热|热门|全部|精彩|文章|相关)?(?:评论|評論|留言|跟帖|回复|回覆)(?:列表|区|區)?
    |(?:发表|發表|我要|参与|查看|全部|共)\s*\d*\s*[条條]?(?:评论|評論|留言|回复))
    \s*[：:]?\s*[（(\[【]?\s*(?:共?\s*\d+\s*[条條]?)?\s*[）)\]】]?\s*$""",
    re.VERBOSE,
)
OTHERS: Final = re.compile(
    r"\s*[【\[]?(?:(?:延伸|扩展|相关|推荐|更多|热门)(?:阅读|文章|新闻|报道|链接|推荐|资讯)|猜你喜欢"
    r"|(?:延伸|相關|推薦|更多)(?:閱讀|文章|新聞|報道|報導|連結))[】\]]?\s*[：:]?\s*$"
)
# When a comment was written.
STAMP: Final = re.compile(
    r"\d{4}\s*[-/年.]\s*\d{1,2}\s*[-/月.]\s*\d{1,2}|\d{1,2}[:：]\d{2}|\d\s*(?:秒|分钟|分鐘|小时|小時|天|个月|個月)前|刚刚|剛剛"
)
APART: Final = 6  # lines of a comment
HIGH: Final = 2  # level of headings that no comment has


def after_text(lines: Sequence[Line], around: Sequence[bool]) -> int:
    """The number of the line with which begins what stands after a text; that of all lines where nothing does.

    around: which lines are furniture anyway. All that follows must look like it, up to the end of the page.
    """
    first = len(lines)
    starts = [at for at, line in enumerate(lines) if _is_heading(line)]
    for start, end in reversed([*pairwise([*starts, first])]):
        if not is_after([lines[start], *(lines[at] for at in range(start + 1, end) if not around[at])]):
            break
        first = start
    return first


def is_after(lines: Sequence[Line]) -> bool:
    """Whether lines are a heading of that kind and what belongs under it: short titles, or comments with their times."""
    if not lines or not _is_heading(lines[0]):
        return False
    return _are_titles(lines[1:]) or (COMMENTS.match(lines[0].text) is not None and _are_comments(lines[1:]))


def _is_heading(line: Line) -> bool:
    return COMMENTS.match(line.text) is not None or OTHERS.match(line.text) is not None


def _are_titles(lines: Sequence[Line]) -> bool:
    return all(len(line.text.strip()) <= LONG and not SENTENCE_END.search(line.text) for line in lines)


def _are_comments(lines: Sequence[Line]) -> bool:
    """Whether short lines with a time come again and again, and no heading."""
    stamps = [at for at, line in enumerate(lines) if len(line.text.strip()) <= LONG and STAMP.search(line.text)]
    apart = (after - before for before, after in pairwise([-1, *stamps, len(lines)]))
    return bool(stamps) and max(apart) <= APART and not any(0 < line.level <= HIGH for line in lines)
