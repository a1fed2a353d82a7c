"""Files that real programs make of a text: Chromium prints web pages, LibreOffice and python-docx write documents.

    python benchmarks/printed.py examples/short.txt DIR      # the text in every form, in a folder

Each line of the text becomes a paragraph, one with Markdown marks a heading.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

CHROMIUM: Final = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SOFFICE: Final = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
HEADING = re.compile(r"(#+)\s*(.*)")
SERIF, SANS = '"Noto Serif CJK SC", serif', '"Noto Sans CJK SC", sans-serif'

# How pages are set: as GB/T 9704 says, in two columns, with running heads and space between paragraphs, as a browser does.
SHEETS: Final = {
    "official": f"""@page {{size: A4; margin: 37mm 26mm 35mm 28mm;
        @bottom-center {{content: "— " counter(page) " —"; font: 14pt {SERIF}}}}}
        body {{font: 15.8pt/28.9pt {SERIF}; margin: 0; orphans: 1; widows: 1}}
        p {{margin: 0; text-indent: 2em; text-align: justify}}
        h1, h2, h3, h4 {{font-size: 22pt; text-align: center; font-weight: normal; line-height: 1.4; margin: 0}}""",
    "columns": f"""@page {{size: A4; margin: 20mm; @bottom-center {{content: counter(page); font: 9pt {SERIF}}}}}
        body {{font: 10.5pt/16pt {SERIF}; margin: 0; column-count: 2; column-gap: 8mm}}
        p {{margin: 0; text-indent: 2em; text-align: justify}}""",
    "heads": f"""@page {{size: A4; margin: 25mm; @top-center {{content: "全县会议材料汇编"; font: 9pt {SANS}}}
        @bottom-right {{content: "第" counter(page) "页 共" counter(pages) "页"; font: 9pt {SANS}}}}}
        body {{font: 12pt/1.7 {SANS}; margin: 0}} p {{margin: 0 0 9pt}}""",
    "browser": f"body {{font: 16px {SANS}}}",
    "vertical": f"""@page {{size: A4 landscape}} html {{writing-mode: vertical-rl; font: 14pt {SERIF}}}
        p {{margin: 0; text-indent: 2em}}""",
}


def lines_of(text: str) -> list[tuple[int, str]]:
    """The paragraphs of a text, each with its depth as a heading, or 0."""
    lines = filter(None, (line.strip() for line in text.splitlines()))
    return [(len(found[1]), found[2]) if (found := HEADING.match(line)) else (0, line) for line in lines]


def page(text: str, sheet: str = "") -> str:
    """A web page."""
    words = (
        f"<h{depth}>{html.escape(line)}</h{depth}>" if depth else f"<p>{html.escape(line)}</p>" for depth, line in lines_of(text)
    )
    head = f'<meta charset="utf-8"><title>讲话</title><style>{sheet}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh"><head>{head}</head><body>\n' + "\n".join(words) + "\n</body></html>\n"


def printed(web_page: str, *, bare: bool = True) -> bytes:
    """The PDF that Chromium makes of a web page; if it is not bare, with the time, title, address and page number around."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(web_page, encoding="utf-8")
        switches = ("headless", "no-sandbox", "disable-gpu", "no-first-run", "disable-background-networking", "disable-sync")
        others = (f"user-data-dir={folder}/profile", f"print-to-pdf={target}", *(["no-pdf-header-footer"] if bare else []))
        command = [str(CHROMIUM), *(f"--{switch}" for switch in (*switches, *others)), source.as_uri()]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
        return target.read_bytes()


def document(  # noqa: PLR0913 - what a person sets in a word processor
    text: str, *, size: float = 16, columns: int = 1, indent: float = 2, head: str = "", foot: str = "－ PAGE －"
) -> bytes:
    """A Word document.

    size: of the characters, in points; indent: of a first line, in characters; foot: PAGE and NUMPAGES become numbers.
    """
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    made, packed = Document(), BytesIO()
    section, normal = made.sections[0], made.styles["Normal"]
    section.page_width, section.page_height, section.left_margin, section.right_margin = Mm(210), Mm(297), Mm(28), Mm(28)
    section._sectPr.xpath("./w:cols")[0].set(qn("w:num"), str(columns))  # noqa: SLF001 - no other way to it
    normal.font.size, normal.font.name = Pt(size), "Noto Serif CJK SC"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = Pt(size * 1.75)
    section.header.paragraphs[0].text = head
    section.footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    _numbered(section.footer.paragraphs[0], foot)
    for depth, line in lines_of(text):
        paragraph = made.add_paragraph(line, style=f"Heading {depth}" if depth else None)
        if not depth:
            paragraph.paragraph_format.first_line_indent = Pt(indent * size)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if indent else WD_ALIGN_PARAGRAPH.LEFT
    made.save(packed)
    return packed.getvalue()


def _numbered(paragraph: Paragraph, words: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for part in re.split(r"(NUMPAGES|PAGE)", words):
        if part.isupper():
            field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{part}"/>')
            paragraph._p.append(field)  # type: ignore[arg-type]  # noqa: SLF001 - no other way to it
        elif part:
            paragraph.add_run(part)


def converted(files: Iterable[Path], form: str, folder: Path) -> None:
    """What LibreOffice makes of files, in a folder. form: a suffix, with the options of the filter if need be."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(SOFFICE), "--headless", f"-env:UserInstallation={Path(profile).as_uri()}", "--convert-to", form]
        subprocess.run([*command, "--outdir", str(folder), *map(str, files)], capture_output=True, timeout=600, check=True)


def main() -> None:
    """Make every form of a text."""
    source, folder = Path(sys.argv[1]), Path(sys.argv[2])
    text = source.read_text(encoding="utf-8")
    for name, sheet in SHEETS.items():
        (folder / f"{name}.html").write_text(page(text, sheet), encoding="utf-8")
        (folder / f"{name}.pdf").write_bytes(printed(page(text, sheet), bare=name != "browser"))
    (folder / "office.docx").write_bytes(document(text))
    (folder / "office-columns.docx").write_bytes(
        document(text, size=10.5, columns=2, head="工作简报", foot="第PAGE页 共NUMPAGES页")
    )
    (folder / "office-plain.docx").write_bytes(document(text, size=12, indent=0))
    for form in ("pdf", "odt", "doc", "rtf"):
        converted(folder.glob("office*.docx"), form, folder)


if __name__ == "__main__":
    main()
