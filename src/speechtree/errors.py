"""The errors that speechtree raises: about input files, options and grammars, never about the content of a text."""

from __future__ import annotations


class SpeechtreeError(Exception):
    """Base of all errors raised by speechtree."""


class InputError(SpeechtreeError):
    """A file or a table cannot be read: its message names it, the place and what to do."""


class GrammarError(SpeechtreeError):
    """An extra grammar or its style row cannot be used: its message says which and why."""


class SettingsError(SpeechtreeError):
    """Settings cannot be used: the message names the file or option, and what to do."""


class TextError(SpeechtreeError):
    """The text of a tree is needed and is not at hand, or what was given is another one: the message says what to do."""


class RunError(SpeechtreeError):
    """A run over a corpus cannot go on: its message says why. What has been done is kept."""
