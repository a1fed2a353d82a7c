"""The page: figures, styles and script in one file, and behind each bar the documents that it names."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from html import escape
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from speechtree.diagnose import Language
from speechtree.readers import printable
from speechtree.report.counting import Counted
from speechtree.report.figures import Figures
from speechtree.report.words import WORDS, Words

WIDE: Final = frozenset({"styles", "nesting", "findings"})  # figures that take the whole width
WORDS_SHOWN: Final = 60  # characters of a title, or of an error three times as many


def write_page(counted: Counted, tables: Sequence[Path], page: Path, language: Language) -> str:
    """The HTML of a report. tables: which were counted; page: where it will stand, for links to documents.

    Guaranteed: whatever stands in the tables is text on the page. The page asks for nothing, and forbids any other page,
    script or style to be loaded.
    """
    words, figures = WORDS[language], Figures(counted, language)
    style, script = (_shipped(name) for name in ("report.css", "report.js"))
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = f"{words['report']} · {', '.join(printable(table.name) for table in tables)}"
    return f"""<!doctype html>
<html lang="{words["lang"]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
{_header(counted, tables, words)}
<main>
{_sections(figures, words)}
</main>
{_rules(figures, words)}
{_dialog(words)}
<script type="application/json" id="behind">{_embedded(behind(counted, page))}</script>
<script>{script}</script>
</body>
</html>
"""


def behind(counted: Counted, page: Path) -> dict[str, Any]:
    """The documents behind each bar, in the form that the script reads.

    documents: name and link; places: document, offset, words; bars: how many documents there are, then in turns a place and
    how often. What several bars name stands once.
    """
    names = list(dict.fromkeys(place.document for place in counted.places.values()))
    at = {name: number for number, name in enumerate(names)}
    number_of = {row: number for number, row in enumerate(counted.places)}
    return {
        "documents": [[name, link(name, page)] for name in names],
        "places": [[at[place.document], place.start, _short(place.words, place.start)] for place in counted.places.values()],
        "bars": [
            [one.documents, *(value for example in one.examples for value in (number_of[example.row], example.times))]
            for bars in counted.figures.values()
            for one in bars
        ],
    }


def link(name: str, page: Path) -> str | None:
    """The way from the page to a document, if it is a file that can be read."""
    with suppress(OSError, ValueError):  # names may be anything
        if Path(name).is_file() and os.access(name, os.R_OK):
            return quote(Path(os.path.relpath(Path(name).resolve(), page.parent.resolve())).as_posix())
    return None


def _short(words: str, start: int | None) -> str:
    longest = 3 * WORDS_SHOWN if start is None else WORDS_SHOWN
    return words if len(words) <= longest else words[: longest - 1] + "…"


def _header(counted: Counted, tables: Sequence[Path], words: Words) -> str:
    sums = {name: getattr(counted, name) for name in ("documents", "speeches", "points", "failed")}
    tiles = "".join(
        f'<div class="{name}{" bad" if name == "failed" and total else ""}"><dt>{words[name]}</dt><dd>{total:,}</dd></div>'
        for name, total in sums.items()
    )
    names = ", ".join(f"<code>{escape(printable(table.name))}</code>" for table in tables)
    made = escape(words["made"].format(version=version("speechtree")))
    return (
        f'<header><p class="kind">{words["report"]}</p><h1>{names}</h1><dl class="totals">{tiles}</dl><p class="note">{made}</p>'
        "</header>"
    )


def _sections(figures: Figures, words: Words) -> str:
    sections = []
    for name in ("heads", "lengths", "depths", "styles", "nesting", "findings", "confidence", "failures"):
        sentence, drawn = getattr(figures, name)()
        kind = "wide" if name in WIDE or name == "depths" else "half"
        sections.append(
            f'<section id="{name}" class="figure {kind}" aria-labelledby="{name}-finding"><p class="kind">{words[name]}</p>'
            f'<h2 id="{name}-finding">{escape(sentence)}</h2>{drawn}</section>'
        )
    return "\n".join(sections)


def _rules(figures: Figures, words: Words) -> str:
    rules = figures.rules()
    return f'<footer><p class="kind">{words["rules"]}</p>{rules}</footer>' if rules else ""


def _dialog(words: Words) -> str:
    return (
        f'<dialog id="list" aria-labelledby="list-title" data-first="{escape(words["first"])}" data-all="{escape(words["all"])}" '
        f'data-at="{escape(words["at"])}" data-untitled="{escape(words["untitled"])}">'
        f'<form method="dialog"><button aria-label="{words["close"]}">×</button></form>'
        '<h2 id="list-title"></h2><p class="note"></p><ol></ol></dialog>'
    )


def _embedded(value: object) -> str:
    """JSON that no text in it can end."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _shipped(name: str) -> str:
    return files("speechtree.report").joinpath(name).read_text(encoding="utf-8")


def _digest(words: str) -> str:
    return b64encode(sha256(words.encode()).digest()).decode()
