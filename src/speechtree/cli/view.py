"""Show outlines beside their texts in the browser: `speechtree view FILE…`."""

from __future__ import annotations

import sys
import webbrowser
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from speechtree.cli.files import DONE, STANDARD_INPUT, UNREADABLE, Files, accept_files, complain, folder_of
from speechtree.diagnose import Language
from speechtree.errors import SettingsError
from speechtree.models import Document
from speechtree.pipeline import Parser
from speechtree.readers import Extract, file_name
from speechtree.settings import Settings, settings_for
from speechtree.writers import write_html


def run(arguments: Sequence[str]) -> int:
    """Write the page of all files to a temporary file that stays, open it, print its path; the exit status is returned."""
    parser = ArgumentParser(
        prog="speechtree view",
        description="Show texts with their outlines and mind maps in the browser. The page is a temporary file that stays.",
        allow_abbrev=False,
    )
    accept_files(parser)
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of the page; by default that of the environment")
    parser.add_argument("--no-open", action="store_true", help="only write the page and print its path")
    options = parser.parse_args(arguments)
    files = Files(options.files, options.encoding)
    try:
        page = page_of(files, options.lang)
    except SettingsError as error:
        complain(str(error))
        return UNREADABLE
    if page:
        _show(_kept(page), opened=not options.no_open)
    return UNREADABLE if files.unreadable else DONE


def page_of(files: Files, language: Language | None) -> str:
    """The page of all files that can be read, with what `speechtree check` would report; empty when there is none.

    language: that of the page, if it is not to be that of the first file's settings. Raises SettingsError.
    """
    documents: list[Document] = []
    for name, extract in files.texts():
        settings = settings_for(folder_of(name))
        language = language or settings.language
        documents.append(_document(name, extract, settings, language))
    return write_html(*documents, language=language) if language and documents else ""


def _document(name: str, extract: Extract, settings: Settings, language: Language) -> Document:
    text, encoding, places = extract
    origin = None if name == STANDARD_INPUT else file_name(name)
    document = Parser(language=language).parse(text, name=origin, encoding=encoding, places=places, keep_text=True)
    codes = settings.codes(name)
    return document.model_copy(update={"diagnostics": tuple(one for one in document.diagnostics if one.code in codes)})


def _kept(page: str) -> Path:
    """Write the page into a folder of its own, which nobody else can read."""
    path = Path(mkdtemp(prefix="speechtree-")) / "page.html"
    path.write_text(page, encoding="utf-8")
    return path


def _show(path: Path, *, opened: bool) -> None:
    sys.stdout.write(f"{path}\n")
    sys.stdout.flush()
    if opened and not webbrowser.open(path.as_uri()):
        complain("no browser can be opened; the page is the file that is named above")
