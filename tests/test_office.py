"""Documents that LibreOffice opens are read through it; without it, or without sense in the file, an error says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from printed import SOFFICE, converted, document

import speechtree
from speechtree.readers import office, parse_file

SPEECH = (Path(__file__).parent / "files" / "speech.txt").read_text(encoding="utf-8")
INSTEAD = "save it as .docx or .txt"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CANNOT = f"讲话.doc: LibreOffice cannot open it: damaged, or encrypted; open it where it reads well and {INSTEAD}"
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def refusal(data: bytes) -> str:
    """The message about a file that cannot be read."""
    with pytest.raises(speechtree.InputError) as caught:
        office.read(data, "讲话.doc")
    return str(caught.value)


def archive(words: bytes) -> bytes:
    """An archive with one member."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("content.xml", words)
    return packed.getvalue()


@pytest.fixture(name="stand_in")
def _stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in place of LibreOffice, which a test writes; what it leaves behind is in `tmp_path / "left"`."""
    (tmp_path / "left").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "left"))
    program = tmp_path / "soffice"
    monkeypatch.setattr(office, "PROGRAMS", (str(program),))
    return program


def write(program: Path, *lines: str) -> None:
    """Write a program in Python."""
    program.write_text("\n".join((f"#!{sys.executable}", "import sys, time, subprocess, pathlib, os", *lines)), encoding="utf-8")
    program.chmod(0o755)


@needs_office
@pytest.mark.slow
def test_every_format_gives_the_same_tree(tmp_path: Path) -> None:
    (tmp_path / "讲话.docx").write_bytes(document(SPEECH))
    for form in ("odt", "doc", "rtf"):
        converted([tmp_path / "讲话.docx"], form, tmp_path)
    shutil.copy(tmp_path / "讲话.doc", tmp_path / "讲话.wps")
    files = [tmp_path / f"讲话.{form}" for form in ("odt", "doc", "rtf", "wps")]
    with ThreadPoolExecutor() as threads:  # also at the same time
        trees = list(threads.map(parse_file, files))
    expected = parse_file(tmp_path / "讲话.docx").speeches
    assert [tree.speeches for tree in trees] == [expected] * len(files)


@needs_office
@pytest.mark.slow
def test_what_libreoffice_cannot_open_is_refused() -> None:
    assert refusal(DOC + bytes(1000)) == CANNOT


def test_a_program_that_makes_nothing_cannot_open_the_file(stand_in: Path) -> None:
    write(stand_in)
    assert refusal(DOC) == CANNOT


def test_without_libreoffice_an_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "PROGRAMS", ("no-such-program",))
    assert refusal(DOC) == f"讲话.doc: LibreOffice, which reads such files, is not installed; install it, or {INSTEAD}"


def test_what_is_no_document_is_refused(stand_in: Path) -> None:
    write(stand_in)
    what = "no document of a word processor, whatever its name says"
    assert refusal(SPEECH.encode()) == f"讲话.doc: {what}; open it where it reads well and {INSTEAD}"


def test_a_damaged_archive_is_refused_before_anyone_mends_it(stand_in: Path) -> None:
    write(stand_in)
    whole = archive(b"words" * 100)
    message = f"讲话.doc: a damaged document; get it anew, or open it in LibreOffice and {INSTEAD}"
    assert refusal(whole[:-30]) == message
    assert refusal(whole.replace(b"wordswords", b"wordsWORDS", 1)) == message


def test_an_archive_that_swells_is_refused(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(stand_in)
    monkeypatch.setattr(office, "LARGEST", 10)
    assert refusal(archive(b"words" * 100)) == f"讲话.doc: unpacked it has more than 0 MB; divide it, or {INSTEAD}"


@pytest.mark.parametrize("data", [DOC, archive(b"words")])
def test_the_program_gets_a_place_of_its_own_and_no_macros(data: bytes, stand_in: Path, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(document(SPEECH))
    write(
        stand_in,
        "folder = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])",
        "profile = next(one for one in sys.argv if one.startswith('-env:UserInstallation=file://'))",
        "settings = pathlib.Path(profile.partition('file://')[2]) / 'user' / 'registrymodifications.xcu'",
        "assert 'DisableMacrosExecution' in settings.read_text() and os.environ['TMPDIR'] == str(folder)",
        f"(folder / 'document.docx').write_bytes(pathlib.Path({str(tmp_path / 'made.docx')!r}).read_bytes())",
    )
    assert office.read(data, "讲话.doc").text == SPEECH.strip()
    assert list((tmp_path / "left").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="groups of processes are there on POSIX alone")
def test_a_program_without_end_is_ended_with_all_that_it_started(
    stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        stand_in,
        "import signal",
        f"subprocess.Popen(['sleep', '77'], stdout=open({str(tmp_path / 'child')!r}, 'w'))",
        "time.sleep(77)",
    )
    monkeypatch.setattr(office, "SECONDS", 1.0)
    assert refusal(DOC) == f"讲话.doc: not read by LibreOffice within 1 seconds; open it there and {INSTEAD}"
    assert list((tmp_path / "left").iterdir()) == []
    running = subprocess.run(["ps", "-eo", "stat,args"], capture_output=True, text=True, check=True).stdout.splitlines()  # noqa: S607
    assert not [line for line in running if "sleep 77" in line and not line.startswith("Z")]


def test_where_there_are_no_groups_of_processes_the_program_alone_is_ended(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(stand_in, "time.sleep(77)")
    monkeypatch.setattr(office, "SECONDS", 0.2)
    monkeypatch.setattr(os, "name", "nt")
    with subprocess.Popen([stand_in], start_new_session=True) as process:
        office._end(process)  # noqa: SLF001 - on another system
        assert process.returncode < 0
