"""The furniture of pages: what stands around their text, known by its names, its words and its links."""

from __future__ import annotations

import re
from typing import Final

from speechtree.readers.html.lines import Block, Line

# Names of classes, each a word of what a page calls a block, and elements that are made for it.
NAMES: Final = frozenset(
    "ad ads advert advertisement banner breadcrumb breadcrumbs copyright crumb crumbs foot footer hot keywords menu modal nav"
    " navbar navigation pager pagination popup prevnext qr qrcode rank ranking rec recommend recommendation related relate"
    " relevant share sharing side sidebar social tags tool toolbar tools".split()
)
SITE_NAMES: Final = frozenset("brand logo masthead site".split())
COMMENT_NAMES: Final = frozenset("comment comments liuyan pinglun reply replies respond".split())
TAGS: Final = frozenset(("aside", "dialog", "footer", "nav"))
PARAGRAPHS: Final = frozenset(("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre"))
WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

PROSE: Final = re.compile(r"[，。！？；]")
SENTENCE_END: Final = re.compile(r"[。！？；!?;]")
LONG: Final = 60  # characters of a line that is no furniture any more
OPENING: Final = re.compile(
    r"""[\s【\[（(|｜·•<《]*(?:
        (?:责任|責任)?(?:编辑|編輯|校对|校對|审核|審核)\s*[：:] | [责責][编編]\s*[：:]
        | (?:您|你|您的|你的)?(?:当前的?|所在的?|當前)?位置\s*[：:] | 首[页頁]\s*[>»›/|]
        | 分享(?:到|至|让|讓) | (?:打印|列印)(?:本|此|$) | (?:关闭|關閉)(?:窗|本|$|】|\]) | 返回(?:目录|首页|顶部|列表|$)
        | [上下]一(?:篇|页|頁|条|條)\s*[：:]? | 相关(?:文章|阅读|链接|新闻|报道|推荐)\s*[：:]?\s*$
        | 点击下载 | 阅读原文 | (?:微信)?扫一扫 | 版权所有 | 版權所有 | 本站内容 | copyright | © | powered\ by
        | (?:关键[词字]|關鍵[詞字]|标签|標籤|备案号|網站地圖|主办(?:单位)?|承办(?:单位)?|技术支持|地址|邮编)\s*[：:]
        | 发表于\s*\d | 广告\s*$ | 廣告\s*$
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# Labels that stand before a text as well, with their words after them or on the next line.
LABEL: Final = re.compile(r"[\s【\[]*(?:关键[词字]|關鍵[詞字]|标签|標籤|主办(?:单位)?|承办(?:单位)?|地址)\s*[：:]\s*(\S?)")
# When, where from and how often read: what stands under a headline.
ORIGIN: Final = re.compile(
    r"\S\s*\d{4}-\d{1,2}-\d{1,2}|\d{4}-\d{1,2}-\d{1,2}\s*\S|\d{1,2}[:：]\d{2}"
    r"|(?:来源|來源|浏览|瀏覽|点击|點擊|阅读|閱讀|字[体體号號]|发布|發布|更新)[^，。]{0,6}[：:]"
)


def is_named_furniture(block: Block) -> bool:
    """Whether an element or its names say that a block is no text of the page."""
    return block.hidden or block.tag in TAGS or (block.tag not in PARAGRAPHS and not NAMES.isdisjoint(_words(block)))


def is_site(block: Block) -> bool:
    """Whether the names of a block say that it holds the name of the site."""
    return not SITE_NAMES.isdisjoint(_words(block))


def is_comments(block: Block) -> bool:
    """Whether the names of a block say that it holds what readers wrote."""
    if block.tag in PARAGRAPHS:
        return False
    return not COMMENT_NAMES.isdisjoint(_words(block)) or "pl" in block.names.split()  # pl-3 is a distance


def is_furniture(line: Line) -> bool:
    """Whether the words of a line, or its links, are those of furniture. Links of furniture are no whole sentences."""
    words = line.text.strip()
    if line.linked * 2 > len(words):
        return not line.level and not words.endswith("。")
    return len(words) <= LONG and OPENING.match(words) is not None


def is_prose(line: Line) -> bool:
    """Whether a line that is no furniture has the punctuation of prose, and is not about the origin of a text."""
    return PROSE.search(line.text) is not None and not is_origin(line)


def is_label(line: Line, *, bare: bool) -> bool:
    """Whether a line without links is a label with words after it, or a bare one, whose words are on the next line."""
    found = None if line.linked else LABEL.match(line.text)
    return found is not None and bool(found[1]) != bare


def is_origin(line: Line) -> bool:
    """Whether a line tells when and where a text appeared, as one under a headline does."""
    words = line.text.strip()
    return len(words) <= LONG and ORIGIN.search(words) is not None and not SENTENCE_END.search(words)


def _words(block: Block) -> set[str]:
    return {word.lower() for word in WORD.findall(block.names)}
