"""What the page itself says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from speechtree.diagnose import Language

# `{…}` is filled in, in a title here, elsewhere by the page's script.
WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "outline": "Outline",
        "search": "Search the outline",
        "found": "{n} found",
        "none": "Nothing found",
        "here": "{n} here, {m} in other speeches",
        "elsewhere": "None here, {m} in other speeches",
        "fold": "Fold all",
        "unfold": "Unfold all",
        "view": "View",
        "text": "Text",
        "map": "Mind map",
        "theme": "Light or dark",
        "tabs": "Speeches",
        "more": "{name} and {rest:,} more",
        "preface": "Preface",
        "opening": "Opening",
        "closing": "Closing",
        "points": "points",
        "point": "point",
        "characters": "characters",
        "character": "character",
        "findings": "findings",
        "finding": "finding",
        "error": "error",
        "warning": "warning",
        "info": "note",
        "larger": "Larger",
        "smaller": "Smaller",
        "fit": "Fit",
        "save_svg": "Save as SVG",
        "save_png": "Save as PNG",
        "keys": "↑ ↓ ← → move and fold · Enter goes to the text · / searches · m mind map",
        "map_keys": "Wheel zooms, drag moves · ↑ ↓ ← → go about · space folds · + − 0 zoom · Enter shows the text",
    },
    "zh": {
        "outline": "提纲",
        "search": "在提纲中查找",
        "found": "找到 {n} 处",
        "none": "没有找到",
        "here": "本篇 {n} 处，其他各篇 {m} 处",
        "elsewhere": "本篇没有，其他各篇 {m} 处",
        "fold": "全部折叠",
        "unfold": "全部展开",
        "view": "显示方式",
        "text": "原文",
        "map": "思维导图",
        "theme": "浅色或深色",
        "tabs": "讲话",
        "more": "{name} 等 {all:,} 个文件",
        "preface": "前言",
        "opening": "开头",
        "closing": "结尾",
        "points": "个要点",
        "point": "个要点",
        "characters": "字",
        "character": "字",
        "findings": "处问题",
        "finding": "处问题",
        "error": "错误",
        "warning": "警告",
        "info": "提示",
        "larger": "放大",
        "smaller": "缩小",
        "fit": "适合窗口",
        "save_svg": "存为 SVG",
        "save_png": "存为 PNG",
        "keys": "↑ ↓ ← → 移动、折叠 · 回车看原文 · / 查找 · m 思维导图",
        "map_keys": "滚轮缩放，拖动平移 · ↑ ↓ ← → 移动 · 空格折叠 · + − 0 缩放 · 回车看原文",
    },
}


def counted(number: int, what: str, words: Mapping[str, str]) -> str:
    """A number of things. what: the key of their plural."""
    return f"{number:,} {words[what if number != 1 else what.removesuffix('s')]}"
