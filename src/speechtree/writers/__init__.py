"""Writers: a document, or what was found in one, becomes text for people or programs. Each is a pure function."""

from speechtree.writers.as_json import write_json, write_json_array, write_json_line
from speechtree.writers.findings import (
    Checked,
    write_findings,
    write_findings_json,
    write_github,
    write_sarif,
    write_statistics,
    write_summary,
)
from speechtree.writers.tree import write_tree

__all__ = [
    "Checked",
    "write_findings",
    "write_findings_json",
    "write_github",
    "write_json",
    "write_json_array",
    "write_json_line",
    "write_sarif",
    "write_statistics",
    "write_summary",
    "write_tree",
]
