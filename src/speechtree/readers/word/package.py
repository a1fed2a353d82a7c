"""Open a Word file: the parts of the package that hold words, safely.

Only five parts are ever unpacked, up to a limit that is checked while unpacking, as what an archive says of its sizes may be
untrue. Entities are not expanded, nothing is fetched, no macro is looked at.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final, NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from speechtree.errors import InputError

LIMIT: Final = 50_000_000  # bytes of XML: fifty for each character of a book of a million
MOST_ELEMENTS: Final = 500_000  # in a part: such a book, cut into runs of ten characters
DAMAGED = "damaged; open it in Word and save it again, or take another copy"
UNLOCK = "it is protected by a password; open it in Word, remove the password (File, Info, Protect Document) and save it"
OLD = "it is an old Word document (.doc), whatever its name says; open it in Word and save it as .docx"
NO_ZIP = "no Word document; give it the suffix of what it is, or save it in Word as .docx"

OTHERS: Final = ((b"%PDF-", "a PDF file"), (b"{\\rtf", "an RTF document"))

# A document that was saved as "Strict Open XML" has the same elements in other namespaces.
STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MEMBER_ENCRYPTED: Final = 1
count = etree.XPath("count(//*)")
SPOILT = (zipfile.BadZipFile, zlib.error, struct.error, etree.XMLSyntaxError, EOFError, OSError, RuntimeError, ValueError)


class Parts(NamedTuple):
    """The roots of the parts that say what a person reads."""

    document: Element
    styles: Element | None
    numbering: Element | None


def open_parts(data: bytes, name: str) -> Parts:
    """The parts of a Word file. Raises InputError, with its name, when it is none, or locked, damaged or too large."""
    if not data.startswith(b"PK"):
        raise InputError(f"{name}: {_what_it_is(data)}")
    try:
        return _Archive(data).parts()
    except _RefusedError as reason:
        raise InputError(f"{name}: {reason}") from None
    except SPOILT as error:
        raise InputError(f"{name}: {DAMAGED}") from error


class _RefusedError(Exception):
    """Why a package is not read."""


def _what_it_is(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # its directory has the names of what it holds
        return UNLOCK if "EncryptedPackage".encode("utf-16-le") in data else OLD
    kind = next((f"{what}, and " for start, what in OTHERS if data.startswith(start)), "")
    return f"this is {kind}{NO_ZIP}"


class _Archive:
    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(BytesIO(data))
        # Names differ in case, and some programs write backslashes.
        self.members = {one.filename.replace("\\", "/").lower(): one for one in self.zip.infolist()}
        self.left = LIMIT

    def parts(self) -> Parts:
        main = self.related("").get("officeDocument", "")
        root = self.root(main)
        if root is None or root.tag != f"{W}document":
            raise _RefusedError(f"this is an archive that holds {NO_ZIP}")
        others = self.related(main)
        return Parts(root, self.root(others.get("styles", "")), self.root(others.get("numbering", "")))

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part names, by the last word of the relation."""
        folder, file = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        return {
            one.get("Type", "").rpartition("/")[2]: posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/")
            for one in ([] if root is None else root.iter(RELATION))
        }

    def root(self, part: str) -> Element | None:
        """The XML of a part; None when there is no such part."""
        data = self.unpacked(part)
        if data is None:
            return None
        for strict, usual in STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise _RefusedError(f"{part} declares entities, which no program for documents writes; do not trust the file")
        if count(root) > MOST_ELEMENTS:
            raise _RefusedError(f"it has more than {MOST_ELEMENTS:,} elements; divide it into several documents")
        return root

    def unpacked(self, part: str) -> bytes | None:
        member = self.members.get(part.lower())
        if member is None:
            return None
        if member.flag_bits & MEMBER_ENCRYPTED:
            raise _RefusedError(UNLOCK)
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise _RefusedError(DAMAGED)
        with self.zip.open(member) as stream:
            data = b"" if member.file_size > self.left else stream.read(self.left + 1)
        self.left -= max(len(data), member.file_size)
        if self.left < 0:
            raise _RefusedError(f"its text unpacks to more than {LIMIT // 1_000_000} MB; divide it into several documents")
        return data
