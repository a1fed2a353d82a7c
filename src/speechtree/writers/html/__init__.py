"""A page to read a text on: its outline beside it, a mind map of it, all in one file that asks the network for nothing."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import accumulate, groupby
from operator import attrgetter
from string import Template
from typing import Final

from speechtree.diagnose import Language
from speechtree.models import Document
from speechtree.writers.entries import name_of
from speechtree.writers.html.lines import lines_of
from speechtree.writers.html.outline import outline_of, sheet_name
from speechtree.writers.html.sheets import Sheet, sheets_of
from speechtree.writers.html.words import WORDS

SCRIPTS: Final = ("page.js", "tabs.js", "tree.js", "drawing.js", "pictures.js", "map.js")  # in the order in which they run
NAMED: Final = 2  # files, at most, that are all named in the title
HERE: Final = files(__name__)


def write_html(*documents: Document, language: Language = "en") -> str:
    """A page of documents that keep their text, a tab for each speech.

    language: that of the page's own words. Findings are those of `Document.diagnostics`.
    Guaranteed: every character of each text is in the page's text once, in order; nothing in a text, a title, a name or a
    message is taken for HTML; nothing is loaded from elsewhere.
    Raises TextError for a document that does not keep its text.
    """
    words = WORDS[language]
    sheets = [*sheets_of(documents)]
    firsts = accumulate((len(sheet.findings) for sheet in sheets), initial=1)
    style, script = _shipped("page.css"), "".join(map(_shipped, SCRIPTS))
    pairs = [*zip(sheets, firsts, strict=False)]
    return Template(_shipped("page.html")).substitute(
        {name: escape(word) for name, word in words.items()},
        language={"en": "en", "zh": "zh-CN"}[language],
        policy=_policy(style, script),
        title=escape(_title(documents, sheets, words)),
        style=style,
        script=script,
        tabs_list="".join(_tabs(sheets, words)),
        outlines="".join(outline_of(sheet, words, first=first) for sheet, first in pairs),
        texts="".join(_article(sheet, words, first) for sheet, first in pairs),
    )


def _shipped(name: str) -> str:
    return HERE.joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What the page may do: show its own style, run its own script, make pictures of its own."""
    hashes = [base64.b64encode(sha256(words.encode()).digest()).decode() for words in (style, script)]
    sources = "style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data: blob:".format(*hashes)
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _title(documents: Sequence[Document], sheets: Sequence[Sheet], words: Mapping[str, str]) -> str:
    """That of the only speech, if it has one; else the names of one or two files, or that of the first and how many more."""
    named = sheets and (sheets[0].title[0] < sheets[0].title[1] or not documents[0].source.name)
    if len(sheets) == 1 and named:
        return sheet_name(sheets[0], words)
    if len(documents) > NAMED:
        return words["more"].format(name=name_of(documents[0]), rest=len(documents) - 1, all=len(documents))
    return ", ".join(map(name_of, documents)) or words["outline"]


def _tabs(sheets: Sequence[Sheet], words: Mapping[str, str]) -> Iterator[str]:
    """A link to each sheet, under the names of the files if there are several; none where there is but one sheet."""
    groups = [(file, [*some]) for file, some in groupby(sheets, key=attrgetter("document"))]
    for _, some in groups:
        if len(groups) > 1:
            yield f'<span class="file">{escape(some[0].file)}</span>\n'
        for sheet in some if len(sheets) > 1 else ():
            yield f'<a href="#s{sheet.number}"><span>{escape(sheet_name(sheet, words))}</span></a>\n'


def _article(sheet: Sheet, words: Mapping[str, str], first: int) -> str:
    lines = "".join(lines_of(sheet, words, first=first))
    return f'<article id="s{sheet.number}" lang="zh">\n{lines}</article>\n'
