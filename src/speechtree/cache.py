"""Where Lark keeps the grammars that it has read: a folder of the user's own.

A kept grammar is a pickle, and who can write one can run code as its reader. So the folder must belong to the user, and
nobody else may write to it; the folder for temporary files, where Lark would keep them by itself, is everybody's.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path
from typing import Literal

import lark

SETTING = "SPEECHTREE_CACHE"  # the folder; empty or 0: keep nothing
OTHERS_WRITE = 0o022


def cache_file(name: str, text: str) -> str | Literal[False]:
    """The file for the grammar `name` whose words are `text`; False where nothing may be kept.

    Its folder is there, and private to the user. The file need not be: Lark writes it, reads it only if it was written for
    the same grammar, options and versions, and goes on without it when it is spoiled or cannot be written.
    """
    try:
        folder = _folder()
        if folder is None:
            return False
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(folder):
            return False
    except (OSError, RuntimeError, ValueError):  # not allowed, no home, no path at all
        return False
    edition = sha256(text.encode()).hexdigest()[:8]
    return str(folder / f"{name}-{edition}-{lark.__version__}-{sys.implementation.cache_tag}")


def _folder() -> Path | None:
    """The folder by the user's setting, or else by the custom of the platform; None when the user wants none."""
    setting = os.environ.get(SETTING)
    if setting is not None:
        return None if setting in {"", "0"} else Path(setting)
    if sys.platform == "win32":
        caches = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        caches = Path.home() / "Library" / "Caches"
    else:
        caches = Path(os.environ.get("XDG_CACHE_HOME", ""))
        caches = caches if caches.is_absolute() else Path.home() / ".cache"  # by the XDG specification, a relative one is void
    return caches / "speechtree"


def _private(folder: Path) -> bool:
    """Whether the folder is the user's, and nobody else may write to it. Windows keeps the folders of users apart."""
    if sys.platform == "win32":
        return True
    status = folder.stat()
    return status.st_uid == os.geteuid() and not status.st_mode & OTHERS_WRITE
