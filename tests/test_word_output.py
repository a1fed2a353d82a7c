"""Word documents that are written: what pandoc, LibreOffice and speechtree itself read in them."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from format_texts import HOSTILE, Line, assert_same, deep, documents, outline, plain
from test_formats import program, words_of

from speechtree import Document, parse, parse_file
from speechtree.writers.running import Heading, running

word = pytest.importorskip("speechtree.writers.word", reason="python-docx is not installed", exc_type=ImportError)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9  # that Word has
SPEECHES = """在水利会议上的讲话
同志们：
我讲两点意见：
一、修好水渠
（一）清淤
1. 定人
（1）定责
（2）定时
2. 定钱
（二）加固
二、管好水渠
要做到两条：一是日日巡，二是月月报。
谢谢大家！
在交通会议上的讲话
同志们：
一、修路
（一）备料
二、护路
谢谢大家！
"""


def saved(path: Path, *given: Document) -> Path:
    """A Word document of documents."""
    path.write_bytes(word.write_docx(*given))
    return path


def as_text(path: Path) -> list[str]:
    """The lines that LibreOffice shows, automatic numbers and all."""
    office = shutil.which("soffice") or program("libreoffice")
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, start_new_session=True, timeout=180)
    return [line.strip() for line in path.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines() if line]


def headers(blocks: list[Any]) -> Iterator[Line]:
    """The headings that pandoc reads; it puts those with automatic numbers into lists."""
    for block in blocks:
        if block["t"] == "Header":
            yield block["c"][0], words_of(block["c"][2])
        elif block["t"] == "OrderedList":
            for one in block["c"][1]:
                yield from headers(one)


def automatic(document: Document) -> Iterator[Line]:
    """The headings of a document as they should stand in Word: without the markers that become automatic numbers."""
    for part in running(document):
        if isinstance(part, Heading) and part.marker and part.depth <= LEVELS + 1:
            level = part.depth - 2
            yield level + 1, part.title if word.numbered(part.marker, level) else part.words


@pytest.mark.slow
def test_pandoc_reads_the_headings(tmp_path: Path) -> None:
    path = saved(tmp_path / "all.docx", *documents())
    done = subprocess.run([program("pandoc"), "-f", "docx", "-t", "json", str(path)], check=True, capture_output=True)
    found = [(depth, words) for depth, words in headers(json.loads(done.stdout)["blocks"]) if words]
    expected = [(depth, words or None) for document in documents() for depth, words in automatic(document) if words]
    assert_same(found, [(depth, words and plain(words)) for depth, words in expected])


@pytest.mark.slow
def test_libreoffice_shows_the_numbers_of_the_standard(tmp_path: Path) -> None:
    shown = [plain(line) for line in as_text(saved(tmp_path / "a.docx", parse(SPEECHES)))]
    expected = SPEECHES.replace("要做到两条：一是日日巡，二是", "要做到两条：\n一是日日巡，\n二是")
    assert shown == [plain(line) for line in expected.splitlines()]


@pytest.mark.slow
def test_other_markers_become_those_of_the_standard_and_keep_their_numbers(tmp_path: Path) -> None:
    one = parse("讲话\n1. 修渠\n①清淤\n②加固\n3. 护路\n谢谢大家！\n")
    other = parse("讲话\n第一部分 修桥\n一、备料\n二、架梁\n第二部分 铺路\n一、选线\n")
    shown = [plain(line) for line in as_text(saved(tmp_path / "a.docx", one, other))]
    assert shown[:6] == ["讲话", "一、修渠", "（一）清淤", "（二）加固", "三、护路", "谢谢大家！"]
    assert shown[7:] == ["第一部分修桥", "（一）备料", "（二）架梁", "第二部分铺路", "（一）选线"]


@pytest.mark.slow
def test_libreoffice_shows_every_depth(tmp_path: Path) -> None:
    shown = [plain(line) for line in as_text(saved(tmp_path / "a.docx", parse(HOSTILE), deep()))]
    assert [line for line in shown if "点" in line and "第" in line and "层" in line] == [
        words for _, words in outline(deep()) if words
    ]
    assert '二、=HYPERLINK("http://a.b")+1-1@SUM(1)' in shown
    assert "第二段有<!--注释-->和]]>以及和&#27;。" in shown


def test_speechtree_reads_the_same_outline(tmp_path: Path) -> None:
    document = parse(SPEECHES)
    again = parse_file(saved(tmp_path / "a.docx", document))
    assert list(outline(again)) == list(outline(document))


def test_each_speech_starts_a_page_with_its_title(tmp_path: Path) -> None:
    xml = ET.fromstring(zipfile.ZipFile(saved(tmp_path / "a.docx", parse(SPEECHES))).read("word/document.xml"))
    starts = [
        "".join(paragraph.itertext())
        for paragraph in xml.iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert starts == ["在交通会议上的讲话"]
    titles = [paragraph for paragraph in xml.iter(f"{W}pStyle") if paragraph.get(f"{W}val") == "Title"]
    assert len(titles) == 2


def test_a_speech_without_a_title_starts_a_page_too(tmp_path: Path) -> None:
    one, other = parse("各位：\n一、修渠\n二、护路\n"), parse("一、架桥\n二、铺路\n")
    assert [speech.title for speech in (*one.speeches, *other.speeches)] == [None, None]
    xml = zipfile.ZipFile(saved(tmp_path / "a.docx", one, other)).read("word/document.xml").decode()
    assert xml.index("护路") < xml.index("pageBreakBefore") < xml.index("架桥")
    assert xml.count("pageBreakBefore") == 1
