"""Files become the text that stands in them, in whatever encoding; what cannot be read says why and what to do."""

from __future__ import annotations

import builtins
import codecs
import errno
import io
import os
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import speechtree
from speechtree.readers import Extract, decode, known, parse_file, read_file
from speechtree.readers.content import suffix_of

SIMPLIFIED = "同志们：\r\n一、把农田水利抓紧抓好。渠道要年年清淤。\r\n二、把乡村道路养护好，谢谢大家！\n"
TRADITIONAL = "各位鄉親，大家好：\n第一，學校的圖書館要儘快開放。\n第二，運動場要重新鋪設，讓孩子們有地方跑步。\n"
SAVE = "save it as plain text (.txt) in UTF-8"
MEND = "mend that line, or save the file again from its source"
INSIST = "open it where it reads well and save it in UTF-8, or name its encoding (--encoding)"
NEITHER = f"讲话.txt: no UTF-8, UTF-16, GB18030 or Big5; if it is a text, {INSIST}"


def refusal(data: bytes) -> str:
    """The message about a file that cannot be read."""
    with pytest.raises(speechtree.InputError) as caught:
        decode(data, "讲话.txt")
    return str(caught.value)


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "一、好\n二、坏", "", "Agenda: 1. roads", "“安全”"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_each_encoding_is_found(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    found = encoding if encoding != "gb18030" or not text.isascii() else "utf-8"  # ASCII is the same in both
    assert decode(data, "讲话.txt") == Extract(text, found)


def test_utf_16_of_either_byte_order_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"), "讲话.txt") == Extract(SIMPLIFIED, "utf-16")
    assert decode(codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le"), "讲话.txt") == Extract(SIMPLIFIED, "utf-16")


def test_four_byte_characters_of_gb18030_are_read() -> None:
    text = SIMPLIFIED + "䶮𠮷是人名。"
    assert decode(text.encode("gb18030"), "讲话.txt") == Extract(text, "gb18030")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    data = text.encode()
    if not data.startswith(codecs.BOM_UTF8):
        assert decode(data, "讲话.txt") == Extract(text, "utf-8")


@given(st.binary(max_size=200))
def test_what_is_read_is_what_the_encoding_says(data: bytes) -> None:
    with suppress(speechtree.InputError):
        text, encoding, _ = decode(data, "讲话.txt")
        assert data.decode(encoding or "") == text


@given(st.integers(0, len(SIMPLIFIED.encode()) - 1), st.sampled_from([b"\xff", b"\x80\x80", b"\xc0"]))
def test_damaged_utf_8_is_never_read_as_gb18030(at: int, damage: bytes) -> None:
    data = SIMPLIFIED.encode()
    assert "damaged UTF-8 at byte" in refusal(data[:at] + damage + data[at:])


def test_damaged_utf_8_is_named_with_its_place() -> None:
    data = SIMPLIFIED.encode()
    at = data.index("抓紧".encode()) + 1
    start = at - 1  # of the character that lost its second byte
    assert refusal(data[:at] + data[at + 1 :]) == f"讲话.txt: damaged UTF-8 at byte {start} (line 2); {MEND}"


def test_a_byte_order_mark_counts_among_the_bytes() -> None:
    assert refusal(codecs.BOM_UTF8 + "一、好".encode() + b"\xff") == f"讲话.txt: damaged UTF-8 at byte 12 (line 1); {MEND}"


def test_damaged_utf_16_is_named_with_its_place() -> None:
    data = codecs.BOM_UTF16_LE + "一、\n好".encode("utf-16-le") + b"\x00"
    assert refusal(data) == f"讲话.txt: damaged UTF-16 at byte 10 (line 2); {MEND}"


def test_damaged_gb18030_is_named_with_its_place() -> None:
    data = SIMPLIFIED.encode("gb18030")
    assert refusal(data + b"\xff\n") == f"讲话.txt: damaged GB18030 at byte {len(data)} (line 4); {MEND}"


def test_utf_16_without_a_byte_order_mark_and_big5_are_found() -> None:
    for text, encoding in ((SIMPLIFIED, "utf-16-le"), (SIMPLIFIED, "utf-16-be"), (TRADITIONAL, "big5hkscs")):
        assert decode(text.encode(encoding), "讲话.txt") == Extract(text, encoding)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE])
def test_utf_32_with_a_byte_order_mark_is_read(mark: bytes) -> None:
    data = mark + SIMPLIFIED.encode("utf-32-le" if mark == codecs.BOM_UTF32_LE else "utf-32-be")
    assert decode(data, "讲话.txt") == Extract(SIMPLIFIED, "utf-32")


@pytest.mark.parametrize(
    "data",
    ["Ein längerer Überblick über die Städte".encode("latin-1"), b"\x89PNG\r\n\x1a\n\0\0", bytes(range(128, 256)), b"MZ\0"],
)
def test_what_is_no_chinese_text_is_refused(data: bytes) -> None:
    assert refusal(data) == NEITHER


@pytest.mark.parametrize(("data", "line"), [("一、好\n二\0".encode(), 2), ("好\0".encode("utf-16"), 1)])
def test_a_nul_is_refused(data: bytes, line: int) -> None:
    assert refusal(data) == f"讲话.txt: no plain text, as it holds a NUL character (line {line}); {SAVE}"


@pytest.mark.parametrize(
    ("named", "data", "found"),
    [
        ("gbk", SIMPLIFIED.encode("gbk"), "gb18030"),
        ("GB2312", (SIMPLIFIED + "镕").encode("gb18030"), "gb18030"),
        ("Big5", TRADITIONAL.encode("big5"), "big5hkscs"),
        ("utf8", SIMPLIFIED.encode(), "utf-8"),
        ("utf-8", SIMPLIFIED.encode("utf-8-sig"), "utf-8-sig"),
        ("utf-8-sig", SIMPLIFIED.encode(), "utf-8"),
        ("utf-16", SIMPLIFIED.encode("utf-16-le"), "utf-16-le"),
        ("utf-16", SIMPLIFIED.encode("utf-16"), "utf-16"),
        ("shift_jis", "各位：".encode("shift_jis"), "shift_jis"),
    ],
)
def test_an_encoding_can_be_insisted_on(named: str, data: bytes, found: str, tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(data)
    assert read_file(path, named) == Extract(data.decode(found), found)
    assert parse_file(path, encoding=named).source.encoding == found


def test_what_is_insisted_on_must_fit(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(SIMPLIFIED.encode("gb18030"))
    with pytest.raises(speechtree.InputError) as caught:
        parse_file(path, encoding="utf-8")
    assert str(caught.value) == f"{path}: damaged UTF-8 at byte 4 (line 1); {MEND}"


@pytest.mark.parametrize("name", ["utf-9", "rot13", "idna", "undefined", "a\0b", ""])
def test_an_encoding_that_there_is_not(name: str) -> None:
    with pytest.raises(speechtree.InputError) as caught:
        known(name)
    assert str(caught.value) == f"there is no encoding {name!r}; usual are utf-8, utf-16, gb18030 and big5"


def zipped(name: str, data: bytes) -> bytes:
    """An archive with one file."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(name, data)
    return archive.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "suffix", "found"),
    [
        (b"%PDF-1.7\n", ".txt", ".pdf"),
        (b"{\\rtf1\\ansi", ".doc", ".rtf"),
        (OLD, ".txt", ".doc"),
        (OLD, ".wps", ".wps"),
        (LOCKED, ".docx", ".docx"),
        (zipped("word/document.xml", b""), ".html", ".docx"),
        (zipped("mimetype", b"application/vnd.oasis.opendocument.text"), ".txt", ".odt"),
        (zipped("mimetype", b"application/epub+zip"), "", ".epub"),
        (zipped("mimetype", b"image/png"), ".txt", ".zip"),
        (zipped("a.txt", b""), ".txt", ".zip"),
        (zipped("a.txt", b""), ".docx", ".docx"),
        (b"PK\3\4 and no archive", ".txt", ".zip"),
        (zipped("ppt/presentation.xml", b""), ".txt", ".pptx"),
        (zipped("xl/workbook.xml", b""), ".docx", ".xlsx"),
        (zipped("mimetype", b"application/vnd.oasis.opendocument.presentation"), "", ".odp"),
        (zipped("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "", ".ods"),
        (OLD, ".ppt", ".ppt"),
        (b"\x89PNG\r\n\x1a\n", ".docx", ".png"),
        (b"\xff\xd8\xff\xe0", "", ".jpg"),
        (b"GIF89a", ".txt", ".gif"),
        (b"II*\0", ".txt", ".tif"),
        (b"Rar!\x1a\x07\0", ".txt", ".rar"),
        (b"\xef\xbb\xbf \n<!-- a -->\n<!DOCTYPE html><p>", ".txt", ".html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "", ".html"),
        (b"<HTML><BODY>", ".md", ".html"),
        (b"<html>", ".htm", ".htm"),
        (b"<h1>Markdown may start so</h1>", ".md", ".md"),
        (b"", ".docx", ".docx"),
    ],
)
def test_the_content_says_what_a_file_is(data: bytes, suffix: str, found: str) -> None:
    assert suffix_of(data, suffix) == found


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("讲话.txt", b"\x89PNG\r\n\x1a\n\0\0", "a picture, no text; run OCR on it, and "),
        ("讲话.jpg", b"", "a picture, no text; run OCR on it, and "),
        ("讲话.pptx", b"PK", "a presentation, which is not read; "),
        ("讲话.docx", zipped("xl/workbook.xml", b""), "a spreadsheet, which is not read; "),
        ("讲话.epub", zipped("a.txt", b""), "an e-book (EPUB), which is not read; "),
        ("讲话.txt", zipped("a.txt", b""), "an archive, no text; unpack it and give the files that are in it"),
    ],
)
def test_what_is_known_and_not_read_is_named_with_advice(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(speechtree.InputError) as caught:
        read_file(path)
    assert str(caught.value).startswith(f"{path}: {reason}")


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".odt", ".doc"])
@pytest.mark.parametrize("data", [b"", b" \n"])
def test_an_empty_document_is_refused_in_the_same_words(suffix: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"讲话{suffix}"
    path.write_bytes(data)
    with pytest.raises(speechtree.InputError) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}: the file is empty; get it anew, or save it again in the program that wrote it"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(speechtree.InputError) as caught:
            read_file(path)
        reason = "this is no regular file; what comes through a pipe is read from standard input, which is called -"
        assert str(caught.value) == f"{path}: {reason}"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text(SIMPLIFIED, encoding="utf-8")
    monkeypatch.setattr("speechtree.readers.MAX_SIZE", path.stat().st_size)
    assert read_file(path).text
    monkeypatch.setattr("speechtree.readers.MAX_SIZE", path.stat().st_size - 1)
    with pytest.raises(speechtree.InputError, match="larger than 124 bytes; divide it"):
        read_file(path)


def test_an_empty_file_has_an_empty_tree(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.touch()
    assert parse_file(path).source.length == 0


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    with pytest.raises(speechtree.InputError) as missing:
        parse_file(tmp_path / "无.txt")
    assert str(missing.value) == f"{tmp_path / '无.txt'}: no such file"
    with pytest.raises(speechtree.InputError) as directory:
        parse_file(str(tmp_path))
    assert str(directory.value) == f"{tmp_path}: this is a directory; give the files in it"


@pytest.mark.parametrize(
    ("code", "reason"), [(errno.EACCES, "no permission to read it"), (errno.EIO, os.strerror(errno.EIO)), (None, "it broke")]
)
def test_whatever_hinders_reading_is_named(
    code: int | None, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("讲话.txt").touch()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, reason)

    monkeypatch.setattr(builtins, "open", refuse)
    with pytest.raises(speechtree.InputError) as caught:
        read_file("讲话.txt")
    monkeypatch.undo()
    assert str(caught.value) == f"讲话.txt: {reason}"


@pytest.mark.parametrize("suffix", [".txt", ".md", ""])
def test_parse_file_keeps_name_and_encoding(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"讲话{suffix}"
    path.write_bytes(SIMPLIFIED.encode("gb18030"))
    document = speechtree.parse_file(path)
    assert (document.source.name, document.source.encoding) == (path.name, "gb18030")
    assert document.speeches == speechtree.parse(SIMPLIFIED).speeches
    start, end = document.speeches[0].points[1].marker.span
    assert SIMPLIFIED[start:end] == "二、"


def test_the_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_bytes(SIMPLIFIED.encode("utf-8-sig"))
    document = parse_file(path)
    assert (document.source.encoding, document.source.length) == ("utf-8-sig", len(SIMPLIFIED))


def test_parse_file_takes_a_parser_of_the_users_own(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text("甲组：修路。\n乙组：建校。\n", encoding="utf-8")

    parser = speechtree.Parser("%extend marker: TEAM\nTEAM: /[甲乙]组：/", [speechtree.Style("team", "TEAM", "甲组：")])
    assert parse_file(path, parser).speeches[0].points[0].marker.style == "team"


def test_the_text_is_kept_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text("一、修路。\n二、建校。\n", encoding="utf-8")
    assert parse_file(path).text is None
    assert parse_file(path, keep_text=True).text == "一、修路。\n二、建校。\n"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux alone")
def test_a_name_that_is_no_utf_8_is_kept_readable(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("讲话.txt".encode("gb18030"))
    path.write_text(SIMPLIFIED, encoding="utf-8")
    document = parse_file(path)
    assert document.source.name == r"\xbd\xb2\xbb\xb0.txt"
    assert speechtree.Document.model_validate_json(document.model_dump_json()) == document
