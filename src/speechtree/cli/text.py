"""Print the text of files: `speechtree text FILE…`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from speechtree.cli.files import DONE, UNREADABLE, Files, accept_files


def run(arguments: Sequence[str]) -> int:
    """Print the text that was read out of every file, in UTF-8, to the character; the exit status is returned."""
    parser = ArgumentParser(
        prog="speechtree text",
        description="Print the text that is read out of files, exactly: the spans of their outlines refer to it.",
        allow_abbrev=False,
    )
    accept_files(parser)
    options = parser.parse_args(arguments)
    files = Files(options.files, options.encoding)
    for _, extract in files.texts():
        sys.stdout.buffer.write(extract.text.encode("utf-8", "backslashreplace"))
    return UNREADABLE if files.unreadable else DONE
