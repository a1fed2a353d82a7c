"""Texts for the formats, and what a reader of a format must find of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path

from cases import FOLDER, read_cases
from texts import EVAL

from speechtree import Document, Point, Speech, parse
from speechtree.models import Block, Marker, Series, Title, points_of
from speechtree.walking import walk

EXAMPLES = Path(__file__).parents[1] / "examples"
DEEPEST = 16

# Whatever may act in one of the formats, in titles, in prose and as the title of a speech.
HOSTILE = r"""关于<b>"安全"</b> & `代码` 的讲话
同志们：
= 1+1 等于几，<script>alert(1)</script> 请大家想一想。
一、*星号* _下划线_ ~~删除~~ **粗** $x^2$ [链](http://a.b "t") ![图](x) <i>斜</i> &amp; &lt; #35; %%{init: {}}%%
1. # 井号 \N \l {花} | 竖线 -- 短线 ... @引用 [^1] :smile: 'a' "b" ::icon(fa fa-book)
2. - 1) A. (a) 列表
第二段有 <!-- 注释 --> 和 ]]> 以及 ﷐﷑ 和 &#27;。
二、=HYPERLINK("http://a.b") +1 -1 @SUM(1)
+ 加号开头的段落
===
---
1. 像列表一样的段落
    四个空格开头的段落
三、最后]]>"quot" ${jndi} \" \\ %s <outline text="x"/>
谢谢大家！
"""


def deep(depth: int = DEEPEST) -> Document:
    """A speech whose points hang one under another, two at each depth."""
    base = parse("一、修渠\n二、护路\n")
    points: tuple[Point, ...] = ()
    for at in range(depth, 0, -1):
        points = tuple(
            Point(
                marker=Marker(text=f"{at}.{number}", style="own", ordinal=number, span=(0, 0)),
                title=Title(text=f"第{at}层的第{number}点", stop="", span=(0, 0)),
                content=(Series(style="own", span=(0, 0), points=points),) if points and number == 1 else (),
                span=(0, 0),
            )
            for number in (1, 2)
        )
    body: tuple[Block, ...] = (Series(style="own", span=(0, 0), points=points),)
    return base.model_copy(update={"speeches": (Speech(span=(0, 0), body=body),)})


@cache
def documents() -> tuple[Document, ...]:
    """The examples, the fixtures, the hostile and the deep one and, when they are there, the real speeches."""
    named = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("*.txt"))]
    files = [path for path in sorted(FOLDER.glob("*.txt")) if path.stem != "look_alikes"]
    named += [(f"{path.stem} {at}", case.text) for path in files for at, case in enumerate(read_cases(path))]
    named += [(path.name, path.read_bytes().decode("utf-8")) for path in sorted((EVAL / "texts").rglob("*.txt"))]
    named += [("hostile", HOSTILE), ("surrogate", "一、\ud800修\x0b渠\x00\ufffe\n二、护路\x1b[31m\n"), ("empty", "")]
    return (*(_with_name(parse(text), name) for name, text in named), _with_name(deep(), "deep"))


def _with_name(document: Document, name: str) -> Document:
    return document.model_copy(update={"source": document.source.model_copy(update={"name": name})})


Line = tuple[int, str | None]


def outline(
    document: Document, depth: int = 1, *, stops: bool = False, asides: bool = True, notes: bool = False
) -> Iterator[Line]:
    """The depth and the words of each speech and each point, speeches at `depth`; None for what has no title of its own.

    stops: whether titles have the marks that end them. asides: whether openings and closings with points stand above these.
    notes: whether closings without points stand there too.
    """
    if document.preface:
        yield depth, None
        yield from _points(document.preface, depth, stops=stops)
    for speech in document.speeches:
        yield depth, plain(speech.title.text) if speech.title else None
        for part, always in ((speech.opening, False), (speech.body, False), (speech.closing, notes)):
            aside = asides and part is not speech.body and bool(points_of(iter(part)) or (part and always))
            if aside:
                yield depth + 1, None
            yield from _points(part, depth + aside, stops=stops)


def _points(blocks: tuple[Block, ...], depth: int, *, stops: bool) -> Iterator[Line]:
    for located in walk(Speech(span=(0, 0), body=blocks)):
        title = located.point.title
        words = title.text + (title.stop if stops else "")
        yield depth + located.depth, plain(located.point.marker.text + words) if words.strip() else None


def plain(words: str) -> str:
    """Words without white space and without what no format can hold."""
    return "".join(char for char in words if unicodedata.category(char)[0] not in "CZ" and char != "�")


def assert_same(found: Iterable[Line], expected: Iterable[Line]) -> None:
    """What a reader found is what is there, in the same order and as deep."""
    for at, (one, other) in enumerate(zip_longest(found, expected)):
        assert one is not None, f"line {at}: nothing in place of {other}"
        assert other is not None, f"line {at}: {one} in place of nothing"
        words = other[1] if other[1] is None else plain(one[1] or "")
        assert (one[0], words) == other, f"line {at}: {one} in place of {other}"
