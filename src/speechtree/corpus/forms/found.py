"""What a form finds: documents with names, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from speechtree.corpus.units import Options, Stamp, stamp_of
from speechtree.errors import InputError
from speechtree.readers import Extract, printable


class Loaded(NamedTuple):
    """A document's name, and what was read."""

    name: str
    extract: Extract


class Found(NamedTuple):
    """A document: where it stands, which is its name unless it brings one, and what reads it.

    `load` raises InputError, naming the document, when it cannot be read.
    """

    place: str
    load: Callable[[], Loaded]


def must_be_unchanged(stamp: Stamp) -> None:
    """Raises InputError when a file is not as it was when the corpus was planned: its places mean nothing any more."""
    try:
        same = stamp_of(stamp.path) == stamp
    except OSError:
        same = False
    if not same:
        raise InputError(f"{printable(stamp.path)}: it changed while the corpus was read; run the command again")


def must_be_small(size: int, place: str, options: Options) -> None:
    """Raises InputError when a document is larger than the options allow."""
    if size > options.largest:
        raise InputError(f"{place}: larger than {options.largest:,} bytes; split it, or allow more with --largest")


def text_in(value: object, place: str, options: Options) -> Extract:
    """The value of the text field, which has no encoding of its own. Raises InputError when it is no text, or too large."""
    if not isinstance(value, str):
        raise InputError(f"{place}: {options.text_field!r} holds no text")
    must_be_small(len(value.encode("utf-8", "surrogatepass")), place, options)
    return Extract(value, None)


def name_in(value: object, place: str) -> str:
    """The name of a document: the value of its name field, or the place where it stands if that says nothing."""
    return place if value is None or value == "" else str(value)
