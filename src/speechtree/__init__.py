"""Read the structural outline out of Chinese speeches."""

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
