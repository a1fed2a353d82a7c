"""Word documents that are written: what pandoc, LibreOffice and speechtree itself read in them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from format_texts import DEEPEST, HOSTILE, Line, assert_same, deep, documents, outline, plain
from test_formats import program, words_of

from speechtree import Document, Parser, parse, parse_file
from speechtree.walking import walk
from speechtree.writers.running import Heading, running

docx = pytest.importorskip("docx", reason="python-docx is not installed: pip install 'speechtree[docx]'")
word = pytest.importorskip("speechtree.writers.word")

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
    command = [program("libreoffice"), f"-env:UserInstallation=file://{path.parent}/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True, timeout=120)
    return path.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()


def blocks(path: Path) -> list[dict[str, object]]:
    """The blocks that pandoc reads."""
    done = subprocess.run([program("pandoc"), "-f", "docx+styles", "-t", "json", str(path)], check=True, capture_output=True)
    found: list[dict[str, object]] = json.loads(done.stdout)["blocks"]
    return found


def test_libreoffice_shows_the_numbers_of_the_standard(tmp_path: Path) -> None:
    lines = as_text(saved(tmp_path / "a.docx", parse(SPEECHES)))
    assert [line for line in lines if line] == []


def test_speechtree_reads_its_own_outline(tmp_path: Path) -> None:
    document = parse(SPEECHES)
    again = parse_file(saved(tmp_path / "a.docx", document))
    assert list(outline(again)) == list(outline(document))
