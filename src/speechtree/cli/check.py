"""Check the numbering of files: `speechtree check FILE…`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from speechtree.cli.annotate import refuse_wrong_usage, write_annotated
from speechtree.cli.files import DONE, FINDINGS, STANDARD_INPUT, UNREADABLE, Files, accept_files, complain, folder_of, shown
from speechtree.diagnose import Language, renumbering
from speechtree.errors import InputError, SettingsError
from speechtree.mending import difference, mended, write_mended
from speechtree.models import Diagnostic, Document
from speechtree.pipeline import Parser
from speechtree.readers import Extract
from speechtree.settings import Settings, codes_of, settings_for
from speechtree.writers import (
    Checked,
    write_findings,
    write_findings_json,
    write_github,
    write_sarif,
    write_statistics,
    write_summary,
)

EPILOG = """\
Rules of severity info are checked on request only: --select ALL, or a list of codes. Settings stand in [tool.speechtree] of
pyproject.toml or in speechtree.toml: select, ignore, language, per-file-ignores. speechtree explain CODE tells what a rule
says.

exit status: 0 nothing found, 1 findings, 2 wrong usage or an unreadable file (the other files are still checked)
"""


def run(arguments: Sequence[str]) -> int:
    """Check every file and print what was found; the exit status is returned."""
    parser = arguments_parser()
    options = parser.parse_args(arguments)
    if options.diff and (options.format != "text" or options.statistics):
        parser.error("--diff prints changes alone: no --format, no --statistics")
    if options.statistics and options.format != "text":
        parser.error("--statistics is a text")
    if options.renumber and not (options.fix or options.diff):
        parser.error("--renumber goes with --fix or --diff")
    refuse_wrong_usage(parser, options)
    try:
        settings = {name: _settings(name, options) for name in options.files}
    except SettingsError as error:
        complain(str(error))
        return UNREADABLE
    files = Files(options.files, options.encoding)
    checked = [_check(name, decoded, settings[name], options) for name, decoded in files.texts()]
    findings = [finding for one in checked for finding in one.findings]
    _print(checked, findings, settings[options.files[0]].language, options)
    if options.annotate and checked:
        options.failed |= not write_annotated(options.files[0], findings, options.annotate)
    if files.unreadable or options.failed:
        return UNREADABLE
    return FINDINGS if findings else DONE


def _print(checked: Sequence[Checked], findings: Sequence[Diagnostic], language: Language, options: Namespace) -> None:
    if options.format == "json":
        sys.stdout.write(write_findings_json(checked))
    elif options.format == "sarif":
        sys.stdout.write(write_sarif(checked, language))
    elif options.format == "github":
        sys.stdout.write("".join(map(write_github, checked)))
    elif not options.diff:
        sys.stdout.write(
            write_statistics(findings) if options.statistics else "".join(write_findings(one, language) for one in checked)
        )
        sys.stdout.write(write_summary(len(checked), len(findings), language))


def arguments_parser() -> ArgumentParser:
    """What the command accepts."""
    parser = ArgumentParser(
        prog="speechtree check",
        description="Find what is wrong with the numbering of Chinese speeches.",
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    accept_files(parser)
    parser.add_argument("--select", metavar="CODES", help="check these rules: codes with commas between, ALL, or a severity")
    parser.add_argument("--ignore", metavar="CODES", help="leave these rules out")
    parser.add_argument("--lang", choices=("zh", "en"), help="the language of messages; by default that of the environment")
    parser.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text", help="text is the default")
    parser.add_argument("--statistics", action="store_true", help="print how often each rule was broken, not where")
    mends = parser.add_mutually_exclusive_group()
    mends.add_argument("--fix", action="store_true", help="make the mends of what is found; the original is kept as FILE.bak")
    mends.add_argument("--diff", action="store_true", help="only show what --fix would change")
    parser.add_argument("--annotate", metavar="COPY", help="write a copy of a .docx file with a comment at each finding")
    parser.add_argument("--renumber", action="store_true", help="with --fix or --diff: number on where numbers are wrong")
    parser.set_defaults(failed=False)
    return parser


def _check(name: str, extract: Extract, settings: Settings, options: Namespace) -> Checked:
    """What is found in one file; with --fix, what is left after the mends."""
    parser, codes = Parser(language=settings.language), settings.codes(name)
    text = extract.text
    document = parser.parse(text, places=extract.places)
    findings, source = found_in(document, codes), document.source
    if options.fix or options.diff:
        after = mended(text, [one.edit for one in findings if one.edit])
        if options.renumber:
            document = parser.parse(after)
            after = mended(after, renumbering(document.speeches, found_in(document, codes)))
        if options.diff:
            sys.stdout.write(difference(text, after, shown(name)))
        elif name == STANDARD_INPUT:
            _refuse_standard_input(findings, options)
        elif after != text and _written(name, after, extract, options):
            text, findings = after, found_in(parser.parse(after), codes)
    return Checked(shown(name), text, findings, source)


def found_in(document: Document, codes: frozenset[str]) -> list[Diagnostic]:
    """The findings of the rules that are reported."""
    return [one for one in document.diagnostics if one.code in codes]


def _settings(name: str, options: Namespace) -> Settings:
    settings = settings_for(folder_of(name))
    if options.lang:
        settings = replace(settings, language=options.lang)
    if options.select is not None:
        settings = replace(settings, select=codes_of(options.select.split(","), "--select"))
    if options.ignore is not None:
        settings = replace(settings, ignore=settings.ignore | codes_of(options.ignore.split(","), "--ignore"))
    return settings


def _refuse_standard_input(findings: Sequence[Diagnostic], options: Namespace) -> None:
    """Say that nothing was mended, whether or not something could have been."""
    if findings:
        options.failed = True
        complain("standard input: it cannot be mended; name a file, or use --diff")


def _written(name: str, text: str, before: Extract, options: Namespace) -> bool:
    try:
        kept = write_mended(Path(name), before, text)
    except InputError as error:
        options.failed = True
        complain(str(error))
        return False
    complain(f"{shown(name)}: mended; the original is {kept.name}")
    return True
