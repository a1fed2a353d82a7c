"""The inputs of a corpus: files, folders and patterns become the files that hold its documents, always in the same order."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from glob import has_magic, iglob
from itertools import groupby
from pathlib import Path

from speechtree.corpus.forms import ACCEPTED, form, form_of
from speechtree.corpus.units import PARTS, Options, Stamp, Unit, stamp_of
from speechtree.errors import InputError
from speechtree.readers import printable


def check_inputs(names: Sequence[str]) -> None:
    """Look at what was named before work starts. Raises InputError, naming what cannot be read and what to do."""
    for name in names:
        shown = printable(name)
        if name == "-":
            raise InputError("standard input cannot be read twice, so that a run could not be resumed; save it as a file")
        if Path(name).is_file():
            chosen = form_of(name)
            if not chosen:
                raise InputError(f"{shown}: a corpus is made of folders and of files of these kinds: {ACCEPTED}")
            form(chosen)
        elif not Path(name).is_dir() and not has_magic(name):
            raise InputError(f"{shown}: no such file or folder")
        elif not any(map(form_of, _below(name))):
            raise InputError(f"{shown}: there is no file in it that can be read: {ACCEPTED}")


def units_of(names: Sequence[str], options: Options, out: str, left_out: Counter[str]) -> Iterator[Unit]:
    """Cut the inputs into units of work, in order.

    out: the output, which is not among the inputs, nor is what stands beside it while a run lasts. left_out: counts the files in
    folders that are of no known form, by suffix. Raises InputError when one cannot be read.
    """
    paths = (path for name in names for path in _paths(name, out, left_out))
    for chosen, stamps in _runs(paths):
        yield from form(chosen).units(stamps, options, left_out)


def _runs(paths: Iterable[str]) -> Iterator[tuple[str, Iterator[Stamp]]]:
    """Files of one form that follow each other."""
    for chosen, run in groupby(paths, key=form_of):
        yield chosen or "", map(_stamp, run)


def _stamp(path: str) -> Stamp:
    try:
        return stamp_of(path)
    except OSError as error:
        raise InputError(f"{printable(path)}: {error.strerror}") from error


def _paths(name: str, out: str, left_out: Counter[str]) -> Iterator[str]:
    """The files that one input stands for."""
    if Path(name).is_file():
        yield name
        return
    for path in _sorted(path for path in _below(name) if not _is_output(path, out)):
        if form_of(path):
            yield path
        else:
            left_out[Path(path).suffix.lower()] += 1


def _is_output(path: str, out: str) -> bool:
    place, whole = os.path.abspath(path), os.path.abspath(out)
    return place == whole or place.startswith(f"{whole}{PARTS}{os.sep}")


def _below(name: str) -> Iterator[str]:
    """The files in a folder, or those that a pattern finds, themselves or in the folders that it finds; in any order."""
    for found in [name] if Path(name).is_dir() else iglob(name, recursive=True):
        if os.path.isdir(found):
            yield from _in_folder(found)
        else:
            yield os.path.normpath(found)


def _in_folder(folder: str) -> Iterator[str]:
    """The files in a folder and in those below it, hidden ones left out. No folder's list of names is held in memory."""
    folders = [folder]
    try:
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.is_file():
                        yield os.path.normpath(entry.path)
    except OSError as error:
        raise InputError(f"{printable(error.filename)}: {error.strerror}") from error


def _sorted(paths: Iterable[str]) -> Iterator[str]:
    """Paths in the order of their bytes, each once. They are sorted on disk, as there may be more than memory holds."""
    with closing(sqlite3.connect("")) as database:
        database.execute("PRAGMA cache_size = 100")  # pages
        database.execute("CREATE TABLE paths (path BLOB PRIMARY KEY) WITHOUT ROWID")
        database.executemany("INSERT OR IGNORE INTO paths VALUES (?)", ((os.fsencode(path),) for path in paths))
        yield from (os.fsdecode(path) for (path,) in database.execute("SELECT path FROM paths ORDER BY path"))
