"""The encoding of Chinese text is found, of short text too."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import FOLDER, lines_of, speeches

from speechtree.readers.detection import CANDIDATES, SAMPLE, common, detect

TEXTS = ["".join(lines_of(text)) for name, text in speeches().items() if name != "harbour"]
TRADITIONAL = ["".join(lines_of((FOLDER / "harbour.txt").read_text(encoding="utf-8")))]


def share(texts: list[str], encoding: str, lengths: range, number: int = 1000) -> float:
    """How often the encoding of a slice of a text is found, or another one in which it reads the same."""
    random, found = Random(1), 0  # noqa: S311 - not for secrets
    for _ in range(number):
        text, length = random.choice(texts), random.choice(lengths)
        at = random.randrange(len(text) - length)
        data = text[at : at + length].encode(encoding)
        name = detect(data)
        found += name is not None and data.decode(name, "replace") == text[at : at + length]
    return found / number


@pytest.mark.parametrize(("lengths", "floor"), [(range(4, 11), 0.97), (range(11, 201), 0.995)])
@pytest.mark.parametrize("encoding", CANDIDATES)
def test_slices_of_speeches(encoding: str, lengths: range, floor: float) -> None:
    assert share(TRADITIONAL if encoding == "big5hkscs" else TEXTS, encoding, lengths) >= floor
    assert share(TRADITIONAL, encoding, lengths) >= floor


@pytest.mark.parametrize("encoding", CANDIDATES)
def test_a_damaged_character_changes_nothing(encoding: str) -> None:
    for text in TRADITIONAL if encoding == "big5hkscs" else TEXTS:
        data = text.encode(encoding)
        assert detect(data[:50] + b"\xff\xff" + data[52:]) == encoding


@pytest.mark.parametrize("encoding", CANDIDATES)
def test_chinese_that_begins_late(encoding: str) -> None:
    assert detect(("Agenda\n" * SAMPLE + TRADITIONAL[0]).encode(encoding)) == encoding


def test_of_two_that_are_equally_likely_the_first_one_is_taken() -> None:
    assert detect(b"a\0b") is None
    assert [detect(b""), detect(b"Agenda")] == ["utf-8", "utf-8"]


@given(st.text(st.sampled_from(sorted(common())), min_size=8))
def test_common_characters_are_read_as_they_were_written(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        assert text.encode(encoding).decode(detect(text.encode(encoding)) or "").lstrip("\ufeff") == text


@given(st.binary(max_size=200))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    assert detect(data) in {*CANDIDATES, None}
