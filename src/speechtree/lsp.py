"""A language server: the outline of a text and what is wrong with its numbering, in an editor, while it is written.

The editor decides which documents it sends; they are read as plain text or Markdown. Offsets become lines and columns
as the protocol counts them: from 0, in the units that the editor has chosen, UTF-16 if it says nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from speechtree.diagnose import Language, renumbering
from speechtree.diagnose.renumber import WRONG
from speechtree.errors import SettingsError
from speechtree.models import Diagnostic, Document, Edit, Passage, Point, Span, Speech
from speechtree.pipeline import Parser
from speechtree.positions import LINE_BREAK, Positions
from speechtree.settings import DEFAULT, language_of_environment, settings_for
from speechtree.writers.entries import FULL_WIDTH_MARKS, UNSEEN, cut

PAUSE: Final = 0.1  # seconds without a change after which findings are sent: nobody reads them between two keys
NAME_COLUMNS: Final = 60
BLOCK: Final = 1024  # characters
# For each unit of columns the codec that writes it, and the bytes of one.
UNITS: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
SEVERITIES: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
RENUMBER: Final[dict[Language, str]] = {"en": "renumber this series", "zh": "本组重新编号"}


class Places:
    """The places of a text as an editor counts them."""

    def __init__(self, text: str, encoding: str) -> None:
        """Count the units of the text in blocks, so that a place in a very long line costs no more than another one.

        encoding: utf-8, utf-16 or utf-32.
        """
        self.text = text
        self.lines = Positions(text)
        self.codec, self.width = UNITS[encoding]
        self.before = [0, *accumulate(self._units(at, at + BLOCK) for at in range(0, len(text), BLOCK))]

    def at(self, offset: int) -> types.Position:
        """The place of an offset."""
        line, column = self.lines.of(offset)
        return types.Position(line - 1, self._units_before(offset) - self._units_before(offset - column + 1))

    def of(self, span: Span) -> types.Range:
        """The places of a span."""
        return types.Range(self.at(span[0]), self.at(span[1]))

    def _units_before(self, offset: int) -> int:
        block = offset // BLOCK
        return self.before[block] + self._units(block * BLOCK, offset)

    def _units(self, start: int, end: int) -> int:
        return len(self.text[start:end].encode(self.codec, "surrogatepass")) // self.width


@dataclass(frozen=True, slots=True)
class Rules:
    """What is reported of a document, and in which language."""

    language: Language
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opened:
    """A text that is open in an editor, with its tree and the diagnostics that are reported of it."""

    text: str
    rules: Rules
    document: Document
    found: tuple[Diagnostic, ...]
    places: Places


def read(text: str, rules: Rules, encoding: str = "utf-16") -> Opened:
    """Read a text, any string, for an editor that counts columns in units of an encoding."""
    document = Parser(language=rules.language).parse(text)
    found = tuple(one for one in document.diagnostics if one.code in rules.codes)
    return Opened(text, rules, document, found, Places(text, encoding))


def rules_for(path: Path) -> Rules:
    """What the user's settings say of a file, which need not exist. Raises SettingsError when they are not understood."""
    folder = path.parent.resolve()
    settings = settings_for(folder)
    return Rules(settings.language, settings.codes(str(folder / path.name)))


def diagnostics(opened: Opened) -> list[types.Diagnostic]:
    """What is reported, in the order of the text: the message, and what to do about it on a line of its own."""
    return [_diagnostic(one, opened.places) for one in opened.found]


def _diagnostic(one: Diagnostic, places: Places) -> types.Diagnostic:
    return types.Diagnostic(
        range=places.of(one.span),
        message=f"{one.message}\n{one.hint}" if one.hint else one.message,
        severity=SEVERITIES[one.severity],
        code=one.code,
        source="speechtree",
    )


def symbols(opened: Opened) -> list[types.DocumentSymbol]:
    """The outline: a symbol for each speech that has words, in it those of its points, to any depth.

    Guaranteed: no name is empty; a selection is within its range, and a range within that of the symbol around it.
    """
    return [
        types.DocumentSymbol(
            name,
            types.SymbolKind.Module,
            *_ranges(opened, speech.span, _first_line(opened.text, speech)),
            children=[_symbol(opened, point) for point in speech.points],
        )
        for speech in opened.document.speeches
        if (name := _name_of_speech(speech))
    ]


def _symbol(opened: Opened, point: Point) -> types.DocumentSymbol:
    marker, title = point.marker, point.title
    return types.DocumentSymbol(
        _name_of_point(point),
        types.SymbolKind.String,
        *_ranges(opened, point.span, (marker.span[0], title.span[1] if title.text else marker.span[1])),
        children=[_symbol(opened, below) for below in point.points],
    )


def _ranges(opened: Opened, span: Span, chosen: Span) -> tuple[types.Range, types.Range]:
    """The range of a symbol and, within it, what is selected when the user goes there."""
    start, end = _trimmed(opened.text, span)
    return opened.places.of((start, end)), opened.places.of((chosen[0], min(chosen[1], end)))


def _first_line(text: str, speech: Speech) -> Span:
    """The title of a speech, or the first line of one that has none."""
    if speech.title:
        return speech.title.span
    start, end = _trimmed(text, speech.span)
    line_break = LINE_BREAK.search(text, start, end)
    return start, line_break.start() if line_break else end


def _name_of_speech(speech: Speech) -> str:
    """Its title or its first words; empty when it has none that can be seen."""
    return next(filter(None, map(_shortened, _words_of(speech))), "")


def _words_of(speech: Speech) -> Iterator[str]:
    if speech.title:
        yield speech.title.text
    for block in (*speech.opening, *speech.body, *speech.closing):
        yield block.text if isinstance(block, Passage) else _name_of_point(block.points[0])


def _name_of_point(point: Point) -> str:
    marker = point.marker.text.strip()
    gap = "" if marker.endswith(FULL_WIDTH_MARKS) else " "
    passage = next((block.text for block in point.content if isinstance(block, Passage)), "")
    return _shortened(marker + gap + (point.title.text or (passage and "… " + passage)))


def _shortened(words: str) -> str:
    return cut(UNSEEN.sub("", " ".join(words.split())), NAME_COLUMNS)


def _trimmed(text: str, span: Span) -> Span:
    """A span without white space at its ends: what is on the next line already must not seem to belong to it."""
    words = text[slice(*span)].strip()
    start = text.find(words, *span)
    return start, start + len(words)


def foldings(opened: Opened) -> list[types.FoldingRange]:
    """The points and speeches that take more than one line. Of those that start on one line the outermost point wins."""
    speeches = opened.document.speeches
    folded: dict[int, int] = {}
    for span in (*(span for speech in speeches for span in _spans(speech.points)), *(speech.span for speech in speeches)):
        (first, _), (last, _) = map(opened.places.lines.of, _trimmed(opened.text, span))
        if last > first:
            folded.setdefault(first - 1, last - 1)
    return [types.FoldingRange(first, last, kind=types.FoldingRangeKind.Region) for first, last in sorted(folded.items())]


def _spans(points: Sequence[Point]) -> Iterator[Span]:
    for point in points:
        yield point.span
        yield from _spans(point.points)


def actions(opened: Opened, uri: str, asked: types.Range) -> list[types.CodeAction]:
    """The quick fixes for what is reported in a range: the mends that are mechanical, then renumbering.

    uri: that of the document.
    """
    here = [one for one in opened.found if _touches(opened.places.of(one.span), asked)]
    found = [_action(opened, uri, one.hint or one.message, [one.edit], [one]) for one in here if one.edit]
    edits = renumbering(opened.document.speeches, here)
    if edits:
        found.append(_action(opened, uri, RENUMBER[opened.rules.language], edits, [one for one in here if one.code in WRONG]))
    return found


def _touches(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _action(opened: Opened, uri: str, title: str, edits: Sequence[Edit], mended: Sequence[Diagnostic]) -> types.CodeAction:
    changes = [types.TextEdit(opened.places.of(edit.span), edit.replacement) for edit in edits]
    return types.CodeAction(
        title=title[:1].upper() + title[1:],
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(one, opened.places) for one in mended],
        edit=types.WorkspaceEdit(changes={uri: changes}),
    )


class Server(LanguageServer):
    """The server: the documents that are open, as they were last read."""

    def __init__(self) -> None:
        """Say what the server can do.

        A change brings the whole text: the protocol breaks lines at CR and LF alone, pygls wherever Python does, so that
        it would apply a change after a form feed or U+2028 in the wrong place.
        """
        super().__init__("speechtree", version("speechtree"), types.TextDocumentSyncKind.Full)
        self.texts: dict[str, Opened] = {}
        self.told: dict[Path, str] = {}
        self.shut = False
        for feature, (answer, options) in FEATURES.items():
            self.feature(feature, options)(answer)

    def document(self, uri: str) -> TextDocument | None:
        """A document that is open."""
        document: TextDocument | None = self.workspace.text_documents.get(unquote(uri))
        return document

    def opened(self, uri: str) -> Opened | None:
        """A document that is open, read; anew if its text or the settings are other ones than the last time."""
        document = self.document(uri)
        if document is None:
            return None
        text, rules, before = document.source, self.rules(uri), self.texts.get(uri)
        if before and before.text == text and before.rules == rules:
            return before
        self.texts[uri] = read(text, rules, self.workspace.position_encoding or "utf-16")
        return self.texts[uri]

    def rules(self, uri: str) -> Rules:
        """What the settings say of a document: those of its folder, of the workspace for one that is no file.

        Where they cannot be understood, the user is told, once, and the defaults hold.
        """
        name = to_fs_path(uri)
        path = Path(name) if name else Path(self.workspace.root_path or "", "untitled")
        try:
            rules = rules_for(path)
        except (SettingsError, OSError, RuntimeError, ValueError) as error:  # the last two: loops of links, no path at all
            self.tell(path.parent, str(error))
            return Rules(language_of_environment(), DEFAULT)
        self.told.pop(path.parent, None)
        return rules

    def tell(self, folder: Path, message: str) -> None:
        """Show the user what is wrong with the settings of a folder, unless that was the last thing said of it."""
        if self.told.get(folder) != message:
            self.told[folder] = message
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"speechtree: {message}"))

    def publish(self, uri: str) -> None:
        """Send what is found in a document; nothing if it is closed."""
        if opened := self.opened(uri):
            self.send(uri, diagnostics(opened))

    def send(self, uri: str, found: Sequence[types.Diagnostic]) -> None:
        """Let the editor show these findings, and no other ones, in a document."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))


def did_open(server: Server, params: types.DidOpenTextDocumentParams | types.DidSaveTextDocumentParams) -> None:
    """Report what is found in a text that was opened; in one that was saved, as the settings may have changed."""
    server.publish(params.text_document.uri)


async def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Report what is found as soon as the user pauses."""
    uri = params.text_document.uri
    await asyncio.sleep(PAUSE)
    document = server.document(uri)
    if document and document.version == params.text_document.version:
        server.publish(uri)


def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Forget a text and clear what was reported of it."""
    server.texts.pop(params.text_document.uri, None)
    server.send(params.text_document.uri, [])


def document_symbol(server: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The outline of a document that is open."""
    opened = server.opened(params.text_document.uri)
    return symbols(opened) if opened else []


def folding_range(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """What can be folded in a document that is open."""
    opened = server.opened(params.text_document.uri)
    return foldings(opened) if opened else []


def code_action(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The quick fixes in a range of a document that is open, if the editor asks for that kind."""
    only = params.context.only
    opened = server.opened(params.text_document.uri)
    if opened is None or (only and not {types.CodeActionKind.Empty, types.CodeActionKind.QuickFix}.intersection(only)):
        return []
    return actions(opened, params.text_document.uri, params.range)


def shutdown(server: Server, _params: None) -> None:
    """Note that the editor leaves in an orderly way."""
    server.shut = True


FEATURES: Final[dict[str, tuple[Any, Any]]] = {
    types.TEXT_DOCUMENT_DID_OPEN: (did_open, None),
    types.TEXT_DOCUMENT_DID_SAVE: (did_open, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (did_change, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (did_close, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (document_symbol, None),
    types.TEXT_DOCUMENT_FOLDING_RANGE: (folding_range, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (code_action, types.CodeActionOptions([types.CodeActionKind.QuickFix])),
    types.SHUTDOWN: (shutdown, None),
}


def serve(source: BinaryIO, sink: BinaryIO) -> int:
    """Serve the editor that writes to source and reads from sink, until it says exit or goes away.

    Returns the exit status that the protocol asks for: 0 after a shutdown, else 1.
    """
    server = Server()
    server.start_io(source, sink)
    return 0 if server.shut else 1
