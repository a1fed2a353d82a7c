"""What writers say themselves between the words of the text, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from speechtree.diagnose import Language

Words = Mapping[str, str]

WORDS: Final[Mapping[Language, Words]] = {
    "en": {
        "preface": "preface: ",
        "opening": "opening: ",
        "closing": "closing: ",
        "untitled": "(no title) ",
        "pointless": "no points",
        "files": "{} files",
        "text": "text",
        "error": "error",
        "warning": "warning",
        "info": "info",
    },
    "zh": {
        "preface": "前言：",
        "opening": "开头：",
        "closing": "结尾：",
        "untitled": "（无标题）",
        "pointless": "没有要点",
        "files": "{} 个文件",
        "text": "文本",
        "error": "错误",
        "warning": "警告",
        "info": "提示",
    },
}
