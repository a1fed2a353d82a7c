"""Draw the pictures of the gallery anew: `python docs/gallery.py`.

It takes Graphviz, LibreOffice, pdftoppm, Chromium, and Mermaid (`npm install --global mermaid`). The pictures depend on these and on
the fonts that they find, so that no test compares them; tree.svg needs none of them and is compared.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from generate import DRAFT, GENERATED, IMAGES

from speechtree.cli import main as speechtree
from speechtree.readers import parse_file
from speechtree.writers import write_dot, write_mermaid

GRAPH = ["-Gbgcolor=white", "-Nfontname=Noto Sans CJK SC", "-Nfontsize=12", "-Npenwidth=0.8", "-Ncolor=#b3261e", "-Ecolor=#67718a"]
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>body{margin:20px;background:#fff}</style><pre class="mermaid">%s</pre>
<script src="file://%s"></script><script>mermaid.initialize({startOnLoad: true, theme: "neutral", mindmap: {maxNodeWidth: 240}})</script>"""


def main() -> None:
    """Draw them all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / "tree.svg").write_text(GENERATED["images/gallery/tree.svg"](), encoding="utf-8", newline="\n")
    with TemporaryDirectory() as folder:
        graph()
        mind_map(Path(folder))
        word(Path(folder))
        comments(Path(folder))


def graph() -> None:
    """What Graphviz makes of the outline."""
    _run("dot", "-Tsvg", *GRAPH, "-o", str(IMAGES / "graph.svg"), given=write_dot(parse_file(DRAFT)))


def mind_map(folder: Path) -> None:
    """What Mermaid makes of it, in a browser."""
    script = Path(_run("npm", "root", "--global").strip()) / "mermaid" / "dist" / "mermaid.min.js"
    page = folder / "mindmap.html"
    page.write_text(PAGE % (write_mermaid(parse_file(DRAFT)).replace("&", "&amp;").replace("<", "&lt;"), script), encoding="utf-8")
    shot = f"--screenshot={IMAGES / 'mindmap.png'}"
    _run("chromium", "--headless", "--no-sandbox", "--hide-scrollbars", "--virtual-time-budget=9000", "--window-size=1240,900", shot, page.as_uri())


def word(folder: Path) -> None:
    """The Word document that holds the outline."""
    speechtree(["--out", str(folder / "word.docx"), str(DRAFT)])
    _page(folder / "word.docx")


def comments(folder: Path) -> None:
    """A Word document of the draft, with what is found in its margin."""
    plain = docx.Document()
    for paragraph in DRAFT.read_text(encoding="utf-8").split("\n\n"):
        plain.add_paragraph(paragraph)
    plain.save(str(folder / "plain.docx"))
    copy = folder / "comments.docx"
    speechtree(["check", "--lang", "zh", "--select", "ALL", "--annotate", str(copy), str(folder / "plain.docx")])
    _page(copy, ':{"ExportNotesInMargin":{"type":"boolean","value":"true"}}')


def _page(document: Path, options: str = "") -> None:
    """A picture of the first page."""
    folder = document.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export{options}", "--outdir", str(folder), str(document))
    sizes = ("-f", "1", "-l", "1", "-singlefile", "-scale-to-x", "900", "-scale-to-y", "-1")
    _run("pdftoppm", "-png", *sizes, str(document.with_suffix(".pdf")), str(IMAGES / document.stem))


def _run(*command: str, given: str | None = None) -> str:
    return subprocess.run(command, input=given, capture_output=True, check=True, encoding="utf-8").stdout


if __name__ == "__main__":
    main()
