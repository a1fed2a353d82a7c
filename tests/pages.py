"""Pages around speeches, as sites of ten kinds make them: the files in `pages/` are their furniture, this the way they set text.

In a file `{title}` stands for the headline and `{speech}` for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Final

from speechtree.source import WHITE

FOLDER: Final = Path(__file__).parent / "pages"
SHORT: Final = 20  # characters of a line that a site may set as a heading
HEADING: Final = re.compile(r"(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[，、]).{0,16}$")
UNSHOWN: Final = re.compile(r"<(script|style|title|textarea|button)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)

Setting = Callable[[Sequence[str]], str]


def _each(before: str, after: str, between: str = "\n") -> Setting:
    """Each line of the speech between two strings, with a third one between them."""
    return lambda lines: between.join(before + escape(line, quote=False) + after for line in lines)


def _news(lines: Sequence[str]) -> str:
    """Paragraphs, wrapped and indented in the source, with an advertisement in the middle."""
    paragraphs = [f'<p style="text-indent: 2em;">\n\t{escape(line, quote=False)}\n</p>' for line in lines]
    paragraphs.insert(len(lines) // 2, '<div class="ad-box"><p class="ad-label">广告</p></div>')
    return "\n".join(paragraphs)


def _university(lines: Sequence[str]) -> str:
    """What a word processor pastes: spans, empty paragraphs, no-break spaces."""
    cut = [(escape(line[:7], quote=False), escape(line[7:11], quote=False), escape(line[11:], quote=False)) for line in lines]
    return "\n".join(
        f'<p class="vsbcontent_start"><span>&nbsp; &nbsp; {a}<strong>{b}</strong>{c}</span></p>\n<p>&nbsp;</p>' for a, b, c in cut
    )


def _blog(lines: Sequence[str]) -> str:
    """Heads are headings."""
    return "\n".join(f"<h2>{escape(one)}</h2>" if HEADING.match(one) else f"<p>{escape(one, quote=False)}</p>" for one in lines)


def _compilation(lines: Sequence[str]) -> str:
    """Short lines are bold."""
    bold, plain = _each("<p><strong>", "</strong></p>"), _each("<p>", "</p>")
    return "\n".join((bold if len(line) < SHORT else plain)([line]) for line in lines)


SETTINGS: Final[dict[str, Setting]] = {
    "bare": _each("&emsp;&emsp;", "", "\n<br><br>\n"),
    "blog": _blog,
    "compilation": _compilation,
    "forum": _each("&nbsp; &nbsp;&nbsp; &nbsp;", "", "<br />\n<br />\n"),
    "government": _each('<p align="justify" style="text-indent: 2em">', "</p>"),
    "news": _news,
    "pages": _each("<p>", "</p>\n"),
    "tables": _each("&nbsp;&nbsp;&nbsp;&nbsp;", "<BR>", "<BR>"),
    "university": _university,
    "wechat": _each("<section><section><p><span>", "</span></p></section></section>", "<section><p><br></p></section>\n"),
}


def page(kind: str, lines: Sequence[str]) -> str:
    """A page of one kind with a speech in it, its headline first."""
    return source(kind).replace("{speech}", SETTINGS[kind](lines[1:])).replace("{title}", escape(lines[0], quote=False))


def source(kind: str) -> str:
    """A page without a speech."""
    return (FOLDER / f"{kind}.html").read_text(encoding="utf-8")


def furniture(kind: str) -> set[str]:
    """The words around the speech that a reader sees on a page, between one tag and the next, without white space."""
    shown = UNSHOWN.sub("\n", source(kind).replace("{speech}", "").replace("{title}", ""))
    return {words for line in unescape(shown).splitlines() if len(words := "".join(line.split())) > 1}


def speeches() -> dict[str, str]:
    """Ten speeches: those of the examples, one by one, and those that stand beside the pages."""
    examples = FOLDER.parents[1] / "examples"
    parts = re.split(r"^## ", (examples / "compilation.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    files = [examples / "deep.txt", examples / "short.txt", *sorted(FOLDER.glob("*.txt"))]
    return {f"part {n}": part for n, part in enumerate(parts) if n} | {
        path.stem: path.read_text(encoding="utf-8") for path in files
    }


def lines_of(text: str) -> list[str]:
    """The lines of a text that hold words, without white space and Markdown marks at their ends."""
    return [words for line in text.splitlines() if (words := line.strip("#" + WHITE))]
