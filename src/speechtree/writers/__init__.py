"""Writers: a document, or what was found in one, becomes text for people or programs. Each is a pure function.

Two stand apart, as they need more than speechtree does: `as_parquet` (write_parquet) and `word` (write_docx).
"""

from speechtree.writers.as_csv import write_csv
from speechtree.writers.as_json import write_json, write_json_array, write_json_line
from speechtree.writers.dot import write_dot
from speechtree.writers.findings import (
    Checked,
    write_findings,
    write_findings_json,
    write_github,
    write_sarif,
    write_statistics,
    write_summary,
)
from speechtree.writers.freemind import write_freemind
from speechtree.writers.html import write_html
from speechtree.writers.markdown import write_markdown, write_markdown_headings
from speechtree.writers.mermaid import write_mermaid
from speechtree.writers.opml import write_opml
from speechtree.writers.svg import write_svg
from speechtree.writers.tree import write_tree

__all__ = [
    "Checked",
    "write_csv",
    "write_dot",
    "write_findings",
    "write_findings_json",
    "write_freemind",
    "write_github",
    "write_html",
    "write_json",
    "write_json_array",
    "write_json_line",
    "write_markdown",
    "write_markdown_headings",
    "write_mermaid",
    "write_opml",
    "write_sarif",
    "write_statistics",
    "write_summary",
    "write_svg",
    "write_tree",
]
