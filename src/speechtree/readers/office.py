"""Read what LibreOffice reads: .odt, .doc, .wps and .rtf become .docx, where it is installed, and are read as such."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from speechtree.errors import InputError
from speechtree.readers import docx
from speechtree.readers.extract import Extract

PROGRAMS: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
SECONDS: Final = 60.0  # that LibreOffice may take
LARGEST: Final = 200_000_000  # bytes that an archive may unpack to
SPOILT: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)  # of an archive
KINDS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
INSTEAD: Final = "save it as .docx or .txt"
# No macro runs, and nothing is fetched that a document only refers to.
SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
</item>
</oor:items>
"""


def read(data: bytes, name: str) -> Extract:
    """The text of a document that LibreOffice opens, as the reader of Word documents gives it.

    LibreOffice runs in a folder of its own, with settings of its own, so that several may run at once beside the user's;
    nothing is left of it.
    Raises InputError when LibreOffice is not installed, when the file is of none of the formats, and when it is encrypted,
    damaged or too large.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise InputError(f"{name}: LibreOffice, which reads such files, is not installed; install it, or {INSTEAD}")
    if not data.startswith(KINDS):
        raise InputError(
            f"{name}: no document of a word processor, whatever its name says; open it where it reads well and {INSTEAD}"
        )
    if data.startswith(KINDS[0]):
        _look_into(data, name)
    with TemporaryDirectory(prefix="speechtree-", ignore_cleanup_errors=True) as folder:
        return docx.read(_converted(program, data, name, Path(folder)), name)


def _look_into(data: bytes, name: str) -> None:
    """Refuse an archive that LibreOffice would mend by leaving out what is damaged, or that swells without end."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        if sum(one.file_size for one in archive.infolist()) > LARGEST:
            raise InputError(f"{name}: unpacked it has more than {LARGEST // 1_000_000} MB; divide it, or {INSTEAD}")
        whole = archive.testzip() is None
    except SPOILT:
        whole = False
    if not whole:
        raise InputError(f"{name}: a damaged document; get it anew, or open it in LibreOffice and {INSTEAD}")


def _converted(program: str, data: bytes, name: str, folder: Path) -> bytes:
    profile, document = folder / "profile", folder / "document"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    document.write_bytes(data)
    options = ("--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}")
    _run([program, *options, "--convert-to", "docx", "--outdir", str(folder), str(document)], name, folder)
    made = document.with_suffix(".docx")
    if not made.exists():
        raise InputError(f"{name}: LibreOffice cannot open it: damaged, or encrypted; open it where it reads well and {INSTEAD}")
    return made.read_bytes()


def _run(command: list[str], name: str, folder: Path) -> None:
    """Run a program to its end, or end it with all that it started when it takes too long."""
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    process = subprocess.Popen(  # noqa: S603 - LibreOffice, on a file whose name is ours
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{name}: not read by LibreOffice within {SECONDS:.0f} seconds; open it there and {INSTEAD}") from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, and what it started."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
