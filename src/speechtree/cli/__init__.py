"""The command line: `speechtree FILE…`, and the commands check, text, view, corpus, explain and lsp."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from speechtree.cli import check, corpus, lsp, outline, rules, text, view
from speechtree.cli.files import INTERRUPTED, NO_READER, UNREADABLE, complain, drop_output

COMMANDS = {
    "check": check.run,
    "corpus": corpus.run,
    "explain": rules.run,
    "lsp": lsp.run,
    "text": text.run,
    "view": view.run,
}


def run(arguments: Sequence[str]) -> int:
    """Run the command that the first argument names, else print outlines."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    return command(arguments[1:]) if command else outline.run(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is returned.

    arguments: those after the command's name, from `sys.argv` if not given.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not sys.stdout:
        complain("standard output is closed")
        return UNREADABLE
    try:
        try:
            return run(sys.argv[1:] if arguments is None else arguments)
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return NO_READER
    except OSError as error:
        drop_output()
        complain(f"standard output: {error.strerror}")
        return UNREADABLE
