"""The table of parts as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Final

from speechtree.models import Document
from speechtree.table import Part, parts
from speechtree.writers.entries import ILLEGAL

COLUMNS: Final = tuple(name for name in Part._fields if name != "error")
MARK: Final = "\ufeff"  # without it Excel takes the file for one in the old encoding of the computer
# A cell that starts so would be a formula, also in full-width characters. One that looks like it has its ' doubled.
FORMULA: Final = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]+")


def write_csv(*documents: Document) -> str:
    """A row for each speech and each point, as in `speechtree.table.parts`, under a row with the names of the columns.

    The numbers of a path have full stops between them, the codes of findings spaces. A cell that a spreadsheet would take for a
    formula has a ' before it; control characters are left out.
    """
    whole = StringIO()
    writer = csv.writer(whole, lineterminator="\n")
    writer.writerow(COLUMNS)
    for document in documents:
        writer.writerows(map(_cells, parts(document)))
    return MARK + whole.getvalue()


def _cells(part: Part) -> list[object]:
    values = part._replace(
        path=".".join(map(str, part.path or ())),  # type: ignore[arg-type]
        findings=" ".join(part.findings or ()),  # type: ignore[arg-type]
    )
    return [_safe(value) if isinstance(value, str) else value for value in values[: len(COLUMNS)]]


def _safe(words: str) -> str:
    words = ILLEGAL.sub("�", CONTROLS.sub("", words))
    return f"'{words}" if FORMULA.match(words) else words
