"""Damage files in many ways and see that each is read or refused: no crash, no hang, no file left behind.

    python benchmarks/damage.py docx 1000               # a thousand damaged copies of a file made for the format
    python benchmarks/damage.py pdf 1000 --seed a.pdf   # … of a file of your own
    python benchmarks/damage.py docx 1000 --keep DIR    # … and keep the copies that did harm

Each copy is read by another process, which has five seconds and two gigabytes. The damage: bytes changed, zeroed, doubled or
cut out, the end cut off; of an archive also members left out, or damaged and packed again with the right sums; of XML and
HTML also tags left out, doubled or moved. The same number always makes the same copy.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial
from io import BytesIO
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import perf_counter

from printed import converted

from speechtree.errors import InputError
from speechtree.readers import read_file

LIMIT = 5.0  # seconds for a file
MEMORY = 2 << 30
WORKERS = 2
TAG = re.compile(rb"<[^<>]+>")
EXAMPLE = Path(__file__).parents[1] / "examples" / "deep.txt"
PRINTED = Path(__file__).parents[1] / "tests" / "files" / "office.pdf"

Damage = Callable[[bytes, Random], bytes]


def read_alone(pipe: Connection) -> None:
    """Read the files that come through the pipe; send back what came of each."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    pipe.send("ready")
    while path := pipe.recv():
        try:
            read_file(path)
            pipe.send("read")
        except InputError as error:
            kept_its_form = str(error).startswith(f"{path}: ") and "\n" not in str(error)
            pipe.send("refused" if kept_its_form else f"a message without its file, or of many lines: {error}")
        except BaseException as error:  # noqa: BLE001 - whatever else comes out is what is looked for
            pipe.send(f"{type(error).__name__}: {error}")


class Reader:
    """Another process that reads files; when it hangs or dies there is a new one."""

    def __init__(self, seconds: float) -> None:
        """Start the process. A file has so many seconds."""
        self.seconds = seconds
        self.pipe, other = get_context("spawn").Pipe()
        self.process = get_context("spawn").Process(target=read_alone, args=(other,), daemon=True)
        self.process.start()
        other.close()
        self.pipe.recv()  # what it takes to start is no time of a file
        self.since = 0.0

    def begin(self, path: Path) -> None:
        """Have a file read."""
        self.since = perf_counter()
        self.pipe.send(str(path))

    def end(self) -> str:
        """What came of it."""
        try:
            if self.pipe.poll(max(0.0, self.since + self.seconds - perf_counter())):
                return str(self.pipe.recv())
            outcome = f"hung for more than {self.seconds} s"
        except EOFError:
            outcome = "the process died"
        self.process.kill()
        self.process.join()
        self.__init__(self.seconds)  # type: ignore[misc]
        return outcome

    def stop(self) -> None:
        """Let the process go."""
        self.pipe.send("")
        self.process.join()


def changed(data: bytes, random: Random) -> bytes:
    """Some bytes become others."""
    spoilt = bytearray(data)
    for _ in range(random.choice((1, 4, 32, 256))):
        spoilt[random.randrange(len(spoilt))] = random.randrange(256)
    return bytes(spoilt)


def cut_off(data: bytes, random: Random) -> bytes:
    """The end is missing."""
    return data[: random.randrange(len(data))]


def stretch(data: bytes, random: Random) -> bytes:
    """A stretch is zeroed, doubled or cut out."""
    start = random.randrange(len(data))
    end = min(len(data), start + random.choice((1, 16, 512, 4096)))
    return data[:start] + random.choice((bytes(end - start), data[start:end] * 2, b"")) + data[end:]


def tags(data: bytes, random: Random) -> bytes:
    """Some tags of XML or HTML are left out, doubled, or exchanged with another."""
    found = list(TAG.finditer(data))
    if not found:
        return changed(data, random)
    spoilt = data
    for tag in sorted(random.sample(found, min(len(found), random.choice((1, 2, 8)))), key=re.Match.start, reverse=True):
        words = random.choice((b"", tag[0] * 2, random.choice(found)[0]))
        spoilt = spoilt[: tag.start()] + words + spoilt[tag.end() :]
    return spoilt


def members(data: bytes, random: Random) -> bytes:
    """Of an archive one member is left out, or damaged and packed again."""
    archive = zipfile.ZipFile(BytesIO(data))
    spoilt = random.choice([one.filename for one in archive.infolist() if one.file_size])
    damage = random.choice((None, tags, tags, changed, cut_off, stretch))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as copy:
        for one in archive.infolist():
            if one.filename != spoilt:
                copy.writestr(one.filename, archive.read(one))
            elif damage:
                copy.writestr(one.filename, damage(archive.read(one), random))
    return packed.getvalue()


def damages(data: bytes) -> tuple[Damage, ...]:
    """The ways of damage that fit a file."""
    plain = (changed, cut_off, stretch)
    return (*plain, members, members, members) if zipfile.is_zipfile(BytesIO(data)) else (*plain, tags)


def docx() -> bytes:
    """A speech in Word: headings, automatic numbers, a table."""
    from docx import Document

    document, packed = Document(), BytesIO()
    for line in filter(None, EXAMPLE.read_text(encoding="utf-8").splitlines()):
        document.add_paragraph(line, style="Heading 1" if line.startswith("一、") else None)
    for words in ("修渠。", "栽树。"):
        document.add_paragraph(words, style="List Number")
    document.add_table(2, 2).cell(0, 0).text = "一、表格里的话"
    document.save(packed)
    return packed.getvalue()


def html() -> bytes:
    """A speech on a page, with menus, a table, a list and a style sheet around it."""
    lines = "".join(f"<p>　　{line}</p>\n" for line in EXAMPLE.read_text(encoding="utf-8").splitlines())
    menu = "".join(f"<li><a href='/{n}'>栏目{n}</a>" for n in range(9))
    head = "<meta charset=gb2312><title>讲话_某网</title><style>ol.a { list-style: simp-chinese-informal }</style>"
    tail = "<ol class=a><li>修渠。<li>栽树。</ol><table><tr><td>一、</td><td>表格里的话</td></tr></table>"
    body = f"<ul class=nav>{menu}</ul><div><h1>讲话</h1>{lines}{tail}</div><footer>版权所有</footer>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode("gb18030")


def mhtml() -> bytes:
    """A page as a browser saves it."""
    page = EmailMessage()
    page["Subject"] = "讲话"
    page["MIME-Version"] = "1.0"
    page.add_attachment(html().decode("gb18030").replace("gb2312", "utf-8"), subtype="html", cte="quoted-printable")
    return page.as_bytes()


def text() -> bytes:
    """A speech in plain text."""
    return EXAMPLE.read_bytes()


def pdf() -> bytes:
    """A speech that LibreOffice has printed."""
    return PRINTED.read_bytes()


def office(form: str) -> bytes:
    """The speech in Word as LibreOffice saves it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "speech.docx"
        source.write_bytes(docx())
        converted([source], form, Path(folder))
        return source.with_suffix(f".{form}").read_bytes()


SEEDS: dict[str, Callable[[], bytes]] = {
    "docx": docx,
    "html": html,
    "mhtml": mhtml,
    "pdf": pdf,
    "txt": text,
    **{form: partial(office, form) for form in ("doc", "odt", "rtf")},
}


def outcomes(data: bytes, suffix: str, number: int, folder: Path, seconds: float) -> Iterator[tuple[Path, str]]:
    """Each damaged copy with what came of reading it. The copy is there until the next one is asked for."""
    readers, ways = [Reader(seconds) for _ in range(WORKERS)], damages(data)
    for first in range(0, number, WORKERS):
        under_way = []
        for reader, n in zip(readers, range(first, min(first + WORKERS, number)), strict=False):
            path = folder / f"damaged{n}.{suffix}"
            path.write_bytes(ways[n % len(ways)](data, Random(n)))  # noqa: S311 - not for secrets
            reader.begin(path)
            under_way.append((reader, path))
        for reader, path in under_way:
            yield path, reader.end()
            path.unlink()
    for reader in readers:
        reader.stop()


def main() -> int:
    """Print what came of the copies; 1 when one did harm or a file was left behind."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("format", help="the suffix of the files, as docx")
    arguments.add_argument("number", type=int, help="how many copies")
    arguments.add_argument("--seed", type=Path, help="the file that is damaged; by default one made for the format")
    arguments.add_argument("--keep", type=Path, help="a folder for the copies that did harm")
    arguments.add_argument("--seconds", type=float, default=LIMIT, help="that a file has; LibreOffice takes some to start")
    options = arguments.parse_args()
    data = options.seed.read_bytes() if options.seed else SEEDS[options.format]()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = scratch  # whatever a reader keeps for a while must be gone afterwards
        for path, outcome in outcomes(data, options.format, options.number, Path(folder), options.seconds):
            harmless = outcome in {"read", "refused"}
            counts[outcome if harmless else "harm"] += 1
            if not harmless:
                print(f"{path.name}: {outcome}")
                if options.keep:
                    (options.keep / path.name).write_bytes(path.read_bytes())
        left = [path.name for place in (scratch, folder) for path in Path(place).iterdir()]
    print(f"{options.format}: {counts.total()} damaged files: {counts['read']} read, {counts['refused']} refused, ", end="")
    print(f"{counts['harm']} did harm; files left behind: {len(left)}")
    return 1 if counts["harm"] or left else 0


if __name__ == "__main__":
    sys.exit(main())
