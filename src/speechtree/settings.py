"""What a user wants checked: which rules, in which language, with exceptions for files.

The settings stand in the table `[tool.speechtree]` of the nearest `pyproject.toml` that has one, or in a `speechtree.toml`,
from the folder of the file that is checked upwards::

    select = ["ALL"]
    ignore = ["lone"]
    language = "zh"

    [per-file-ignores]
    "drafts/*.txt" = ["announced"]
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from speechtree.diagnose import BY_CODE, RULES, Language
from speechtree.errors import SettingsError

ALL = "ALL"
DEFAULT = frozenset(rule.code for rule in RULES if rule.severity != "info")
KEYS = ("select", "ignore", "language", "per-file-ignores")


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules are reported. root: the folder that patterns of file names start from."""

    select: frozenset[str] = DEFAULT
    ignore: frozenset[str] = frozenset()
    language: Language = "en"
    per_file_ignores: dict[str, frozenset[str]] = field(default_factory=dict)
    root: Path = Path()

    def codes(self, name: str) -> frozenset[str]:
        """The codes that are reported for a file."""
        ignored = set(self.ignore)
        path = os.path.relpath(Path(name).parent.resolve() / Path(name).name, self.root)
        for pattern, codes in self.per_file_ignores.items():
            if fnmatch(path, pattern) or fnmatch(Path(name).name, pattern):
                ignored |= codes
        return self.select - ignored


def codes_of(words: Iterable[str], place: str) -> frozenset[str]:
    """The codes that a list of them names; ALL is every one, info and warning are those of that severity.

    place: where the list stands, for the message. Raises SettingsError for a code that there is not.
    """
    codes: set[str] = set()
    for word in (word.strip() for word in words):
        if word == ALL:
            codes.update(BY_CODE)
        elif word in {"info", "warning"}:
            codes.update(rule.code for rule in RULES if rule.severity == word)
        elif word in BY_CODE:
            codes.add(word)
        else:
            raise SettingsError(f"{place}: there is no rule {word!r}; the rules are {', '.join(BY_CODE)}")
    return frozenset(codes)


def language_of_environment() -> Language:
    """Chinese where the environment speaks it, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if spoken.startswith("zh") else "en"


def settings_for(folder: Path) -> Settings:
    """The settings for the files of a folder: from the nearest file of settings, else the defaults.

    Raises SettingsError, naming the file and the key, when they cannot be understood.
    """
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        for name in ("speechtree.toml", "pyproject.toml"):
            table = _table(place / name)
            if table is not None:
                return _settings(table, place / name)
    return Settings(language=language_of_environment(), root=folder)


def _table(path: Path) -> dict[str, Any] | None:
    """The settings in a file; None when it is not there or has none."""
    if not path.is_file():
        return None
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path}: {error}") from error
    if path.name == "pyproject.toml":
        tools = content.get("tool")
        table = tools.get("speechtree") if isinstance(tools, dict) else None
        if table is not None and not isinstance(table, dict):
            raise SettingsError(f"{path}: tool.speechtree is a table")
        return table
    return content


def _settings(table: dict[str, Any], path: Path) -> Settings:
    for key in table:
        if key not in KEYS:
            raise SettingsError(f"{path}: there is no setting {key!r}; the settings are {', '.join(KEYS)}")
    settings = Settings(language=_language(table.get("language"), path), root=path.parent)
    if "select" in table:
        settings = replace(settings, select=codes_of(_list(table["select"], path, "select"), f"{path}: select"))
    if "ignore" in table:
        settings = replace(settings, ignore=codes_of(_list(table["ignore"], path, "ignore"), f"{path}: ignore"))
    files = table.get("per-file-ignores", {})
    if not isinstance(files, dict):
        raise SettingsError(f"{path}: per-file-ignores is a table of patterns and lists of codes")
    where = f"{path}: per-file-ignores"
    ignores = {pattern: codes_of(_list(codes, path, "per-file-ignores"), where) for pattern, codes in files.items()}
    return replace(settings, per_file_ignores=ignores)


def _language(value: object, path: Path) -> Language:
    if value is None:
        return language_of_environment()
    if value == "zh":
        return "zh"
    if value == "en":
        return "en"
    raise SettingsError(f"{path}: language is 'en' or 'zh', not {value!r}")


def _list(value: object, path: Path, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise SettingsError(f"{path}: {key} is a list of codes")
    return value
