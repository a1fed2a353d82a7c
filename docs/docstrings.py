"""Docstrings here are prose. For the reference their parts are set apart: what goes in, what is guaranteed, errors."""

from __future__ import annotations

import re

from griffe import Class, Extension, Function, Object

# What goes into a paragraph of its own.
PARTS = re.compile(r"(?<=\.)\s+(?=(?:Guaranteed:|Raises \w+Error))")


class Parts(Extension):
    """Paragraphs and lists in the docstrings of functions and classes."""

    def on_object(self, *, obj: Object, **_: object) -> None:
        """Set the parts of one docstring apart."""
        if not obj.docstring or not isinstance(obj, Function | Class):
            return
        names = [one.name for one in obj.parameters] if isinstance(obj, Function) else list(obj.members)
        words = PARTS.sub("\n\n", obj.docstring.value)
        if names:
            one = "|".join(map(re.escape, names))
            words = re.sub(rf"(?:^|(?<=\.)\s+)((?:{one})(?:, (?:{one}))*): ", _listed, words, flags=re.MULTILINE)
        obj.docstring.value = re.sub(r"^((?:(?!- ).+\n)+)(?=- )", r"\1\n", words, flags=re.MULTILINE)


def _listed(found: re.Match[str]) -> str:
    return "\n- " + ", ".join(f"**`{name}`**" for name in found[1].split(", ")) + ": "
