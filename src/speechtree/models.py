"""The typed tree that comes out: frozen Pydantic models that compare by value and read their own JSON back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = "1.2"

Span = Annotated[
    tuple[int, int],
    Field(description="[start, end) in characters of the text that was given, never of a cleaned copy."),
]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Text(_Model):
    """Words of the text, with stray line breaks inside a sentence joined."""

    text: str
    span: Span


class Marker(_Model):
    """The sign that opens a point, with its punctuation or keyword, exactly as it stands in the text."""

    text: str
    style: str = Field(description="The stable lower-case name of the numbering style.")
    ordinal: int | None = Field(description="The number that it carries or, for 最后 and 另一个是, that it has in its series.")
    span: Span


class Title(_Model):
    """The title of a point. It is empty, with an empty span, when the marker stands alone."""

    text: str
    stop: str = Field(description="The mark that ends the title and is no part of it (。 ； ：), else empty.")
    span: Span


class Passage(_Model):
    """A paragraph, or the part of one, that belongs to a point or a speech and is no point itself."""

    kind: Literal["passage"] = "passage"
    text: str
    span: Span


class Series(_Model):
    """One numbered run under one parent."""

    kind: Literal["series"] = "series"
    style: str = Field(description="The style of its first member.")
    lead_in: Text | None = Field(
        default=None, description="The sentence that introduces it. It repeats words of the passage or title before it."
    )
    announced: int | None = Field(default=None, description="The number of members that the lead-in announces.")
    span: Span
    points: tuple[Point, ...]


class Point(_Model):
    """A marker, its title, and everything under it in the order of the text."""

    marker: Marker
    title: Title
    content: tuple[Block, ...] = ()
    span: Span
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="How likely it is to stand where it stands, under this parent, with this title."
    )

    @property
    def points(self) -> tuple[Point, ...]:
        """All sub-points of all its series, in order."""
        return points_of(self.content)


Block = Annotated[Passage | Series, Field(discriminator="kind")]


class Speech(_Model):
    """One speech. Its opening, body and closing cover it from the first character to the last, in order."""

    span: Span
    title: Text | None = Field(default=None, description="Its title line. It repeats words of the opening.")
    opening: tuple[Block, ...] = Field(default=(), description="What comes before the first head.")
    body: tuple[Block, ...] = ()
    closing: tuple[Block, ...] = Field(default=(), description="The peroration; empty when there is none.")

    @property
    def points(self) -> tuple[Point, ...]:
        """The heads: all points of the first depth, in order."""
        return points_of(chain(self.opening, self.body, self.closing))


class Edit(_Model):
    """A mend: what to write in place of a stretch of the text."""

    span: Span
    replacement: str


class Diagnostic(_Model):
    """Something about the numbering that a reader of the text should know."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    span: Span
    hint: str = Field(default="", description="What to do about it.")
    edit: Edit | None = Field(default=None, description="The mend, where it is mechanical.")


class Place(_Model):
    """Where in the file the text stands from an offset on, up to the next place."""

    start: int = Field(description="In characters of the text.")
    page: int | None = Field(default=None, description="Counted from 1, in a format that has pages.")
    paragraph: int | None = Field(default=None, description="Counted from 1, in a format that has paragraphs.")


class SourceInfo(_Model):
    """Where the text came from."""

    name: str | None = Field(default=None, description="The file's name; null for a text given as a string.")
    encoding: str | None = Field(default=None, description="The encoding that the file was read in; null for a string.")
    length: int = Field(description="In characters.")
    sha256: str = Field(description="Of the text in UTF-8 (a lone surrogate counts as a question mark).")
    places: tuple[Place, ...] = Field(default=(), description="Where the text stands in a file that is no plain text, in order.")

    def place_at(self, offset: int) -> Place | None:
        """The place of an offset, so of whatever starts there; None in plain text."""
        at = bisect_right(self.places, offset, key=_start)
        return self.places[at - 1] if at else None


class Document(_Model):
    """A text and its speeches. Every character but white space and Markdown marks is in exactly one leaf."""

    schema_version: str = SCHEMA_VERSION
    source: SourceInfo
    preface: tuple[Block, ...] = Field(default=(), description="What belongs to no speech: contents, blurb, common title.")
    speeches: tuple[Speech, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str | None = Field(default=None, description="The text that all spans refer to, where it is to be kept.")


def _start(place: Place) -> int:
    return place.start


def points_of(blocks: tuple[Block, ...] | Iterator[Block] | chain[Block]) -> tuple[Point, ...]:
    """The points of all series among blocks, in order."""
    return tuple(point for block in blocks if isinstance(block, Series) for point in block.points)


def series_of(blocks: Iterable[Block]) -> Iterator[Series]:
    """The series among blocks and inside their points, each before those inside it."""
    for block in blocks:
        if isinstance(block, Series):
            yield block
            for point in block.points:
                yield from series_of(point.content)
