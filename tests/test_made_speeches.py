"""The speeches that the benchmarks make up have the outlines that they mean."""

from __future__ import annotations

from itertools import islice

import pytest
from cases import cut_to, outline_of
from invariants import assert_sound
from speeches import CLOSING, made_document, made_speech, made_speeches

import speechtree


@pytest.mark.parametrize("number", range(150))
def test_outline(number: int) -> None:
    speech = made_speech(number)
    document = speechtree.parse(speech.text)
    assert_sound(speech.text, document)
    assert cut_to(outline_of(document, speech.text), speech.outline) == list(speech.outline)


def test_a_speech_depends_on_its_number_alone() -> None:
    assert [speech.text for speech in islice(made_speeches(10**6), 5)] == [made_speech(number).text for number in range(5)]
    assert made_speech(3) != made_speech(4)


@pytest.mark.parametrize("size", [1, 10_000, 100_000])
def test_size(size: int) -> None:
    lengths = [len(speech.text.encode()) for speech in made_speeches(size)]
    assert sum(lengths[:-1]) < size <= sum(lengths)


def test_a_document_has_every_speech_with_its_points() -> None:
    speeches = list(made_speeches(60_000))
    document = speechtree.parse(made_document(60_000))
    right = [sum(not line.startswith(("@", " ")) for line in speech.outline) for speech in speeches]
    assert [len(speech.points) for speech in document.speeches] == right
    assert all(speech.closing[0].span[0] for speech in document.speeches)
    assert all(speech.text.rsplit("\n", 2)[1].startswith(CLOSING) for speech in speeches)
