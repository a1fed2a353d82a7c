"""Writers: a document becomes text for people or programs. One file per format; each is a pure function."""

from speechtree.writers.as_json import write_json, write_json_array, write_json_line
from speechtree.writers.tree import write_tree

__all__ = ["write_json", "write_json_array", "write_json_line", "write_tree"]
