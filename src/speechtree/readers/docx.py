"""Read a Word document: the text that a person sees, with the numbers that Word puts in front of paragraphs."""

from __future__ import annotations

from speechtree.errors import InputError
from speechtree.models import Place
from speechtree.readers.extract import Extract


def read(data: bytes, name: str) -> Extract:
    """The text of a .docx, .docm, .dotx or .dotm file: a line for each paragraph, as `lines_of` says.

    A heading has as many # before it as its level. Places are paragraphs, counted as python-docx counts
    `Document.paragraphs`; inside a table or a content control there is none.
    Raises InputError when the file is no Word document, or locked, damaged or too large, and when lxml is not installed.
    """
    try:
        from speechtree.readers.word.body import lines_of
        from speechtree.readers.word.package import open_parts
    except ModuleNotFoundError as error:
        raise InputError(f"{name}: reading Word documents takes more: pip install 'speechtree[docx]'") from error
    lines = lines_of(open_parts(data, name))
    places, at = [], 0
    for line in lines:
        places.append(Place(start=at, paragraph=line.place))
        at += len(line.text) + 1
    return Extract("\n".join(line.text for line in lines), places=tuple(places))
