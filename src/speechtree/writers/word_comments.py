"""A copy of a Word document with a comment at each finding."""

from __future__ import annotations

import zipfile
from bisect import bisect_right
from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate
from typing import Final, cast

import docx
from docx.document import Document
from docx.oxml.text.run import CT_R
from docx.text.run import Run
from lxml import etree
from lxml.etree import _Element as Element

from speechtree.errors import InputError
from speechtree.models import Diagnostic
from speechtree.readers.word.body import Line, lines_of
from speechtree.readers.word.package import open_parts
from speechtree.readers.word.runs import BOX, RUN

AUTHOR: Final = "speechtree"
LIMIT: Final = 500_000_000  # bytes, unpacked, pictures and all
SAVE = "open it in Word and save it as an ordinary .docx"


def annotated(data: bytes, name: str, findings: Sequence[Diagnostic]) -> bytes:
    """The document with the findings as comments, over the runs that hold their words.

    data: a .docx file. findings: of the text that the reader gets out of it. A finding in an automatic number, which stands in
    no run, has its comment over the paragraph. Nothing else in the document changes.
    Raises InputError, with its name, when the file cannot be read, or only be read.
    """
    parts = open_parts(data, name)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if sum(one.file_size for one in archive.infolist()) > LIMIT:
            raise InputError(f"{name}: it unpacks to more than {LIMIT // 1_000_000} MB, which is too much to be annotated")
    try:
        document = docx.Document(BytesIO(data))
        _comment(document, lines_of(parts._replace(document=document.element)), findings)
        packed = BytesIO()
        document.save(packed)
    except Exception as error:  # what a part that reading passes by may hold, python-docx meets with errors of any kind
        raise InputError(f"{name}: it cannot be annotated ({type(error).__name__}); {SAVE}") from error
    return packed.getvalue()


def _comment(document: Document, lines: Sequence[Line], findings: Sequence[Diagnostic]) -> None:
    starts = [0, *accumulate(len(line.text) + 1 for line in lines)]
    for one in findings:
        at = bisect_right(starts, one.span[0]) - 1
        runs = _runs(lines[at], one.span[0] - starts[at], one.span[1] - starts[at])
        hint = f" ({one.hint})" if one.hint else ""
        marked = [Run(_outermost(run), document) for run in runs]
        document.add_comment([marked[0], marked[-1]], f"{one.message}{hint} [{one.code}]", AUTHOR, AUTHOR[:2])


def _runs(line: Line, start: int, end: int) -> list[Element]:
    """The runs of a paragraph that hold a span; all of them when none does; a new one when there is none at all."""
    at, held, every = len(line.before), [], []
    for words, run in line.pieces:
        if run is not None:
            every.append(run)
            held += [run] if at < end and start < at + len(words) else []
        at += len(words)
    return held or every or [etree.SubElement(line.paragraph, RUN)]


def _outermost(run: Element) -> CT_R:
    """The run itself or, as there are no comments in text boxes, the one that its text box hangs on."""
    for box in run.iterancestors(BOX):
        run = next(box.iterancestors(RUN), run)
    return cast("CT_R", run)
