"""The language server: what its functions say of a text, and what a client of another process is told over stdio."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
from asyncio.subprocess import Process
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lsprotocol import types
from pygls.io_ import StdoutWriter
from pygls.lsp.client import LanguageClient
from test_properties import TEXTS

from speechtree import lsp
from speechtree.cli import main
from speechtree.diagnose import BY_CODE
from speechtree.lsp import Opened, Rules, Server, actions, diagnostics, foldings, read, serve, symbols
from speechtree.settings import DEFAULT

# pygls asks asyncio whether a function is a coroutine, which Python 3.14 wants asked elsewhere.
pytestmark = pytest.mark.filterwarnings("ignore:.*iscoroutinefunction:DeprecationWarning")

ALL = Rules("en", frozenset(BY_CODE))
TEXT = """\

  在水利会议上的讲话

同志们：
一、修渠
上冻前修完。要抓好😀😀三件事：一是清淤；二是加固；四是疏通。
二、栽树
(一)挖坑
(二)浇水

三、养路

谢谢大家！
"""
EVERYWHERE = types.Range(types.Position(0, 0), types.Position(99, 0))
PATIENCE = 20  # seconds until a message that does not come fails a test


def place(line: int, column: int, end: int) -> types.Range:
    """A range within a line."""
    return types.Range(types.Position(line, column), types.Position(line, end))


def flat(found: Sequence[types.DocumentSymbol], depth: int = 0) -> Iterator[tuple[int, types.DocumentSymbol]]:
    """Symbols with their depths, as they stand in the side bar of an editor."""
    for symbol in found:
        yield depth, symbol
        yield from flat(symbol.children or [], depth + 1)


def names(found: Sequence[types.DocumentSymbol]) -> list[str]:
    """The names of symbols, indented by their depths."""
    return [" " * depth + symbol.name for depth, symbol in flat(found)]


def placed(symbol: types.DocumentSymbol) -> tuple[str, types.Range, types.Range]:
    """What a symbol is called, and where it stands."""
    return symbol.name, symbol.range, symbol.selection_range


def applied(text: str, action: types.CodeAction) -> str:
    """The text after a quick fix, in a text without characters beyond U+FFFF."""
    lines = text.split("\n")
    changes = action.edit.changes if action.edit else None
    ((_, edits),) = (changes or {}).items()
    for edit in reversed(edits):
        line, start, end = edit.range.start.line, edit.range.start.character, edit.range.end.character
        assert edit.range.end.line == line
        lines[line] = lines[line][:start] + edit.new_text + lines[line][end:]
    return "\n".join(lines)


# What is said of a text.


def test_places_in_every_unit() -> None:
    text = "a\r\n是𠮷😀b\rc\n\ud800d"
    columns = {"utf-8": [0, 3, 7, 11], "utf-16": [0, 1, 3, 5], "utf-32": [0, 1, 2, 3]}
    for encoding, expected in columns.items():
        places = lsp.Places(text, encoding)
        assert [places.at(offset) for offset in range(3, 7)] == [types.Position(1, column) for column in expected]
        assert places.of((8, 9)) == place(2, 0, 1)
        assert places.at(len(text)) == types.Position(3, 4 if encoding == "utf-8" else 2)


def test_only_cr_and_lf_break_lines() -> None:
    assert lsp.Places("a\x0bb\x0cc\x85d\u2028e", "utf-16").at(9) == types.Position(0, 9)


def test_places_in_a_very_long_line() -> None:
    text = "😀渠" * 5000
    places = lsp.Places(text, "utf-16")
    assert [places.at(offset).character for offset in (1023, 1024, 1025, 10_000)] == [1535, 1536, 1538, 15_000]


def test_diagnostics() -> None:
    found = diagnostics(read(TEXT, ALL))
    assert [(one.code, one.severity, one.range, one.source) for one in found] == [
        ("gap", types.DiagnosticSeverity.Warning, place(5, 27, 29), "speechtree"),
        ("punctuation", types.DiagnosticSeverity.Information, place(7, 0, 3), "speechtree"),
        ("punctuation", types.DiagnosticSeverity.Information, place(8, 0, 3), "speechtree"),
    ]
    assert found[0].message == "四是 follows 二是: 三 is missing\nadd the missing point, or renumber"


def test_diagnostics_without_a_hint_and_of_rules_that_are_not_selected() -> None:
    opened = read(TEXT, Rules("zh", frozenset(("gap",))))
    (one,) = diagnostics(opened)
    assert one.message == "“二是”之后是“四是”，缺少“三”\n补上缺的一条，或者重新编号"
    bare = opened.found[0].model_copy(update={"hint": ""})
    (one,) = diagnostics(Opened(opened.text, opened.rules, opened.document, (bare,), opened.places))
    assert one.message == "“二是”之后是“四是”，缺少“三”"


def test_symbols() -> None:
    found = symbols(read(TEXT, ALL))
    assert names(found) == [
        "在水利会议上的讲话",
        " 一、修渠",
        "  一是 清淤",
        "  二是 加固",
        "  四是 疏通",
        " 二、栽树",
        "  (一) 挖坑",
        "  (二) 浇水",
        " 三、养路",
    ]
    speech, first, _, _, fourth, second, *_ = [symbol for _, symbol in flat(found)]
    assert (speech.kind, first.kind) == (types.SymbolKind.Module, types.SymbolKind.String)
    assert speech.range == types.Range(types.Position(1, 2), types.Position(12, 5))
    assert (speech.selection_range, first.selection_range) == (place(1, 2, 11), place(4, 0, 4))
    assert first.range == types.Range(types.Position(4, 0), types.Position(5, 32))
    assert second.range == types.Range(types.Position(6, 0), types.Position(8, 5))
    assert (fourth.range, fourth.selection_range) == (place(5, 27, 32), place(5, 27, 31))


def test_symbols_of_two_speeches() -> None:
    text = "在水利会议上的讲话\n（2020年1月3日）\n同志们：\n一、修渠\n二、栽树\n谢谢大家！\n\n"
    text += "在交通会议上的讲话\n（2020年2月3日）\n同志们：\n一、修路\n二、护路\n"
    first, second = symbols(read(text, ALL))
    assert names([first, second])[::3] == ["在水利会议上的讲话", "在交通会议上的讲话"]
    assert (first.range.end, second.range.start) == (types.Position(5, 5), types.Position(7, 0))


@pytest.mark.parametrize(
    ("text", "expected", "selected"),
    [
        ("一、修渠\n二、栽树\n", ["一、修渠", " 一、修渠", " 二、栽树"], place(0, 0, 4)),
        ("\n  今天天气很好。\r\n大家都来了。", ["今天天气很好。"], place(1, 2, 9)),
        (
            "（一）\n上冻前修完渠道。\n（二）\n",
            ["（一）… 上冻前修完渠道。", " （一）… 上冻前修完渠道。", " （二）"],
            place(0, 0, 3),
        ),
        ("一、\n二、\n", ["一、", " 一、", " 二、"], place(0, 0, 2)),
        ("天气" * 40, ["天气" * 14 + "天…"], place(0, 0, 80)),
    ],
)
def test_a_speech_without_a_title_is_called_by_its_first_words(text: str, expected: list[str], selected: types.Range) -> None:
    found = symbols(read(text, ALL))
    assert names(found) == expected
    assert found[0].selection_range == selected


@pytest.mark.parametrize("text", ["", " \n\n\u3000\n", "\x01\n\u202e\n\ufeff"])
def test_nothing_that_can_be_seen_is_no_symbol(text: str) -> None:
    assert symbols(read(text, ALL)) == []
    assert diagnostics(read(text, ALL)) == []


def test_foldings() -> None:
    found = foldings(read(TEXT, ALL))
    assert [(one.start_line, one.end_line) for one in found] == [(1, 12), (4, 5), (6, 8)]
    assert {one.kind for one in found} == {types.FoldingRangeKind.Region}


def test_a_head_folds_where_a_speech_starts_with_it() -> None:
    found = foldings(read("一、修渠\n上冻前修完。\n二、栽树\n清明前栽完。\n", ALL))
    assert [(one.start_line, one.end_line) for one in found] == [(0, 1), (2, 3)]


def test_mends() -> None:
    text = "一、栽树\n(一)挖坑\n(二)浇水\n二、修渠\n"
    opened = read(text, ALL)
    first, second = actions(opened, "file:///a.md", EVERYWHERE)
    assert (first.title, first.kind, second.title) == ("Write （一）", types.CodeActionKind.QuickFix, "Write （二）")
    assert first.diagnostics == diagnostics(opened)[:1]
    assert applied(text, first) == text.replace("(一)", "（一）")
    assert actions(opened, "file:///a.md", place(2, 3, 3)) == [second]
    assert actions(opened, "file:///a.md", place(0, 0, 4)) == []


def test_renumbering() -> None:
    text = "一、修渠\n要抓三件事：一是清淤；二是加固；四是疏通。\n三、栽树\n三、养路\n五、管水\n"
    opened = read(text, ALL)
    (inner,) = actions(opened, "file:///a.txt", place(1, 18, 18))
    assert inner.title == "Renumber this series"
    assert applied(text, inner) == text.replace("四是", "三是")
    (outer,) = actions(opened, "file:///a.txt", place(3, 0, 1))
    assert [one.code for one in outer.diagnostics or []] == ["duplicate"]
    assert applied(text, outer) == text.replace("三、栽", "二、栽").replace("五、", "四、")
    (both,) = actions(opened, "file:///a.txt", EVERYWHERE)
    assert diagnostics(read(applied(text, both), ALL)) == []
    (zh, _) = [actions(read(text, Rules("zh", frozenset(codes))), "file:///a.txt", EVERYWHERE) for codes in (["gap"], [])]
    assert [one.title for one in zh] == ["本组重新编号"]


@settings(max_examples=100)
@given(TEXTS)
def test_any_text_has_an_outline_that_editors_accept(text: str) -> None:
    opened = read(text, ALL)
    found = symbols(opened)
    last = opened.places.at(len(text))
    pending = [(types.Range(types.Position(0, 0), last), one) for one in found]
    while pending:
        around, symbol = pending.pop()
        assert symbol.name
        assert around.start <= symbol.range.start <= symbol.selection_range.start
        assert symbol.selection_range.start < symbol.selection_range.end <= symbol.range.end <= around.end
        pending += [(symbol.range, one) for one in symbol.children or []]
    assert all(one.start_line < one.end_line <= last.line for one in foldings(opened))
    assert all(one.range.start <= one.range.end <= last for one in diagnostics(opened))
    assert all(one.edit for one in actions(opened, "file:///a.txt", types.Range(types.Position(0, 0), last)))


# The server, in this process.


def framed(*messages: dict[str, Any]) -> bytes:
    """Messages of the protocol as they are written."""
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    return b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)


def unframed(data: bytes) -> list[Any]:
    """The messages that were written."""
    found, stream = [], io.BytesIO(data)
    while header := stream.readline():
        length = int(header.removeprefix(b"Content-Length: "))
        while stream.readline().strip():
            pass
        found.append(json.loads(stream.read(length)))
    return found


class Kept(io.BytesIO):
    """What was written stays after it was closed."""

    def close(self) -> None:
        """Stay open."""


def opening(uri: str, text: str, version: int = 1) -> types.TextDocumentItem:
    """A document as an editor opens it."""
    return types.TextDocumentItem(uri, "plaintext", version, text)


def started(root: Path | None = None) -> tuple[Server, Kept]:
    """A server that was initialized, and what it writes."""
    server, sink = Server(), Kept()
    server.protocol.set_writer(StdoutWriter(sink))
    parameters = types.InitializeParams(types.ClientCapabilities(), root_uri=root.as_uri() if root else None)
    assert list(server.protocol.lsp_initialize(parameters)) == []
    return server, sink


def sent(sink: Kept) -> list[Any]:
    """What a server has written since the last time, as pairs of method and parameters."""
    messages = [(message["method"], message["params"]) for message in unframed(sink.getvalue())]
    sink.seek(0)
    sink.truncate()
    return messages


SESSION = (
    {"id": 1, "method": "initialize", "params": {"capabilities": {"general": {"positionEncodings": ["utf-32"]}}}},
    {"method": "initialized", "params": {}},
    {
        "method": "textDocument/didOpen",
        "params": {"textDocument": {"uri": "untitled:1", "languageId": "markdown", "version": 1, "text": TEXT}},
    },
    {"id": 2, "method": "textDocument/documentSymbol", "params": {"textDocument": {"uri": "untitled:1"}}},
    {"id": 3, "method": "textDocument/foldingRange", "params": {"textDocument": {"uri": "untitled:1"}}},
)
ENDING: tuple[dict[str, Any], ...] = ({"id": 4, "method": "shutdown"}, {"method": "exit"})


def test_a_session_in_code_points() -> None:
    sink = Kept()
    assert serve(io.BytesIO(framed(*SESSION, *ENDING)), sink) == 0
    answer, published, outline, folded, ended = unframed(sink.getvalue())
    capabilities = answer["result"]["capabilities"]
    assert (capabilities["positionEncoding"], capabilities["textDocumentSync"]["change"]) == ("utf-32", 1)
    assert capabilities["codeActionProvider"] == {"codeActionKinds": ["quickfix"]}
    (gap,) = published["params"]["diagnostics"]
    assert gap["range"] == {"start": {"line": 5, "character": 25}, "end": {"line": 5, "character": 27}}
    assert [point["name"] for point in outline["result"][0]["children"]] == ["一、修渠", "二、栽树", "三、养路"]
    assert len(folded["result"]) == 3
    assert ended["result"] is None


def test_an_editor_that_goes_away() -> None:
    assert serve(io.BytesIO(framed(*SESSION)), Kept()) == 1


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "said"
    path.write_bytes(framed(*SESSION, *ENDING))
    kept = os.dup(0)
    try:
        with path.open("rb") as stream:
            os.dup2(stream.fileno(), 0)
        assert main(["lsp", "--stdio"]) == 0
    finally:
        os.dup2(kept, 0)
        os.close(kept)
    out, err = capfd.readouterr()
    assert (len(unframed(out.encode())), err) == (5, "")
    sys.stdout.write("open")
    assert capfd.readouterr().out == "open"


def test_without_pygls(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delitem(sys.modules, "speechtree.lsp")
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    with pytest.raises(SystemExit) as stop:
        main(["lsp"])
    assert stop.value.code == 2
    assert capsys.readouterr() == ("", "speechtree lsp needs pygls: pip install 'speechtree[lsp]'\n")


def test_a_text_is_read_once_until_it_changes(tmp_path: Path) -> None:
    server, _ = started()
    uri = (tmp_path / "讲 话.txt").as_uri()
    server.workspace.put_text_document(opening(uri, TEXT))
    first = server.opened(uri)
    assert first is server.opened(uri)
    (tmp_path / "speechtree.toml").write_text('ignore = ["gap"]', encoding="utf-8")
    second = server.opened(uri)
    assert (first and len(first.found), second and len(second.found)) == (1, 0)
    server.workspace.put_text_document(opening(uri, "一、修渠\n", 2))
    third = server.opened(uri)
    assert third
    assert third.text == "一、修渠\n"


def test_findings_are_sent_when_the_user_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lsp, "PAUSE", 0)
    server, sink = started()
    server.workspace.put_text_document(opening("untitled:a", TEXT, version=3))

    def change(uri: str, version: int) -> list[Any]:
        document = types.VersionedTextDocumentIdentifier(version, uri)
        asyncio.run(lsp.did_change(server, types.DidChangeTextDocumentParams(document, [])))
        return sent(sink)

    ((method, parameters),) = change("untitled:a", 3)
    assert (method, len(parameters["diagnostics"])) == ("textDocument/publishDiagnostics", 1)
    assert change("untitled:a", 2) == []
    assert change("untitled:closed", 3) == []


def test_a_document_that_is_not_open() -> None:
    server, sink = started()
    closed = types.TextDocumentIdentifier("file:///no/such/file.txt")
    lsp.did_open(server, types.DidSaveTextDocumentParams(closed))
    assert sent(sink) == []
    assert lsp.document_symbol(server, types.DocumentSymbolParams(closed)) == []
    assert lsp.folding_range(server, types.FoldingRangeParams(closed)) == []
    assert lsp.code_action(server, types.CodeActionParams(closed, EVERYWHERE, types.CodeActionContext([]))) == []


def test_a_closed_document_is_cleared_and_forgotten() -> None:
    server, sink = started()
    server.workspace.put_text_document(opening("untitled:a", TEXT))
    lsp.did_open(server, types.DidOpenTextDocumentParams(opening("untitled:a", TEXT)))
    assert len(sent(sink)[0][1]["diagnostics"]) == 1
    lsp.did_close(server, types.DidCloseTextDocumentParams(types.TextDocumentIdentifier("untitled:a")))
    assert sent(sink) == [("textDocument/publishDiagnostics", {"uri": "untitled:a", "diagnostics": []})]
    assert server.texts == {}


@pytest.mark.parametrize(
    ("only", "count"),
    [(None, 1), ([], 1), (["quickfix"], 1), ([types.CodeActionKind.Empty], 1), (["refactor", "quickfix"], 1), (["source"], 0)],
)
def test_quick_fixes_are_given_to_who_asks_for_them(only: list[str] | None, count: int) -> None:
    server, _ = started()
    server.workspace.put_text_document(opening("untitled:a", TEXT))
    context = types.CodeActionContext([], only)
    parameters = types.CodeActionParams(types.TextDocumentIdentifier("untitled:a"), EVERYWHERE, context)
    assert len(lsp.code_action(server, parameters)) == count


def test_settings_that_are_not_understood_are_told_once(tmp_path: Path) -> None:
    server, sink = started(tmp_path)
    path = tmp_path / "speechtree.toml"
    path.write_text('ignore = ["gaps"]', encoding="utf-8")
    rules = server.rules("untitled:a")
    assert rules.codes == DEFAULT
    assert server.rules("untitled:b") == rules
    ((method, parameters),) = sent(sink)
    assert (method, parameters["type"]) == ("window/showMessage", 1)
    assert parameters["message"].startswith(f"speechtree: {path}: ignore: there is no rule 'gaps'")
    path.write_text('ignore = ["gap"]\nlanguage = "zh"', encoding="utf-8")
    assert server.rules("untitled:a") == Rules("zh", DEFAULT - {"gap"})
    path.write_text('ignore = ["gaps"]', encoding="utf-8")
    assert server.rules((tmp_path / "a.txt").as_uri()) == rules
    assert len(sent(sink)) == 1


def test_a_name_that_no_file_can_have() -> None:
    server, _ = started()
    assert server.rules("file:///a%00b/c.txt").codes == DEFAULT


# The server, in another process.


class Editor(LanguageClient):
    """A client that keeps what it was told. findings: what was published, in order."""

    def __init__(self) -> None:
        """Listen."""
        super().__init__("editor", "1")
        self.findings: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: list[str] = []
        self.status: int | None = None
        self.complaints = b""
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self.findings.put_nowait))

    async def server_exit(self, server: Process) -> None:
        """Keep how the server ended."""
        self.status = server.returncode
        if server.stderr:
            self.complaints = await server.stderr.read()


Run = Callable[[Coroutine[Any, Any, Any]], Any]
Session = tuple[Editor, Run, Path]


@contextmanager
def session(folder: Path, encodings: Sequence[str] | None = None) -> Iterator[Session]:
    """An editor, connected to a server of its own until the end; what runs its coroutines; the folder of its workspace."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    capabilities = types.ClientCapabilities(general=types.GeneralClientCapabilities(position_encodings=encodings))
    with asyncio.Runner() as runner:

        def run(coroutine: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - what the coroutine gives
            return runner.run(asyncio.wait_for(coroutine, PATIENCE))

        async def start() -> Editor:
            editor = Editor()
            await editor.start_io(sys.executable, "-m", "speechtree", "lsp", cwd=folder, env=environment)
            await editor.initialize_async(types.InitializeParams(capabilities, root_uri=folder.as_uri()))
            editor.initialized(types.InitializedParams())
            return editor

        async def stop() -> None:
            await editor.shutdown_async(None)
            editor.exit(None)
            await editor.stop()

        editor = run(start())
        yield editor, run, folder
        run(stop())
    assert (editor.status, editor.complaints.decode()) == (0, "")


@pytest.fixture(scope="module")
def connected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """An editor that counts as editors do if nothing else was agreed, in UTF-16."""
    with session(tmp_path_factory.mktemp("workspace")) as one:
        yield one


def test_findings_come_as_the_text_changes(connected: Session) -> None:
    editor, run, folder = connected
    uri = (folder / "讲话.md").as_uri()
    document, second = types.TextDocumentIdentifier(uri), types.VersionedTextDocumentIdentifier(2, uri)
    change = types.TextDocumentContentChangeWholeDocument(TEXT.replace("四是", "三是"))

    async def write() -> list[types.PublishDiagnosticsParams]:
        editor.text_document_did_open(types.DidOpenTextDocumentParams(opening(uri, TEXT)))
        found = [await editor.findings.get()]
        editor.text_document_did_change(types.DidChangeTextDocumentParams(second, [change]))
        found.append(await editor.findings.get())
        (folder / "speechtree.toml").write_text('select = ["ALL"]\nlanguage = "zh"', encoding="utf-8")
        editor.text_document_did_save(types.DidSaveTextDocumentParams(document))
        found.append(await editor.findings.get())
        (folder / "speechtree.toml").unlink()
        editor.text_document_did_close(types.DidCloseTextDocumentParams(document))
        return [*found, await editor.findings.get()]

    opened, changed, saved, closed = run(write())
    assert {one.uri for one in (opened, changed, saved, closed)} == {uri}
    assert [(one.code, one.range) for one in opened.diagnostics] == [("gap", place(5, 27, 29))]
    assert [*changed.diagnostics, *closed.diagnostics] == []
    assert [(one.code, one.message) for one in saved.diagnostics] == [
        ("punctuation", "“(一)”应为“（一）”\n改为“（一）”"),
        ("punctuation", "“(二)”应为“（二）”\n改为“（二）”"),
    ]


def test_settings_of_files(connected: Session) -> None:
    editor, run, folder = connected
    (folder / "drafts").mkdir()
    (folder / "pyproject.toml").write_text('[tool.speechtree.per-file-ignores]\n"drafts/*.txt" = ["gap"]\n', encoding="utf-8")

    async def found(name: str) -> list[int | str | None]:
        uri = (folder / name).as_uri()
        editor.text_document_did_open(types.DidOpenTextDocumentParams(opening(uri, TEXT)))
        return [one.code for one in (await editor.findings.get()).diagnostics]

    assert (run(found("drafts/a.txt")), run(found("drafts/a.md"))) == ([], ["gap"])


def test_outline_folding_and_quick_fixes(connected: Session) -> None:
    editor, run, folder = connected
    uri = (folder / "outline.txt").as_uri()
    document = types.TextDocumentIdentifier(uri)

    async def ask() -> tuple[Any, Any, Any]:
        editor.text_document_did_open(types.DidOpenTextDocumentParams(opening(uri, TEXT)))
        (gap,) = (await editor.findings.get()).diagnostics
        context = types.CodeActionContext([gap])
        return (
            await editor.text_document_document_symbol_async(types.DocumentSymbolParams(document)),
            await editor.text_document_folding_range_async(types.FoldingRangeParams(document)),
            await editor.text_document_code_action_async(types.CodeActionParams(document, gap.range, context)),
        )

    outline, folded, fixes = run(ask())
    assert [placed(symbol) for _, symbol in flat(outline)] == [placed(symbol) for _, symbol in flat(symbols(read(TEXT, ALL)))]
    assert list(folded) == foldings(read(TEXT, ALL))
    (fix,) = fixes
    assert (fix.title, fix.kind) == ("Renumber this series", types.CodeActionKind.QuickFix)
    assert list(fix.edit.changes[uri]) == [types.TextEdit(place(5, 27, 29), "三是")]


def test_nothing_in_a_text_stops_the_server(connected: Session) -> None:
    editor, run, _ = connected
    texts = ["", "\ud800一、\udfff", "\x00\f\u2028一、甲\x85二、乙", "一、" * 3000, "（" * 3000, "1.1.1.1.1.1\n" * 300]

    async def write() -> None:
        for number, text in enumerate(texts):
            document = types.TextDocumentIdentifier(f"untitled:{number}")
            editor.text_document_did_open(types.DidOpenTextDocumentParams(opening(document.uri, text)))
            assert (await editor.findings.get()).uri == document.uri
            found = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(document))
            assert found is not None
            await editor.text_document_folding_range_async(types.FoldingRangeParams(document))
            context = types.CodeActionContext([])
            await editor.text_document_code_action_async(types.CodeActionParams(document, EVERYWHERE, context))

    run(write())


def test_an_editor_that_counts_bytes(tmp_path: Path) -> None:
    with session(tmp_path, [types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16]) as (editor, run, _):
        editor.text_document_did_open(types.DidOpenTextDocumentParams(opening("untitled:a", TEXT)))
        (gap,) = run(editor.findings.get()).diagnostics
    assert gap.range == place(5, 77, 83)
