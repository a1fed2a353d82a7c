"""What holds for the tree of any text, checked at once (contract: spans, leaves, nothing lost, round trip)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise

from speechtree import STYLES, Block, Document, Marker, Passage, Point, Series, Speech, Text, Title

DEPTH_LIMIT = 20  # a tree is never deeper, whatever the text
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
MARKS = "#>*"  # Markdown marks around the words of a line
ZERO_WIDTH = "\ufeff\u200b"
IGNORED = re.compile(rf"[\s{MARKS}{ZERO_WIDTH}]")
MARGIN = re.compile(rf"[\s{MARKS}{ZERO_WIDTH}]*")
MARGINS = MARKS + ZERO_WIDTH + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
STYLE_NAMES = frozenset(style.name for style in STYLES)

Span = tuple[int, int]


def assert_sound(text: str, document: Document, extra_styles: Sequence[str] = ()) -> None:
    """Fail with every invariant that the tree of a text breaks.

    text: what was parsed. extra_styles: names of the styles that the parser had beside the built-in ones.
    """
    found = list(violations(text, document, STYLE_NAMES.union(extra_styles)))
    assert not found, "\n".join(found)


def violations(text: str, document: Document, styles: frozenset[str] = STYLE_NAMES) -> Iterator[str]:
    """Every broken invariant, in words."""
    yield from _source(text, document)
    yield from _cover(text, document)
    yield from _blocks(text, document.preface, _preface_span(text, document), "preface")
    for speech in document.speeches:
        yield from _speech(text, speech)
    yield from _leaves(text, document)
    for point, depth in points_of(document):
        yield from _point(text, point, styles)
        if depth > DEPTH_LIMIT:
            yield f"a point at depth {depth}: {_show(point.span)}"
    yield from _diagnostics(text, document)
    yield from _round_trip(text, document)


def points_of(document: Document) -> Iterator[tuple[Point, int]]:
    """All points of all speeches with their depth, in order of the text."""
    stack = [(point, 1) for speech in reversed(document.speeches) for point in reversed(speech.points)]
    while stack:
        point, depth = stack.pop()
        yield point, depth
        stack.extend((inner, depth + 1) for inner in reversed(point.points))


def leaves_of(document: Document) -> Iterator[Marker | Title | Passage]:
    """All leaves in the order of the tree."""
    stack: list[Block | Point | Marker | Title] = list(reversed(document.preface + _all_blocks(document.speeches)))
    while stack:
        node = stack.pop()
        if isinstance(node, Series):
            stack.extend(reversed(node.points))
        elif isinstance(node, Point):
            stack.extend(reversed((node.marker, node.title, *node.content)))
        else:
            yield node


def compact(words: str) -> str:
    """The words without white space, Markdown marks and zero-width characters."""
    return IGNORED.sub("", words)


def _all_blocks(speeches: Sequence[Speech]) -> tuple[Block, ...]:
    return tuple(block for speech in speeches for block in (*speech.opening, *speech.body, *speech.closing))


def _preface_span(text: str, document: Document) -> Span:
    return 0, document.speeches[0].span[0] if document.speeches else len(text)


def _source(text: str, document: Document) -> Iterator[str]:
    if document.source.length != len(text):
        yield f"source.length is {document.source.length}, the text has {len(text)} characters"
    if document.source.sha256 != sha256(text.encode("utf-8", "replace")).hexdigest():
        yield "source.sha256 is not that of the text"


def _cover(text: str, document: Document) -> Iterator[str]:
    """Preface and speeches cover the text from its first character to its last."""
    at = _preface_span(text, document)[1]
    for speech in document.speeches:
        if speech.span[0] != at:
            yield f"a speech starts at {speech.span[0]}, the part before it ends at {at}"
        if speech.span[1] <= speech.span[0] and text:
            yield f"an empty speech: {_show(speech.span)}"
        at = speech.span[1]
    if at != len(text):
        yield f"the last part ends at {at}, the text at {len(text)}"


def _speech(text: str, speech: Speech) -> Iterator[str]:
    parts = (speech.opening, speech.body, speech.closing)
    yield from _blocks(text, tuple(block for part in parts for block in part), speech.span, "speech")
    if speech.title is not None:
        yield from _words(text, speech.title, speech.span, "the title of a speech")
    first_closing = speech.closing[0].span[0] if speech.closing else speech.span[1]
    heads = [point for block in (*speech.opening, *speech.body) if isinstance(block, Series) for point in block.points]
    if heads and heads[-1].span[1] > first_closing:
        yield f"the last head ends at {heads[-1].span[1]}, in the closing that starts at {first_closing}"


def _blocks(text: str, blocks: Sequence[Block], around: Span, where: str) -> Iterator[str]:
    """Blocks stand inside what holds them, in order; passages are their slices; series hold their points."""
    yield from _nested([block.span for block in blocks], around, f"blocks of a {where}")
    for block in blocks:
        if isinstance(block, Series):
            yield from _series(text, block)
        else:
            yield from _words(text, block, around, "a passage")
            if not compact(block.text):
                yield f"a passage without words: {_show(block.span)}"


def _series(text: str, series: Series) -> Iterator[str]:
    if not series.points:
        yield f"a series without points: {_show(series.span)}"
        return
    spans = [point.span for point in series.points]
    if series.span != (spans[0][0], spans[-1][1]):
        yield f"a series has the span {_show(series.span)}, its points {_show((spans[0][0], spans[-1][1]))}"
    yield from _nested(spans, series.span, "points of a series")
    if series.style != series.points[0].marker.style:
        yield f"a series has the style {series.style}, its first point {series.points[0].marker.style}"
    if series.announced is not None and series.announced < 1:
        yield f"a series announces {series.announced}"
    if series.lead_in is not None:
        yield from _words(text, series.lead_in, (0, series.span[0]), "a lead-in")


def _point(text: str, point: Point, styles: frozenset[str]) -> Iterator[str]:
    marker, title = point.marker, point.title
    if marker.text != text[slice(*marker.span)] or not marker.text or marker.text != marker.text.strip():
        yield f"the marker {marker.text!r} is not the slice {text[slice(*marker.span)]!r}, or has white space around it"
    if marker.style not in styles:
        yield f"the marker {marker.text!r} has the unknown style {marker.style!r}"
    if marker.ordinal is not None and marker.ordinal < (not re.match(r"[（(]?[0０零〇]", marker.text)):
        yield f"the marker {marker.text!r} has the ordinal {marker.ordinal}"
    if marker.span[0] != point.span[0]:
        yield f"a point starts at {point.span[0]}, its marker at {marker.span[0]}"
    yield from _words(text, title, point.span, "a title")
    if not title.text and title.span[0] != title.span[1]:
        yield f"an empty title has the span {_show(title.span)}"
    start, end = _stop_span(text, title)
    if text[start:end] != title.stop:
        yield f"the stop {title.stop!r} does not follow its title: {text[title.span[0] : end + 5]!r}"
    yield from _nested(
        [marker.span, title.span, (start, end), *(block.span for block in point.content)], point.span, "parts of a point"
    )
    yield from _blocks(text, point.content, point.span, "point")


def _stop_span(text: str, title: Title) -> Span:
    """Where the stop of a title stands: at its end, or after white space and Markdown marks."""
    if not title.stop:
        return title.span[1], title.span[1]
    margin = MARGIN.match(text, title.span[1])
    start = margin.end() if margin else title.span[1]
    return start, start + len(title.stop)


def _words(text: str, leaf: Text | Title | Passage, around: Span, what: str) -> Iterator[str]:
    """The words of a leaf are the slice of its span, with line breaks joined."""
    yield from _nested([leaf.span], around, what)
    words = text[slice(*leaf.span)]
    if leaf.text != words and not _joined(words, leaf.text):
        yield f"{what} has the words {leaf.text!r}, its slice is {words!r}"
    if any(mark in leaf.text for mark in BREAKS):
        yield f"{what} has a line break in {leaf.text!r}"


def _joined(words: str, text: str) -> bool:
    """Whether a text is the words with their line breaks, and the margins around these, taken out or made one space."""
    at = 0
    for line in re.split(f"[{BREAKS}]", words):
        piece = line.strip(MARGINS)
        found = text.find(piece, at)
        if found < 0 or text[at:found].strip(MARGINS):
            return False
        at = found + len(piece)
    return not text[at:].strip(MARGINS)


def _nested(spans: Sequence[Span], around: Span, what: str) -> Iterator[str]:
    for start, end in spans:
        if not around[0] <= start <= end <= around[1]:
            yield f"{what}: {_show((start, end))} is not inside {_show(around)}"
    for before, after in pairwise(spans):
        if before[1] > after[0]:
            yield f"{what}: {_show(before)} and {_show(after)} overlap or are out of order"


def _leaves(text: str, document: Document) -> Iterator[str]:
    """Every character outside white space and Markdown marks is in exactly one leaf."""
    spans = []
    for leaf in leaves_of(document):
        spans.append(leaf.span)
        if isinstance(leaf, Title):
            spans.append(_stop_span(text, leaf))
    yield from _nested(spans, (0, len(text)), "leaves")
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        if lost := compact(text[at:start]):
            yield f"lost at {at}: {lost[:40]!r}"
        at = max(at, end)


def _diagnostics(text: str, document: Document) -> Iterator[str]:
    for diagnostic in document.diagnostics:
        yield from _nested([diagnostic.span], (0, len(text)), f"diagnostic {diagnostic.code}")
        if not diagnostic.code or not diagnostic.message:
            yield f"a diagnostic without code or message: {diagnostic!r}"


def _round_trip(text: str, document: Document) -> Iterator[str]:
    """JSON is UTF-8, which has no lone surrogates: a text that holds one has a tree, but no export."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    if Document.model_validate_json(document.model_dump_json()) != document:
        yield "the JSON export does not read back equal"


def _show(span: Span) -> str:
    return f"[{span[0]}, {span[1]})"
