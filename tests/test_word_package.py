"""What is no Word file, or a locked, damaged or dangerous one, is refused: with its name, the reason, and what to do."""

from __future__ import annotations

import sys
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time

import damage
import pytest
from word_files import converted, needs_office, paragraph, repacked, word_file

import speechtree
from speechtree.readers import read_file
from speechtree.readers.docx import read
from speechtree.readers.word import package

GOOD = word_file([paragraph("一、修渠"), paragraph("二、栽树")])
DAMAGED = "damaged; open it in Word and save it again, or take another copy"
UNLOCK = "it is protected by a password; open it in Word, remove the password (File, Info, Protect Document) and save it"
SAVE = "no Word document; give it the suffix of what it is, or save it in Word as .docx"
MAIN, STYLES = "word/document.xml", "word/styles.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(data: bytes) -> str:
    """The message about a file that is refused, without the file's name."""
    with pytest.raises(speechtree.InputError) as caught:
        read(data, "讲话.docx")
    name, _, reason = str(caught.value).partition(": ")
    assert name == "讲话.docx"
    return reason


def with_part(name: str, words: bytes | None) -> bytes:
    """The good file with one of its parts exchanged, or left out."""
    return repacked(GOOD, lambda part, before: words if part == name else before)


def archive(*names: str, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with empty members."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", how) as made:
        for name in names:
            made.writestr(name, b"<x/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("一、修渠".encode(), f"this is {SAVE}"),
        (b"%PDF-1.7\n", f"this is a PDF file, and {SAVE}"),
        (b"{\\rtf1", f"this is an RTF document, and {SAVE}"),
        (OLE + "WordDocument".encode("utf-16-le"), package.OLD),
        (OLE + "EncryptedPackage".encode("utf-16-le"), UNLOCK),
        (archive("a.txt"), f"this is an archive that holds {SAVE}"),
        (archive(), f"this is an archive that holds {SAVE}"),
        (GOOD[:-30], DAMAGED),
        (GOOD[: len(GOOD) // 2], DAMAGED),
        (with_part(MAIN, None), f"this is an archive that holds {SAVE}"),
        (with_part("_rels/.rels", None), f"this is an archive that holds {SAVE}"),
        (with_part(MAIN, b"<w:document"), DAMAGED),
        (with_part(MAIN, b""), DAMAGED),
        (with_part(STYLES, b"<a></b>"), DAMAGED),
        (with_part(MAIN, b"<workbook/>"), f"this is an archive that holds {SAVE}"),
        (with_part(MAIN, b"<a>" * 5000), DAMAGED),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    assert refusal(data) == reason


@needs_office
def test_an_old_word_document_with_a_new_name_is_refused(tmp_path: Path) -> None:
    assert refusal(converted(GOOD, "docx", "doc", tmp_path)) == package.OLD


def test_another_way_of_packing_and_a_packed_password_are_refused() -> None:
    assert refusal(archive("_rels/.rels", how=zipfile.ZIP_LZMA)) == DAMAGED
    locked = bytearray(archive("_rels/.rels"))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + at] |= 1
    assert refusal(bytes(locked)) == UNLOCK


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(MAIN, b"<a>" + b" " * (package.LIMIT + 1) + b"</a>")
    assert len(bomb) < 200_000
    assert refusal(bomb) == "its text unpacks to more than 50 MB; divide it into several documents"


def test_an_archive_that_understates_its_sizes_is_refused() -> None:
    bomb = with_part(MAIN, b"<a>" + b" " * (package.LIMIT + 1) + b"</a>")
    size = (package.LIMIT + 8).to_bytes(4, "little")
    assert bomb.count(size) == 2
    assert refusal(bomb.replace(size, (100).to_bytes(4, "little"))) == DAMAGED


def test_a_document_of_too_many_elements_is_refused() -> None:
    assert refusal(with_part(MAIN, b"<a>" + b"<b/>" * package.MOST_ELEMENTS + b"</a>")) == (
        "it has more than 500,000 elements; divide it into several documents"
    )


def test_what_would_take_long_does_not() -> None:
    """Styles in a long chain, lists with one crowded definition, a long text around a number, fields that do not end."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    many = range(3000)
    based = "".join(f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in many)
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="{"%1" * 9999}"/></w:lvl>'
    lists = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in many)
    numbered = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{n}"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n}"/></w:numPr></w:pPr></w:p>'
        for n in many
    )
    field = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'
    fields = field * len(many) + "<w:r><w:t>a</w:t></w:r>" * len(many)
    definition = f'<w:abstractNum w:abstractNumId="0">{level * 400}</w:abstractNum>'
    parts = {
        MAIN: f"<w:document {names}><w:body>{numbered}<w:p>{fields}</w:p></w:body></w:document>",
        STYLES: f"<w:styles {names}>{based}</w:styles>",
        "word/numbering.xml": f"<w:numbering {names}>{definition}{lists}</w:numbering>",
    }
    hostile = repacked(GOOD, lambda name, words: parts[name].encode() if name in parts else words)
    before = process_time()
    assert read(hostile, "讲话.docx").text.endswith("\n" + "a" * len(many))
    assert process_time() - before < 5


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hosts">]>'
DECLARED = "word/document.xml declares entities, which no program for documents writes; do not trust the file"


@pytest.mark.parametrize("inside", [b"<a>&c;</a>", b"<a>&d;</a>", b'<a b="&c;"/>', b"<a/>"])
def test_entities_are_refused(inside: bytes) -> None:
    assert refusal(with_part(MAIN, ENTITIES + inside)) == DECLARED


def test_entities_that_grow_without_end_are_refused() -> None:
    grown = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(20))
    for inside in (b"<a>&e20;</a>", b'<a b="&e20;"/>'):
        assert refusal(with_part(MAIN, b'<!DOCTYPE a [<!ENTITY e0 "e">' + grown + b"]>" + inside)) in {DECLARED, DAMAGED}


def test_names_of_parts_may_differ_in_case_and_in_slashes() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo("x")
            entry.filename = name.replace("/", "\\").replace("document", "Document")
            after.writestr(entry, before.read(name))
    assert read(packed.getvalue(), "讲话.docx") == read(GOOD, "讲话.docx")


@pytest.mark.parametrize("way", damage.damages(GOOD))
def test_damaged_files_are_read_or_refused(way: damage.Damage) -> None:
    for n in range(40):
        with suppress(speechtree.InputError):
            speechtree.parse(read(way(GOOD, Random(n)), "讲话.docx").text)  # noqa: S311 - not for secrets


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "speechtree.readers.word.body", None)  # as when lxml, which it imports, is not there
    assert refusal(GOOD) == "reading Word documents takes more: pip install 'speechtree[docx]'"


def test_a_file_that_is_refused_has_its_path_in_the_message(tmp_path: Path) -> None:
    path = tmp_path / "讲话.docx"
    path.write_bytes(GOOD[:-30])
    with pytest.raises(speechtree.InputError) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}: {DAMAGED}"
