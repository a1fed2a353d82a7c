"""Make the PDF files beside this one anew with Chromium and LibreOffice: python tests/files/make.py."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1] / "benchmarks"))

from printed import SERIF, SHEETS, converted, document, page, printed  # noqa: E402 - the folder must be known first

LOCKED = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"secret"}}'
NO_CHANGES = '{"RestrictPermissions":{"type":"boolean","value":"true"},"PermissionPassword":{"type":"string","value":"secret"}}'
SHORT = "各位乡亲：\n今天讲两件事。\n一、修路。\n二、建校。"


def main() -> None:
    """Write the files."""
    text = (FOLDER / "speech.txt").read_text(encoding="utf-8")
    for name in ("columns", "heads"):
        small = (
            SHEETS[name]
            .replace("size: A4", "size: 105mm 148mm")
            .replace("margin: 25mm", "margin: 12mm")
            .replace("margin: 20mm", "margin: 9mm")
        )
        (FOLDER / f"{name}.pdf").write_bytes(printed(page(text, small)))
    (FOLDER / "browser.pdf").write_bytes(printed(page(SHORT, f"body {{font-family: {SERIF}}}"), bare=False))
    (FOLDER / "vertical.pdf").write_bytes(printed(page(SHORT, SHEETS["vertical"])))
    (FOLDER / "scan.pdf").write_bytes(printed('<div style="width: 9cm; height: 5cm; background: grey"></div>'))
    with TemporaryDirectory() as folder:
        for name, words, form in (
            ("office", text * 2, "pdf"),
            ("locked", SHORT, f"pdf:writer_pdf_Export:{LOCKED}"),
            ("restricted", SHORT, f"pdf:writer_pdf_Export:{NO_CHANGES}"),
        ):
            source = Path(folder) / f"{name}.docx"
            source.write_bytes(document(words))
            converted([source], form, FOLDER)


if __name__ == "__main__":
    main()
