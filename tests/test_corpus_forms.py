"""The inputs of a corpus: which files are found, how they are cut into units, and which documents come out of them."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pytest
from pyarrow import parquet

from speechtree import InputError
from speechtree.corpus.forms import ACCEPTED, Sources, archives, lines, tables, texts
from speechtree.corpus.inputs import check_inputs, units_of
from speechtree.corpus.units import UNIT_DOCUMENTS, Options, Unit

CANALS = "一、修好水渠\n二、管好水渠\n"
DEFAULT = Options()
ROADS = "一、修路\n二、护路\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything happens in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def cut(*names: str, options: Options = DEFAULT, left_out: Counter[str] | None = None) -> list[Unit]:
    """The units of inputs, as a worker is told of them."""
    check_inputs(names)
    units = units_of(names, options, "out.jsonl", Counter() if left_out is None else left_out)
    return [Unit.from_json(unit.to_json()) for unit in units]


def read(*names: str, options: Options = DEFAULT) -> list[tuple[str, str]]:
    """The names and texts of all documents, or the errors."""
    return list(documents(cut(*names, options=options), options))


def documents(units: list[Unit], options: Options = DEFAULT) -> Iterator[tuple[str, str]]:
    """The names and texts of the documents of units, or the errors."""
    with closing(Sources(options)) as sources:
        for unit in units:
            for found in sources.documents(unit):
                try:
                    name, (text, _, _) = found.load()
                except InputError as error:
                    yield found.place, f"! {error}"
                else:
                    yield name, text


def write(name: str, content: str | bytes = CANALS) -> None:
    """Make a file, and the folders that it is in."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def write_lines(name: str, *objects: object) -> None:
    """Make a file with an object on each line."""
    write(name, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects))


def test_a_folder_is_read_in_the_order_of_its_paths() -> None:
    for name in (
        "all/b.txt",
        "all/a/z.md",
        "all/a/B.TXT",
        "all/.hidden.txt",
        "all/.git/x.txt",
        "all/c.xyz",
        "all/d",
        "all/e.xyz",
    ):
        write(name)
    left_out = Counter[str]()
    cut("all", left_out=left_out)
    assert [name for name, _ in read("all")] == ["all/a/B.TXT", "all/a/z.md", "all/b.txt"]
    assert left_out == {".xyz": 2, "": 1}


def test_a_link_to_a_folder_is_not_followed() -> None:
    write("all/a.txt")
    Path("all/again").symlink_to(Path.cwd())
    Path("all/b.txt").symlink_to("a.txt")
    assert read("./all/") == [("all/a.txt", CANALS), ("all/b.txt", CANALS)]


def test_a_pattern_finds_files_and_folders_each_once() -> None:
    for name in ("2019/a.txt", "2020/b.txt", "2020/x/c.txt", "2020/y.xyz", "[2021].txt"):
        write(name)
    assert [name for name, _ in read("20*")] == ["2019/a.txt", "2020/b.txt", "2020/x/c.txt"]
    assert [name for name, _ in read("**/*.txt")] == ["2019/a.txt", "2020/b.txt", "2020/x/c.txt", "[2021].txt"]
    assert [name for name, _ in read("[2021].txt", "2019/?.txt")] == ["[2021].txt", "2019/a.txt"]


def test_the_output_is_no_input() -> None:
    for name in ("a.txt", "out.jsonl", "out.jsonl.parts/b.txt", "out.jsonl.parts2/c.txt"):
        write(name)
    assert [name for name, _ in read(".")] == ["a.txt", "out.jsonl.parts2/c.txt"]


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("-", "standard input cannot be read twice, so that a run could not be resumed; save it as a file"),
        ("none.txt", "none.txt: no such file or folder"),
        (
            "a.xyz",
            f"a.xyz: a corpus is made of folders and of files of these kinds: {ACCEPTED}",
        ),
        ("empty", f"empty: there is no file in it that can be read: {ACCEPTED}"),
        ("*.md", f"*.md: there is no file in it that can be read: {ACCEPTED}"),
    ],
)
def test_inputs_that_cannot_be_read_are_told_before_work_starts(name: str, complaint: str) -> None:
    write("a.xyz")
    write("empty/picture.xyz")
    with pytest.raises(InputError) as error:
        cut(name)
    assert str(error.value) == complaint


def test_a_folder_without_permission_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    write("all/a.txt")

    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match=r"^all: Permission denied$"):
        cut("all")


def test_a_file_that_is_gone_at_once_is_an_error() -> None:
    write("all/a.txt")
    Path("all/b.txt").symlink_to("nothing")
    units = units_of(["all/*"], Options(), "out.jsonl", Counter())
    with pytest.raises(InputError, match=r"^all/b\.txt: No such file or directory$"):
        list(units)


def test_texts_are_cut_by_number_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "BEGINS", sys.maxsize)
    for number in range(UNIT_DOCUMENTS + 1):
        write(f"many/{number:03}.txt")
    assert [unit.documents for unit in cut("many")] == [UNIT_DOCUMENTS, 1]
    monkeypatch.setattr(texts, "UNIT_BYTES", 2 * len(CANALS.encode()))
    write("few/long.txt", CANALS * 3)
    for number in range(3):
        write(f"few/{number}.txt")
    assert [unit.documents for unit in cut("few")] == [2, 1, 1]


def test_units_stay_the_same_where_files_come_in_between() -> None:
    for number in range(600):
        write(f"many/{number:03}.txt")
    before = cut("many")
    write("many/010 and a half.txt")
    Path("many/300.txt").unlink()
    after = cut("many")
    assert sum(unit.documents for unit in before) == sum(unit.documents for unit in after) == 600
    assert max(unit.documents for unit in after) <= UNIT_DOCUMENTS
    assert len(set(before) - set(after)) <= len(before) // 2


def test_an_encoding_may_be_insisted_on() -> None:
    write("a.txt", "一、修".encode("utf-16-be"))
    with ZipFile("all.zip", "w") as archive:
        archive.write("a.txt", "b.txt")
    insist = Options(encoding="utf-16-be")
    assert read("a.txt", options=insist) == [("a.txt", "一、修")]
    assert read("all.zip", options=insist) == [("all.zip/b.txt", "一、修")]


def test_a_text_may_be_too_large_or_unreadable() -> None:
    write("a.txt", b"\xff\xff\xff")
    write("b.txt", CANALS)
    (_, damaged), (_, large) = read("*.txt", options=Options(largest=10))
    assert damaged.startswith("! a.txt: no UTF-8")
    assert large == "! b.txt: larger than 10 bytes; split it, or allow more with --largest"


@pytest.mark.parametrize("size", [1, 30, 100, 10_000])
@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz"])
def test_lines_are_the_same_however_they_are_cut(size: int, end: str, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "UNIT_BYTES", size)
    objects = [json.dumps({"text": f"{CANALS}{number}", "no": number}, ensure_ascii=number % 2 == 0) for number in range(9)]
    objects[3:3] = ["", "  "]
    content = b"\xef\xbb\xbf" + ("\n".join(objects) + end).encode()
    write(f"a.{suffix}", gzip.compress(content) if suffix.endswith("gz") else content)
    units = cut(f"a.{suffix}")
    numbers = [1, 2, 3, 6, 7, 8, 9, 10, 11]
    assert list(documents(units)) == [(f"a.{suffix}:{number}", f"{CANALS}{at}") for at, number in enumerate(numbers)]
    assert sum(unit.documents for unit in units) == len(objects)
    backwards = list(documents(units[::-1]))
    assert sorted(backwards) == sorted(documents(units))


def test_documents_have_the_names_that_they_bring() -> None:
    write_lines("a.jsonl", {"id": "甲", "body": CANALS}, {"id": 7, "body": ROADS}, {"id": None, "body": CANALS}, {"body": ROADS})
    options = Options(text_field="body", name_field="id")
    assert read("a.jsonl", options=options) == [("甲", CANALS), ("7", ROADS), ("a.jsonl:3", CANALS), ("a.jsonl:4", ROADS)]


def test_lines_that_hold_no_document_fail_one_by_one() -> None:
    good = json.dumps({"text": CANALS})
    write("a.jsonl", "\n".join([good, "{", "[1]", '{"text": 3}', '{"other": ""}', "[" * 100_000, good]))
    first, *errors, last = read("a.jsonl")
    assert (first, last) == (("a.jsonl:1", CANALS), ("a.jsonl:7", CANALS))
    assert [place for place, _ in errors] == [f"a.jsonl:{number}" for number in range(2, 7)]
    starts = (
        "no JSON: Expecting",
        "no JSON object",
        "'text' holds no text",
        "'text' holds no text",
        "no JSON: maximum recursion",
    )
    for (place, error), start in zip(errors, starts, strict=True):
        assert error.startswith(f"! {place}: {start}")


def test_a_line_that_is_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "UNIT_BYTES", 50)
    write_lines("a.jsonl", {"text": CANALS}, {"text": "水" * 1000}, {"text": "水" * 34}, {"text": ROADS})
    too_large = "larger than 100 bytes; split it, or allow more with --largest"
    assert read("a.jsonl", options=Options(largest=100)) == [
        ("a.jsonl:1", CANALS),
        ("a.jsonl:2", f"! a.jsonl:2: {too_large}"),
        ("a.jsonl:3", f"! a.jsonl:3: {too_large}"),
        ("a.jsonl:4", ROADS),
    ]


def test_lines_without_the_field_are_an_error_before_work_starts() -> None:
    write("a.jsonl", '[]\nno\n{"body": "甲", "id": 1}\n{"body": "乙"}\n')
    with pytest.raises(InputError, match=r"^a\.jsonl: no line has a field 'text'; name one with --text-field: body, id$"):
        cut("a.jsonl")


def test_damaged_files_are_an_error_before_work_starts() -> None:
    write("a.jsonl.gz", gzip.compress(b'{"text": ""}\n' * 1000)[:40])
    write("b.jsonl.gz", b"no gzip")
    write("c.parquet", b"no parquet")
    write("d.zip", b"no zip")
    for name, complaint in (
        ("a.jsonl.gz", "Compressed file ended before"),
        ("b.jsonl.gz", "Not a gzipped file"),
        ("c.parquet", "Parquet magic bytes not found"),
        ("d.zip", "File is not a zip file"),
    ):
        with pytest.raises(InputError, match=f"^{re.escape(name)}: .*{complaint}"):
            cut(name)


def test_rows_are_the_same_however_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [f"{CANALS}{number}" for number in range(20)]
    table = pa.table({"meta": [{"x": 1}] * 20, "id": list(range(20)), "text": pa.array(values).dictionary_encode()})
    parquet.write_table(table, "a.parquet", row_group_size=7)
    parquet.write_table(table.slice(0, 0), "b.parquet")
    whole = cut("a.parquet")
    assert [(unit.first, unit.start, unit.stop) for unit in whole] == [(0, 0, 7), (1, 0, 7), (2, 0, 6)]
    monkeypatch.setattr(tables, "UNIT_BYTES", whole[0].size // 3)
    units = cut("a.parquet", "b.parquet")
    assert len(units) > 6
    expected = [(f"a.parquet:{number}", text) for number, text in enumerate(values, 1)]
    assert list(documents(units)) == expected
    assert list(documents(units[1::2])) == [one for unit in units[1::2] for one in documents([unit])]
    assert sorted(documents(units[::-1])) == sorted(expected)


def test_rows_that_hold_no_document_fail_one_by_one() -> None:
    not_utf_8 = pa.array([b"\xff"]).view(pa.string())
    table = pa.table({"text": pa.concat_arrays([pa.array([CANALS, None]), not_utf_8]), "id": ["甲", "乙", "丙"]})
    parquet.write_table(table, "a.parquet")
    first, null, damaged = read("a.parquet", options=Options(name_field="id"))
    assert first == ("甲", CANALS)
    assert null == ("a.parquet:2", "! a.parquet:2: 'text' holds no text")
    assert damaged[1].startswith("! a.parquet:3: 'utf-8' codec can't decode byte 0xff")


def test_columns_that_are_missing_are_an_error_before_work_starts() -> None:
    parquet.write_table(pa.table({"body": [CANALS], "id": [1]}), "a.parquet")
    with pytest.raises(InputError, match=r"^a\.parquet: there is no column 'text'; name one with --text-field: body, id$"):
        cut("a.parquet")
    with pytest.raises(InputError, match=r"^a\.parquet: there is no column 'no'; name one with --name-field: body, id$"):
        cut("a.parquet", options=Options("body", "no"))


def test_members_of_an_archive_are_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    with ZipFile("all.zip", "w") as archive:
        for name in ("年/", "年/b.txt", "a.MD", ".hidden.txt", "__MACOSX/a.txt", "c.xyz", "x/.git/d.txt"):
            archive.writestr(name, "" if name.endswith("/") else CANALS.encode("gb18030"))
    left_out = Counter[str]()
    assert [unit.documents for unit in cut("all.zip", left_out=left_out)] == [2]
    assert left_out == {".xyz": 1}
    expected = [("all.zip/年/b.txt", CANALS), ("all.zip/a.MD", CANALS)]
    assert read("all.zip") == expected
    monkeypatch.setattr(archives, "UNIT_BYTES", 1)
    assert [unit.documents for unit in cut("all.zip")] == [1, 1]
    assert read("all.zip") == expected


def test_an_archive_may_be_empty() -> None:
    with ZipFile("all.zip", "w"):
        pass
    assert cut("all.zip") == []


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "讲话.txt"), ("gb18030", "讲话.txt"), ("cp437", "Ç-é.txt")])
def test_names_of_members_are_decoded(encoding: str, name: str) -> None:
    stand_in = "x" * len(name.encode(encoding))
    with ZipFile("all.zip", "w") as archive:
        archive.writestr(stand_in, CANALS)
    content = Path("all.zip").read_bytes()
    write("all.zip", content.replace(stand_in.encode(), name.encode(encoding)))
    assert read("all.zip") == [(f"all.zip/{name}", CANALS)]


def test_a_member_is_never_unpacked_beyond_what_is_allowed() -> None:
    with ZipFile("all.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "水" * 1_000_000)
        archive.writestr("b.txt", ROADS)
    large, small = read("all.zip", options=Options(largest=1000))
    assert large == ("all.zip/a.txt", "! all.zip/a.txt: larger than 1,000 bytes; split it, or allow more with --largest")
    assert small == ("all.zip/b.txt", ROADS)
    # An archive may lie about the size: then no more than that is unpacked, and what is there is found to be damaged.
    content = Path("all.zip").read_bytes()
    write("all.zip", content.replace((3_000_000).to_bytes(4, "little"), (900).to_bytes(4, "little")))
    lie, small = read("all.zip", options=Options(largest=1000))
    assert lie == ("all.zip/a.txt", "! all.zip/a.txt: Bad CRC-32 for file 'a.txt'")
    assert small == ("all.zip/b.txt", ROADS)


def test_a_member_that_needs_a_password_fails() -> None:
    with ZipFile("all.zip", "w") as archive:
        archive.writestr("a.txt", CANALS)
        archive.infolist()[0].flag_bits |= 1
    content = bytearray(Path("all.zip").read_bytes())
    content[6] |= 1  # the flags of the member itself
    write("all.zip", bytes(content))
    ((_, error),) = read("all.zip")
    assert "password required" in error


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.zip"])
@pytest.mark.parametrize("gone", [True, False])
def test_a_file_that_changes_while_it_is_read_is_an_error(name: str, gone: bool) -> None:
    if name == "a.jsonl":
        write_lines(name, {"text": CANALS})
    elif name == "a.parquet":
        parquet.write_table(pa.table({"text": [CANALS]}), name)
    else:
        with ZipFile(name, "w") as archive:
            archive.writestr("a.txt", CANALS)
    units = cut(name)
    if gone:
        Path(name).unlink()
    else:
        os.utime(name, (0, 0))
    with pytest.raises(InputError, match=f"^{re.escape(name)}: it changed while the corpus was read; run the command again$"):
        list(documents(units))


def test_parquet_needs_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.parquet")
    monkeypatch.delattr("speechtree.corpus.forms.tables")
    monkeypatch.setitem(sys.modules, "speechtree.corpus.forms.tables", None)
    with pytest.raises(InputError, match=r"^reading \.parquet needs pyarrow: pip install 'speechtree\[corpus\]'$"):
        cut("a.parquet")
