"""The command on a real terminal, its pseudo kind, and in a pipe."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from speechtree.writers.entries import columns_of

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are those of Unix", allow_module_level=True)

import fcntl
import pty
import struct
import termios

SPEECH = """在全县水利建设工作会议上的讲话
同志们：
一、充分认识修好水渠、管好水渠对于全县粮食生产的重要意义
（一）水渠是粮食的命脉，要像爱护眼睛一样爱护它
1. 清淤
3. 加固
二、落实责任
谢谢大家！
"""
PAINT = re.compile(r"\x1b\[\d+m")
COMMAND = [sys.executable, "-m", "speechtree"]


def on_terminal(path: Path, columns: int, *arguments: str, **environment: str) -> str:
    """What the command writes on a terminal of so many columns."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    settings = kept | {"TERM": "xterm-256color", "LANG": "zh_CN.UTF-8"} | environment
    with subprocess.Popen([*COMMAND, *arguments, str(path)], stdin=subprocess.DEVNULL, stdout=slave, env=settings) as running:
        os.close(slave)
        written = b""
        while piece := _read(master):
            written += piece
    os.close(master)
    assert running.returncode == 0
    return written.decode("utf-8").replace("\r\n", "\n")


def _read(master: int) -> bytes:
    try:
        return os.read(master, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A speech."""
    path = tmp_path / "讲话.txt"
    path.write_text(SPEECH, encoding="utf-8")
    return path


def test_a_terminal_has_colours_and_folded_titles(path: Path) -> None:
    written = on_terminal(path, 30, "--lang", "zh")
    lines = PAINT.sub("", written).splitlines()
    assert lines == [
        "在全县水利建设工作会议上的讲话",
        "├─ … 开头：同志们：",
        "├─ 一、充分认识修好水渠、管好",
        "│  │   水渠对于全县粮食生产的",
        "│  │   重要意义",
        "│  └─ （一）水渠是粮食的命脉，",
        "│     │     要像爱护眼睛一样",
        "│     │     爱护它",
        "│     ├─ 1. 清淤",
        "│     └─ 3. 加固",
        "│        └─ ! 警告 gap “1.”之",
        "│             后是“3.”，",
        "│             缺少“2”",
        "├─ 二、落实责任",
        "└─ … 结尾：谢谢大家！",
    ]
    assert max(map(columns_of, lines)) <= 30
    assert "\x1b[2m├─ 二、\x1b[0m\x1b[1m落实责任\x1b[0m" in written
    assert "├─ 1. \x1b[0m清淤" in written


def test_a_wide_terminal_folds_nothing(path: Path) -> None:
    assert len(on_terminal(path, 200).splitlines()) == len(SPEECH.splitlines()) + 1  # the finding


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_may_be_plain(path: Path, environment: dict[str, str]) -> None:
    assert "\x1b" not in on_terminal(path, 80, **environment)


def test_a_pipe_has_the_same_lines_plain_and_whole(path: Path) -> None:
    piped = subprocess.run([*COMMAND, "--lang", "en", str(path)], capture_output=True, check=True).stdout.decode("utf-8")
    assert PAINT.sub("", on_terminal(path, 200, "--lang", "en")) == piped
    assert "\x1b" not in piped


def test_heads_alone(path: Path) -> None:
    assert PAINT.sub("", on_terminal(path, 80, "--only", "heads")).splitlines() == [
        "在全县水利建设工作会议上的讲话",
        "├─ 一、充分认识修好水渠、管好水渠对于全县粮食生产的重要意义",
        "└─ 二、落实责任",
    ]


def test_findings_speak_the_language_of_the_environment(path: Path) -> None:
    assert "缺少“2”" in on_terminal(path, 80, LC_ALL="zh_CN.UTF-8")
    assert "is missing" in on_terminal(path, 80, LC_ALL="en_GB.UTF-8")
