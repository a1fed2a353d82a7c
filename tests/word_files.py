"""Word files for the tests: made by python-docx, with lists of one's own, and read by LibreOffice as by another pair of eyes."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """A level of a list. more: further properties, which come before the text."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def definition(name: int, *levels: str, more: str = "") -> str:
    """The definition of a list."""
    return (
        f'<w:abstractNum w:abstractNumId="{name}"><w:multiLevelType w:val="multilevel"/>{more}{"".join(levels)}</w:abstractNum>'
    )


def numbers(name: int, defined: int, overrides: str = "") -> str:
    """A list."""
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{defined}"/>{overrides}</w:num>'


def anew(depth: int, start: int = 1) -> str:
    """What makes a list start anew at a level."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def paragraph(words: str = "", listed: tuple[int, int] | None = None, style: str = "", more: str = "", mark: str = "") -> str:
    """A paragraph. listed: its list and its level; more: what stands after its words; mark: properties of its end."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        properties += f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>'
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words) if words else ''}{more}</w:p>"


def run(words: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def style(name: str, properties: str = "", based_on: str = "", kind: str = "paragraph", called: str = "") -> str:
    """A style. called: its name, where that is not its id."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{called or name}"/>{base}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def word_file(body: Iterable[str], lists: Iterable[str] = (), styles: Iterable[str] = ()) -> bytes:
    """A Word file with blocks of XML in its body, and with lists and styles in place of those of python-docx."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    _fill(numbering, lists)
    _fill(document.styles.element, styles)
    inside = document.element.body
    section = inside[-1]
    for block in body:
        section.addprevious(_element(block))
    packed = BytesIO()
    document.save(packed)
    return packed.getvalue()


def _fill(parent: docx.oxml.xmlchemy.BaseOxmlElement, children: Iterable[str]) -> None:
    for child in children:
        parent.append(_element(child))


def _element(words: str) -> docx.oxml.xmlchemy.BaseOxmlElement:
    """An element of XML written without its namespaces."""
    end = min(at for at in map(words.find, (" ", ">", "/")) if at > 0)
    names = nsdecls("w", "wp", "a", "r", "m") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return parse_xml(f"{words[:end]} {names}{words[end:]}")


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """An archive with its members changed, by their names; without those that become None."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            changed = change(name, archive.read(name))
            if changed is not None:
                copy.writestr(name, changed)
    return packed.getvalue()


def converted(data: bytes, suffix: str, target: str, folder: Path) -> bytes:
    """What LibreOffice makes of a file. target: the suffix of the new file, and the filter after a colon where it needs one."""
    source, out = folder / f"converted.{suffix}", folder / "out"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE or "", profile, "--headless", "--convert-to", target, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"converted.{target.partition(':')[0]}").read_bytes()


def read_by_office(data: bytes, folder: Path) -> str:
    """The text of a Word file as LibreOffice writes it, with its numbers."""
    return converted(data, "docx", "txt:Text (encoded):UTF8", folder).decode("utf-8-sig")
