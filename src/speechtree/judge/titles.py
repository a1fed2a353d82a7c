"""Where a title ends (right outline, 4)."""

from __future__ import annotations

import re
from typing import Final

from speechtree.source import WHITE, Source

# Words of a title: anything but a stop, and whole quotations and brackets, whose stops do not count.
TITLE: Final = re.compile(
    r"""(?:
        [^。！？；：!?;:“‘「『《（(【\u3000]
      | (?<=[0-9０-９])[:：](?=[0-9０-９])
      | \u3000(?!\u3000)
      | “[^”]{0,400}” | ‘[^’]{0,400}’ | 「[^」]{0,400}」 | 『[^』]{0,400}』 | 《[^》]{0,200}》 | 【[^】]{0,200}】
      | （[^（）]{0,400}） | \([^()]{0,400}\)
      | [“‘「『《（(【]
    )*+""",
    re.VERBOSE,
)
# The first character that may end a title or hide an end.
SPECIAL: Final = re.compile(r"[。！？；：!?;:“‘「『《（(【\u3000]")
SENTENCE: Final = re.compile(r"[。！？；!?;]")
STOP: Final = re.compile(r"[。！？；：!?;:…】]+")
BLANK: Final = WHITE + "*#>"
TRAILING: Final = WHITE + "*#。；：！？，、;:!?,.…】"
NOT_BLANK: Final = re.compile(r"[^\s*#>]*")
LONGEST: Final = 1000  # no title is longer, so that one of a million quotation marks costs no more
STOPS: Final = frozenset("。！？；：!?;:…】")
FINAL: Final = "。！？；!?;"
LEADING: Final = re.compile(r"[\s*#>]*")


def title_of(source: Source, start: int, limit: int, *, alone: bool, heading: bool) -> tuple[int, int, str]:
    """The span of a title and the mark that ends it.

    start: where the marker ends. limit: where the next marker or the paragraph ends. alone: whether no other marker
    stands in the paragraph. heading: whether the marker opens its paragraph.
    """
    text = source.text
    if start < limit and text[start] in BLANK:
        start = min(LEADING.match(text, start).end(), limit)  # type: ignore[union-attr]
    if heading and alone and not SENTENCE.search(text, start, limit):
        end = limit
    else:
        special = SPECIAL.search(text, start, limit)
        if special is None:
            end = limit
        elif special[0] in FINAL:
            end = special.start()
            if not heading and text[end - 1] not in TRAILING and text[end + 1 : end + 2] not in STOPS:
                return start, end, special[0]
        else:
            end = TITLE.match(text, start, min(limit, start + LONGEST)).end()  # type: ignore[union-attr]
        if heading:
            end = _before_wide_space(text, start, end)
    stop = STOP.match(text, end, limit)
    stopped = stop.end() if stop else end
    if end > start and text[end - 1] in TRAILING:
        end = start + len(text[start:end].rstrip(TRAILING))
    mark = NOT_BLANK.match(text, end, stopped)[0]  # type: ignore[index]
    return start, end, mark


WHITE_IN_LINE: Final = re.compile(r"[ \t\xa0\u3000]")
WIDE: Final = re.compile(r"[ \t\xa0]*\u3000[\u3000 \t\xa0]*|[ \t\xa0]{2,}")


def _before_wide_space(text: str, start: int, end: int) -> int:
    if WHITE_IN_LINE.search(text, start, end) is None:
        return end
    gap = WIDE.search(text, start, end)
    return gap.start() if gap and gap.start() > start else end
