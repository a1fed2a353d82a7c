"""Read the structural outline out of Chinese speeches.

A public name is loaded from its module when it is first asked for, so that `import speechtree` costs a program that does
not parse next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

HOMES = ("errors", "styles", "models", "pipeline", "readers", "walking", "differences", "chunking", "table")

if TYPE_CHECKING:
    from speechtree.chunking import Chunk, chunks
    from speechtree.differences import Change, diff
    from speechtree.errors import GrammarError, InputError, SpeechtreeError, TextError
    from speechtree.models import (
        Block,
        Diagnostic,
        Document,
        Marker,
        Passage,
        Point,
        Series,
        SourceInfo,
        Speech,
        Text,
        Title,
    )
    from speechtree.pipeline import Parser, parse
    from speechtree.readers import parse_file
    from speechtree.styles import STYLES, Style
    from speechtree.table import to_records
    from speechtree.walking import Located, find, path_of, point_at, to_text, walk

else:  # a checker would take any name on the word of `__getattr__`

    def __getattr__(name: str) -> object:
        """The public name `name`, out of the first module that has it."""
        for home in HOMES if name in __all__ else ():
            names = vars(import_module(f"{__name__}.{home}"))
            if name in names:
                return globals().setdefault(name, names[name])
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "STYLES",
    "Block",
    "Change",
    "Chunk",
    "Diagnostic",
    "Document",
    "GrammarError",
    "InputError",
    "Located",
    "Marker",
    "Parser",
    "Passage",
    "Point",
    "Series",
    "SourceInfo",
    "Speech",
    "SpeechtreeError",
    "Style",
    "Text",
    "TextError",
    "Title",
    "chunks",
    "diff",
    "find",
    "parse",
    "parse_file",
    "path_of",
    "point_at",
    "to_records",
    "to_text",
    "walk",
]


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return __all__
