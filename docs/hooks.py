"""What MkDocs is told beside mkdocs.yml: pages that stand elsewhere, links that lead there, pages drawn from the code."""

from __future__ import annotations

import io
import posixpath
import re
import sys
from contextlib import redirect_stdout, suppress
from html import escape
from os import environ
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from speechtree import cli

DOCS = Path(__file__).parent
ROOT = DOCS.parent
sys.path.insert(0, str(DOCS))

from railroads import definitions, diagram, source  # noqa: E402  # it stands beside this file

COLUMNS = "88"  # of the help that the commands print
BESIDE = ("CHANGELOG.md", "CONTRIBUTING.md")  # pages of the site that stand at the top of the repository
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
DRAWN = re.compile(r"^<!-- drawn: (grammar|commands) ?(\S*) -->$", re.MULTILINE)
# A definition in a grammar file, with the comment that stands over it.
DEFINED = re.compile(r"^((?://.*\n)*)(\w+):.*(?:\n +\S.*)*", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that stand beside docs/, and one for each other file of the repository that a page links to."""
    for name in BESIDE:
        text = (ROOT / name).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=LINK.sub(_from_docs, text)))
    pages = [file for file in files if file.is_documentation_page()]
    for path in sorted({path for page in pages for path in _outside(page)}):
        files.append(File.generated(config, f"repository/{path}.md", content=_shown(path)))
    return files


def _from_docs(link: re.Match[str]) -> str:
    """A link at the top of the repository, as it must be written in docs/."""
    aim = link[1]
    return f"]({aim.removeprefix('docs/')}" if aim.startswith("docs/") or aim in BESIDE else f"](../{aim}"


def _outside(page: File) -> set[str]:
    aims = {_aim(link, page.src_uri) for link in LINK.findall(page.content_string)}
    return {aim for aim in aims if aim and aim not in BESIDE}


def _aim(link: str, page: str) -> str | None:
    """The file of the repository that a link leads to, if it is none of the site's."""
    aim = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), link))
    return None if aim.startswith("docs/") else aim


def _shown(path: str) -> str:
    """A page that shows a file of the repository."""
    language = {".py": "python"}.get(Path(path).suffix, "text")
    text = (ROOT / path).read_text(encoding="utf-8")
    return f"---\nsearch: {{exclude: true}}\n---\n# {path}\n\n`````{language}\n{text}`````\n"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  # MkDocs names them
    """Lead links that leave docs/ to their pages in the site, and put in what is drawn from the code."""
    if page.file.src_uri.startswith("repository/"):
        return markdown
    return DRAWN.sub(_drawn, LINK.sub(lambda link: _led(link, page.file.src_uri), markdown))


def _led(link: re.Match[str], page: str) -> str:
    aim = _aim(link[1], page)
    if not aim:
        return link[0]
    inside = aim if aim in BESIDE else f"repository/{aim}.md"
    return f"]({posixpath.relpath(inside, posixpath.dirname(page) or '.')}"


def _drawn(mark: re.Match[str]) -> str:
    return grammar(mark[2]) if mark[1] == "grammar" else commands()


def grammar(name: str) -> str:
    """Every rule and terminal of a grammar file: its comment, its diagram, and how it is written."""
    written = {found[2]: (found[1], found[0][len(found[1]) :]) for found in DEFINED.finditer(source(name))}
    bodies = {one: body for one, body in definitions(name).items() if body is not None}
    return "\n".join(_definition(one, diagram(body, one, bodies), *written[one]) for one, body in bodies.items())


def _definition(name: str, drawn: str, comment: str, text: str) -> str:
    words = escape(" ".join(line.removeprefix("//").strip() for line in comment.splitlines()), quote=False)
    words = re.sub(r"\s{2,}", " · ", re.sub(r"\s{2,}(?=not:)", " — ", words))
    return (
        f"### {name} {{#{name}}}\n\n"
        + (f'<p class="spellings">{words}</p>\n\n' if words else "")
        + f'<div class="railroad">{drawn}</div>\n\n'
        + f'<details class="written"><summary>as it is written</summary><pre><code>{escape(text)}</code></pre></details>\n'
    )


def commands() -> str:
    """What each command says of itself."""
    return "\n".join(f"## speechtree {name or 'FILE…'}\n\n```text\n{_help(name)}```\n" for name in ("", *cli.COMMANDS))


def _help(name: str) -> str:
    before = dict(environ)
    environ.update(COLUMNS=COLUMNS, NO_COLOR="1")
    try:
        with redirect_stdout(io.StringIO()) as printed, suppress(SystemExit):
            cli.run([name, "--help"] if name else ["--help"])
    finally:
        environ.clear()
        environ.update(before)
    return printed.getvalue()
