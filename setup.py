"""Compile the modules that loop over candidates and points, where a C compiler is at hand.

Without one, or with SPEECHTREE_PURE set, the same modules run as the Python that they are: slower, with the same results.
An editable install is never compiled, as its files are there to be edited.
"""

import os
import sys
from pathlib import Path

from setuptools import Extension, setup

CORE = Path("src/speechtree")
HOT = (
    "build.py",
    "derivation.py",
    "diagnose/*.py",
    "leadin.py",
    "made.py",
    "numerals.py",
    "recognise.py",
    "source.py",
    "styles.py",
    "judge/*.py",
)


def compiled() -> list[Extension]:
    """The extension modules; none when they are not wanted or cannot be made."""
    if "editable_wheel" in sys.argv or os.environ.get("SPEECHTREE_PURE"):
        return []
    try:
        from mypyc.build import mypycify  # noqa: PLC0415 - it is there for builds only
    except ImportError:
        return []
    paths = sorted(str(path) for pattern in HOT for path in CORE.glob(pattern))
    # What the modules import is checked elsewhere, and need not be installed for a build.
    modules: list[Extension] = mypycify(["--config-file=", "--ignore-missing-imports", *paths], opt_level="3", debug_level="0")
    for module in modules:
        module.optional = True  # a failure of the C compiler is no failure of the build
    return modules


setup(ext_modules=compiled())
