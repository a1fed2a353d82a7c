"""Tell what a rule says: `speechtree explain CODE`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

from speechtree.cli.files import DONE, UNREADABLE, complain
from speechtree.diagnose import BY_CODE, RULES, Language, Rule
from speechtree.errors import SettingsError
from speechtree.settings import codes_of, settings_for

LABELS: dict[Language, tuple[str, str, str]] = {"en": ("wrong", "right", "source"), "zh": ("错误", "正确", "依据")}


def run(arguments: Sequence[str]) -> int:
    """Print the rules that are named, or all of them."""
    parser = ArgumentParser(prog="speechtree explain", description="Print what a rule says, with an example and its source.")
    parser.add_argument("codes", nargs="*", metavar="CODE", help="a rule; all of them if none is named")
    parser.add_argument("--lang", choices=("zh", "en"), help="the language; by default that of the settings or the environment")
    options = parser.parse_args(arguments)
    try:
        language = options.lang or settings_for(Path()).language
        codes = codes_of(options.codes or BY_CODE, "speechtree explain")
    except SettingsError as error:
        complain(str(error))
        return UNREADABLE
    sys.stdout.write("\n".join(explained(rule, language) for rule in RULES if rule.code in codes))
    return DONE


def explained(rule: Rule, language: Language) -> str:
    """A rule in words, with a text that breaks it and the same text mended."""
    wrong, right, source = LABELS[language]
    words = f"{rule.code} ({rule.severity})\n  {rule.words(language).about}\n"
    if rule.bad:
        words += f"  {wrong}:\n{indent(rule.bad, '    ')}  {right}:\n{indent(rule.good, '    ')}"
    return words + f"  {source}: {rule.source(language)}\n"
