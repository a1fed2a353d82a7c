"""Zip archives: each member that is a text of its own is a document."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from speechtree.corpus.forms.found import Found, Loaded, must_be_small, must_be_unchanged
from speechtree.corpus.forms.texts import SUFFIXES
from speechtree.corpus.units import UNIT_BYTES, UNIT_DOCUMENTS, Options, Stamp, Unit
from speechtree.errors import InputError
from speechtree.readers import printable, read_bytes

# What names may be in that are not marked as UTF-8. Each is tried; the last has a character for every byte.
ENCODINGS: Final = ("utf-8", "gb18030", "cp437")


def _open(path: str) -> ZipFile:
    for encoding in ENCODINGS[:-1]:
        try:
            return ZipFile(path, metadata_encoding=encoding)
        except UnicodeDecodeError:
            continue
    return ZipFile(path, metadata_encoding=ENCODINGS[-1])


def _members(archive: ZipFile) -> list[ZipInfo]:
    """The files in an archive, hidden ones left out."""
    return [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(PurePosixPath(one.filename))]


def _is_hidden(path: PurePosixPath) -> bool:
    return path.parts[0] == "__MACOSX" or any(part.startswith(".") for part in path.parts)


def _is_text(member: ZipInfo) -> bool:
    return member.filename.lower().endswith(SUFFIXES)


def units(stamps: Iterable[Stamp], _: Options, left_out: Counter[str]) -> Iterator[Unit]:
    """Members that follow each other. Raises InputError for an archive that cannot be opened."""
    for stamp in stamps:
        try:
            with _open(stamp.path) as archive:
                members = _members(archive)
        except (OSError, BadZipFile) as error:
            raise InputError(f"{printable(stamp.path)}: {getattr(error, 'strerror', None) or error}") from error
        left_out.update(PurePosixPath(one.filename).suffix.lower() for one in members if not _is_text(one))
        yield from _runs(stamp, [one.file_size for one in members if _is_text(one)])


def _runs(stamp: Stamp, sizes: list[int]) -> Iterator[Unit]:
    start = size = 0
    for at, one in enumerate(sizes):
        if at > start and (at - start == UNIT_DOCUMENTS or size + one > UNIT_BYTES):
            yield Unit("archives", (stamp,), at - start, size, start, at)
            start, size = at, 0
        size += one
    if sizes:
        yield Unit("archives", (stamp,), len(sizes) - start, size, start, len(sizes))


class Reader:
    """Reads members of an archive."""

    def __init__(self, stamp: Stamp, options: Options) -> None:
        """Open the archive."""
        must_be_unchanged(stamp)
        self.options = options
        self.archive = _open(stamp.path)
        self.texts = [one for one in _members(self.archive) if _is_text(one)]

    def documents(self, unit: Unit) -> Iterator[Found]:
        """The members of a unit, in the order of the archive."""
        name = printable(unit.files[0].path)
        for member in self.texts[unit.start : unit.stop]:
            place = f"{name}/{member.filename}"
            yield Found(place, partial(self._load, member, place))

    def _load(self, member: ZipInfo, place: str) -> Loaded:
        """A member is never unpacked beyond the size that the archive states for it, and that must be small enough."""
        must_be_small(member.file_size, place, self.options)
        try:
            with self.archive.open(member) as stream:
                data = stream.read(member.file_size)
        except (OSError, BadZipFile, RuntimeError, EOFError, zlib.error) as error:
            raise InputError(f"{place}: {error}") from error
        return Loaded(place, read_bytes(data, place, self.options.encoding))

    def close(self) -> None:
        """Close the archive."""
        self.archive.close()
