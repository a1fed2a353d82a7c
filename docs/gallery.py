"""Draw the pictures of the gallery anew: `python docs/gallery.py`.

It takes Graphviz, LibreOffice, pdftoppm, Chromium, and Mermaid (`npm install --global mermaid`). The pictures depend on these
and on the fonts that they find, so that no test compares them. tree.svg needs none of them: generate.py draws it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import DRAFT, IMAGES

from speechtree.cli import main as speechtree
from speechtree.readers import parse_file
from speechtree.writers import write_dot, write_mermaid

GRAPH = [
    "-Gbgcolor=white",
    "-Nfontname=Noto Sans CJK SC",
    "-Nfontsize=12",
    "-Npenwidth=0.8",
    "-Ncolor=#b3261e",
    "-Ecolor=#67718a",
]
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>body{margin:20px;background:#fff}</style><pre class="mermaid">%s</pre>
<script src="file://%s"></script><script>
mermaid.initialize({startOnLoad: true, theme: "base", themeVariables: {primaryColor: "#f3d3cf"}, mindmap: {maxNodeWidth: 240}})
</script>"""


def main() -> None:
    """Draw them all."""
    with TemporaryDirectory() as folder:
        graph()
        mind_map(Path(folder))
        word(Path(folder))


def graph() -> None:
    """What Graphviz makes of the outline."""
    _run("dot", "-Tsvg", *GRAPH, "-o", str(IMAGES / "graph.svg"), given=write_dot(parse_file(DRAFT)))


def mind_map(folder: Path) -> None:
    """What Mermaid makes of it, in a browser."""
    script = Path(_run("npm", "root", "--global").strip()) / "mermaid" / "dist" / "mermaid.min.js"
    page = folder / "mindmap.html"
    page.write_text(
        PAGE % (write_mermaid(parse_file(DRAFT)).replace("&", "&amp;").replace("<", "&lt;"), script), encoding="utf-8"
    )
    shot = (f"--screenshot={IMAGES / 'mindmap.png'}", "--window-size=1240,640", "--hide-scrollbars", "--virtual-time-budget=9000")
    _run("chromium", "--headless", "--no-sandbox", *shot, page.as_uri())


def word(folder: Path) -> None:
    """The first page of the Word document that holds the outline, as LibreOffice prints it."""
    document = folder / "word.docx"
    speechtree(["--out", str(document), str(DRAFT)])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document))
    sizes = ("-f", "1", "-l", "1", "-singlefile", "-scale-to-x", "900", "-scale-to-y", "-1")
    _run("pdftoppm", "-png", *sizes, str(document.with_suffix(".pdf")), str(IMAGES / "word"))


def _run(*command: str, given: str | None = None) -> str:
    return subprocess.run(command, input=given, capture_output=True, check=True, encoding="utf-8").stdout


if __name__ == "__main__":
    main()
