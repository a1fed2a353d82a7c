"""Serve an editor over standard input and output: `speechtree lsp`."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Sequence

from speechtree.cli.files import UNREADABLE


def run(arguments: Sequence[str]) -> int:
    """Serve until the editor leaves; the exit status is returned. Exits with 2 where pygls is missing."""
    parser = ArgumentParser(
        prog="speechtree lsp",
        description="Language server: diagnostics, outline, folding and quick fixes in an editor, which starts this command.",
        allow_abbrev=False,
    )
    parser.add_argument("--stdio", action="store_true", help="what it does anyway; some editors say it")
    parser.parse_args(arguments)
    try:
        from speechtree.lsp import serve
    except ImportError:
        parser.exit(UNREADABLE, "speechtree lsp needs pygls: pip install 'speechtree[lsp]'\n")
    # The server closes its output at the end; standard output itself stays open for what comes after.
    with open(0, "rb", closefd=False) as source, os.fdopen(os.dup(1), "wb") as sink:
        return serve(source, sink)
