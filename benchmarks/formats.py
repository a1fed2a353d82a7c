"""Write labelled texts in every format with real programs and see that each gives the tree of the plain text.

    python benchmarks/formats.py                       # thirty texts in every format
    python benchmarks/formats.py --only pdf --show     # the formats with this in their names, and every difference
    python benchmarks/formats.py --keep DIR            # keep the files, and use those that are there

Texts are taken whose lines are their paragraphs, as a program that writes documents has nothing else to go by. node: F1 of
points with their first words; strict: … with their ordinal, title and parent too; exact: texts whose trees are the same.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from labelled import labelled_texts
from printed import CHROMIUM, SHEETS, SOFFICE, converted, document, lines_of, page, printed

from speechtree import Document, Point, parse
from speechtree.errors import InputError
from speechtree.readers import read_file

NUMBER: Final = 30  # texts
LONGEST: Final = 25_000  # characters
FIRST_WORDS: Final = 6
UNSAID = re.compile(r"[\s#>*\ufeff\u200b]+")
WIDE_SPACE = re.compile(r"\S(?:\u3000\u3000| {4,}|\xa0{4,})\S")


class Node(NamedTuple):
    """A point: its marker with the words after it, its ordinal, its title, and the number of its parent; -1 for a head."""

    words: str
    ordinal: int | None
    title: str
    parent: int


def said(text: str) -> str:
    """The characters of a text that are said."""
    return UNSAID.sub("", text)


def nodes(document_: Document, text: str) -> list[Node]:
    """The points of a document, each after its parent."""
    found: list[Node] = []

    def walk(points: Iterable[Point], parent: int) -> None:
        for point in points:
            after = text[point.marker.span[1] :][: 8 * FIRST_WORDS]
            words = f"{said(point.marker.text)}|{said(after)[:FIRST_WORDS]}"
            found.append(Node(words, point.marker.ordinal, said(point.title.text), parent))
            walk(point.points, len(found) - 1)

    for speech in document_.speeches:
        walk(speech.points, -1)
    return found


def agreement(right: list[Node], found: list[Node]) -> tuple[Counter[str], list[str]]:
    """How many points agree, and in words which do not."""
    blocks = SequenceMatcher(
        None, [one.words for one in right], [one.words for one in found], autojunk=False
    ).get_matching_blocks()
    pairs = {block.a + n: block.b + n for block in blocks for n in range(block.size)}
    counts = Counter(right=len(right), found=len(found), node=len(pairs), exact=right == found)
    differences = [f"lost {one.words} {one.title[:20]}" for n, one in enumerate(right) if n not in pairs]
    differences += [f"invented {one.words} {one.title[:20]}" for n, one in enumerate(found) if n not in pairs.values()]
    for a, b in pairs.items():
        parent = pairs.get(right[a].parent, -1 if right[a].parent < 0 else None)
        same = (right[a].ordinal, right[a].title, parent) == found[b][1:]
        counts["strict"] += same
        if not same:
            differences.append(f"other {right[a].words}: {right[a].title[:60]} / {found[b].title[:60]}")
    return counts, differences


def texts() -> Iterator[tuple[str, str]]:
    """Texts whose lines are their paragraphs."""
    for one in labelled_texts():
        flat = "\n".join(line for _, line in lines_of(one.text))
        if len(one.text) > LONGEST or WIDE_SPACE.search(one.text):
            continue
        if nodes(parse(one.text), one.text) == nodes(parse(flat), flat):
            yield one.name.replace("/", "-"), one.text


def encoded(encoding: str) -> Callable[[str], bytes | None]:
    """A writer of text in an encoding, if it has all the characters."""

    def write(text: str) -> bytes | None:
        try:
            return text.encode(encoding)
        except UnicodeEncodeError:
            return None

    return write


def on(sheet: str) -> Callable[[str], bytes]:
    """A printer of pages that are set as a sheet says."""
    return lambda text: printed(page(text, SHEETS[sheet]), bare=sheet != "browser")


def in_columns(text: str) -> bytes:
    """A Word document with two columns, running heads and feet."""
    return document(text, size=10.5, columns=2, head="工作简报", foot="第PAGE页 共NUMPAGES页")


def unset(text: str) -> bytes:
    """A Word document in which nothing but short lines shows where a paragraph ends."""
    return document(text, size=12, indent=0)


# Each form by its name and suffix: what writes it, …
WRITERS: Final[dict[str, Callable[[str], bytes | None]]] = {
    **{f"text.{encoding}.txt": encoded(encoding) for encoding in ("gb18030", "big5", "utf-16")},
    "page.html": lambda text: page(text).encode(),
    "document.docx": document,
    "columns.docx": in_columns,
    "plain.docx": unset,
    # Chromium leaves out the later pages of a long text that is set from top to bottom.
    **{f"{sheet}.pdf": on(sheet) for sheet in SHEETS if sheet != "vertical"},
}
# … or what LibreOffice makes it from.
CONVERTED: Final = {
    **{f"{name}.office.pdf": f"{name}.docx" for name in ("document", "columns", "plain")},
    **{f"document.office.{suffix}": "document.docx" for suffix in ("docx", "odt", "doc", "rtf")},
}


def main() -> int:
    """Print the table; 1 when there is nothing to measure."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--only", default="", help="the forms whose names have this in them")
    arguments.add_argument("--show", action="store_true", help="print every difference")
    arguments.add_argument("--number", type=int, default=NUMBER, help="how many texts")
    arguments.add_argument("--keep", type=Path, help="a folder for the files")
    options = arguments.parse_args()
    sample = list(texts())
    sample = sample[:: max(1, len(sample) // options.number)][: options.number]
    if not sample or not (CHROMIUM and SOFFICE):
        print("labelled texts, Chromium and LibreOffice are needed")
        return 1
    print(f"{'':24}{'texts':>6}{'points':>8}{'node':>9}{'strict':>9}{'exact':>9}")
    with TemporaryDirectory() as scratch:
        for form in (name for name in (*WRITERS, *CONVERTED) if options.only in name):
            files = written(form, dict(sample), options.keep or Path(scratch))
            row(form, {name: (dict(sample)[name], file) for name, file in files.items()}, show=options.show)
    return 0


def written(form: str, sample: dict[str, str], folder: Path) -> dict[str, Path]:
    """The files of a form, of the texts that can be written so."""
    files = {name: folder / f"{name}.{form}" for name in sample}
    missing = [name for name, file in files.items() if not file.exists()]
    if form in CONVERTED and missing:
        sources = written(CONVERTED[form], {name: sample[name] for name in missing}, folder)
        with TemporaryDirectory() as made:
            suffix = form.rpartition(".")[2]
            converted(sources.values(), suffix, Path(made))
            for name, source in sources.items():
                files[name].write_bytes((Path(made) / source.with_suffix(f".{suffix}").name).read_bytes())
    elif missing:
        for name in missing:
            data = WRITERS[form](sample[name])
            if data is not None:
                files[name].write_bytes(data)
    return {name: file for name, file in files.items() if file.exists()}


def row(form: str, files: dict[str, tuple[str, Path]], *, show: bool) -> None:
    """A row of the table, and the differences."""
    total: Counter[str] = Counter()
    lines = []
    for name, (text, file) in files.items():
        try:
            extract = read_file(file)
        except InputError as error:
            lines.append(f"    {error}")
            continue
        counts, differences = agreement(nodes(parse(text), text), nodes(parse(extract.text), extract.text))
        total += counts
        lines += [f"    {name}: {one}" for one in differences]
    size = total["right"] + total["found"]
    figures = "".join(f"{2 * total[figure] / size if size else 1:9.4f}" for figure in ("node", "strict"))
    print(f"{form:24}{len(files):6}{total['right']:8}{figures}{total['exact']:6}/{len(files)}", flush=True)
    if show:
        print(*lines, sep="\n", end="\n" if lines else "")


if __name__ == "__main__":
    sys.exit(main())
