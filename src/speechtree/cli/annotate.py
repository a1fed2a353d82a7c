"""Write a copy of a Word document with what was found in it: `speechtree check FILE --annotate COPY`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from speechtree.cli.files import complain, shown, write_new
from speechtree.errors import InputError
from speechtree.models import Diagnostic

SUFFIX = ".docx"


def refuse_wrong_usage(parser: ArgumentParser, options: Namespace) -> None:
    """Exit with what is wrong when a copy is asked for that cannot be made."""
    if options.annotate is None:
        return
    if len(options.files) > 1 or options.fix or options.diff:
        parser.error("--annotate copies one file, and neither mends nor compares")
    for name in (options.files[0], options.annotate):
        if Path(name).suffix.lower() != SUFFIX:
            parser.error(f"--annotate writes comments from one {SUFFIX} file into another, and {shown(name)} is none")


def write_annotated(name: str, findings: Sequence[Diagnostic], copy: str) -> bool:
    """Write the copy, whole or not at all, over no file that is there; say so, or why not. Whether it was written."""
    try:
        data = import_module("speechtree.writers.word_comments").annotated(Path(name).read_bytes(), shown(name), findings)
    except InputError as error:
        complain(str(error))
        return False
    except ModuleNotFoundError:
        complain(f"{shown(name)}: writing comments takes more: pip install 'speechtree[docx]'")
        return False
    if not write_new(copy, data):
        return False
    comments = "1 comment" if len(findings) == 1 else f"{len(findings)} comments"
    complain(f"{shown(name)}: {comments} in the copy {shown(copy)}")
    return True
