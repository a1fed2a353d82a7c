"""Words of a text as HTML that shows them and does nothing else."""

from __future__ import annotations

import re
from html import escape
from typing import Final

LOST: Final = re.compile(r"[\x00\ud800-\udfff]")  # no HTML can hold these


def exact(words: str) -> str:
    """The characters as they are, each of them: a browser would take a carriage return for a line break, and drop a NUL."""
    return LOST.sub("�", escape(words)).replace("\r", "&#13;")
