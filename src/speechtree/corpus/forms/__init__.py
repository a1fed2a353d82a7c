"""Forms: what kinds of files hold documents. One file for each form.

Each can cut files into units of work (`units`), and read the documents of a unit (`Reader`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Final, NamedTuple, Protocol

from speechtree.corpus.forms import archives, lines, texts
from speechtree.corpus.forms.found import Found
from speechtree.corpus.units import Options, Stamp, Unit
from speechtree.errors import InputError

FORMS: Final = {
    **dict.fromkeys(texts.SUFFIXES, "texts"),
    ".jsonl": "lines",
    ".jsonl.gz": "lines",
    ".parquet": "tables",
    ".zip": "archives",
}
ACCEPTED: Final = ", ".join(FORMS)


class Reader(Protocol):
    """An open file, or what reads several of them, one unit after another."""

    def documents(self, unit: Unit) -> Iterator[Found]:
        """The documents of a unit, in order. Units that follow each other are read fastest."""

    def close(self) -> None:
        """Close the file."""


class Form(NamedTuple):
    """What can be done with files of a form.

    units: cuts them; it counts members of archives that are no texts by suffix, and raises InputError, naming the file.
    reader: opens one; it raises InputError when the file has changed, and whatever its library does when it is damaged.
    """

    units: Callable[[Iterable[Stamp], Options, Counter[str]], Iterator[Unit]]
    reader: Callable[[Stamp, Options], Reader]


BUILT_IN: Final = {
    "texts": Form(texts.units, texts.Reader),
    "lines": Form(lines.units, lines.Reader),
    "archives": Form(archives.units, archives.Reader),
}


def form_of(path: str) -> str | None:
    """The form of a file, by its name; None if there is none."""
    return next((form for suffix, form in FORMS.items() if path.lower().endswith(suffix)), None)


def form(name: str) -> Form:
    """A form by its name. Raises InputError when what it needs is not installed."""
    if name == "tables":
        try:
            from speechtree.corpus.forms import tables
        except ImportError as error:
            raise InputError("reading .parquet needs pyarrow: pip install 'speechtree[corpus]'") from error
        return Form(tables.units, tables.Reader)
    return BUILT_IN[name]


class Sources:
    """Reads units. The file of the last one stays open for the next."""

    def __init__(self, options: Options) -> None:
        """options: how documents are read."""
        self.options = options
        self.opened: Stamp | None = None
        self.reader: Reader = texts.Reader(Stamp("", 0, 0), options)

    def documents(self, unit: Unit) -> Iterator[Found]:
        """The documents of a unit, in order. Raises InputError when its file has changed or cannot be opened."""
        stamp = unit.files[0]
        if stamp != self.opened:
            self.close()
            self.reader, self.opened = form(unit.form).reader(stamp, self.options), stamp
        return self.reader.documents(unit)

    def close(self) -> None:
        """Close what is open."""
        with closing(self.reader):
            self.opened = None
