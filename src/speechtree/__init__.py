"""Read the structural outline out of Chinese speeches.

A public name is loaded from its module when it is first asked for, so that `import speechtree` costs a program that does
not parse next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from speechtree.errors import GrammarError, InputError, SpeechtreeError
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

else:  # a checker would take any name on the word of `__getattr__`

    def __getattr__(name: str) -> object:
        """The public name `name`, out of the first module that has it."""
        for home in ("errors", "styles", "models", "pipeline", "readers") if name in __all__ else ():
            names = vars(import_module(f"{__name__}.{home}"))
            if name in names:
                return globals().setdefault(name, names[name])
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "STYLES",
    "Block",
    "Diagnostic",
    "Document",
    "GrammarError",
    "InputError",
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
    "Title",
    "parse",
    "parse_file",
]


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return __all__
