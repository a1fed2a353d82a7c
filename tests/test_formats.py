"""Each format is read back by a program or a library that it is made for: titles, order and nesting are those of the tree."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from format_texts import HOSTILE, Line, assert_same, deep, documents, outline, plain

from speechtree import Document, Parser, parse, parse_file
from speechtree.table import to_records
from speechtree.writers import (
    write_csv,
    write_dot,
    write_freemind,
    write_markdown,
    write_markdown_headings,
    write_mermaid,
    write_opml,
    write_svg,
)

SCRIPT = Path(__file__).parent / "mindmap.mjs"  # asks Mermaid


def program(name: str) -> str:
    """A program, without which a test is skipped."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def printed(*command: str, given: str | bytes = b"") -> bytes:
    """What a program prints for what it is given."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout


def named(*, notes: bool = False) -> Iterator[Line]:
    """All documents under their names."""
    for document in documents():
        yield 1, plain(document.source.name or "")
        yield from outline(document, 2, notes=notes)


# Pandoc: Markdown, OPML and Word, all as its own tree.


def pandoc(form: str, given: str | bytes) -> list[dict[str, Any]]:
    """The blocks that pandoc reads."""
    blocks: list[dict[str, Any]] = json.loads(printed(program("pandoc"), "-f", form, "-t", "json", given=given))["blocks"]
    return blocks


QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def words_of(inlines: Iterable[Any]) -> str:
    """The words of inline elements, which must be nothing but words."""
    words = ""
    for one in inlines:
        if one["t"] == "Quoted":  # “…” as one element
            first, last = QUOTES[one["c"][0]["t"]]
            words += first + words_of(one["c"][1]) + last
        else:
            assert one["t"] in {"Str", "Space", "SoftBreak"}, one
            words += one.get("c", " ")
    return words


def bullets(blocks: Iterable[dict[str, Any]], depth: int) -> Iterator[Line]:
    """The lines of nested lists; what stands between them is left out."""
    for block in blocks:
        if block["t"] == "BulletList":
            for first, *rest in block["c"]:
                yield depth, words_of(first["c"])
                yield from bullets(rest, depth + 1)
        else:
            assert block["t"] in {"Para", "Plain"}, block


def headings(blocks: Iterable[dict[str, Any]], deepest: int = 6) -> Iterator[Line]:
    """The lines of headings, and of the lists under them as deeper ones."""
    for block in blocks:
        if block["t"] == "Header":
            yield block["c"][0], words_of(block["c"][2])
        else:
            yield from bullets([block], deepest + 1)


MARKDOWN = ("commonmark", "gfm", "markdown", "commonmark_x")


@pytest.mark.parametrize("form", MARKDOWN)
def test_pandoc_reads_the_list(form: str) -> None:
    assert_same(bullets(pandoc(form, write_markdown(*documents())), 1), named())


@pytest.mark.parametrize("form", MARKDOWN)
def test_pandoc_reads_the_headings_and_the_prose(form: str) -> None:
    written = write_markdown_headings(*documents())
    expected: list[Line] = []
    for document in documents():
        expected.append((1, plain(document.source.name or "")))
        expected += [*outline(document, 2, stops=True, asides=False)][bool(document.preface) :]  # a preface has no heading
    assert_same(headings(pandoc(form, written)), expected)


def test_the_prose_stands_under_its_heading() -> None:
    document = parse("讲话\n一、抓质量\n1. 要*真抓*，\n不要空谈。\n二、抓安全。都要管\n1）路\n")
    assert (
        write_markdown_headings(document)
        == "# 讲话\n\n## 一、抓质量\n\n### 1\\. 要\\*真抓\\*，不要空谈。\n\n## 二、抓安全。\n\n都要管\n\n### 1）路\n"
    )


def test_a_paragraph_that_nothing_can_be_seen_of_is_left_out() -> None:
    document = parse("一、抓质量\n\x07\u200b\n\x07甲\n二、抓安全\n")
    assert write_markdown_headings(document) == "# …\n\n## 一、抓质量\n\n甲\n\n## 二、抓安全\n"


def test_pandoc_reads_opml() -> None:
    blocks = pandoc("opml-smart-tex_math_dollars", write_opml(*documents()))
    assert_same(headings(block for block in blocks if block["t"] == "Header"), named(notes=True))  # between them stand notes


def test_opml_is_version_2_with_notes() -> None:
    tree = ET.fromstring(write_opml(parse(HOSTILE)))
    assert (tree.tag, tree.get("version")) == ("opml", "2.0")
    notes = [outline.get("_note") for outline in tree.iter("outline")]
    assert notes[-1] == "谢谢大家！"
    assert all(outline.get("text") for outline in tree.iter("outline"))


# Mermaid, Graphviz, Freeplane.


def mermaid(texts: list[str]) -> list[Any]:
    """The trees that Mermaid's own parser sees."""
    folder = printed(program("npm"), "root", "--global").decode().strip()
    if not all((Path(folder) / name).exists() for name in ("mermaid", "jsdom")):
        pytest.skip("Mermaid is not installed: npm install --global mermaid jsdom")
    trees: list[Any] = json.loads(printed(program("node"), str(SCRIPT), folder, given=json.dumps(texts)))
    return trees


def lines_of(tree: Any, depth: int = 1) -> Iterator[Line]:  # noqa: ANN401 - it is JSON
    """The lines of a tree of words and the trees under them."""
    yield depth, tree[0]
    for inner in tree[1]:
        yield from lines_of(inner, depth + 1)


@pytest.mark.slow
def test_mermaid_reads_the_mind_maps() -> None:
    together, alone = mermaid([write_mermaid(*documents()), write_mermaid(deep())])
    assert_same(lines_of(together), [(1, f"{len(documents())}files"), *((depth + 1, words) for depth, words in named())])
    assert_same(lines_of(alone), outline(deep()))


def dot_nodes(source: str, engine: str) -> Iterator[Line]:
    """The nodes that Graphviz reads, in order, with their depths."""
    graph = json.loads(printed(program("dot"), f"-K{engine}", "-Tjson0", given=source))
    depths: dict[int, int] = {}
    above = {edge["head"]: edge["tail"] for edge in graph.get("edges", ()) if edge.get("style") != "invis"}
    nodes = [node for node in graph.get("objects", ()) if "label" in node]  # the others are groups of nodes
    for node in sorted(nodes, key=lambda node: int(node["name"][1:])):
        depths[node["_gvid"]] = depths.get(above.get(node["_gvid"], -1), 0) + 1
        yield depths[node["_gvid"]], unescape(re.sub(r"\\(.)", lambda found: found[1].replace("n", ""), node["label"]))


def test_graphviz_draws_the_first_file_on_top() -> None:
    files = [Parser().parse("讲话\n一、修渠\n1. 清淤\n2. 加固\n二、护路\n", name=f"{at}.txt") for at in range(4)]
    plain_text = printed(program("dot"), "-Tplain", given=write_dot(*files)).decode()
    tops = {fields[6]: float(fields[3]) for fields in map(str.split, plain_text.splitlines()) if fields[0] == "node"}
    heights = [tops[f'"{at}.txt"'] for at in range(4)]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.slow
def test_graphviz_reads_the_graphs() -> None:
    assert_same(dot_nodes(write_dot(*documents()), "twopi"), named())


@pytest.mark.parametrize("document", [deep(), parse(HOSTILE), parse("")], ids=["deep", "hostile", "empty"])
def test_graphviz_draws_the_graphs(document: Document) -> None:
    drawn = ET.fromstring(printed(program("dot"), "-Tsvg", given=write_dot(document)))
    words = plain("".join("".join(one.itertext()) for one in drawn.iter("{http://www.w3.org/2000/svg}text")))
    titles = [line for _, line in outline(document) if line]
    assert all(title in words for title in titles)


@pytest.mark.slow
def test_freeplane_reads_the_mind_map(tmp_path: Path) -> None:
    if find_spec("freeplane") is None:
        pytest.skip("freeplane-io is not installed: pip install freeplane-io")
    path = tmp_path / "some.mm"
    found: list[Line] = []
    for some in batched(documents(), 40):  # the library takes long for large maps
        path.write_text(write_freemind(*some), encoding="utf-8")
        found += [*freeplane_lines(import_module("freeplane").Mindmap(str(path)).rootnode, 0)][1:]
    assert_same(found, named(notes=True))


def batched(all_of_them: Sequence[Document], size: int) -> Iterator[Sequence[Document]]:
    """So many at a time; the last few with those before them, as one alone would be the root itself."""
    starts = range(0, len(all_of_them) - 1, size)
    return (all_of_them[start : None if start == starts[-1] else start + size] for start in starts)


def freeplane_lines(node: Any, depth: int) -> Iterator[Line]:  # noqa: ANN401 - the library is untyped
    """The lines of a node and those under it."""
    yield depth, node.plaintext
    for inner in node.children:
        yield from freeplane_lines(inner, depth + 1)


def test_a_mind_map_has_the_prose_as_notes() -> None:
    tree = ET.fromstring(write_freemind(parse(HOSTILE)))
    notes = ["".join(note.itertext()) for note in tree.iter("richcontent")]
    assert any("第二段有 <!-- 注释 --> 和 ]]>" in note for note in notes)


# Pictures and tables.


def test_the_picture_shows_every_title() -> None:
    for document in (deep(), parse(HOSTILE), parse_file("examples/deep.txt"), parse("")):
        picture = ET.fromstring(write_svg(document))
        words = plain("".join(picture.itertext()))
        assert all(title in words for _, title in outline(document) if title)
    drawn = printed(program("rsvg-convert"), given=write_svg(parse(HOSTILE)))
    assert drawn.startswith(b"\x89PNG")


def test_a_picture_of_several_has_their_names() -> None:
    one, other = (Parser().parse("一、修渠\n二、护路\n", name=name) for name in ("a.txt", "b.txt"))
    assert {"a.txt", "b.txt"} <= set(ET.fromstring(write_svg(one, other)).itertext())


FORMULA = re.compile(r"'('*[=+\-@\t\r＝＋－＠])")
LOST = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def cells(record: dict[str, Any]) -> dict[str, str]:
    """What a spreadsheet must have of a record."""
    texts = record | {"path": ".".join(map(str, record["path"])), "findings": " ".join(record["findings"])}
    return {
        key: "" if value is None else re.sub("[\ud800-\udfff\ufffe]", "�", LOST.sub("", str(value)))
        for key, value in texts.items()
    }


def test_csv_is_the_table() -> None:
    written = write_csv(*documents())
    assert written.encode("utf-8").startswith(b"\xef\xbb\xbfdocument,")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    undone = [
        {key: FORMULA.sub(r"\1", value, count=1) if FORMULA.match(value) else value for key, value in row.items()} for row in rows
    ]
    assert undone == [cells(record) for document in documents() for record in to_records(document)]
    assert not [value for row in rows for value in row.values() if value[:1] in tuple("=+-@\t\r＝＋－＠")]


def test_duckdb_reads_csv_and_parquet_alike(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    parquet = import_module("speechtree.writers.as_parquet").write_parquet
    (tmp_path / "a.csv").write_text(write_csv(*documents()), encoding="utf-8")
    (tmp_path / "a.parquet").write_bytes(parquet(*documents()))
    what = "SELECT document, speech, depth, marker, \"start\" FROM '{}'"
    both = [duckdb.sql(what.format(tmp_path / name)).fetchall() for name in ("a.csv", "a.parquet")]
    parts = [record for document in documents() for record in to_records(document)]
    assert len(both[1]) == len(parts)
    assert [tuple(value or "" for value in row) for row in both[0]] == [tuple(value or "" for value in row) for row in both[1]]
    assert [row[4] for row in both[1]] == [record["start"] for record in parts]
