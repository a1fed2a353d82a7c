"""Write the generated parts of the documentation: `python docs/generate.py`.

schema.json: the JSON schema of the export. styles.md: the numbering styles, out of the style table and the comments of
the grammar. rules.md: what is checked, out of the table of rules. images/outline.svg: what `speechtree` prints for an
example; images/gallery/tree.svg: what it draws of the draft in the tutorial. A test holds each against what it is made from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from picture import picture

import speechtree
from speechtree.diagnose import RULES, Rule
from speechtree.readers import parse_file
from speechtree.writers import write_svg, write_tree

DOCS = Path(__file__).parent
IMAGES = DOCS / "images" / "gallery"
DRAFT = DOCS / "draft.txt"
EXAMPLE = DOCS.parent / "examples" / "deep.txt"
COLUMNS, LINES = 88, 30  # of the terminal in the picture

STYLES_HEAD = """# Numbering styles

<!-- Written by `python docs/generate.py` out of src/speechtree/styles.py and grammars/markers.lark. -->

`Marker.style` is one of these names; they stay the same between releases. *Usual depth* is a weak prior only: what a
speech does with its styles counts more. A *worded* style is read aloud as words, and several worded styles may mix in
one series (首先 … 第二 … 最后). A style that is not found inside a paragraph is looked for at the start of one only.

| Style | Example | Spellings | Look-alikes that stay prose | Usual depth | Worded | Inside a paragraph |
|---|---|---|---|---|---|---|
"""
TERMINAL = re.compile(r"^// (.+)\n([A-Z_]+):", re.MULTILINE)
WIDE = re.compile(r"\s{2,}")


def schema() -> str:
    """The JSON schema of the export."""
    return json.dumps(speechtree.Document.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2) + "\n"


def styles() -> str:
    """The table of the numbering styles."""
    grammar = files("speechtree.grammars").joinpath("markers.lark").read_text(encoding="utf-8")
    comments = {name: comment for comment, name in TERMINAL.findall(grammar)}
    return STYLES_HEAD + "".join(_row(style, comments.get(style.terminal, "")) for style in speechtree.STYLES)


def _row(style: speechtree.Style, comment: str) -> str:
    spellings, _, look_alikes = comment.partition("not:")
    cells = (
        f"`{style.name}`",
        style.example.strip(),
        _listed(spellings),
        _listed(look_alikes),
        str(style.rank or ""),
        "yes" if style.worded else "",
        "yes" if style.run_in else "",
    )
    return f"| {' | '.join(cells)} |\n"


def _listed(words: str) -> str:
    return " · ".join(part.replace("|", "\\|") for part in WIDE.split(words.strip()) if part)


def outline() -> str:
    """The picture of the first lines of an outline."""
    tree = write_tree(parse_file(EXAMPLE), width=COLUMNS, colour=True)
    first = "".join(tree.splitlines(keepends=True)[:LINES])
    return picture(f"speechtree examples/{EXAMPLE.name} | head -{LINES}", first)


def tree() -> str:
    """The picture that `--format svg` gives of the draft."""
    return write_svg(parse_file(DRAFT))


RULES_HEAD = """# Rules of numbering

<!-- Written by `python docs/generate.py` out of src/speechtree/diagnose/rules.py. -->

`speechtree check FILE…` and `Document.diagnostics` report where a text breaks these rules. Rules of severity *info* are
reported on request (`--select ALL`, `--select punctuation,lone`): a speech may break them with good reason. A rule with a
mend is one whose findings `speechtree check --fix` can mend.

| Rule | Severity | What is wrong | | Mend |
|---|---|---|---|---|
"""


def rules() -> str:
    """The table of rules, then each with its examples."""
    rows = "".join(map(_line, RULES))
    return RULES_HEAD + rows + "".join(map(_rule, RULES))


def _line(rule: Rule) -> str:
    mend = " yes" if _mended(rule) else ""
    return f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {rule.en.about} | {rule.zh.about} |{mend} |\n"


def _mended(rule: Rule) -> bool:
    return any(one.edit for one in speechtree.parse(rule.bad).diagnostics if one.code == rule.code)


def _rule(rule: Rule) -> str:
    words = f"\n## {rule.code}\n\n{rule.en.about} {rule.zh.about}\n\nSource: {rule.source('en')}.\n"
    if not rule.bad:
        return words
    found = [one for one in speechtree.parse(rule.bad).diagnostics if one.code == rule.code]
    said = "".join(f"- {one.message}; {one.hint}\n" for one in found)
    return words + f"\nWrong:\n\n```text\n{rule.bad}```\n\n{said}\nRight:\n\n```text\n{rule.good}```\n"


GENERATED: dict[str, Callable[[], Any]] = {
    "schema.json": schema,
    "styles.md": styles,
    "rules.md": rules,
    "images/outline.svg": outline,
    "images/gallery/tree.svg": tree,
}


def main() -> None:
    """Write them all."""
    for name, content in GENERATED.items():
        (DOCS / name).write_text(content(), encoding="utf-8", newline="\n")
        print(DOCS / name)


if __name__ == "__main__":
    main()
