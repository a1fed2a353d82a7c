"""What a reader gets out of a file."""

from __future__ import annotations

from typing import NamedTuple

from speechtree.models import Place


class Extract(NamedTuple):
    """The text of a file, which all spans refer to.

    A heading of a format that marks its level stands with as many # before it, as in Markdown.

    encoding: the Python name of the encoding that the characters were read in; None where the format settles it.
    places: where in the file the text stands, in the order of the text; empty for plain text.
    """

    text: str
    encoding: str | None = None
    places: tuple[Place, ...] = ()
